//! The written page, and not the template: what a browser would load, run and show.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::html::Page;
use super::*;

/// Attributes whose value a browser may load or go to.
const ADDRESSES: [&str; 12] = [
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
    "ping",
    "xlink:href",
    "manifest",
];

/// What would load something, or make an element that does. Namespaces are names, and nothing loads them.
const LOADS: [&str; 14] = [
    "@import",
    "fetch(",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "sendBeacon",
    "importScripts",
    "import(",
    "new Image",
    "document.write",
    "innerHTML",
    "eval(",
    "localStorage",
    "document.cookie",
];

/// The pages that a report consists of: the whole in both languages, and a sheet.
fn pages() -> Vec<String> {
    let ask = ["report", "-n", "50", "--lang"];
    let mut pages: Vec<String> = ["en", "es"].map(|language| fine(&[&ask[..], &[language]].concat())).into();
    pages.extend(["en", "es"].map(|language| fine(&[&ask[..], &[language, "--only", "POSITIVA"]].concat())));
    pages
}

#[test]
fn a_page_is_one_document_that_loads_nothing() {
    for html in pages() {
        let page = Page::parse(&html);
        for name in ["html", "head", "body", "main"] {
            assert_eq!(page.all(name).len(), 1, "{name}");
        }
        for name in ["link", "base", "iframe", "frame", "object", "embed", "img", "form", "audio", "video"] {
            assert!(page.all(name).is_empty(), "{name}");
        }
        for (tag, name, value) in page.attributes() {
            assert!(!name.starts_with("on"), "{tag} {name}");
            // The policy refuses the one, and the other is what `style` is for.
            assert_ne!(name, "style", "{tag} {value}");
            if ADDRESSES.contains(&name) {
                assert!(
                    value.starts_with('#') || value.starts_with("data:text/csv;base64,"),
                    "{tag} {name} {value}"
                );
            }
        }
        for (tag, content) in &page.raw {
            let loads: Vec<&str> = LOADS.into_iter().filter(|load| content.contains(load)).collect();
            assert!(loads.is_empty(), "{tag:?}: {loads:?}");
            let outside = content.replace("http://www.w3.org/2000/svg", "");
            assert!(!outside.contains("http://") && !outside.contains("https://"), "{tag:?}");
            assert!(!content.contains("url("), "{tag:?}");
        }
    }
}

#[test]
fn the_policy_names_the_style_and_the_script_that_stand_in_the_page() {
    for html in pages() {
        let page = Page::parse(&html);
        let policies: Vec<&str> = page
            .all("meta")
            .into_iter()
            .filter(|tag| tag.attributes.get("http-equiv").is_some_and(|of| of == "Content-Security-Policy"))
            .map(|tag| tag.attributes["content"].as_str())
            .collect();
        let [policy] = policies[..] else { panic!("one policy: {policies:?}") };
        let rules: BTreeMap<&str, Vec<&str>> = policy
            .split(';')
            .filter_map(|rule| rule.trim().split_once(' '))
            .map(|(name, sources)| (name, sources.split(' ').collect()))
            .collect();
        assert_eq!(rules["default-src"], ["'none'"]);
        let digests = |name: &str| -> Vec<String> {
            let runs = |tag: &html::Tag| {
                tag.name == name && tag.attributes.get("type").is_none_or(|of| of != "application/json")
            };
            let contents = page.raw.iter().filter(|(tag, _)| runs(tag));
            contents
                .map(|(_, content)| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content))))
                .collect()
        };
        assert_eq!(rules["style-src"], digests("style"));
        let scripts = digests("script");
        let scripts = if scripts.is_empty() { vec!["'none'".to_owned()] } else { scripts };
        assert_eq!(rules["script-src"], scripts);
        for (name, sources) in &rules {
            // Nothing that begins with a host or `unsafe`, and data in pictures alone.
            let known = |source: &str| {
                source == "'none'"
                    || source.starts_with("'sha256-")
                    || source == "data:" && *name == "img-src"
            };
            assert!(sources.iter().all(|source| known(source)), "{name} {sources:?}");
        }
    }
}

#[test]
fn no_text_of_a_page_is_a_mistake_of_a_program() {
    for html in pages() {
        let page = Page::parse(&html);
        let shown = page.attributes().map(|(_, _, value)| value).filter(|value| !value.starts_with("data:"));
        for text in page.text.split_whitespace().chain(shown.flat_map(str::split_whitespace)) {
            let word = text.trim_matches(|c: char| !c.is_alphanumeric());
            assert!(!matches!(word, "undefined" | "NaN" | "inf" | "None" | "Some"), "{text}");
        }
        for (tag, content) in &page.raw {
            if tag.attributes.get("type").is_some_and(|of| of == "application/json") {
                let _: Value = serde_json::from_str(content).expect("JSON");
                assert!(!content.contains('<'), "nothing there ends the script");
            }
        }
    }
}

