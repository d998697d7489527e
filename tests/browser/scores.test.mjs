// The page computes what the library computes: for every case of `browser_cases` and every weighting, all scores, all
// ranks, and the agreement with the declared ranking. Scores of nodes that need only sums, products, quotients and roots are equal to the last bit; those with
// logarithms, exponentials or powers to 1e-12 of their size, because these functions are those of the browser.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const TOLERANCE = 1e-12;

export default async function scores({ open, folder, say }) {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
    if (names.length === 0) throw new Error(`there are no cases in ${folder}`);
    const all = { weightings: 0, scores: 0, exact: 0, ranks: 0, refused: 0, largest: 0, bits: 0 };
    const wrong = [];
    let triples = 0;
    for (const name of names) {
        const { page, errors, close } = await open(join(folder, `${name}.html`));
        const expected = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
        const found = await page.evaluate(compare, { expected, tolerance: TOLERANCE });
        for (const key of ["weightings", "scores", "exact", "ranks", "refused", "bits"]) all[key] += found[key];
        all.largest = Math.max(all.largest, found.largest);
        triples += found.weightings * found.rows;
        wrong.push(...[...found.wrong, ...errors].map((text) => `${name}: ${text}`));
        await close();
    }
    say(
        `${names.length} frameworks with data x ${all.weightings / names.length} weightings: ` +
            `${triples} rows scored, ${all.scores} scores and ${all.ranks} ranks compared`,
    );
    say(`${all.exact} scores had to be equal to the last bit`);
    say(`of the others ${all.bits} have other bits; the largest difference is ${all.largest} of the score`);
    say(`${all.refused} weightings are refused, by the library and in the page`);
    if (wrong.length > 0) throw new Error(`${wrong.length} differences, such as\n  ${wrong.slice(0, 20).join("\n  ")}`);
}

// Runs in the page.
function compare({ expected, tolerance }) {
    const engine = Icip.engine(JSON.parse(document.getElementById("engine").textContent));
    const numbers = (text) => new Float64Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
    const found = { weightings: 0, rows: engine.rows, scores: 0, exact: 0, ranks: 0, refused: 0, largest: 0, bits: 0 };
    const wrong = [];
    const compareRanks = (what, got, want, number) => {
        found.ranks += want.length;
        const row = want.findIndex((rank, at) => rank !== got[at]);
        if (row >= 0) wrong.push(`weighting ${number}, ${what} of row ${row}: ${got[row]}, not ${want[row]}`);
    };
    expected.weightings.forEach(({ weights, compared, result, refused }, number) => {
        const got = engine.score(numbers(weights));
        found.weightings++;
        if (refused) {
            found.refused++;
            if (got.refusals.length === 0) wrong.push(`weighting ${number} is refused by the library: ${refused}`);
            return;
        }
        if (got.refusals.length > 0) wrong.push(`weighting ${number}: ${JSON.stringify(got.refusals[0])}`);
        const want = numbers(result.scores);
        compared.forEach((node, at) => {
            const { values, present } = got.columns[node];
            for (let row = 0; row < engine.rows; row++) {
                const [one, other] = [present && !present[row] ? NaN : values[row], want[at * engine.rows + row]];
                found.scores++;
                if (expected.exact[node]) found.exact++;
                if (Object.is(one, other)) continue;
                const apart = Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
                if (!expected.exact[node] && apart <= tolerance) {
                    found.bits++;
                    found.largest = Math.max(found.largest, apart);
                    continue;
                }
                wrong.push(`weighting ${number}, ${engine.nodes[node].code} of row ${row}: ${one}, not ${other}`);
            }
        });
        compareRanks("rank", engine.ranks(got), numbers(result.ranks), number);
        const kendall = Icip.kendall(engine.ranks(engine.declared), engine.ranks(got));
        if (kendall !== result.kendall) wrong.push(`weighting ${number}: tau is ${kendall}, not ${result.kendall}`);
        const name = engine.nodes[result.ranked].code;
        compareRanks(`rank in ${name}`, engine.ranks(got, result.ranked), numbers(result.nodeRanks), number);
        const groups = numbers(result.groupRanks);
        for (let group = 0; group < expected.groups; group++) {
            const part = groups.subarray(group * engine.rows, (group + 1) * engine.rows);
            compareRanks(`rank in group ${group}`, engine.ranks(got, 0, group), part, number);
        }
    });
    return { ...found, wrong: wrong.slice(0, 5) };
}
