// How long a moved weight takes: scores of the nodes above it, ranks, and the agreement with the declared ranking.

import { join } from "node:path";

// Milliseconds that nobody notices while dragging, for the largest public comparisons.
const LIMIT = { name: "large-1101", milliseconds: 10 };

export default async function speed({ open, folder, say }) {
    for (const name of ["large-1101", "large-10000"]) {
        const { page, close } = await open(join(folder, `${name}.html`));
        const { rows, nodes, leaf, pillar } = await page.evaluate(measure);
        await close();
        const shown = (times) => `${times.median.toFixed(2)} ms in the median, ${times.most.toFixed(2)} ms at most`;
        say(`${rows} x ${nodes}: a leaf ${shown(leaf)}; a child of the index ${shown(pillar)}`);
        if (name === LIMIT.name && !(leaf.median < LIMIT.milliseconds)) {
            throw new Error(`a moved weight may take ${LIMIT.milliseconds} ms`);
        }
    }
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
