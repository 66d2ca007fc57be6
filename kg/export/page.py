"""The page: one file that shows the graph, with the sentence behind every edge, and asks nothing of the network.

graph -> plain data (`page_data`) -> JSON, packed -> the template (template/page.html, page.css, page.js).

Safety: whatever comes from articles travels as packed JSON in a script of type application/json, and page.js writes it
by `textContent` only. The page's policy (CSP) lets nothing load, and of inline style and scripts only the three blocks
that are hashed here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.actors import acts_for, in_office, stands_for
from kg.articles import Article
from kg.claims import in_order
from kg.errors import GraphError
from kg.export.views import network, pairs
from kg.model import Actor, Claim
from kg.nlp.gazetteer import Gazetteer, load_gazetteer
from kg.times import bounds
from kg.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from pyvis.network import Network

    from kg.graph import KnowledgeGraph

DRAWN = {"actors": 1500, "ties": 4000}
"""How many of the strongest are drawn at once; the others come by search. More is a hairball, and slow."""

_TEMPLATE = Path(__file__).parent / "template"
_VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"


def write_page(graph: KnowledgeGraph, path: Path) -> None:
    """Writes the page to `path`, in UTF-8 with Unix line ends on every system."""
    path.write_text(render_page(graph), encoding="utf-8", newline="\n")


def render_page(graph: KnowledgeGraph) -> str:
    """The page as one HTML text. The same graph gives the same text."""
    return render(data_of(graph))


def data_of(graph: KnowledgeGraph) -> dict[str, Any]:
    """All that the page shows of a graph."""
    return page_data(graph.claims, graph.documents, load_vocabulary(), load_gazetteer())


def render(data: Mapping[str, Any]) -> str:
    """The page for what `page_data` gave."""
    style, script, vis_network = _template("page.css"), _template("page.js"), _vis_network()
    return Template(_template("page.html")).substitute(
        style=style,
        style_hash=_csp_hash(style),
        script=script,
        script_hash=_csp_hash(script),
        vis_network=vis_network,
        vis_network_hash=_csp_hash(vis_network),
        data=_packed(data),
    )


def page_data(
    claims: Iterable[Claim[Actor]], articles: Collection[Article], vocabulary: Vocabulary, gazetteer: Gazetteer
) -> dict[str, Any]:
    """All that the page shows, as plain data: actors, claims, articles, relations, and two views of who is drawn.

    Claims name actors and articles by their place in the lists; a view is a vis-network: nodes, edges, options.
    """
    ordered = in_order(claims)
    cited = {claim.doc for claim in ordered}
    sources = sorted((article for article in articles if article.id in cited), key=lambda article: article.id)
    roster = _roster(ordered, gazetteer)
    relations = {name: _relation(vocabulary, name) for name in sorted({claim.relation for claim in ordered})}
    palette = tomllib.loads(_template("palette.toml"))
    kinds = [_kind(kind, vocabulary) for kind in palette["kinds"]]
    return {
        "read": len(articles),
        "actors": roster,
        "articles": [_article(article) for article in sources],
        "relations": relations,
        "claims": _claims(ordered, roster, sources),
        "families": {name: family.label for name, family in vocabulary.families.items()},
        "groups": palette["groups"],
        "kinds": kinds,
        "views": _views(ordered, roster, relations, kinds),
        "drawn": DRAWN,
    }


def _roster(claims: Sequence[Claim[Actor]], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Every actor, by id: those of the claims, and the states and organisations that stand for them."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    known: dict[str, Actor] = {}
    for claim in claims:
        for actor in (claim.source, claim.target):
            names[actor.id][actor.name] += 1
            known[actor.id] = in_office(known.get(actor.id, actor), actor)
    for code in {stands_for(actor) for actor in known.values()}:
        known.setdefault(code, Actor(id=code, name=code, code=code, kind="state"))
    return [_actor(known[actor_id], names[actor_id], gazetteer) for actor_id in sorted(known)]


def _actor(actor: Actor, told: Counter[str], gazetteer: Gazetteer) -> dict[str, Any]:
    """The actor under the name of our tables or else its commonest (of equals, the fullest), and its other names."""
    names, kind = sorted(told, key=lambda name: (-told[name], -len(name), name)), actor.kind
    if actor.id == acts_for(actor.code):
        names.insert(0, gazetteer.display_name(actor.code))
        kind = gazetteer.organisations[actor.code].kind if actor.code in gazetteer.organisations else "state"
    others = [name for name in names if name != names[0]]
    return {"id": actor.id, "name": names[0], "others": others, "kind": kind, "code": actor.code}


def _kind(kind: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    return {**kind, "title": vocabulary.classes[vocabulary.kinds[kind["name"]]].label}


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title or article.id,
        "publisher": article.publisher,
        "date": article.date,
        "url": _web_address(article.url),
    }


def _web_address(url: str | None) -> str | None:
    """The address if a reader may be sent there: http or https, nothing that runs or opens files."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def _relation(vocabulary: Vocabulary, name: str) -> dict[str, Any]:
    relation = vocabulary.relations[name]
    return {
        "label": relation.label,
        "family": relation.family,
        "symmetric": relation.symmetric,
        "office": relation.office,
    }


