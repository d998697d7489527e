//! x
use icip_tests::*;
fn run(label: &str, t: &str, cols: &[(&str, Vec<Option<f64>>)]) {
    let r = std::panic::catch_unwind(|| {
        let f = match read_framework(t, None) {
            Ok(f) => f,
            Err(p) => {
                return format!("REFUSED {}", all(&p));
            }
        };
        let p = panel(&cols.iter().map(|(a, b)| (a.to_string(), b.clone())).collect::<Vec<_>>());
        match try_score(&f, &p, icip::exec::Par::Seq) {
            Ok(c) => {
                format!(
                    "{:?} trail {} warns {:?}",
                    c.index().cells().collect::<Vec<_>>(),
                    icip::report::trail_csv(&c).replace('\n', " | "),
                    c.warnings().iter().map(|w| w.to_string()).collect::<Vec<_>>()
                )
            }
            Err(p) => format!("ERR {}", all(&p)),
        }
    });
    println!("== {label}: {}", r.unwrap_or_else(|_| "PANIC".into()));
}
const H: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode=\"I\"\n";
#[test]
fn probe() {
    let leaf = |r: &str| format!("{H}[[nodes]]\ncode=\"a\"\nparent=\"I\"\ncolumn=\"a\"\n{r}\n");
    let s = |v: &[f64]| vec![("a", v.iter().map(|x| Some(*x)).collect::<Vec<_>>())];
    run("z const overflow", &leaf("normalise={z-score={constant=0}}"), &s(&[1e308, 1e308, 5e307]));
    run("z overflow", &leaf("normalise=\"z-score\""), &s(&[1e308, 1e308, 5e307]));
    run("z 1e200", &leaf("normalise={z-score={constant=0}}"), &s(&[1e200, 2e200, 3e200]));
    run("z underflow", &leaf("normalise={z-score={constant=0}}"), &s(&[1e-200, 2e-200, 3e-200]));
    run("minmax overflow", &leaf("normalise=\"min-max\""), &s(&[-1e308, 0.0, 1e308]));
    run(
        "goalposts overflow",
        &leaf("normalise={goalposts={worst=-1.7e308,best=1.7e308}}"),
        &s(&[0.0, 1.0, 1e308, 1.7e308]),
    );
    run("goalposts denormal", &leaf("normalise={goalposts={worst=0,best=1e-320}}"), &s(&[0.0, 1.0, 5e-321]));
    run(
        "meansd overflow",
        &leaf("normalise={mean-sd-bands={points=[0,1,2,3]}}"),
        &s(&[1e308, 1e308, 1e308, 1.0]),
    );
    run(
        "meansd nan",
        &leaf("normalise={mean-sd-bands={points=[0,1,2,3]}}"),
        &s(&[1e308, 1e308, -1e308, -1e308, -1e308, -1e308]),
    );
    run("meansd 1e200", &leaf("normalise={mean-sd-bands={points=[0,1,2,3]}}"), &s(&[1e200, 2e200, 3e200]));
    run("median -0", &leaf("normalise={against-median={above=2,equal=1,below=0}}"), &s(&[-0.0, 0.0, 0.0]));
    run(
        "median overflow",
        &leaf("normalise={against-median={above=2,equal=1,below=0}}"),
        &s(&[1e308, 1.5e308]),
    );
    run("round -0", &leaf("round={digits=2}"), &s(&[-0.0]));
    let two = |i: &str, a: &str, b: &str| {
        format!(
            "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode=\"I\"\n{i}\n[[nodes]]\ncode=\"a\"\nparent=\"I\"\ncolumn=\"a\"\n{a}\n[[nodes]]\ncode=\"b\"\nparent=\"I\"\ncolumn=\"b\"\n{b}\n"
        )
    };
    let ab = vec![("a", vec![Some(0.1), Some(0.5)]), ("b", vec![Some(0.1), None])];
    run("huge weights", &two("", "weight=1e308", "weight=1e308"), &ab);
    run("huge weights ws", &two("aggregate=\"weighted-sum\"", "weight=1e308", "weight=1e308"), &ab);
    run(
        "huge weights atleast",
        &two("missing={at-least={share=0.9,by=\"weight\"}}", "weight=1e308", "weight=1e308"),
        &ab,
    );
    run("zero weight propagate", &two("missing=\"propagate\"", "weight=1", "weight=0"), &ab);
    run("zero weight zero", &two("missing=\"zero\"", "weight=1", "weight=0"), &ab);
    run("tiny weights", &two("", "weight=5e-324", "weight=5e-324"), &ab);
    run("geo tiny", &two("aggregate=\"geometric-mean\"", "weight=1e-320", "weight=1e-320"), &ab);
    run("geo constant fill 0", &two("aggregate=\"geometric-mean\"\nmissing=\"zero\"", "", ""), &ab);
    run(
        "geo floor trail fill",
        &two("aggregate={geometric-mean={floor=0.2}}\nmissing=\"zero\"", "", ""),
        &ab,
    );
    run(
        "ws zero weight missing propagate",
        &two("aggregate=\"weighted-sum\"\nmissing=\"propagate\"", "weight=1", "weight=0"),
        &ab,
    );
    run("empty code", &two("", "", "").replace("code=\"b\"", "code=\"\""), &ab);
    run("blank code", &two("", "", "").replace("code=\"b\"", "code=\" \""), &ab);
    run("empty root code", &format!("{H}").replace("code=\"I\"", "code=\"\""), &ab);
    run("self parent", &two("", "", "").replace("parent=\"I\"", "parent=\"a\""), &ab);
    run("empty parent", &two("", "", "").replace("parent=\"I\"", "parent=\"\""), &ab);
    run("deep toml", &format!("a = {}", "[".repeat(100_000)), &ab);
    run("deep toml2", &format!("a = {}1{}", "{a=".repeat(50_000), "}".repeat(50_000)), &ab);
    run("dotted", &format!("a{} = 1", ".a".repeat(50_000)), &ab);
    run("dup map answers", &leaf("normalise={map={values={\"1\"=0,\"1.0\"=1}}}"), &s(&[1.0]));
    run("date", &leaf("weight=1979-05-27"), &s(&[1.0]));
    run("hexint", &leaf("weight=0x10"), &s(&[1.0]));
    run("classes", &(leaf("") + "[[classes]]\nnode=\"I\"\ncuts=[]\nnames=[\"x\"]\n"), &s(&[1.0]));
    run("round digits", &leaf("round={digits=1e300}"), &s(&[1.0]));
    run("denominate self", &leaf("denominate={by=\"a\"}"), &s(&[1.0, 0.0]));
    run("range inverted", &leaf("range={min=2,max=1}"), &s(&[1.0]));
    let spec = icip::framework::FrameworkSpec {
        nodes: vec![icip::framework::NodeSpec::default()],
        ..Default::default()
    };
    println!(
        "spec empty code: {:?}",
        std::panic::catch_unwind(|| spec.check().map(|_| ()).map_err(|p| all(&p)))
    );
    let mut spec = icip::framework::FrameworkSpec::default();
    for i in 0..200_000 {
        spec.nodes.push(icip::framework::NodeSpec {
            code: format!("n{i}"),
            parent: (i > 0).then(|| format!("n{}", i - 1)),
            ..Default::default()
        });
    }
    let _ = &mut spec;
}
#[test]
fn deep() {
    for n in [1000usize, 5000, 20_000] {
        let mut t = String::from("code,parent,column\n");
        for i in 0..n {
            t += &format!(
                "n{i},{},{}\n",
                if i > 0 { format!("n{}", i - 1) } else { String::new() },
                if i == n - 1 { "a" } else { "" }
            );
        }
        let s = std::time::Instant::now();
        let f = read_framework("format=1\n[framework]\nid=\"t\"\n[data]\ncode=\"code\"", Some(&t));
        println!("deep {n} read {} {:?}", f.is_ok(), s.elapsed());
        if n > 5000 {
            continue;
        }
        let f = f.unwrap();
        let p = panel(&[("b".into(), vec![Some(1.0)])]);
        let r = try_score(&f, &p, icip::exec::Par::Seq);
        println!("  {:?}", r.err().map(|p| all(&p).chars().take(200).collect::<String>()));
        let p = panel(&[("a".into(), vec![Some(1.0)])]);
        println!(
            "  scored {:?}",
            try_score(&f, &p, icip::exec::Par::Seq).map(|c| c.index().get(0)).map_err(|p| all(&p))
        );
        println!("  {:?}", s.elapsed());
    }
}
