// The page as a reader uses it: nothing is loaded, nothing fails, names are texts, and keyboard, search, order, weights,
// sheets, print and downloads do what they say. With axe-core for what readers of screens need.

import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export default async function page({ open, folder, say }) {
    const file = (name) => join(folder, `page-${name}.html`);
    for (const part of [quiet, hostile, ranking, weights, sheets, printed, links, downloads, withoutScripts, fits, large, accessible]) {
        await part(open, file, say);
        say(`${part.name} holds`);
    }
}

const PARTS = ["", "#distribution", "#method"];
const rows = (page) => page.locator("#table tbody tr");
const texts = (locator) => locator.allTextContents();

// One request, which is the file; no error and no refused load, in any part.
async function quiet(open, file) {
    for (const name of ["example-es", "example-en", "hostile", "three", "1101"]) {
        for (const hash of PARTS) {
            const { page, requests, errors, close } = await open(file(name), { hash });
            await page.waitForFunction(() => window.icipReady === true);
            assert.deepEqual(requests, [], `${name}${hash} asks for nothing`);
            assert.deepEqual(errors, [], `${name}${hash} fails nowhere`);
            assert.equal(await page.evaluate(() => document.cookie + localStorage.length), "0");
            await close();
        }
        const text = readFileSync(file(name), "utf8");
        for (const [what, pattern] of [
            ["loads from elsewhere", /\b(?:src|poster|data|action)\s*=\s*["']?(?:https?:)?\/\//i],
            ["links that are loaded", /<(?:link|iframe|object|embed|base|img|form)\b/i],
            ["styles from elsewhere", /@import|url\(/i],
            ["attributes with scripts or styles", /<[^>]*\s(?:on\w+|style)\s*=/i],
        ]) {
            const markup = text.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "");
            assert.equal(pattern.exec(markup)?.[0], undefined, `${name} has ${what}`);
        }
    }
}

// Names that would be markup, script, formulas or commands are texts.
async function hostile(open, file) {
    const { page, errors, close } = await open(file("hostile"), {});
    page.on("dialog", () => assert.fail("a name ran as a script"));
    const names = await texts(rows(page).locator("th a"));
    assert.ok(names.includes("<img src=x onerror=alert(1)>"), names.join(" | "));
    assert.ok(names.includes("</script><script>alert(1)</script>"));
    assert.ok(names.includes("agnp.exe") && !/[\u202a-\u202e\u2066-\u2069]/.test(names.join()), "nothing turns the direction of a text");
    assert.equal(await page.title(), "</title><script>alert(1)</script>");
    for (const name of await page.locator("#table th a").evaluateAll((links) => links.map((link) => link.hash))) {
        await page.evaluate((hash) => { location.hash = hash; }, name);
        assert.equal(await page.locator(".sheet.on").count(), 1, `the sheet of ${name}`);
        const article = await page.locator(".sheet.on").getAttribute("id");
        assert.equal(`#${article}`, name);
    }
    assert.equal(await page.locator("img, iframe, script[src]").count(), 0);
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.evaluate(() => { location.hash = "#method"; document.querySelector("[data-file=scores]").click(); }),
    ]);
    const csv = readFileSync(await download.path(), "utf8");
    assert.ok(csv.includes("'=cmd|"), "a formula is guarded");
    assert.ok(!/(^|,)=/m.test(csv), csv);
    assert.deepEqual(errors, []);
    await close();
}