#[test]
fn the_language_of_a_page_is_that_of_its_texts() {
    let [english, spanish, ..] = &pages()[..] else { panic!("two pages at least") };
    let [english, spanish] = [english, spanish].map(|html| Page::parse(html));
    assert_eq!(english.all("html")[0].attributes["lang"], "en");
    assert_eq!(spanish.all("html")[0].attributes["lang"], "es");
    assert!(spanish.text.contains("puesto") && !spanish.text.contains("rank "));
    // The index of the first entity, as its workbook publishes it: 0.8 and more.
    assert!(
        english.text.contains("0.8") && spanish.text.contains("0,8"),
        "numbers as the language writes them"
    );
}

/// How a page shows the name of an entity: the reader takes off the marks that turn letters, and says so.
fn shown(name: &str) -> std::borrow::Cow<'_, str> {
    if name.starts_with("left") { "left thgir".into() } else { icip::problem::printable(name) }
}

/// Names, groups, titles and notes that a browser, a reader of a table or a spreadsheet would obey.
const HOSTILE: [(&str, &str); 6] = [
    ("A", "<img src=x onerror=alert(1)>"),
    ("B", "\"quoted\" 'twice' & <b>bold</b>"),
    ("C", "</script><script>alert(1)</script>"),
    ("D", "left \u{202e}thgir\u{2066} \u{200f}"),
    ("E", "=HYPERLINK(\"http://x.example\",\"a\")"),
    ("F", "<!-- --> ]]> </style> {{x}} ${x} `x`"),
];

#[test]
fn texts_of_strangers_are_shown_as_text() {
    let texts: Vec<String> = HOSTILE
        .iter()
        .map(|(_, text)| {
            text.chars()
                .flat_map(|c| format!("\\U{:08x}", u32::from(c)).into_bytes())
                .map(char::from)
                .collect()
        })
        .collect();
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\ntitle = \"{0}{2}\"\nsource = \"{1}{3}\"\nnote = \"{2}{4}\"\n\
         [data]\nname = \"name\"\ngroups = [\"zone\"]\n[defaults]\nnormalise = \"min-max\"\n\
         [[classes]]\nnode = \"index\"\nnames = [\"{0}\", \"{2}\"]\ncuts = [0.5]\n\
         [[nodes]]\ncode = \"index\"\nname_en = \"{2}\"\nnote = \"{0}{3}\"\n\
         [[nodes]]\ncode = \"a\"\nname_en = \"{0}{4}\"\nparent = \"index\"\ncolumn = \"a\"\n\
         [[nodes]]\ncode = \"b\"\nname_en = \"{1}{3}\"\nparent = \"index\"\ncolumn = \"b\"\n",
        texts[0], texts[1], texts[2], texts[4], texts[5]
    );
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows: String = HOSTILE
        .iter()
        .enumerate()
        .map(|(row, (code, name))| {
            format!("{code},{},{},{row},{}\n", quoted(name), quoted(name), row * row % 5)
        })
        .collect();
    let folder = folder(&[("d.csv", &format!("code,name,zone,a,b\n{rows}")), ("f.toml", &toml)]);
    let [data, framework, out] = ["d.csv", "f.toml", "out"].map(|name| path(&folder, name));
    let ask = ["report", data.as_str(), "-f", &framework, "-n", "20"];
    let mut pages = vec![fine(&ask)];
    for (code, name) in HOSTILE {
        let sheet = fine(&[&ask[..], &["--only", code]].concat());
        assert!(Page::parse(&sheet).text.contains(&*shown(name)), "{name}");
        pages.push(sheet);
    }
    for html in &pages {
        // The tokenizer refuses markup that was not meant, and these would be meant by nobody.
        let page = Page::parse(html);
        assert!(page.all("img").is_empty());
        assert!(page.attributes().all(|(_, name, _)| !name.starts_with("on")));
        let marks = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
        assert!(!html.contains(marks), "marks that turn the order of letters");
    }
    let whole = Page::parse(&pages[0]);
    for (_, name) in HOSTILE {
        assert!(whole.text.contains(&*shown(name)), "{name}");
    }
    // A download is opened in a spreadsheet, which would compute what begins like a formula.
    for (_, _, value) in whole.attributes().filter(|(_, name, _)| *name == "href") {
        if let Some(encoded) = value.strip_prefix("data:text/csv;base64,") {
            let csv = String::from_utf8(STANDARD.decode(encoded).expect("base64")).expect("text");
            assert!(
                csv.contains("HYPERLINK") && !csv.contains("\"=HYPERLINK") && !csv.contains(",=HYPERLINK"),
                "{csv}"
            );
        }
    }
    // Pictures too: text in them is text.
    fine(&[&ask[..], &["--figures", &out, "-q"]].concat());
    for file in std::fs::read_dir(&out).expect("a folder") {
        let file = file.expect("an entry").path();
        if file.extension().is_some_and(|of| of == "svg") {
            let svg = read(&file);
            assert!(
                !svg.contains("<img") && !svg.contains("<script") && !svg.contains("<b>"),
                "{}",
                file.display()
            );
        }
    }
}

