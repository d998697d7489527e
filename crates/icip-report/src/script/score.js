// Scores and ranks with other weights, computed in the page: the arithmetic of the library, step by step.
//
// What the script element with the id `engine` holds goes in (see `engine/mod.rs`), as an object:
//
//     const engine = Icip.engine(JSON.parse(document.getElementById("engine").textContent));
//     const declared = engine.score();
//     const weights = engine.weights.slice();
//     weights[3] = 2;                                // of node 3, in the units of the framework
//     const moved = engine.score(weights);
//     const ranks = engine.ranks(moved);             // of the index; 0 where a row has no rank
//     Icip.kendall(engine.ranks(declared), ranks);
//
// Whatever a number here decides is decided by the same operations in the same order as in the library, so that scores
// have the same bits: JavaScript rounds every single operation as IEEE 754 says and fuses none. Where the library fuses
// a product and a sum, the error of the product is computed exactly. Logarithms, exponentials and powers are those of
// the browser, and may differ in their last bits. Ranks look at twelve digits and see none of that.
//
// Rows and nodes are numbers from 0. A column of scores is `{ values, present }`: a Float64Array that holds 0 where a
// score is absent, and a Uint8Array of 0 and 1, or null where no score is absent.
"use strict";

const Icip = (() => {
    // ---- Reading what the page holds.

    // Plain loops: a large page has millions of bytes, and it is to open at once.
    function bytesOf(text) {
        const letters = atob(text);
        const bytes = new Uint8Array(letters.length);
        for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
        return bytes;
    }

    function numbersOf(text) {
        const view = new DataView(bytesOf(text).buffer);
        const numbers = new Float64Array(view.byteLength / 8);
        for (let at = 0; at < numbers.length; at++) numbers[at] = view.getFloat64(8 * at, true);
        return numbers;
    }

    function columnOf(cells, rows) {
        const numbers = numbersOf(cells.values);
        const named = cells.of === undefined ? null : bytesOf(cells.of);
        const bits = cells.present === undefined ? null : bytesOf(cells.present);
        const values = new Float64Array(rows);
        const present = bits && new Uint8Array(rows);
        let next = 0;
        for (let row = 0; row < rows; row++) {
            if (bits && !((bits[row >> 3] >> (row & 7)) & 1)) continue;
            values[row] = numbers[named ? named[next] : next];
            if (present) present[row] = 1;
            next++;
        }
        return { values, present };
    }

    // ---- Rounding to decimals (round.rs).

    // The error of a rounded product, exactly (Dekker 1971, with the splitting of Veltkamp). The factors are so small
    // that splitting them does not overflow.
    function productError(a, b, product) {
        const splitter = 134217729; // 2^27 + 1
        const aHigh = splitter * a - (splitter * a - a);
        const bHigh = splitter * b - (splitter * b - b);
        const aLow = a - aHigh;
        const bLow = b - bHigh;
        return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
    }

    const POWERS_OF_DIGITS = Float64Array.from({ length: 16 }, (_, digits) => Number(`1e${digits}`));

    function halfGoesUp(half, x, below, steps) {
        const odd = below % 2 === 1;
        if (half === "even") return odd;
        if (half === "away") return true;
        if (half === "up") return x > 0;
        if (half !== "r") throw new Error(`no such half: ${half}`);
        const middle = (2 * below + 1) / (2 * steps);
        const down = middle - below / steps;
        const up = (below + 1) / steps - middle;
        return up < down || (up === down && odd);
    }

    function rounded({ digits, half }, x) {
        const steps = POWERS_OF_DIGITS[digits];
        const size = Math.abs(x);
        const units = size * steps;
        // From 2^53 units on nothing is left to be rounded.
        if (units >= 9007199254740992) return x;
        const error = productError(size, steps, units);
        const whole = Math.floor(units);
        const floor = units - whole + error < 0 ? whole - 1 : whole;
        const rest = units - floor + error;
        // What lies within rounding errors of the middle is taken for it.
        const noise = Math.min(1e-13 * (units > 10 ? units : 10), 0.005);
        const isHalf = Math.abs(rest - 0.5) <= noise;
        const up = isHalf ? halfGoesUp(half, x, floor, steps) : rest > 0.5;
        const result = (up ? floor + 1 : floor) / steps;
        return x < 0 && result !== 0 ? -result : result;
    }

    // ---- Aggregations (aggregate/*.rs). Those of one row get its scores `z` and weights `w`, of which `n` count.

    function mean(z, w, n) {
        let top = 0;
        let total = 0;
        for (let at = 0; at < n; at++) {
            top += w[at] * z[at];
            total += w[at];
        }
        return top / total;
    }

    function variance(z, w, n, middle) {
        let squares = 0;
        let total = 0;
        for (let at = 0; at < n; at++) {
            squares += w[at] * (z[at] - middle) * (z[at] - middle);
            total += w[at];
        }
        return squares / total;
    }

    function smallest(z, n) {
        let least = Infinity;
        for (let at = 0; at < n; at++) if (z[at] < least) least = z[at];
        return least;
    }

    function largest(z, n) {
        let most = -Infinity;
        for (let at = 0; at < n; at++) if (z[at] > most) most = z[at];
        return most;
    }

    // The score that counts in a mean that needs scores above 0: the floor for what lies below it, and without one NaN
    // for what is not positive.
    const positive = (z, floor) => (floor === undefined ? (z < 5e-324 ? NaN : z) : z < floor ? floor : z);

    function median(z, n) {
        z.subarray(0, n).sort();
        const middle = Math.floor(n / 2);
        return n % 2 === 1 ? z[middle] : 0.5 * z[middle - 1] + 0.5 * z[middle];
    }

    function product(z, n) {
        let all = 1;
        for (let at = 0; at < n; at++) all *= z[at];
        return all;
    }

    function mazziottaPareto({ penalty, divisor }, z, w, n) {
        const middle = mean(z, w, n);
        if (n === 1) return middle;
        const spread = variance(z, w, n, middle) * (divisor === "n-1" ? n / (n - 1) : 1);
        const moved = middle > 0 ? spread / middle : NaN;
        return penalty === "positive" ? middle + moved : middle - moved;
    }

    function variancePenalised({ lambda }, z, w, n) {
        const middle = mean(z, w, n);
        if (n === 1 || lambda === 0) return middle;
        return middle > 0 ? middle - lambda * (variance(z, w, n, middle) / middle) : NaN;
    }

    function hypotenuse(a, b) {
        const [small, large] = Math.abs(a) < Math.abs(b) ? [Math.abs(a), Math.abs(b)] : [Math.abs(b), Math.abs(a)];
        const ratio = small / large;
        return large * Math.sqrt(1 + ratio * ratio);
    }

    function meanMin({ alpha, beta }, z, w, n) {
        const middle = mean(z, w, n);
        const gap = middle - smallest(z, n);
        const pull = beta === 0 ? gap : gap * (gap / (beta + hypotenuse(gap, beta)));
        return middle - alpha * pull;
    }

    // The cumulative weight of the first share of the positions.
    function cumulative(weights, share) {
        const positions = share * weights.length;
        let sum = 0;
        for (let at = 0; at < weights.length; at++) {
            const part = positions - at;
            sum += weights[at] * (part >= 1 ? 1 : part > 0 ? part : 0);
        }
        return sum;
    }

    function owa({ weights }, z, n) {
        z.subarray(0, n).sort().reverse();
        const total = cumulative(weights, 1);
        let sum = 0;
        for (let at = 0; at < n; at++) {
            const part =
                n === weights.length
                    ? weights[at]
                    : cumulative(weights, (at + 1) / n) - cumulative(weights, at / n);
            sum += (part / total) * z[at];
        }
        return sum;
    }

    const isGeometric = (p) => Math.abs(p) < 1e-25;

    function powerMean(rule, z, w, n) {
        const { p, floor } = rule;
        for (let at = 0; at < n; at++) if (floor !== undefined && z[at] < floor) z[at] = floor;
        if (p === 1) return mean(z, w, n);
        let total = 0;
        let above = 0;
        for (let at = 0; at < n; at++) {
            if (refuses(rule, z[at])) return NaN;
            total += w[at];
            if (z[at] > 0) above += w[at];
        }
        if (above === 0) return 0;
        // Zeros, which only a power above 0 takes, add nothing to the sum of powers.
        const zeros = above < total ? Math.exp(Math.log(above / total) / p) : 1;
        return zeros * (Math.abs(p) < 0.5 ? byLogarithms(p, z, w, n, above) : byPowers(p, z, w, n, above));
    }

    // Powers of the scores over the one that has the largest power, so that none overflows.
    function byPowers(p, z, w, n, above) {
        const unit = p > 0 ? largest(z, n) : smallest(z, n);
        let sum = 0;
        for (let at = 0; at < n; at++) sum += w[at] * Math.pow(z[at] / unit, p);
        return unit * Math.pow(sum / above, 1 / p);
    }

    // Deviations from the geometric mean of the scores above 0, which keep the digits that small powers lose.
    function byLogarithms(p, z, w, n, above) {
        let sum = 0;
        for (let at = 0; at < n; at++) if (z[at] > 0) sum += w[at] * Math.log(z[at]);
        const middle = sum / above;
        if (isGeometric(p)) return Math.exp(middle);
        sum = 0;
        for (let at = 0; at < n; at++) {
            if (z[at] > 0) sum += w[at] * Math.expm1(p * (Math.log(z[at]) - middle));
        }
        return Math.exp(middle + Math.log1p(sum / above) / p);
    }

    // Whether a score is outside of what the aggregation takes.
    function refuses({ method, p, floor }, z) {
        if (floor !== undefined) return false;
        if (method === "geometric-mean" || method === "harmonic-mean") return z <= 0;
        if (method !== "power-mean" || p === 1) return false;
        return p <= 0 || isGeometric(p) ? z <= 0 : z < 0;
    }

    const BY_ROW = {
        "power-mean": powerMean,
        median: (_, z, __, n) => median(z, n),
        minimum: (_, z, __, n) => smallest(z, n),
        maximum: (_, z, __, n) => largest(z, n),
        product: (_, z, __, n) => product(z, n),
        "mazziotta-pareto": mazziottaPareto,
        owa: (rule, z, _, n) => owa(rule, z, n),
        "mean-min": meanMin,
        "variance-penalised": variancePenalised,
    };

    function eachRow(rule, children, out) {
        const score = BY_ROW[rule.method];
        if (!score) throw new Error(`no such aggregation: ${rule.method}`);
        const z = new Float64Array(children.length);
        const w = new Float64Array(children.length);
        for (let row = 0; row < out.length; row++) {
            let n = 0;
            for (const { values, present, weight } of children) {
                if (present && !present[row]) continue;
                z[n] = values[row];
                w[n] = weight;
                n++;
            }
            out[row] = n === 0 ? 0 : score(rule, z, w, n);
        }
    }

    function weightedSum(children, out) {
        for (const { values, weight } of children) {
            for (let row = 0; row < out.length; row++) out[row] += weight * values[row];
        }
    }

    // The sum of the weights of the children that a row has.
    function presentWeights(children, rows) {
        const totals = new Float64Array(rows);
        for (const { present, weight } of children) {
            for (let row = 0; row < rows; row++) if (!present || present[row]) totals[row] += weight;
        }
        return totals;
    }

    function divideByWeights(children, out) {
        const totals = presentWeights(children, out.length);
        for (let row = 0; row < out.length; row++) out[row] /= totals[row];
    }

    const BY_COLUMN = {
        "arithmetic-mean": (_, children, out) => {
            weightedSum(children, out);
            divideByWeights(children, out);
        },
        "weighted-sum": (_, children, out) => weightedSum(children, out),
        "geometric-mean": ({ floor }, children, out) => {
            for (const { values, present, weight } of children) {
                for (let row = 0; row < out.length; row++) {
                    if (!present || present[row]) out[row] += weight * Math.log(positive(values[row], floor));
                }
            }
            divideByWeights(children, out);
            for (let row = 0; row < out.length; row++) out[row] = Math.exp(out[row]);
        },
        "harmonic-mean": ({ floor }, children, out) => {
            for (const { values, present, weight } of children) {
                for (let row = 0; row < out.length; row++) {
                    if (!present || present[row]) out[row] += weight / positive(values[row], floor);
                }
            }
            const totals = presentWeights(children, out.length);
            for (let row = 0; row < out.length; row++) out[row] = totals[row] / out[row];
        },
    };

    // ---- What an absent child means (missing/*.rs, plan/node_rules.rs).

    function fillOf(missing) {
        if (missing.rule === "zero") return 0;
        return missing.rule === "constant" ? missing.value : undefined;
    }

    function filled({ values, present }, fill) {
        if (!present) return values;
        return values.map((value, row) => (present[row] ? value : fill));
    }

    // Which rows have enough children for a score; null where all have every child.
    function enough({ rule, share, by }, children, rows) {
        if (children.every(({ present }) => !present)) return null;
        let total = 0;
        for (const { weight } of children) total += weight;
        const there = new Uint8Array(rows);
        for (let row = 0; row < rows; row++) {
            let count = 0;
            let weights = 0;
            for (const { present, weight } of children) {
                if (present && !present[row]) continue;
                count++;
                weights += weight;
            }
            if (count === children.length) there[row] = 1;
            else if (count === 0 || rule === "propagate") there[row] = 0;
            else if (rule === "at-least") {
                const part = by === "count" ? count / children.length : weights / total;
                // A share that is just reached may fall short by a rounding error.
                there[row] = part >= share - 1e-12 ? 1 : 0;
            } else there[row] = 1;
        }
        return there.includes(0) ? there : null;
    }

    // ---- One node.

    // Scores a node. `children` are those that count, each with its column, weight and number. What is refused goes
    // to `refusals`, and has no score.
    function scored({ aggregate, missing, round }, node, children, rows, refusals) {
        const fill = fillOf(missing);
        if (fill !== undefined) {
            children = children.map((child) => ({ ...child, values: filled(child, fill), present: null }));
        }
        const values = new Float64Array(rows);
        const byColumn = BY_COLUMN[aggregate.method];
        if (byColumn) byColumn(aggregate, children, values);
        else eachRow(aggregate, children, values);
        let present = enough(missing, children, rows);
        for (let row = 0; row < rows; row++) {
            if (present && !present[row]) values[row] = 0;
            else if (Number.isFinite(values[row])) {
                // Adding 0 turns -0 into 0.
                values[row] = (round ? rounded(round, values[row]) : values[row]) + 0;
            } else {
                refuse(aggregate, node, row, children, refusals);
                present = present || new Uint8Array(rows).fill(1);
                present[row] = 0;
                values[row] = 0;
            }
        }
        return { values, present };
    }

    function refuse(aggregate, node, row, children, refusals) {
        const before = refusals.length;
        for (const { values, present, number } of children) {
            if ((!present || present[row]) && refuses(aggregate, values[row])) {
                refusals.push({ node, row, child: number });
            }
        }
        if (refusals.length === before) refusals.push({ node, row, child: null });
    }

    // ---- When two numbers are equal (icip-num, grid.rs).

    const LEAST = -307;
    const POWERS = Float64Array.from({ length: 308 - LEAST + 1 }, (_, at) => Number(`1e${LEAST + at}`));
    const ROUNDER = 6755399441055744; // 1.5 times 2^52

    // The number of elements of a rising array before the first one that is above `x`.
    function countUpTo(rising, x) {
        let low = 0;
        let high = rising.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (rising[middle] <= x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // The number of elements of a rising array below `x`.
    function countBelow(rising, x) {
        let low = 0;
        let high = rising.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (rising[middle] < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // How many steps of the grid make 1, for numbers between two bounds; 0 where numbers are compared by their bits.
    function gridSteps(low, high) {
        const size = -low > high ? -low : high;
        const digits = countUpTo(POWERS, size) + LEAST;
        const steps = POWERS[12 - digits - LEAST];
        return size > 0 && steps !== undefined ? steps : 0;
    }

    const gridPosition = (steps, x) => (steps ? x * steps + ROUNDER - ROUNDER : x) + 0;

    function gridOf(numbers) {
        let low = 0;
        let high = 0;
        for (let at = 0; at < numbers.length; at++) {
            if (at === 0 || numbers[at] < low) low = numbers[at];
            if (at === 0 || numbers[at] > high) high = numbers[at];
        }
        return gridSteps(low, high);
    }

    // ---- Ranks (icip-num, rank.rs; plan/ranker.rs).

    // The ranks of numbers, the highest first, where equal ones are equal by their bits.
    function ranksOf(numbers, ties) {
        const rising = Float64Array.from(numbers).sort();
        const count = rising.length;
        // For every place in the rising order, how many different numbers stand from there on.
        let different = null;
        if (ties === "dense") {
            different = new Float64Array(count + 1);
            for (let at = count - 1; at >= 0; at--) {
                different[at] = different[at + 1] + (at + 1 === count || rising[at] !== rising[at + 1] ? 1 : 0);
            }
        }
        const seen = ties === "ordinal" ? new Float64Array(count) : null;
        return Float64Array.from(numbers, (x) => {
            const upTo = countUpTo(rising, x);
            const above = count - upTo;
            if (ties === "competition") return above + 1;
            if (ties === "average") return above + 1 + (upTo - countBelow(rising, x) - 1) / 2;
            if (ties === "dense") return different[upTo] + 1;
            if (ties === "ordinal") return above + 1 + seen[above]++;
            throw new Error(`no such rule for ties: ${ties}`);
        });
    }

    // Numbers in the same order as the ranked ones, which are equal where those and all tie breaks are. `breaks` holds
    // for every one of them its numbers row by row, on a grid.
    function brokenTies(numbers, rows, breaks) {
        const ranks = ranksOf(numbers, "competition");
        const compare = (a, b) => {
            if (ranks[a] !== ranks[b]) return ranks[a] - ranks[b];
            for (const places of breaks) {
                const [first, second] = [places[rows[a]], places[rows[b]]];
                if (first !== second) return first > second ? -1 : 1;
            }
            return 0;
        };
        const order = Array.from(rows, (_, at) => at).sort(compare);
        const broken = new Float64Array(rows.length);
        let number = 0;
        order.forEach((position, at) => {
            if (at > 0 && compare(order[at - 1], position) !== 0) number = -at;
            broken[position] = number;
        });
        return broken;
    }

    // ---- Agreement of two rankings (robustness/agreement.rs).

    // How many pairs of sorted numbers are equal.
    function tiedPairs(sorted) {
        let pairs = 0;
        let before = 0;
        for (let at = 1; at < sorted.length; at++) {
            before = sorted[at] === sorted[at - 1] ? before + 1 : 0;
            pairs += before;
        }
        return pairs;
    }

    // The number of pairs that stand the wrong way round, counted while sorting by merging, and the sorted numbers.
    function inversions(numbers) {
        let from = numbers;
        let to = new Float64Array(numbers.length);
        let count = 0;
        for (let width = 1; width < numbers.length; width *= 2) {
            for (let start = 0; start < numbers.length; start += 2 * width) {
                const middle = Math.min(start + width, numbers.length);
                const end = Math.min(start + 2 * width, numbers.length);
                let [left, right] = [start, middle];
                for (let at = start; at < end; at++) {
                    if (left < middle && (right >= end || from[left] <= from[right])) to[at] = from[left++];
                    else {
                        to[at] = from[right++];
                        count += middle - left;
                    }
                }
            }
            [from, to] = [to, from];
        }
        return [count, from];
    }

    // Kendall's tau-b of two lists of ranks, over the rows that have both (0 is no rank); null where all tie in one.
    function kendall(one, other) {
        // Both ranks of a row in one number, the first in front: numbers sort faster than pairs. A rank is a whole
        // number or a half, so this is exact for 2^25 rows.
        const unit = 2 ** 27;
        const both = Float64Array.from(one, (rank, row) => (rank > 0 && other[row] > 0 ? 2 * rank * unit + 2 * other[row] : 0));
        const pairs = both.filter((pair) => pair > 0).sort();
        const first = pairs.map((pair) => Math.floor(pair / unit));
        const [swapped, second] = inversions(pairs.map((pair, at) => pair - first[at] * unit));
        const all = (pairs.length * (pairs.length - 1)) / 2;
        const [tiedOne, tiedOther] = [tiedPairs(first), tiedPairs(second)];
        const agree = all - tiedOne - tiedOther + tiedPairs(pairs) - 2 * swapped;
        const [apartOne, apartOther] = [all - tiedOne, all - tiedOther];
        if (!(apartOne > 0 && apartOther > 0)) return null;
        return apartOne === apartOther ? agree / apartOne : agree / Math.sqrt(apartOne * apartOther);
    }

    // ---- The whole.

    class Engine {
        constructor(data) {
            this.rows = data.rows;
            // Each `{ code, parent, weight, fixed, children, given, method }`: `fixed` says why the weight cannot be
            // moved and is null where it can; `method` is null of a node whose scores are given.
            this.nodes = data.nodes.map((node) => ({
                code: node.code,
                parent: node.parent === undefined ? null : node.parent,
                weight: node.weight,
                fixed: node.fixed === undefined ? null : data.reasons[node.fixed],
                children: [],
                given: node.given !== undefined,
                method: node.computed === undefined ? null : node.computed.aggregate.method,
            }));
            this.nodes.forEach(({ parent }, number) => {
                if (parent !== null) this.nodes[parent].children.push(number);
            });
            // The weights with which the report was made.
            this.weights = Float64Array.from(this.nodes, ({ weight }) => weight);
            this.groups = data.groups;
            this.rules = data.nodes.map((node) => node.computed || null);
            this.given = data.nodes.map((node) => (node.given ? columnOf(node.given, data.rows) : null));
            this.ranking = data.rank;
            this.ranking.isUnranked = new Uint8Array(data.rows);
            for (const row of data.rank.unranked) this.ranking.isUnranked[row] = 1;
            this.breakers = data.rank.then.map((then) =>
                then.given ? { column: columnOf(then.given, data.rows) } : { node: then.node },
            );
            this.last = null;
            // The scores with the weights of the report.
            this.declared = this.score(this.weights);
        }

        // Scores every node with one weight for each node. What comes back holds a column for every node, the weights,
        // and what the library would refuse: `{ node, row, child }` for a score outside of what an aggregation takes
        // (`child` is null where all children together are), and `{ node }` where the weights below a node are all 0 or
        // one of them is negative, or not 0 and outside of 1e-100 to 1e100. Columns that are the same as in the last
        // call are not computed again; a column never changes later.
        score(weights = this.weights) {
            const { nodes, rules, rows, last } = this;
            const columns = new Array(nodes.length);
            const refused = new Array(nodes.length);
            // From the last node to the index: every node comes before what is below it.
            for (let number = nodes.length - 1; number >= 0; number--) {
                const { children } = nodes[number];
                refused[number] = [];
                if (!rules[number]) {
                    columns[number] = this.given[number];
                    continue;
                }
                const same = (child) =>
                    columns[child] === last.columns[child] && weights[child] === last.weights[child];
                if (last && children.every(same)) {
                    columns[number] = last.columns[number];
                    refused[number] = last.refused[number];
                    continue;
                }
                if (!areUsable(children, weights)) {
                    columns[number] = { values: new Float64Array(rows), present: new Uint8Array(rows) };
                    refused[number] = [{ node: number }];
                    continue;
                }
                // In a mean, a child of weight 0 has no influence, not even by being absent.
                const keepsZero = rules[number].aggregate.method === "weighted-sum";
                const counted = children
                    .filter((child) => weights[child] > 0 || keepsZero)
                    .map((child) => ({ ...columns[child], weight: weights[child], number: child }));
                columns[number] = scored(rules[number], number, counted, rows, refused[number]);
            }
            this.last = { columns, refused, weights: Float64Array.from(weights) };
            return { columns, weights: this.last.weights, refusals: refused.flat() };
        }

        // The ranks of a node, 1 for the highest score and 0 for rows without one: the index among all rows, or where
        // `group` is the number of a group column, among those of its group.
        ranks({ columns }, node = 0, group = null, ties = this.ranking.ties) {
            const { values, present } = columns[node];
            const { on, order, isUnranked } = this.ranking;
            const ranked = [];
            for (let at = 0; at < this.rows; at++) {
                const row = order ? order[at] : at;
                if (!isUnranked[row] && (!present || present[row])) ranked.push(row);
            }
            const steps = on === "grid" ? gridOf(ranked.map((row) => values[row])) : 0;
            const number = (row) => gridPosition(steps, on.rounded ? rounded(on.rounded, values[row]) : values[row]);
            const breaks = node === 0 ? this.tieBreaks(columns, ranked) : [];
            const ranks = new Float64Array(this.rows);
            for (const rows of group === null ? [ranked] : this.membersOf(group, ranked)) {
                const numbers = Float64Array.from(rows, number);
                const ordered = breaks.length > 0 ? brokenTies(numbers, rows, breaks) : numbers;
                ranksOf(ordered, ties).forEach((rank, at) => (ranks[rows[at]] = rank));
            }
            return ranks;
        }

        // The rows of each group; rows without a group are in none.
        membersOf(group, rows) {
            const { of, labels } = this.groups[group];
            const members = labels.map(() => []);
            for (const row of rows) if (of[row] > 0) members[of[row] - 1].push(row);
            return members;
        }

        // For each tie breaker where every row stands, beside the numbers of the ranked ones.
        tieBreaks(columns, ranked) {
            return this.breakers.map(({ column, node }) => {
                const { values, present } = column || columns[node];
                let size = 0;
                for (const row of ranked) {
                    if ((!present || present[row]) && Math.abs(values[row]) > size) size = Math.abs(values[row]);
                }
                const steps = gridSteps(0, size);
                return values.map((x, row) => (present && !present[row] ? -Infinity : gridPosition(steps, x)));
            });
        }
    }

    // How many rows have a rank outside of those that their tier had before; `tiers` has the tier of each row, or null.
    function leftTiers(before, after, tiers) {
        const ends = new Map();
        tiers.forEach((tier, row) => {
            if (tier === null || !(before[row] > 0)) return;
            const [best, worst] = ends.get(tier) ?? [Infinity, 0];
            ends.set(tier, [Math.min(best, before[row]), Math.max(worst, before[row])]);
        });
        return tiers.filter((tier, row) => {
            if (!ends.has(tier) || !(before[row] > 0)) return false;
            const [best, worst] = ends.get(tier);
            return !(after[row] >= best && after[row] <= worst);
        }).length;
    }

    // Whether a framework may have these weights below a node.
    function areUsable(children, weights) {
        let total = 0;
        for (const child of children) {
            const weight = weights[child];
            if (!(weight === 0 || (weight >= 1e-100 && weight <= 1e100))) return false;
            total += weight;
        }
        return total > 0;
    }

    return Object.freeze({ engine: (data) => new Engine(data), kendall, leftTiers });
})();
