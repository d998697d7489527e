// How long a moved weight takes: scores of the nodes above it, ranks, and the agreement with the declared ranking.

import { join } from "node:path";

// A moved weight may take so long that nobody notices it while dragging.
const MILLISECONDS = 10;

export default async function speed({ open, folder, say }) {
    const { page, close } = await open(join(folder, "large.html"));
    const { rows, nodes, leaf, pillar } = await page.evaluate(measure);
    await close();
    const shown = (times) => `${times.median.toFixed(2)} ms in the median, ${times.most.toFixed(2)} ms at most`;
    say(`${rows} x ${nodes}: a leaf ${shown(leaf)}; a child of the index ${shown(pillar)}`);
    if (!(leaf.median < MILLISECONDS)) throw new Error(`a moved weight may take ${MILLISECONDS} ms`);
}

// Runs in the page.
function measure() {
    const engine = Icip.engine(JSON.parse(document.getElementById("engine").textContent));
    const declared = engine.ranks(engine.declared);
    const weights = engine.weights.slice();
    const move = (node) => {
        const times = [];
        for (let turn = 0; turn < 60; turn++) {
            const begun = performance.now();
            weights[node] = 0.1 + ((turn * 7) % 40) / 10;
            const ranks = engine.ranks(engine.score(weights));
            Icip.kendall(declared, ranks);
            times.push(performance.now() - begun);
        }
        times.sort((a, b) => a - b);
        return { median: times[30], most: times[59] };
    };
    const leaf = engine.nodes.findIndex((node) => node.given);
    return { rows: engine.rows, nodes: engine.nodes.length, leaf: move(leaf), pillar: move(1) };
}