// The policy of the page lets nothing in; an evaluation goes past it. Sheets that are hidden would take most of the time.
async function axe(page, what) {
    await page.evaluate(axeSource);
    const run = (values) => window.axe.run({ exclude: [[".sheet:not(.on)"]] }, { runOnly: { type: "tag", values } });
    const { violations } = await page.evaluate(run, RULES);
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" ")}`);
    assert.deepEqual(told, [], what);
}

async function accessible(open, file, say) {
    let checked = 0;
    for (const [name, widths] of [["example-es", [1280]], ["hostile", [360, 1280]], ["three", [360]]]) {
        for (const scheme of ["light", "dark"]) {
            for (const width of widths) {
                const { page, close } = await open(file(name), { width, scheme });
                const first = await page.locator("#table th a").first().getAttribute("href");
                for (const hash of [...PARTS, first]) {
                    await page.evaluate((hash) => { location.hash = hash; }, hash);
                    if (hash === "#method") await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
                    await axe(page, `${name}${hash} at ${width} in ${scheme}`);
                    checked += 1;
                }
                await close();
            }
        }
    }
    say(`axe-core finds nothing of level A or AA in ${checked} views`);
}

async function withoutScripts(open, file) {
    const { page, close } = await open(file("example-es"), { scripts: false });
    assert.equal(await rows(page).count(), 136);
    assert.ok(await rows(page).first().isVisible());
    await close();
    const code = (await texts((await open(file("example-es"), {})).page.locator("#table small")))[4];
    const sheet = await open(file("example-es"), { scripts: false, hash: `#e-${code}` });
    assert.ok(await sheet.page.locator(`#e-${code} .profile`).isVisible());
    assert.equal(await sheet.page.locator("#table").isVisible(), false);
    await sheet.close();
    const method = await open(file("example-es"), { scripts: false, hash: "#method" });
    assert.ok(await method.page.locator("#method .node").first().isVisible());
    await method.close();
    const many = await open(file("10000"), { scripts: false });
    assert.equal(await many.page.locator("noscript table tbody tr").count(), 10_000);
    assert.equal(await many.page.locator("#table").isVisible(), false);
    await many.close();
    // A file with one sheet has no script, and shows it.
    const single = await open(file("single"), {});
    assert.ok(await single.page.locator(".sheet .profile").isVisible());
    assert.ok((await single.page.innerText("body")).includes("POSITIVA"));
    assert.ok((await single.page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g).length === 1);
    await single.close();
}

async function ranking(open, name) {
    const file = name("example-es");
    const { page, close } = await open(file, {});
    // By keyboard alone: to the search, and to the button of a column.
    await page.locator("#search").focus();
    await page.keyboard.type("positiva");
    assert.deepEqual(await texts(rows(page).locator("small")), ["6468"]);
    await page.locator("#search").fill("");
    assert.equal(await rows(page).count(), 60, "a screenful, and the next when it is reached");
    const column = page.locator("th[data-k=name] button");
    await column.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("th[data-k=name]").getAttribute("aria-sort"), "ascending");
    const names = await texts(rows(page).locator("th a"));
    const sorted = [...names].sort(new Intl.Collator("es", { numeric: true }).compare);
    assert.deepEqual(names, sorted);
    // Ranks inside a group are counted from 1.
    await page.locator("th[data-k=rank] button").click();
    const group = page.locator("select[data-group='0']");
    await group.selectOption({ index: 1 });
    const inside = (await texts(rows(page).locator("td.u"))).map(Number);
    const overall = (await texts(rows(page).locator("td.r"))).map(Number);
    assert.ok(inside.length > 1 && inside[0] === 1 && inside.every((rank, at) => rank <= at + 1), inside.join(" "));
    assert.ok(overall.every((rank, at) => rank >= inside[at]) && overall.at(-1) > inside.at(-1), overall.join(" "));
    await close();
    // Every control can be reached by the Tab key.
    const again = await open(file, { width: 1500 });
    const reached = new Set();
    for (let press = 0; press < 60; press++) {
        await again.page.keyboard.press("Tab");
        reached.add(await again.page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.closest("th")?.dataset.k || document.activeElement.hash));
    }
    for (const wanted of ["skip", "#ranking", "#distribution", "#method", "weighed", "reset", "search", "rank", "name", "tier"]) {
        assert.ok(reached.has(wanted), `${wanted} is reached: ${[...reached].join(" ")}`);
    }
    await again.close();
}