#[test]
fn marks_of_a_framework_that_turn_letters_are_shown_as_escapes() {
    let nasty = "x \\u202ethgir\\u2066 \\u200f";
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\ntitle = \"{nasty}\"\nsource = \"{nasty}\"\nnote = \"{nasty}\"\n\
         [defaults]\nnormalise = \"min-max\"\n\
         [[classes]]\nnode = \"index\"\nnames = [\"{nasty}\", \"b\"]\ncuts = [0.5]\n\
         [[nodes]]\ncode = \"index\"\nname_en = \"{nasty}\"\nnote = \"{nasty}\"\n\
         [[nodes]]\ncode = \"a\"\nname_en = \"{nasty}\"\nparent = \"index\"\ncolumn = \"a\"\n\
         [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\n"
    );
    let folder = folder(&[("d.csv", "code,a,b\nA,1,3\nB,2,1\nC,4,9\n"), ("f.toml", &toml)]);
    let ask = ["report", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml"), "-n", "20", "-q"];
    for html in [fine(&ask), fine(&[&ask[..], &["--only", "A"]].concat())] {
        let marks = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200f}');
        let at = html.find(marks).map(|at| html[..at].chars().rev().take(60).collect::<Vec<_>>());
        assert_eq!(at.map(|before| before.into_iter().rev().collect::<String>()), None);
        assert!(Page::parse(&html).text.contains("thgir"));
    }
}

#[test]
fn a_page_of_the_example_with_all_its_questions_has_at_most_one_and_a_half_megabytes() {
    let answers = "fixtures/published/icip-2018/answers.csv";
    for language in ["en", "es"] {
        let page = fine(&["report", answers, "-f", "icip-2018", "-n", "50", "-q", "--lang", language]);
        // 136 entities with 293 nodes: the size that was asked for.
        assert!(page.len() <= 1_500_000, "{language}: {} bytes", page.len());
    }
}

#[test]
fn a_page_of_ten_thousand_entities_has_at_most_twelve_megabytes() {
    let (table, toml) = many(10_000, 45, 9);
    let folder = folder(&[("d.csv", &table), ("f.toml", &toml)]);
    let ask = ["report", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml"), "-n", "20", "-q"];
    let page = fine(&ask);
    assert!(page.len() <= 12_000_000, "{} bytes", page.len());
}

/// A table of so many entities and columns, with the tree of a questionnaire: leaves in equal groups below the index.
fn many(entities: usize, leaves: usize, in_group: usize) -> (String, String) {
    let header: String = (0..leaves).map(|leaf| format!(",q{leaf}")).collect();
    let mut table = format!("code,name,zone{header}\n");
    // Numbers of a linear congruential generator (Numerical Recipes): values with seven digits, as measurements have.
    let mut state = 1_u32;
    for entity in 0..entities {
        table += &format!("{:06},Municipality of the number {entity},z{}", entity, entity % 33);
        for _ in 0..leaves {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            table += &format!(",{}.{:04}", state >> 22, state % 10_000);
        }
        table.push('\n');
    }
    let mut toml = "format = 1\n[framework]\nid = \"many\"\n[data]\ncode = \"code\"\nname = \"name\"\n\
                    groups = [\"zone\"]\n[defaults]\nnormalise = \"min-max\"\n[[nodes]]\ncode = \"index\"\n"
        .to_owned();
    for group in 0..leaves.div_ceil(in_group) {
        toml += &format!("[[nodes]]\ncode = \"g{group}\"\nparent = \"index\"\n");
    }
    for leaf in 0..leaves {
        toml += &format!(
            "[[nodes]]\ncode = \"q{leaf}\"\nparent = \"g{}\"\ncolumn = \"q{leaf}\"\n",
            leaf / in_group
        );
    }
    (table, toml)
}
