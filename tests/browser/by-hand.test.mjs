// What the page computes beside scores and ranks, on tables that are worked out by hand.

import { join } from "node:path";

export default async function byHand({ open, folder, say }) {
    const { page, close } = await open(join(folder, "made-up-fixed.html"));
    const found = await page.evaluate(() => {
        const cells = (...numbers) => ({ values: btoa(String.fromCharCode(...new Uint8Array(Float64Array.from(numbers).buffer))) });
        const engine = Icip.engine({
            rows: 4,
            nodes: [
                { code: "i", weight: 1, computed: { aggregate: { method: "arithmetic-mean" }, missing: { rule: "skip" } } },
                { code: "a", parent: 0, weight: 1, given: cells(4, 3, 2, 1) },
                { code: "b", parent: 0, weight: 0, fixed: 0, given: cells(1, 9, 2, 0) },
            ],
            reasons: ["a reason"],
            rank: { ties: "competition", on: "grid", unranked: [], then: [] },
            groups: [],
        });
        const same = engine.score();
        const moved = engine.score([1, 1, 1]);
        return {
            fixed: engine.nodes.map((node) => node.fixed),
            scores: Array.from(moved.columns[0].values),
            ranks: Array.from(engine.ranks(moved)),
            shared: same.columns[0] === engine.declared.columns[0],
            kept: Array.from(same.columns[0].values),
            tiers: [same, moved].map((now) => Icip.leftTiers(engine.ranks(engine.declared), engine.ranks(now), [1, 2, 2, 3])),
            kendall: [Icip.kendall([1, 2, 3], [1, 3, 2]), Icip.kendall([1, 1], [1, 2]), Icip.kendall([1, 0, 2], [2, 1, 1])],
            refused: [[1, 0, 0], [1, -1, 2], [1, 1e101, 1], [1, NaN, 1]].map((weights) => engine.score(weights).refusals),
        };
    });
    await close();
    const want = {
        fixed: [null, null, "a reason"],
        // The means of 4 and 1, 3 and 9, 2 and 2, 1 and 0.
        scores: [2.5, 6, 2, 0.5],
        ranks: [2, 1, 3, 4],
        shared: true,
        kept: [4, 3, 2, 1],
        // The first and the second change places: the first tier had rank 1 alone, and the second the ranks 2 and 3.
        tiers: [0, 2],
        // One of three pairs is swapped: (2 - 1) / 3. All tie in the first list; the row without a rank does not count.
        kendall: [1 / 3, null, -1],
        refused: [[{ node: 0 }], [{ node: 0 }], [{ node: 0 }], [{ node: 0 }]],
    };
    for (const [key, value] of Object.entries(want)) {
        const [got, expected] = [JSON.stringify(found[key]), JSON.stringify(value)];
        if (got !== expected) throw new Error(`${key} is ${got}, not ${expected}`);
    }
    say(`${Object.keys(want).length} results as worked out by hand`);
}