async function weights(open, name) {
    const file = name("example-es");
    const { page, close } = await open(file, { width: 1500 });
    const order = async () => texts(rows(page).locator("small"));
    const declared = await order();
    const slider = page.locator("#sliders input").first();
    await slider.focus();
    for (let press = 0; press < 40; press++) await page.keyboard.press("PageUp");
    const moved = await order();
    assert.notDeepEqual(moved, declared, "the ranking follows");
    assert.ok(await page.locator("td.v").first().isVisible());
    const told = await page.locator("#moved").textContent();
    assert.match(told, /cambiaron de puesto: \d+; cambio máximo: \d+; tau de Kendall .*: 0,\d{3}/);
    assert.match(told, /fuera de los puestos que abarca su escalón: \d+/);
    await page.waitForURL(/#ranking&w=/);
    // Who opens the address that was sent on sees the same.
    const sent = await open(file, { hash: `#${page.url().split("#")[1]}` });
    assert.deepEqual(await texts(rows(sent.page).locator("small")), moved);
    assert.equal(await sent.page.locator("#moved").textContent(), told);
    await sent.close();
    // How far an entity moved is counted among all, whatever the reader filters.
    const moves = new Map(await rows(page).evaluateAll((lines) =>
        lines.map((line) => [line.querySelector("small").textContent, line.querySelector(".v").textContent])));
    await page.locator("select[data-group='0']").selectOption({ index: 2 });
    const filtered = await rows(page).evaluateAll((lines) =>
        lines.map((line) => [line.querySelector("small").textContent, line.querySelector(".v").textContent]));
    for (const [code, move] of filtered) if (moves.has(code)) assert.equal(move, moves.get(code), code);
    await page.locator("select[data-group='0']").selectOption("");
    // What screen readers need, with weights that are moved.
    await axe(page, "moved weights");
    // A link keeps the weights, and the way back has them too.
    await page.locator("#table th a").first().click();
    assert.match(page.url(), /#e-.*&w=/);
    await page.goBack();
    assert.deepEqual(await order(), moved);
    await page.locator("#reset").click();
    assert.deepEqual(await order(), declared);
    await page.waitForURL((url) => !url.hash.includes("w="));
    // An address that was cut off, that names nothing, or that sets what no slider can.
    for (const hash of ["#%E0%A4%A", "#ranking&w=%P:0", "#e-nobody", "#ranking&w=ICIP:7,nobody:1,P:-1,P:x"]) {
        const other = await open(file, { hash });
        assert.deepEqual(await texts(rows(other.page).locator("small")), declared, hash);
        assert.deepEqual(other.errors, [], hash);
        await other.close();
    }
    // All weights at 0 are those of no framework.
    for (const input of await page.locator("#sliders input").all()) await input.fill("0");
    assert.match(await page.locator("#moved").textContent(), /\(entidades: 136\)/);
    await close();
}

// The sheets that stand in the page and those that the script draws say the same.
async function sheets(open, file) {
    const { page, errors, close } = await open(file("1101"), {});
    const code = (await texts(page.locator("#table small")))[9];
    await page.evaluate((hash) => { location.hash = hash; }, `#e-${code}`);
    const article = page.locator(".sheet.on");
    assert.ok((await article.locator(".figures b").first().textContent()).startsWith("10"));
    assert.equal(await article.locator(".places li, .places tbody tr").count() > 0, true);
    // Why the score changed since the period before; the numbers stand in a table, and the first cell names the node.
    const told = article.locator(".told").first();
    assert.match(await told.locator("h3").textContent(), /desde|since/);
    assert.ok(await told.locator("tbody tr").count() > 0);
    assert.match(await told.locator("tbody tr td.q").first().textContent(), /^[+\u2212]?\d/);
    assert.deepEqual(errors, []);
    await close();

    const example = await open(file("example-es"), {});
    for (const code of (await texts(example.page.locator("#table small"))).slice(0, 12)) {
        const hash = `#e-${code}`;
        await example.page.evaluate((hash) => { location.hash = hash; }, hash);
        const button = example.page.locator(".sheet.on button.levels");
        const few = await example.page.locator(".sheet.on .profile tbody tr").allInnerTexts();
        await button.click();
        const all = await example.page.locator(".sheet.on .profile tbody tr").allInnerTexts();
        assert.ok(all.length > few.length);
        for (const line of few) assert.ok(all.includes(line), `${code}: ${line} is not among ${all.join(" | ")}`);
        await button.click();
    }
    // One sheet is one page of paper, also of the entities about which most is to be said.
    for (const name of ["answers", "example-es", "1101", "three"]) {
        const { page, close } = await open(file(name), {});
        const written = await page.locator("#sheets .sheet").evaluateAll((sheets) =>
            sheets.map((sheet) => [`#${sheet.id}`, sheet.textContent.length]).sort((a, b) => b[1] - a[1]).slice(0, 6));
        const third = await page.locator("#table th a").nth(2).getAttribute("href");
        for (const hash of new Set([...written.map(([hash]) => hash), third])) {
            await page.evaluate((hash) => { location.hash = hash; }, hash);
            await page.waitForFunction((hash) => document.querySelector(".sheet.on")?.id === hash.slice(1), hash);
            const pdf = await page.pdf({ preferCSSPageSize: true });
            const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
            assert.equal(pages, 1, `${name}${hash}: a sheet takes ${pages} pages`);
        }
        await close();
    }
    const size = statSync(file("answers")).size / 1e6;
    assert.ok(size <= 1.5, `136 entities x 293 nodes: ${size} MB`);
    await example.close();
}

// On paper stands the whole ranking.
async function printed(open, file) {
    const { page, close } = await open(file("example-es"), {});
    assert.equal(await rows(page).count(), 60);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal(await rows(page).count(), 136);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("td.n").first().isVisible());
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.equal(await rows(page).count(), 60);
    await close();
}

// Links lead where they say, and the way past the navigation stays in its part.
async function links(open, file) {
    const { page, close } = await open(file("example-es"), { hash: "#method" });
    await page.locator(".node summary").first().click();
    await page.locator(".node dd a").first().click();
    const top = await page.evaluate(() => document.getElementById(location.hash.slice(1)).getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 900, `the method is ${top} pixels below`);
    await page.locator(".skip").focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("#method").isVisible());
    const all = await open(file("answers"), { hash: "#distribution" });
    const nodes = await all.page.locator("#one-node option").count();
    assert.ok(nodes > 250, `${nodes} nodes can be chosen`);
    await all.page.locator("#one-node").selectOption({ index: nodes - 1 });
    assert.match(await all.page.locator("#one-five").textContent(), /mediana \d,\d/);
    assert.ok((await all.page.locator("#one rect").count()) > 0);
    // The upper nodes stand in the page too, and both say the same.
    await all.page.locator("#one-node").selectOption({ index: 0 });
    const [drawn, written] = await Promise.all(["#one-five", ".multiples .five >> nth=0"].map((at) => all.page.locator(at).textContent()));
    assert.equal(drawn, written.trim());
    await all.close();
    await page.evaluate(() => { location.hash = "#distribution"; });
    await page.locator("#scatter svg").focus();
    await page.keyboard.press("ArrowRight");
    assert.match(await page.locator("#scatter-name").textContent(), /: \d,\d+ \/ \d,\d+/);
    await page.keyboard.press("Enter");
    assert.match(page.url(), /#e-/);
    await close();
}

async function downloads(open, name) {
    const file = name("example-es");
    const { page, close } = await open(file, { hash: "#method" });
    for (const name of ["scores", "ranks"]) {
        const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-file=${name}]`).click()]);
        assert.equal(download.suggestedFilename(), `${name}.csv`);
        const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\n");
        assert.equal(lines.length, 137);
        assert.ok(lines[0].startsWith("code,name,ICIP,"), lines[0]);
        assert.ok(lines[1].startsWith("6468,"), lines[1]);
    }
    await close();
}

// Nothing is wider than the window, at any width, with few and many entities, and with names that do not end.
async function fits(open, file) {
    for (const name of ["example-es", "hostile", "three"]) {
        for (const width of [360, 768, 1600]) {
            const { page, close } = await open(file(name), { width });
            const first = await page.locator("#table th a").first().getAttribute("href");
            for (const hash of [...PARTS, first]) {
                await page.evaluate((hash) => { location.hash = hash; }, hash);
                const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
                assert.ok(wide <= 0, `${name}${hash} is ${wide} pixels too wide at ${width}`);
            }
            await close();
        }
    }
}

async function large(open, name, say) {
    const file = name("10000");
    const begun = performance.now();
    const { page, close } = await open(file, {});
    await page.waitForFunction(() => window.icipReady === true);
    const opened = performance.now() - begun;
    const took = (run) => page.evaluate(run);
    const sorted = await took(() => {
        const begun = performance.now();
        document.querySelector("th[data-k=name] button").click();
        document.body.getBoundingClientRect();
        return performance.now() - begun;
    });
    const found = await took(() => {
        const begun = performance.now();
        const search = document.querySelector("#search");
        search.value = "municipio 99";
        search.dispatchEvent(new Event("input"));
        document.body.getBoundingClientRect();
        return performance.now() - begun;
    });
    const moved = await took(() => {
        const begun = performance.now();
        document.querySelector(".weights details").open = true;
        const slider = document.querySelector("#sliders input");
        slider.value = Number(slider.value) * 2;
        slider.dispatchEvent(new Event("input"));
        document.body.getBoundingClientRect();
        return performance.now() - begun;
    });
    await close();
    const size = statSync(file).size / 1e6;
    const ms = (time) => `${time.toFixed(0)} ms`;
    say(`10,000 entities x 57 nodes: ${size.toFixed(1)} MB, opened in ${ms(opened)}, sorted in ${ms(sorted)}, searched in ${ms(found)}, weighed anew in ${ms(moved)}`);
    assert.ok(size <= 12, `${size} MB`);
}