def _claims(
    claims: Sequence[Claim[Actor]], roster: Sequence[Mapping[str, Any]], sources: Sequence[Article]
) -> list[dict[str, Any]]:
    number = {actor["id"]: index for index, actor in enumerate(roster)}
    place = {article.id: index for index, article in enumerate(sources)}
    days = [bounds(claim.when) or bounds(sources[place[claim.doc]].date) for claim in claims]
    return [
        {
            "source": number[claim.source.id],
            "relation": claim.relation,
            "target": number[claim.target.id],
            "status": claim.status,
            "article": place[claim.doc],
            "sentence": _marked(claim),
            "when": claim.when,
            "days": [day.earliest, day.latest] if day else None,
            "confidence": round(claim.confidence, 2),
        }
        for claim, day in zip(claims, days, strict=True)
    ]


def _marked(claim: Claim[Actor]) -> tuple[str, str, str]:
    """The sentence in three pieces: before the quote, the quote, after it.

    Pieces, because Python counts characters and JavaScript counts UTF-16 units.
    """
    evidence = claim.evidence
    start, end = evidence.start - evidence.sentence_start, evidence.end - evidence.sentence_start
    if evidence.sentence[max(start, 0) : end] != evidence.quote:
        return "", evidence.quote, ""
    return evidence.sentence[:start], evidence.quote, evidence.sentence[end:]


def _views(
    claims: Sequence[Claim[Actor]],
    roster: Sequence[Mapping[str, Any]],
    relations: Mapping[str, Mapping[str, Any]],
    kinds: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    number = {actor["id"]: index for index, actor in enumerate(roster)}
    directed = [not relations[claim.relation]["symmetric"] for claim in claims]
    plain = [(number[claim.source.id], number[claim.target.id]) for claim in claims]
    folded = [(number[stands_for(claim.source)], number[stands_for(claim.target)]) for claim in claims]
    near = sorted({tie for both in zip(plain, folded, strict=True) for tie in zip(*both, strict=True)})
    draw = partial(
        network,
        [actor["name"] for actor in roster],
        [actor["kind"] for actor in roster],
        styles={kind["name"]: {"shape": kind["shape"], "color": kind["colour"]} for kind in kinds},
    )
    return {"states": _view(draw(pairs(folded, directed))), "everyone": _view(draw(pairs(plain, directed), near=near))}


def _view(net: Network) -> dict[str, Any]:
    nodes, edges, *_, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _packed(data: Mapping[str, Any]) -> str:
    """The data as a JSON string that holds the JSON text, deflated, in base64: nothing in it can end the script."""
    text = json.dumps(data, allow_nan=False, separators=(",", ":"))
    return json.dumps(base64.b64encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii"))


def _csp_hash(block: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(block.encode("utf-8")).digest()).decode("ascii")


def _template(name: str) -> str:
    return (_TEMPLATE / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """The vis-network bundle that pyvis brings along. Raises GraphError if this pyvis brings another one."""
    bundle = files("pyvis").joinpath(_VIS_NETWORK)
    if not bundle.is_file():
        raise GraphError(f"pyvis has no {_VIS_NETWORK}: the page needs pyvis 0.3.2 (pip install 'pyvis==0.3.2').")
    # The last line names a source map, which a browser's tools would ask for.
    return bundle.read_text(encoding="utf-8").rpartition("//# sourceMappingURL=")[0]
