// What the reader works with: parts of the page, the ranking, weights, two nodes against each other, sheets, downloads.
// It takes scores from `Icip` (score.js) and computes none.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const view = read('view');
  const model = Icip.engine(read('engine'));
  const words = view.words;
  const count = view.codes.length;
  const root = document.documentElement;
  root.classList.add('js');

  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  // An element with attributes and children; texts become text nodes and nothing else.
  const SVG = new Set(['svg', 'rect', 'path', 'text', 'g', 'title']);
  const make = (name, attributes = {}, ...children) => {
    const made = SVG.has(name)
      ? document.createElementNS('http://www.w3.org/2000/svg', name)
      : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, '');
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  // A message, in which what stands between backticks is as in a file.
  const withCode = (text) => text.split('`').map((part, at) => (at % 2 === 1 ? make('code', {}, part) : part));

  // Numbers as the language writes them.
  const localised = (text) => text.replace('.', view.decimal).replace('-', '\u2212');
  const number = (x, digits) => (x === null || x === undefined ? '\u2013' : localised(fixed(x, digits)));
  const signed = (x, digits) => (x > 0 ? '+' : '') + number(x, digits);
  const rankText = (rank) => (rank === null ? '\u2013' : localised(String(rank)));
  const ranksText = ([best, worst]) => (best === worst ? rankText(best) : `${rankText(best)}\u2013${rankText(worst)}`);
  // A number with so many digits after the point. `toFixed` has the exact decimal digits of a double, and takes the
  // upper neighbour where the number is in the middle; the program takes the even one.
  function fixed(x, digits) {
    const size = Math.abs(x);
    const scaled = size * 10 ** digits;
    if (Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-6) return signedText(x, size.toFixed(digits));
    const most = Math.min(100, digits + 60);
    const exact = size.toFixed(most);
    const cut = exact.length - (most - digits);
    const below = exact.slice(0, cut).replace(/\.$/, '');
    const isEven = /[02468]$/.test(below);
    const text = isEven && /^\.?50*$/.test(exact.slice(cut)) ? below : size.toFixed(digits);
    return signedText(x, text);
  }
  const signedText = (x, text) => (x < 0 && /[1-9]/.test(text) ? `-${text}` : text);

  // What is absent is null here.
  const ranksOf = (result, node = 0, group = null) => Array.from(model.ranks(result, node, group), (rank) => rank || null);
  const scoreOf = (node, entity, of = now) => {
    const { values, present } = of.columns[node];
    return present && !present[entity] ? null : values[entity];
  };

  // Positions of labels count from 0 here.
  const groups = model.groups.map(({ name, labels, of }) => ({ name, labels, of: of.map((at) => (at > 0 ? at - 1 : null)) }));

  // State: the weights of all nodes, the order, and what is shown.
  const declared = Array.from(model.weights);
  let weights = declared.slice();
  const base = model.declared;
  const baseRanks = ranksOf(base);
  // Sheets ask for the ranks of a node again and again.
  const known = new Map();
  const baseRanksOf = (node) => {
    if (!known.has(node)) known.set(node, ranksOf(base, node));
    return known.get(node);
  };
  let now = base;
  let ranks = baseRanks;
  let inside = null;
  // Rows that are drawn at once; more follow when the reader comes to the end.
  const SCREENFUL = 60;
  const state = { key: 'rank', down: false, search: '', groups: groups.map(() => ''), limit: SCREENFUL };
  const isMoved = () => weights.some((weight, node) => weight !== declared[node]);

  // ---- The address: `#ranking`, `#e-CODE` or `#n-CODE`, and after `&w=` the weights that differ.
  const anchorOf = (kind, code) =>
    `${kind}-` + [...code].map((c) => (/[A-Za-z0-9.-]/.test(c) ? c : `_${c.codePointAt(0).toString(16)}_`)).join('');
  const anchors = view.codes.map((code) => anchorOf('e', code));
  const entityAt = new Map(anchors.map((anchor, entity) => [anchor, entity]));
  const nodeAt = new Map(view.nodes.map((node, at) => [node.code, at]));
  const weightsText = () =>
    view.nodes
      .flatMap((node, at) => (weights[at] === declared[at] ? [] : [`${encodeURIComponent(node.code)}:${weights[at]}`]))
      .join(',');
  const address = (place) => {
    const moved = weightsText();
    return `#${place}${moved ? `&w=${moved}` : ''}`;
  };
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return '';
    }
  };
  const isFree = (node) => model.nodes[node].parent !== null && model.nodes[node].fixed === null;
  let place = 'ranking';
  const parse = () => {
    const [where, ...rest] = location.hash.slice(1).split('&');
    place = decoded(where) || 'ranking';
    const moved = rest.find((part) => part.startsWith('w='));
    weights = declared.slice();
    for (const pair of (moved ? moved.slice(2) : '').split(',').filter(Boolean)) {
      const [code, text] = pair.split(':');
      const node = nodeAt.get(decoded(code));
      const weight = Number(text);
      // An address may hold anything; what no slider can set is left out.
      if (node !== undefined && isFree(node) && weight >= 0 && Number.isFinite(weight)) weights[node] = weight;
    }
  };
  // When the reader pauses: browsers allow few changes of the address in a second.
  let pause = 0;
  const keepAddress = () => {
    clearTimeout(pause);
    pause = setTimeout(() => history.replaceState(null, '', address(place)), 150);
  };

  // ---- Parts and sheets.
  const parts = $$('main > .part');
  const sheetsPart = $('#sheets');
  const show = (focus) => {
    const sheet = entityAt.get(place);
    const target = document.getElementById(place);
    let part = target && target.closest('.part');
    if (sheet === undefined && !part) part = $('#ranking');
    parts.forEach((each) => each.classList.toggle('on', sheet === undefined && each === part));
    $$('.sheet.on').forEach((each) => each.classList.remove('on'));
    $$('.parts a').forEach((link) => {
      const here = part && sheet === undefined && link.hash.slice(1).split('&')[0] === part.id;
      if (here) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    });
    if (sheet !== undefined) {
      const article = openSheet(sheet);
      article.classList.add('on');
      if (focus) { window.scrollTo(0, 0); $('h2', article).focus(); }
    } else if (target && target.tagName === 'DETAILS') {
      target.open = true;
      if (focus) { target.scrollIntoView(); $('summary', target).focus({ preventScroll: true }); }
    } else if (focus && target && target !== part) {
      target.scrollIntoView();
    } else if (focus) {
      window.scrollTo(0, 0);
    }
    if (part && part.id === 'distribution') drawScatter();
  };

  // ---- The ranking.
  const table = $('#table');
  const body = $('tbody', table);
  const pattern = $('tr', body);
  const lines = [];
  [...body.rows].forEach((line, entity) => { if (count <= body.rows.length) lines[entity] = line; });
  const cellsOf = (line) => ({
    rank: $('.r', line), inside: $('.u', line), moved: $('.v', line), link: $('a', line), code: $('small', line), groups: $$('.g', line),
    nodes: $$('.s, .c', line).map((td) => ({ bar: $('rect', td), text: $('span', td) })), interval: $('.n', line), tier: $('.t', line), classes: $$('.k', line), before: $('.w', line),
  });
  const knownCells = new WeakMap();
  const cells = (line) => {
    if (!knownCells.has(line)) knownCells.set(line, cellsOf(line));
    return knownCells.get(line);
  };
  // Places on the scale of a node, in parts of the width of a drawing with one decimal, as the page has them.
  const short = (x) => Math.round(x * 10) / 10;
  const percent = (x) => `${short(x)}%`;
  const along = (node) => {
    const { lo, hi } = view.nodes[node];
    return (x) => short(Math.min(1, Math.max(0, (x / 2 - lo / 2) / (hi / 2 - lo / 2))) * 100);
  };
  const lengthOf = (node, score) => {
    const at = along(node);
    const [from, to] = [at(0), at(score ?? 0)];
    return { x: percent(Math.min(from, to)), width: percent(score === null ? 0 : Math.abs(to - from)) };
  };
  const ranked = baseRanks.filter((rank) => rank !== null).length;
  const rankPlace = (rank) => ((rank - 1) / Math.max(1, ranked - 1)) * 100;
  const scores = (line, entity) => {
    const cell = cells(line);
    cell.rank.textContent = rankText(ranks[entity]);
    cell.inside.textContent = inside ? rankText(inside[entity]) : '';
    cell.inside.hidden = inside === null;
    cell.nodes.forEach(({ bar, text }, column) => {
      const node = view.columns[column];
      const score = scoreOf(node, entity);
      const { x, width } = lengthOf(node, score);
      bar.setAttribute('x', x);
      bar.setAttribute('width', width);
      text.textContent = number(score, column === 0 ? view.index_digits : view.digits);
    });
    const moved = isMoved() && ranks[entity] !== null && baseRanks[entity] !== null ? baseRanks[entity] - ranks[entity] : 0;
    cell.moved.textContent = moved === 0 ? '' : `${moved > 0 ? '\u25B2' : '\u25BC'} ${rankText(Math.abs(moved))}`;
    cell.moved.className = `v ${moved > 0 ? 'up' : 'down'}`;
    cell.moved.hidden = !isMoved();
  };
  const lineOf = (entity) => {
    if (lines[entity]) return lines[entity];
    const line = pattern.cloneNode(true);
    const cell = cells(line);
    cell.link.textContent = view.names[entity];
    cell.link.href = `#${anchors[entity]}`;
    cell.code.textContent = view.codes[entity];
    cell.groups.forEach((td, at) => { td.textContent = label(at, entity); });
    if (cell.interval) {
      const interval = view.intervals[entity];
      cell.interval.replaceChildren(...(interval ? [drawInterval(interval), make('span', {}, ranksText(interval))] : []));
    }
    if (cell.tier) cell.tier.textContent = view.tiers[entity] ?? '';
    cell.classes.forEach((td, at) => { td.textContent = className(at, entity); });
    if (cell.before) cell.before.textContent = rankText(view.before.ranks[entity]);
    lines[entity] = line;
    return line;
  };
  const label = (group, entity) => {
    const of = groups[group].of[entity];
    return of === null ? '' : groups[group].labels[of];
  };
  const className = (at, entity) => view.class_names[at][view.classes[at][entity]] ?? '';
  function drawInterval([best, worst, median]) {
    const from = rankPlace(best);
    return make('svg', { class: 'i' }, make('rect', { x: percent(from), width: percent(rankPlace(worst) - from) }),
      make('rect', { class: 'm', x: percent(rankPlace(median)) }));
  }

  // Ranks inside of the groups of the first column by which the reader filters.
  const grouped = () => state.groups.findIndex((wanted) => wanted !== '');
  const plainText = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const found = view.names.map((name, entity) => plainText(`${name} ${view.codes[entity]}`));
  const keys = {
    rank: (entity) => ranks[entity],
    inside: (entity) => inside?.[entity] ?? null,
    moved: (entity) => (ranks[entity] === null ? null : ranks[entity] - baseRanks[entity]),
    best: (entity) => view.intervals?.[entity]?.[2] ?? null,
    tier: (entity) => view.tiers?.[entity] ?? null,
    before: (entity) => view.before?.ranks[entity] ?? null,
  };
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const keyOf = (key) => {
    if (key in keys) return keys[key];
    if (key === 'name') return (entity) => view.names[entity];
    const at = Number(key.replace(/\D/g, ''));
    if (key.startsWith('node')) return (entity) => scoreOf(at, entity);
    if (key.startsWith('group')) return (entity) => label(at, entity) || null;
    return (entity) => view.classes[at][entity];
  };
  let order = [];
  const draw = () => {
    ranks = ranksOf(now);
    const group = grouped();
    inside = group < 0 ? null : ranksOf(now, 0, group);
    const heading = $('th.u', table);
    heading.hidden = inside === null;
    if (inside) $('button', heading).textContent = fill(words.rankInGroup, { n: groups[group].name });
    const wanted = plainText(state.search.trim());
    const belongs = (entity) => state.groups.every((label, at) => label === '' || groups[at].of[entity] === Number(label));
    const key = keyOf(state.key);
    const all = [...view.codes.keys()].filter((entity) => found[entity].includes(wanted) && belongs(entity));
    const value = all.map(key);
    const sign = state.down ? -1 : 1;
    const compare = (a, b) => {
      const [x, y] = [value[a], value[b]];
      // What is absent comes last, whatever the direction.
      if (x === null || y === null) return (x === null) - (y === null);
      return sign * (typeof x === 'string' ? collator.compare(x, y) : x - y);
    };
    // Equal values stay in the order of the index.
    const position = [...all.keys()].sort((a, b) => compare(a, b) || byIndex(all[a], all[b]));
    order = position.map((at) => all[at]);
    const shown = order.slice(0, state.limit);
    body.replaceChildren(...shown.map((entity) => { const line = lineOf(entity); scores(line, entity); return line; }));
    root.classList.toggle('weighed', isMoved());
    $('th.v', table).hidden = !isMoved();
    $('#status').textContent = fill(words.shownOf, { shown: order.length, n: count });
    const more = $('#more');
    more.hidden = order.length <= state.limit;
    $$('thead th', table).forEach((th) => {
      if (th.dataset.k === state.key) th.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    });
  };
  const byIndex = (a, b) => (ranks[a] ?? Infinity) - (ranks[b] ?? Infinity) || a - b || 0;
  const setUpRanking = () => {
    table.hidden = false;
    $('#controls').hidden = false;
    $$('thead th', table).forEach((th) => {
      const name = th.textContent.trim();
      const button = make('button', { type: 'button', title: fill(words.sort, { n: name }) }, name);
      th.replaceChildren(button);
      button.addEventListener('click', () => {
        const key = th.dataset.k;
        const best = /^(node|moved)/.test(key);
        state.down = state.key === key ? !state.down : best && key !== 'moved';
        state.key = key;
        draw();
      });
    });
    $('#search').addEventListener('input', (event) => { state.search = event.target.value; state.limit = SCREENFUL; draw(); });
    $$('select[data-group]').forEach((select) => {
      const at = Number(select.dataset.group);
      groups[at].labels.forEach((text, value) => select.append(make('option', { value }, text)));
      select.addEventListener('change', () => { state.groups[at] = select.value; state.limit = SCREENFUL; draw(); });
    });
    const more = make('button', { type: 'button' }, words.more);
    more.addEventListener('click', () => { state.limit += 400; draw(); });
    $('#more').append(more);
    if ('IntersectionObserver' in window) {
      new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting) && order.length > state.limit) { state.limit += 200; draw(); }
      }, { rootMargin: '600px' }).observe($('#more'));
    }
  };

  // ---- Weights.
  const weighed = $('#weighed');
  const shares = (children) => {
    const total = children.reduce((sum, child) => sum + weights[child], 0);
    return children.map((child) => (total > 0 ? weights[child] / total : 0));
  };
  const setUpWeights = () => {
    // Where the panel is not beside the ranking, the ranking comes first.
    $('.weights details').open = isMoved() || window.matchMedia('(min-width: 90rem)').matches;
    const inner = view.nodes.map((_, node) => node).filter((node) => model.nodes[node].children.length > 1);
    if (inner.length === 0) {
      $('.weights').hidden = true;
      return;
    }
    $('#weights').hidden = false;
    inner.forEach((node) => {
      weighed.append(make('option', { value: node }, '\u00a0\u00a0'.repeat(view.nodes[node].depth) + view.nodes[node].name));
    });
    weighed.addEventListener('change', drawSliders);
    $('#reset').addEventListener('click', () => { weights = declared.slice(); update(); drawSliders(); });
    drawSliders();
  };
  const drawSliders = () => {
    const node = Number(weighed.value);
    const { children } = model.nodes[node];
    const reasons = [...new Set(children.map((child) => model.nodes[child].fixed).filter((why) => why !== null))];
    $('#off').hidden = reasons.length === 0;
    $('#off').replaceChildren(...withCode(reasons.join(' ')));
    const part = shares(children);
    const boxes = children.map((child, at) => {
      const id = `w${child}`;
      const output = make('output', { for: id });
      // A slider has a thousand steps of the sum of the declared weights.
      const most = children.reduce((sum, each) => sum + declared[each], 0) || 1;
      const input = make('input', { id, type: 'range', min: 0, max: most, step: most / 1000, disabled: model.nodes[child].fixed !== null });
      input.value = weights[child];
      const tell = (share) => {
        const text = fill(words.percent, { n: number(share * 100, 1) });
        output.textContent = text;
        input.setAttribute('aria-valuetext', text);
      };
      tell(part[at]);
      input.addEventListener('input', () => {
        weights[child] = Number(input.value);
        // The declared weight is on no step of the slider; near to it, it is meant.
        if (Math.abs(weights[child] - declared[child]) < most / 2000) weights[child] = declared[child];
        update();
        shares(children).forEach((share, other) => boxes[other].tell(share));
      });
      return { tell, element: make('div', { class: 'slider' }, make('label', { for: id }, output, view.nodes[child].name), input) };
    });
    $('#sliders').replaceChildren(...boxes.map((box) => box.element));
  };
  const update = () => {
    now = model.score(weights);
    draw();
    tellMoved();
    keepAddress();
  };
  const tellMoved = () => {
    const told = [];
    if (!isMoved()) told.push(words.movedNone);
    else if (now.refusals.length > 0) {
      const { node } = now.refusals[0];
      const rows = now.refusals.filter((refusal) => refusal.node === node).map((refusal) => refusal.row);
      // Weights that cannot be are those of all entities.
      const n = rows.includes(undefined) ? count : new Set(rows).size;
      told.push(fill(words.refused, { node: view.nodes[node].name, n }));
    } else {
      const moves = ranks.flatMap((rank, entity) =>
        rank === null || baseRanks[entity] === null ? [] : [Math.abs(rank - baseRanks[entity])]);
      const tau = Icip.kendall(baseRanks, ranks);
      told.push(fill(words.movedSome, {
        n: moves.filter((move) => move > 0).length, most: rankText(Math.max(0, ...moves)), tau: number(tau, 3),
      }));
      const tiers = view.tiers && Icip.leftTiers(baseRanks, ranks, view.tiers);
      if (tiers !== null) told.push(fill(words.movedTiers, { n: tiers }));
      if (view.tiers || view.intervals || view.classes.length) told.push(words.movedDeclared);
    }
    $('#moved').textContent = told.join(' ');
  };

  // ---- Two nodes against each other.
  const axes = [$('#scatter-x'), $('#scatter-y')];
  const setUpScatter = () => {
    if (view.nodes.length < 2) return;
    $('#scatter-part').hidden = false;
    axes.forEach((select, axis) => {
      view.nodes.forEach((node, at) => {
        select.append(make('option', { value: at }, '\u00a0\u00a0'.repeat(node.depth) + node.name));
      });
      select.value = axis === 0 ? 1 : 0;
      select.addEventListener('change', drawScatter);
    });
  };
  const drawScatter = () => {
    if (view.nodes.length < 2) return;
    const [width, height, left, low] = [640, 400, 60, 40];
    const [x, y] = axes.map((select) => Number(select.value));
    const ends = [x, y].map((node) => {
      const present = [...view.codes.keys()].map((entity) => scoreOf(node, entity)).filter((score) => score !== null);
      const [lo, hi] = [present.reduce((a, b) => Math.min(a, b), Infinity), present.reduce((a, b) => Math.max(a, b), -Infinity)];
      return hi > lo ? [lo, hi] : [lo - 1, lo + 1];
    });
    const part = (score, [lo, hi]) => (score - lo) / (hi - lo);
    const points = [...view.codes.keys()].flatMap((entity) => {
      const at = [scoreOf(x, entity), scoreOf(y, entity)];
      if (at.includes(null)) return [];
      return [{
        entity,
        x: Math.round((left + 10 + part(at[0], ends[0]) * (width - left - 20)) * 10) / 10,
        y: Math.round((height - low - 10 - part(at[1], ends[1]) * (height - low - 20)) * 10) / 10,
      }];
    });
    const texts = [
      make('text', { x: left, y: height - low + 18 }, number(ends[0][0], view.digits)),
      make('text', { x: width, y: height - low + 18, 'text-anchor': 'end' }, number(ends[0][1], view.digits)),
      make('text', { x: left - 6, y: height - low, 'text-anchor': 'end' }, number(ends[1][0], view.digits)),
      make('text', { x: left - 6, y: 14, 'text-anchor': 'end' }, number(ends[1][1], view.digits)),
    ];
    const said = fill(words.scatterText, { x: view.nodes[x].name, y: view.nodes[y].name });
    const near = make('path', { class: 'near', d: '' });
    const name = make('text', { x: left + 8, y: 18 }, '');
    const svg = make('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', tabindex: 0, 'aria-label': `${said} ${words.scatterKeys}` },
      make('path', { class: 'axis', d: `M${left} 0V${height - low}H${width}` }),
      make('path', { class: 'points', d: points.map((point) => `M${point.x} ${point.y}h0`).join('') }), near, ...texts, name);
    const nearest = (event) => {
      const box = svg.getBoundingClientRect();
      const [px, py] = [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
      const distance = (point) => (point.x - px) ** 2 + (point.y - py) ** 2;
      return points.reduce((best, point) => (best && distance(best) <= distance(point) ? best : point), null);
    };
    let chosen = -1;
    const choose = (point) => {
      near.setAttribute('d', `M${point.x} ${point.y}h0`);
      const scores = [x, y].map((node) => number(scoreOf(node, point.entity), view.digits)).join(' / ');
      name.textContent = `${view.names[point.entity]}: ${scores}`;
    };
    svg.addEventListener('pointermove', (event) => {
      const point = nearest(event);
      if (point) choose(point);
    });
    svg.addEventListener('click', (event) => {
      const point = nearest(event);
      if (point) location.hash = address(anchors[point.entity]);
    });
    // By keyboard from point to point, from left to right.
    const across = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
    svg.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step && across.length > 0) {
        event.preventDefault();
        chosen = Math.min(across.length - 1, Math.max(0, chosen + step));
        choose(across[chosen]);
        $('#scatter-name').textContent = name.textContent;
      } else if (event.key === 'Enter' && chosen >= 0) {
        location.hash = address(anchors[across[chosen].entity]);
      }
    });
    $('#scatter').replaceChildren(svg);
    const tau = Icip.kendall(model.ranks(now, x), model.ranks(now, y));
    $('#scatter-note').textContent = `${said} ${tau === null ? '' : fill(words.correlation, { n: points.length, r: number(tau, 3) })}`;
  };

  // ---- The distribution of any node, as those that stand in the page.
  const BINS = 25;
  const setUpDistribution = () => {
    const one = $('#one');
    if (!one) return;
    one.hidden = false;
    const select = $('#one-node');
    view.nodes.forEach((node, at) => {
      select.append(make('option', { value: at }, '\u00a0\u00a0'.repeat(node.depth) + node.name));
    });
    const drawOne = () => {
      const node = Number(select.value);
      const sorted = [...view.codes.keys()].map((entity) => scoreOf(node, entity, base)).filter((x) => x !== null).sort((a, b) => a - b);
      const counts = new Array(BINS).fill(0);
      const at = along(node);
      for (const score of sorted) counts[Math.min(BINS - 1, Math.floor((at(score) / 100) * BINS))] += 1;
      const most = Math.max(1, ...counts);
      $('svg', one).replaceChildren(...counts.flatMap((count, bin) => {
        const height = short((count / most) * 30);
        return count === 0 ? [] : [make('rect', { x: short(bin * 4), y: short(30 - height), width: 3.6, height })];
      }));
      const shown = (share) => number(sorted.length ? quantile(sorted, share) : null, view.digits);
      $('#one-five').textContent = fill(words.fiveNumbers, {
        min: shown(0), low: shown(0.25), median: shown(0.5), high: shown(0.75), max: shown(1),
      });
    };
    select.addEventListener('change', drawOne);
    drawOne();
  };

  // ---- Sheets.
  const quantile = (sorted, share) => {
    const at = share * (sorted.length - 1);
    const below = Math.floor(at);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  };
  const SMALLEST_GROUP = 5;
  const peersOf = (entity) => {
    const all = [...view.codes.keys()];
    for (const [column, { of }] of groups.entries()) {
      const rows = of[entity] === null ? [] : all.filter((other) => of[other] === of[entity]);
      if (rows.length >= SMALLEST_GROUP) return { column, group: of[entity], rows };
    }
    return { column: null, group: null, rows: all };
  };
  const profileLine = (entity, peers, node) => {
    const { name, depth } = view.nodes[node];
    const at = along(node);
    const score = scoreOf(node, entity, base);
    const sorted = peers.rows.map((other) => scoreOf(node, other, base)).filter((x) => x !== null).sort((a, b) => a - b);
    const [low, median, high] = [0.25, 0.5, 0.75].map((share) => (sorted.length ? quantile(sorted, share) : null));
    const drawn = make('svg', { class: 'p' },
      sorted.length ? make('rect', { class: 'q', x: percent(at(low)), width: percent(at(high) - at(low)) }) : null,
      make('rect', lengthOf(node, score)),
      sorted.length ? make('rect', { class: 'm', x: percent(at(median)) }) : null);
    const rank = baseRanksOf(node)[entity];
    return make('tr', { class: `d${Math.min(depth, 6)}` }, make('th', {}, name), make('td', {}, drawn),
      ...[number(score, view.digits), number(median, view.digits), rankText(rank)].map((text) => make('td', {}, text)));
  };
  const tools = (entity) => {
    const link = (text, to) => make('a', { href: to }, text);
    const at = baseRanks[entity] === null ? -1 : entity;
    const print = make('button', { type: 'button' }, words.print);
    print.addEventListener('click', () => window.print());
    return make('p', { class: 'tools' }, link(words.back, '#ranking'),
      at > 0 ? link(words.previous, `#${anchors[at - 1]}`) : null,
      at >= 0 && at + 1 < count ? link(words.next, `#${anchors[at + 1]}`) : null, print,
      make('span', { class: 'note declared' }, words.sheetDeclared));
  };
  const levels = (article, entity) => {
    if (view.shown.length >= view.nodes.length) return;
    const button = make('button', { type: 'button', class: 'levels' }, words.allLevels);
    const rows = $('.profile tbody', article);
    const few = [...rows.children];
    let all = false;
    button.addEventListener('click', () => {
      all = !all;
      button.textContent = all ? words.fewerLevels : words.allLevels;
      const peers = peersOf(entity);
      const line = (_, node) => {
        const row = profileLine(entity, peers, node);
        if (!view.shown.includes(node)) row.classList.add('further');
        return row;
      };
      rows.replaceChildren(...(all ? view.nodes.map(line) : few));
    });
    $('.profile', article).after(button);
  };
  const openSheet = (entity) => {
    const known = document.getElementById(anchors[entity]);
    if (known && known.dataset.ready) return known;
    const article = known ?? drawSheet(entity);
    article.dataset.ready = 'yes';
    article.prepend(tools(entity));
    levels(article, entity);
    if (!known) sheetsPart.replaceChildren(article);
    return article;
  };
  const heading = (...texts) => make('tr', {}, ...texts.map((text) => make('th', {}, text)));
  const places = (title, list, inPoints) => make('section', { class: 'places' }, make('h3', {}, title),
    list.length === 0 ? make('p', { class: 'note' }, words.none) : make('table', {},
      make('thead', {}, heading(words.node, inPoints ? words.points : words.gap)),
      make('tbody', {}, ...list.map(([node, points]) => make('tr', {},
        make('th', {}, view.nodes[node].name), make('td', {}, signed(points, view.digits + 1)))))));
  const told = ({ h, n, c, r }) => {
    const text = (at) => view.sheets.texts[at];
    const cell = (at, column) => {
      const light = column > 0 ? view.lights[text(at)] : undefined;
      const lamp = light === undefined ? [] : [make('i', { class: `light ${light}` }), ' '];
      return make(column === 0 ? 'th' : 'td', { class: c[column][1] ? 'q' : null }, ...lamp, text(at));
    };
    return make('section', { class: 'told' }, make('h3', {}, text(h)),
      ...n.map((note) => make('p', { class: 'note' }, ...withCode(text(note)))),
      make('div', { class: 'scroll' }, make('table', {},
        make('thead', {}, make('tr', {}, ...c.map(([name, isNumber]) => make('th', { class: isNumber ? 'q' : null }, text(name))))),
        make('tbody', {}, ...r.map((row) => make('tr', {}, ...row.map(cell)))))));
  };
  function drawSheet(entity) {
    const sheet = view.sheets.each[entity];
    const peers = peersOf(entity);
    const subtitle = [fill(words.code, { n: view.codes[entity] })];
    groups.forEach((group, at) => { if (group.of[entity] !== null) subtitle.push(`${group.name}: ${label(at, entity)}`); });
    if (view.period) subtitle.push(view.period);
    const figure = (name, value, more) => make('div', {}, make('dt', {}, name), make('dd', {}, make('b', {}, value), more ? ` ${more}` : ''));
    const figures = [
      baseRanks[entity] === null ? figure(words.rank, words.notRanked)
        : figure(words.rank, rankText(baseRanks[entity]), fill(words.of, { n: ranked })),
      figure(words.score, number(scoreOf(0, entity, base), view.index_digits)),
    ];
    if (view.intervals?.[entity]) figures.push(figure(words.interval, ranksText(view.intervals[entity])));
    if (view.tiers?.[entity]) figures.push(figure(words.tier, String(view.tiers[entity])));
    groups.forEach((group, at) => {
      const own = group.of[entity];
      if (own === null) return;
      const inside = ranksOf(base, 0, at);
      const of = inside.filter((rank, other) => rank !== null && group.of[other] === own).length;
      figures.push(figure(fill(words.rankInGroup, { n: group.name }), rankText(inside[entity]), fill(words.of, { n: of })));
    });
    view.classes.forEach((of, at) => {
      if (of[entity] !== null) figures.push(figure($$('th.k', table)[at].textContent, className(at, entity)));
    });
    if (view.before && view.before.ranks[entity] !== null) {
      const [then, today] = [view.before.scores[entity], scoreOf(0, entity, base)];
      const change = then === null || today === null ? '\u2013' : signed(today - then, view.digits);
      figures.push(figure(fill(words.since, { n: view.before.period }), change, fill(words.was, { n: rankText(view.before.ranks[entity]) })));
    }
    const compared = peers.group === null ? fill(words.comparedAll, { n: peers.rows.length })
      : fill(words.comparedGroup, { n: peers.rows.length, group: groups[peers.column].labels[peers.group], column: groups[peers.column].name });
    const gain = (found) => (found === null ? ['\u2013']
      : [signed(found[0], view.digits), make('small', {}, fill(words.gainRank, { n: found[1] }))]);
    const without = baseRanks[entity] === null ? words.gainsUnranked : words.gainsNone;
    const gains = sheet.g.length === 0 ? [make('p', { class: 'note' }, without)] : [
      make('p', { class: 'note' }, words.gainsNote),
      make('table', { class: 'gains' },
        make('thead', {}, heading(words.node, ...[3, 10].map((n) => fill(words.gainPlaces, { n })))),
        make('tbody', {}, ...sheet.g.map(([node, found]) => make('tr', {}, make('th', {}, view.nodes[node].name),
          ...found.map((each) => make('td', {}, ...gain(each))))))),
    ];
    const remark = ([text, nodes]) => make('li', {}, ...withCode(view.sheets.texts[text]),
      nodes.length ? make('span', { class: 'codes' }, ` (${nodes.map((node) => view.nodes[node].code).join(', ')})`) : '');
    return make('article', { class: 'sheet', id: anchors[entity] },
      make('header', {}, make('h2', { tabindex: -1 }, view.names[entity]), make('p', { class: 'sub' }, subtitle.join(' \u00b7 '))),
      make('dl', { class: 'figures' }, ...figures),
      make('section', {}, make('h3', {}, words.profile), make('p', { class: 'note' }, compared),
        make('table', { class: 'profile' },
          make('thead', {}, heading(words.node, words.scoreAmong, words.score, words.median, words.rank)),
          make('tbody', {}, ...view.shown.map((node) => profileLine(entity, peers, node))))),
      make('div', { class: 'pair' }, places(words.strong, sheet.s, sheet.p), places(words.weak, sheet.w, sheet.p)),
      ...(sheet.t ?? []).map(told),
      make('section', {}, make('h3', {}, words.gains), ...gains),
      make('section', { class: 'remarks' }, make('h3', {}, words.remarks),
        sheet.c.length === 0 ? make('p', { class: 'note' }, words.remarksNone) : make('ul', {}, ...sheet.c.map(remark))));
  }

  // ---- Downloads: the declared scores and ranks with all digits.
  const cell = (text) => {
    // A spreadsheet would take these beginnings for a formula; the reader of `icip` takes the apostrophe away.
    const guarded = /^['=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  const tableOf = (kind) => {
    const ofNode = view.nodes.map((_, node) => (kind === 'ranks' ? ranksOf(base, node) : null));
    const head = ['code', 'name', ...view.nodes.map((node) => node.code)];
    const lines = view.codes.map((code, entity) => [code, view.names[entity],
      ...view.nodes.map((_, node) => {
        const x = ofNode[node] ? ofNode[node][entity] : scoreOf(node, entity, base);
        return x === null ? '' : String(x);
      })]);
    return [head.map(cell), ...lines.map(([code, name, ...numbers]) => [cell(code), cell(name), ...numbers])]
      .map((line) => line.join(',')).join('\n') + '\n';
  };
  const setUpDownloads = () => {
    $$('button[data-file]').forEach((button) => {
      button.hidden = false;
      button.addEventListener('click', () => {
        const kind = button.dataset.file;
        const url = URL.createObjectURL(new Blob([tableOf(kind)], { type: 'text/csv;charset=utf-8' }));
        make('a', { href: url, download: `${kind}.csv` }).click();
        setTimeout(() => URL.revokeObjectURL(url), 1000);
      });
    });
  };

  // On paper the whole ranking stands, and of a sheet what fits on a page.
  window.addEventListener('beforeprint', () => {
    const { limit } = state;
    state.limit = Infinity;
    draw();
    state.limit = limit;
  });
  window.addEventListener('afterprint', draw);

  parse();
  now = isMoved() ? model.score(weights) : base;
  setUpRanking();
  setUpWeights();
  setUpScatter();
  setUpDistribution();
  setUpDownloads();
  draw();
  tellMoved();
  show(false);
  // Links name a place alone; the weights stay in the address.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.classList.contains('skip')) {
      $('#main').focus();
      return;
    }
    location.hash = address(link.getAttribute('href').slice(1));
  });
  window.addEventListener('hashchange', () => {
    const before = weightsText();
    parse();
    if (weightsText() !== before) { now = isMoved() ? model.score(weights) : base; draw(); tellMoved(); drawSliders(); }
    show(true);
  });
  window.icipReady = true;
})();
