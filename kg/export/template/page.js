"use strict";
// The page: draws the graph, filters it, finds actors, shows the evidence.
// Words from articles come into the document by textContent and by the canvas only, never as markup.

(async () => {
  const data = await unpack(document.getElementById("data").textContent);
  const { actors, articles, claims, relations, groups, kinds, views } = data;

  const STATUSES = ["asserted", "planned", "alleged", "possible", "denied"];
  const LISTED = 40; // Claims or ties shown in the panel before "more".
  const NAMED = 30; // Actors whose names stay readable from any distance.
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const families = groups.flatMap((group) => Object.keys(group.families));
  const colours = Object.assign({}, ...groups.map((group) => group.families));
  const lastColour = Object.values(groups.at(-1).families).at(-1);
  const familyOf = (claim) => relations[claim.relation].family;
  const colourOf = (family) => colours[family] ?? lastColour;
  const isOffice = (claim) => relations[claim.relation].office;
  const isDone = (claim) => claim.status === "asserted";

  const shown = { families: new Set(), statuses: new Set(STATUSES), from: "", to: "" };
  for (const claim of claims) shown.families.add(familyOf(claim));

  let view; // What open() makes: one of the views, who of it is drawn, and how.
  let selected = null; // { node } or { edge }
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const graph = document.getElementById("graph");
  const panel = document.getElementById("evidence");
  const network = new vis.Network(graph, { nodes, edges }, { ...views.states.options, autoResize: true });

  // ---- data -------------------------------------------------------------------------------------------------

  async function unpack(text) {
    const packed = Uint8Array.from(atob(JSON.parse(text)), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  function passes(claim) {
    if (!shown.families.has(familyOf(claim)) || !shown.statuses.has(claim.status)) return false;
    if (!shown.from && !shown.to) return true;
    const [first, last] = claim.days ?? [];
    return Boolean(claim.days) && (!shown.to || first <= shown.to) && (!shown.from || last >= shown.from);
  }

  function passing(edge) {
    return edge.claims.map((index) => claims[index]).filter(passes);
  }

  // What an edge says at a glance. Denials, plans and allegations never count as done: they only show, dashed,
  // where nothing is asserted.
  function gist(edge) {
    const all = passing(edge);
    const done = all.filter(isDone);
    const counted = done.length ? done : all;
    const tally = new Map();
    for (const claim of counted) tally.set(familyOf(claim), (tally.get(familyOf(claim)) ?? 0) + 1);
    const family = families.reduce((best, next) => ((tally.get(next) ?? 0) > (tally.get(best) ?? 0) ? next : best), null);
    return {
      counted,
      done: done.length > 0,
      family: family ?? tally.keys().next().value,
      directed: counted.some((claim) => !relations[claim.relation].symmetric),
    };
  }

  // ---- drawing ----------------------------------------------------------------------------------------------

  function open(name) {
    const ties = new Map();
    for (const { id } of views[name].nodes) ties.set(id, []);
    for (const edge of views[name].edges) for (const end of [edge.from, edge.to]) ties.get(end).push(edge);
    const drawn = new Set(views[name].nodes.slice(0, data.drawn.actors).map((node) => node.id));
    const between = views[name].edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to));
    view = {
      name,
      drawn,
      lines: new Set(between.sort((a, b) => b.claims.length - a.claims.length).slice(0, data.drawn.ties)),
      nodes: new Map(views[name].nodes.map((node) => [node.id, node])),
      edges: new Map(views[name].edges.map((edge) => [edge.id, edge])),
      ties,
      looks: new Map(),
      named: new Set(views[name].nodes.slice(0, NAMED).map((node) => node.id)),
    };
    selected = null;
    nodes.clear();
    edges.clear();
    nodes.add([...view.drawn].map((id) => view.nodes.get(id))); // Places first: how large names are drawn depends on the fit.
    const big = view.drawn.size > 400;
    network.setOptions({ interaction: { hideEdgesOnDrag: big, hideEdgesOnZoom: big } });
    fit();
  }

  function draw() {
    const look = { ink: css("--ink"), faded: css("--faded"), paper: css("--paper"), face: css("--sans"), scale: network.getScale() };
    const near = nearby();
    const styled = [...view.lines].map((edge) => edgeStyle(edge, near));
    const visible = new Set(styled.filter((edge) => !edge.hidden).flatMap((edge) => [edge.from, edge.to]));
    if (selected?.node !== undefined) visible.add(selected.node);
    nodes.update(changed([...view.drawn].map((id) => nodeStyle(view.nodes.get(id), visible.has(id), near, look))));
    edges.update(changed(styled));
    const isAll = view.drawn.size === view.nodes.size && view.lines.size === view.edges.size;
    document.getElementById("drawn").textContent = isAll ? ""
      : `${number(view.drawn.size)} of ${number(view.nodes.size)} actors and ${number(view.lines.size)} of ${number(view.edges.size)} ties are drawn, the strongest; search finds the others.`;
  }

  // Only what looks different than before: vis-network takes its time for each.
  function changed(styles) {
    return styles.filter((style) => {
      const before = view.looks.get(style.id);
      view.looks.set(style.id, JSON.stringify(style));
      return view.looks.get(style.id) !== before;
    });
  }

  // The actors and edges that have to do with the selection, null if nothing is selected: the others are faded.
  function nearby() {
    if (!selected) return null;
    const { from, to } = view.edges.get(selected.edge) ?? {};
    const ties = selected.edge ? [`${from}-${to}`, `${to}-${from}`].map((id) => view.edges.get(id)).filter(Boolean)
      : view.ties.get(selected.node).filter((edge) => passing(edge).length);
    return { edges: new Set(ties), nodes: new Set([selected.node, ...ties.flatMap((edge) => [edge.from, edge.to])]) };
  }

  function edgeStyle(edge, near) {
    const { counted, done, family, directed } = gist(edge);
    const isFaded = near && !near.edges.has(edge);
    const weight = counted.filter((claim) => !isOffice(claim)).length || 0.6;
    return {
      id: edge.id, from: edge.from, to: edge.to,
      hidden: counted.length === 0,
      width: (done ? 0.5 + 1.7 * Math.log2(1 + weight) : 1.3) + (selected?.edge === edge.id ? 2 : 0),
      dashes: done ? false : [5, 6],
      color: { color: colourOf(family), opacity: isFaded ? 0.16 : done ? 0.85 : 0.7, inherit: false },
      arrows: { to: { enabled: directed, scaleFactor: 0.5 } },
      smooth: view.edges.has(`${edge.to}-${edge.from}`) ? { enabled: true, type: "curvedCW", roundness: 0.14 } : { enabled: false },
      title: counted.length ? `${name(edge.from)} ${directed ? "→" : "–"} ${name(edge.to)}\n${summary(counted)}` : undefined,
    };
  }

  function nodeStyle(node, isVisible, near, look) {
    const isFaded = near && !near.nodes.has(node.id);
    const readable = view.named.has(node.id) ? 11 / look.scale : 0;
    return {
      ...node,
      hidden: !isVisible,
      size: (node.group === "state" ? 7 : 6) + Math.min(20, 2.6 * Math.sqrt(node.strength)),
      opacity: isFaded ? 0.35 : 1,
      borderWidth: selected?.node === node.id ? 3 : 0,
      font: {
        size: Math.max(12 + Math.min(10, 1.6 * Math.sqrt(node.strength)), readable), face: look.face,
        color: isFaded ? look.faded : look.ink, strokeWidth: 4, strokeColor: look.paper, vadjust: -3,
      },
    };
  }

  function fit() {
    const ids = [...view.drawn].filter((id) => !nodes.get(id)?.hidden);
    network.fit({ nodes: ids, maxZoomLevel: 1.5, animation: false });
    draw();
  }

  function moveTo(id) {
    const options = { scale: Math.max(0.9, network.getScale()) };
    network.once("animationFinished", draw);
    network.focus(id, { ...options, animation: still.matches ? false : { duration: 400, easingFunction: "easeInOutQuad" } });
  }

  // ---- choosing ---------------------------------------------------------------------------------------------

  function choose(choice) {
    selected = choice;
    draw();
    showEvidence();
    panel.scrollTop = 0;
  }

  // Brings an actor into view: unfolds the states if it is folded into one, draws it if it is not among the strongest.
  function focusActor(id) {
    if (!view.nodes.has(id)) {
      const everyone = views.everyone.nodes.some((node) => node.id === id);
      if (everyone || views.states.nodes.some((node) => node.id === id)) setView(everyone ? "everyone" : "states");
    }
    if (view.nodes.has(id)) {
      reveal(id);
      choose({ node: id });
      moveTo(id);
    } else {
      choose(null);
    }
  }

  // Draws an actor with its strongest ties, though it may not be among the strongest.
  function reveal(id) {
    view.drawn.add(id);
    const ranked = [...view.ties.get(id)].sort((a, b) => b.claims.length - a.claims.length);
    for (const edge of ranked.slice(0, LISTED)) revealEdge(edge);
  }

  function revealEdge(edge) {
    view.lines.add(edge);
    view.drawn.add(edge.from).add(edge.to);
  }

  function chooseEdge(id) {
    revealEdge(view.edges.get(id));
    choose({ edge: id });
  }

  function setView(name) {
    document.querySelector(`input[name="view"][value="${name}"]`).checked = true;
    open(name);
    noteView();
    showEvidence();
  }

  // ---- the panel --------------------------------------------------------------------------------------------

  function showEvidence() {
    panel.replaceChildren(...(selected?.edge ? aboutEdge(view.edges.get(selected.edge))
      : selected ? aboutActor(selected.node) : overview()));
  }

  function overview() {
    return [
      el("h2", {}, "Strongest ties"),
      el("p", { className: "quiet" }, "Choose an edge or an actor, here or in the graph, to read the sentences behind it."),
      ...tieList([...view.edges.values()].filter((edge) => !edge.claims.every((index) => isOffice(claims[index])))),
    ];
  }

  function aboutActor(id) {
    const actor = actors[id];
    const ties = view.ties.get(id) ?? [];
    const kind = kinds.find((known) => known.name === actor.kind)?.title ?? actor.kind;
    const inside = view.name === "states" ? membersOf(id) : [];
    return [
      backButton(),
      el("h2", {}, actor.name),
      el("p", { className: "quiet" }, [kind, actor.code !== actor.name && actor.code, actor.others.length && `also ${actor.others.join(", ")}`].filter(Boolean).join(" · ")),
      ...(inside.length ? [el("h3", {}, "Acting for it", el("span", { className: "count" }, inside.length)), el("p", {}, ...inside.flatMap((member, index) => [
        index ? ", " : "", el("button", { type: "button", className: "link", onclick: () => focusActor(member) }, name(member)),
      ]))] : []),
      el("h3", {}, "Ties"),
      ...tieList(ties),
    ];
  }

  function membersOf(id) {
    const member = ({ kind }, index) => index !== id && ["person", "body"].includes(kind);
    return actors.map((actor, index) => index)
      .filter((index) => member(actors[index], index) && actors[index].code === actors[id].id && views.everyone.nodes.some((node) => node.id === index));
  }

  function aboutEdge(edge) {
    const reverse = view.edges.get(`${edge.to}-${edge.from}`);
    const back = reverse ? passing(reverse) : [];
    return [
      backButton(),
      heading(edge),
      ...claimList(edge),
      ...(back.length ? [el("h3", { className: "reverse" }, "The other way"), tieButton(reverse)] : []),
      ...hiddenNote(edge),
    ];
  }

  function hiddenNote(edge) {
    const hidden = edge.claims.length - passing(edge).length;
    return hidden ? [el("p", { className: "quiet more" }, `${number(hidden)} more hidden by the filters.`)] : [];
  }

  function heading(edge) {
    return el("h2", {}, name(edge.from), el("span", { className: "arrow" }, gist(edge).directed ? " → " : " – "), name(edge.to));
  }

  function tieList(ties) {
    const ranked = ties.map((edge) => [edge, gist(edge)]).filter(([, { counted }]) => counted.length)
      .sort(([, a], [, b]) => b.done - a.done || b.counted.length - a.counted.length);
    return paged(ranked.map(([edge]) => edge), tieButton);
  }

  function tieButton(edge) {
    const { counted, family, directed, done } = gist(edge);
    return el("button", { type: "button", className: "tie", onclick: () => chooseEdge(edge.id) },
      dot(family, done),
      el("span", { className: "who" }, name(edge.from), el("span", { className: "arrow" }, directed ? " → " : " – "), name(edge.to),
        el("span", { className: "what" }, summary(counted))),
      el("span", { className: "count" }, counted.length));
  }

  function claimList(edge) {
    const byRelation = new Map();
    for (const claim of passing(edge)) byRelation.set(claim.relation, [...(byRelation.get(claim.relation) ?? []), claim]);
    const ranked = [...byRelation].sort(([, a], [, b]) => b.filter(isDone).length - a.filter(isDone).length || b.length - a.length);
    return ranked.flatMap(([relation, found]) => [
      el("h3", {}, dot(relations[relation].family, found.some(isDone)), relations[relation].label, el("span", { className: "count" }, found.length)),
      ...paged(found.sort((a, b) => isDone(b) - isDone(a)), claimCard),
    ]);
  }

  function claimCard(claim) {
    const [before, quote, after] = claim.sentence;
    return el("article", { className: isDone(claim) ? "claim" : "claim unproven" },
      el("p", { className: "said" },
        isDone(claim) ? "" : el("span", { className: "badge" }, claim.status),
        el("b", {}, name(claim.source)), ` ${relations[claim.relation].label} `, el("b", {}, name(claim.target))),
      el("blockquote", {}, before, el("mark", {}, quote), after),
      el("p", { className: "meta" }, ...source(articles[claim.article])),
      el("p", { className: "meta" }, [
        claim.when && `when: ${readable(claim.when)}`, `status: ${claim.status}`, `confidence ${Math.round(claim.confidence * 100)} %`,
      ].filter(Boolean).join(" · ")));
  }

  function source(article) {
    const title = article.url
      ? el("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, article.title) : article.title;
    const rest = [article.publisher, article.date && readable(article.date)].filter(Boolean).join(", ");
    return rest ? [title, ` · ${rest}`] : [title];
  }

  // The first of a long list, and a button for more.
  function paged(items, render) {
    const first = items.slice(0, LISTED).map(render);
    const rest = items.slice(LISTED);
    if (!rest.length) return first;
    const more = el("button", { type: "button", className: "link more" }, `${number(rest.length)} more`);
    more.onclick = () => more.replaceWith(...paged(rest, render));
    return [...first, more];
  }

  function backButton() {
    return el("button", { type: "button", className: "link back", onclick: () => choose(null) }, "Close");
  }

  // ---- words ------------------------------------------------------------------------------------------------

  function name(id) {
    return actors[id].name;
  }

  function summary(counted) {
    const tally = new Map();
    for (const claim of counted) {
      const words = relations[claim.relation].label + (isDone(claim) ? "" : ` (${claim.status})`);
      tally.set(words, (tally.get(words) ?? 0) + 1);
    }
    const ranked = [...tally].sort(([, a], [, b]) => b - a);
    const words = ranked.slice(0, 4).map(([label, count]) => (count > 1 ? `${label} ×${count}` : label)).join(", ");
    return ranked.length > 4 ? `${words}, …` : words;
  }

  function readable(date) {
    return date.split("/").map((day) => {
      const [year, month, dayOfMonth] = day.split("-");
      return [dayOfMonth && Number(dayOfMonth), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
    }).join(" – ");
  }

  function number(count) {
    return count.toLocaleString("en");
  }

  function plural(count, noun) {
    return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
  }

  // ---- elements ---------------------------------------------------------------------------------------------

  function el(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.map(asNode));
    return element;
  }

  function asNode(child) {
    return child instanceof Node ? child : document.createTextNode(String(child));
  }

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  }

  function dot(family, done) {
    const stroke = colourOf(family);
    return svg("svg", { class: "dot", viewBox: "0 0 10 10", "aria-hidden": "true" },
      svg("circle", { cx: 5, cy: 5, r: 4, fill: done ? stroke : "none", stroke, "stroke-width": 1.5, ...(done ? {} : { "stroke-dasharray": "2 1.6" }) }));
  }

  function line(colour, dashed) {
    return svg("svg", { class: "swatch", viewBox: "0 0 18 10", "aria-hidden": "true" },
      svg("line", { x1: 0, y1: 5, x2: 18, y2: 5, stroke: colour, "stroke-width": dashed ? 1.6 : 4, ...(dashed ? { "stroke-dasharray": "4 3" } : {}) }));
  }

  function shape({ shape: figure, colour }) {
    const outlines = {
      diamond: "8,1 15,8 8,15 1,8", square: "2,2 14,2 14,14 2,14", triangle: "8,1 15,14 1,14", hexagon: "4,2 12,2 16,8 12,14 4,14 0,8",
    };
    const drawn = outlines[figure] ? svg("polygon", { points: outlines[figure], fill: colour }) : svg("circle", { cx: 8, cy: 8, r: 6.5, fill: colour });
    return svg("svg", { width: 14, height: 14, viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn);
  }

  function css(variable) {
    return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  }

  // ---- controls ---------------------------------------------------------------------------------------------

  function choice(set, key, label, swatch, count) {
    const input = el("input", { type: "checkbox", checked: set.has(key), value: key });
    input.onchange = () => {
      input.checked ? set.add(key) : set.delete(key);
      refilter();
    };
    return el("label", { className: "choice" }, input, swatch, el("span", { className: "name" }, label), el("span", { className: "count" }, number(count)));
  }

  function refilter() {
    draw();
    showEvidence();
  }

  function buildFilters() {
    const count = (test) => claims.filter(test).length;
    const box = document.getElementById("families");
    const strangers = [...shown.families].filter((family) => !(family in colours));
    for (const [index, group] of groups.entries()) {
      const present = [...Object.keys(group.families), ...(index === groups.length - 1 ? strangers : [])]
        .filter((family) => shown.families.has(family));
      if (present.length) {
        box.append(el("div", { className: "group" }, el("span", { className: "quiet" }, group.title), ...present.map((family) =>
          choice(shown.families, family, data.families[family] ?? family, line(colourOf(family)), count((claim) => familyOf(claim) === family)))));
      }
    }
    const all = [...shown.families];
    const button = document.getElementById("all-families");
    button.onclick = () => {
      const turnOn = shown.families.size < all.length;
      for (const family of all) turnOn ? shown.families.add(family) : shown.families.delete(family);
      for (const input of box.querySelectorAll("input")) input.checked = turnOn;
      refilter();
    };
    const statuses = document.getElementById("statuses");
    for (const status of STATUSES) {
      const found = count((claim) => claim.status === status);
      if (found) statuses.append(choice(shown.statuses, status, status, line("currentColor", status !== "asserted"), found));
    }
    for (const end of ["from", "to"]) {
      document.getElementById(end).onchange = (event) => {
        shown[end] = event.target.value;
        refilter();
      };
    }
    for (const input of document.querySelectorAll('input[name="view"]')) input.onchange = () => setView(input.value);
    document.getElementById("fit").onclick = fit;
  }

  function noteView() {
    document.getElementById("view-note").textContent = view.name === "states"
      ? "Persons and bodies are folded into the state they act for." : "Persons and bodies stand for themselves.";
    const present = new Set(views[view.name].nodes.map((node) => node.group));
    document.getElementById("kinds").replaceChildren(...kinds.filter((kind) => present.has(kind.name)).map((kind) => el("li", {}, shape(kind), kind.title)));
  }

  function count() {
    const days = claims.flatMap((claim) => claim.days ?? []).sort();
    const dates = articles.map((article) => article.date).filter(Boolean).sort();
    const when = dates.length ? ` · ${readable(dates[0])}${dates.at(-1) === dates[0] ? "" : ` – ${readable(dates.at(-1))}`}` : "";
    document.getElementById("counts").textContent =
      `${plural(data.read, "article")} · ${plural(new Set(claims.flatMap((claim) => [claim.source, claim.target])).size, "actor")} · ${plural(claims.length, "claim")}${when}`;
    document.getElementById("dates").hidden = days.length === 0;
    for (const end of ["from", "to"]) Object.assign(document.getElementById(end), { min: days[0] ?? "", max: days.at(-1) ?? "" });
  }

  // ---- search -----------------------------------------------------------------------------------------------

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function buildSearch() {
    const input = document.getElementById("search");
    const list = document.getElementById("found");
    const strength = new Map();
    for (const { nodes: known } of Object.values(views)) for (const node of known) strength.set(node.id, Math.max(node.strength, strength.get(node.id) ?? 0));
    const entries = [...strength.keys()].map((id) => ({ id, words: [actors[id].name, ...actors[id].others, actors[id].code].map(plain) }))
      .sort((a, b) => strength.get(b.id) - strength.get(a.id));
    let found = [];
    let active = 0;

    function find() {
      const wanted = plain(input.value.trim());
      const rank = ({ words }) => Math.min(...words.map((word) => (word === wanted ? 0 : word.startsWith(wanted) ? 1 : word.split(/[\s-]+/).some((part) => part.startsWith(wanted)) ? 2 : word.includes(wanted) ? 3 : 9)));
      found = wanted ? entries.map((entry) => [rank(entry), entry]).filter(([score]) => score < 9).sort(([a], [b]) => a - b).slice(0, 8).map(([, entry]) => entry.id) : [];
      active = 0;
      show(Boolean(wanted));
    }

    function show(isOpen) {
      list.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen));
      const options = found.map((id, index) => {
        const option = el("li", { id: `found-${index}`, onmousedown: (event) => { event.preventDefault(); take(id); } },
          name(id), el("span", { className: "quiet" }, actors[id].code === actors[id].id ? "" : ` ${actors[id].code}`));
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(index === active));
        return option;
      });
      list.replaceChildren(...(found.length ? options : [el("li", { className: "none" }, "No actor of that name.")]));
      if (isOpen && found.length) input.setAttribute("aria-activedescendant", `found-${active}`);
      else input.removeAttribute("aria-activedescendant");
    }

    function take(id) {
      input.value = name(id);
      show(false);
      focusActor(id);
    }

    input.oninput = find;
    input.onblur = () => show(false);
    input.onkeydown = (event) => {
      if (event.key === "Enter" && found.length && !list.hidden) take(found[active]);
      else if (event.key === "Escape") show(false);
      else if (["ArrowDown", "ArrowUp"].includes(event.key) && found.length) {
        active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
        show(true);
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target instanceof HTMLInputElement;
      if (event.key === "/" && !isTyping) {
        event.preventDefault();
        input.focus();
        input.select();
      } else if (event.key === "Escape" && !isTyping) choose(null);
    });
  }

  // ---- start ------------------------------------------------------------------------------------------------

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) choose({ node });
    else if (edge !== undefined) chooseEdge(edge);
    else if (selected) choose(null);
  });
  network.on("hoverNode", () => { graph.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { graph.style.cursor = "pointer"; });
  network.on("blurNode", () => { graph.style.cursor = ""; });
  network.on("blurEdge", () => { graph.style.cursor = ""; });
  let zooming;
  network.on("zoom", () => {
    clearTimeout(zooming);
    zooming = setTimeout(draw, 100);
  });
  dark.onchange = draw;
  if (innerWidth <= 1000) document.querySelector(".filters").open = false;

  buildFilters();
  buildSearch();
  count();
  setView("states");

  // For the browser's console, and for the tests.
  window.page = { data, network, nodes, edges, focusActor, chooseEdge, setView };
  document.documentElement.dataset.ready = "yes";
})();
