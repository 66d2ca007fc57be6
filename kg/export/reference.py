"""The reference of the ontology as one HTML page: `make docs`, or `python -m kg.export.reference docs/ontology.html`.

Everything on it comes from `ontology/kg.ttl`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from kg.vocabulary import NAMESPACE, Relation, Term, Vocabulary, load_vocabulary

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 3rem; border-bottom: 1px solid #ccc; } h3 { margin: 2rem 0 .3rem; }
code { background: #f2f2f2; padding: .1em .3em; border-radius: .2em; } .example { font-style: italic; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .3rem 0; } dd { margin: 0; }
dt { color: #666; } nav { columns: 4 10rem; } nav a { display: block; }
"""


def reference_html(vocabulary: Vocabulary) -> str:
    """The page as one text; it asks nothing of the network."""
    families = [(family, _of_family(vocabulary, family.name)) for family in vocabulary.families.values()]
    parts = [
        "<h1>The vocabulary of kg</h1>",
        f"<p>Namespace <code>{NAMESPACE}</code>, prefix <code>kg:</code>. {len(vocabulary.relations)} relations "
        f"in {len(families)} families, {len(vocabulary.classes)} classes.</p>",
        f"<nav>{''.join(_link(name) for name in vocabulary.relations)}</nav>",
        "<h2>Relations</h2>",
        *(part for family, relations in families for part in _family(family, relations)),
        "<h2>Relations that are only inferred</h2>",
        *_terms(vocabulary.inferred.values()),
        "<h2>Statuses of a claim</h2>",
        *_terms(vocabulary.statuses.values()),
        "<h2>Classes</h2>",
        *_terms(vocabulary.classes.values()),
    ]
    head = f'<meta charset="utf-8"><title>The vocabulary of kg</title><style>{_STYLE}</style>'
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'


def write_reference(path: Path) -> None:
    """Write the reference to `path`, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(reference_html(load_vocabulary()), encoding="utf-8", newline="\n")


def _of_family(vocabulary: Vocabulary, family: str) -> list[Relation]:
    return [relation for relation in vocabulary.relations.values() if relation.family == family]


def _family(family: Term, relations: Iterable[Relation]) -> Iterator[str]:
    yield f"<h3>{escape(family.name)}</h3><p>{escape(family.definition)}</p>"
    yield from map(_relation, relations)


def _relation(relation: Relation) -> str:
    arrow = "↔" if relation.symmetric else "→"
    facts = {
        "direction": f"{_link(relation.domain)} {arrow} {_link(relation.range)}",
        "inverse": _link(relation.inverse) if relation.inverse else "itself (symmetric)",
        "broader": ", ".join(map(_link, relation.parents)),
        "events": _link(relation.event) if relation.event else "none: a standing relation",
        "weight": f"{relation.weight:g} ({escape(relation.weight_basis)})",
        "CAMEO": escape(relation.cameo or ""),
    }
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts.items() if value)
    return (
        f'<h3 id="{relation.name}"><code>kg:{relation.name}</code> {escape(relation.label)}</h3>'
        f'<p>{escape(relation.definition)}</p><p class="example">{escape(relation.example)}</p><dl>{rows}</dl>'
    )


def _terms(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        above = f" Below {', '.join(map(_link, term.parents))}." if term.parents else ""
        yield (
            f'<h3 id="{term.name}"><code>kg:{term.name}</code> {escape(term.label)}</h3>'
            f"<p>{escape(term.definition)}{above}</p>"
        )


def _link(name: str) -> str:
    return f'<a href="#{name}">{escape(name)}</a>'


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/ontology.html"))
