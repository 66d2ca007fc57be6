"""A small invented world of claims for the tests of the graph."""

from kg.model import Actor, Claim, Document, Evidence

KINDS = {"": "state", "p": "person", "b": "body", "m": "movement", "g": "group", "o": "organisation"}
STATES = ("FIN", "KEN", "JPN", "PER", "NPL")


def actor(id: str, name: str | None = None) -> Actor:
    """`KEN`, `UN`, `KEN.jane-doe` (person), `KEN.b.army`, `~KEN.rebels` (movement)."""
    head, _, rest = id.partition(".")
    if id.startswith("~"):
        kind = "movement"
    elif not rest:
        kind = "state" if head in STATES else "organisation"
    else:
        kind = "body" if rest.startswith("b.") else "person"
    return Actor(id, name or rest.replace("-", " ").title() or head, head, kind)


def claim(
    source: str,
    relation: str,
    target: str,
    *,
    doc: str = "d1",
    status: str = "asserted",
    when: str | None = None,
    place: str | None = None,
    amount: str | None = None,
    start: int = 0,
    confidence: float = 0.9,
    sentence: str | None = None,
) -> Claim[Actor]:
    quote = f"{source} {relation} {target}"
    sentence = sentence or f"{quote} today."
    evidence = Evidence(quote, start, start + len(quote), sentence, start)
    ends = actor(source), actor(target)
    return Claim(doc, ends[0], relation, ends[1], status, evidence, confidence, "test", when, place, amount)


def document(id: str = "d1", date: str | None = "2024-03-05", text: str = "text", **more: str) -> Document:
    return Document(id=id, text=text, title=f"Title of {id}", date=date, **more)


DOCUMENTS = (
    document("d1", "2024-03-05", publisher="The Daily", url="https://example.org/a?b=1&c=2", story="Talks"),
    document("d2", "2024-03-06"),
    document("d3", "2024-03"),
    document("d4/ä b.txt", None),
)

CLAIMS = (
    claim("FIN.anna-aalto", "meetsWith", "KEN.jane-doe", when="2024-03-04", place="Nairobi"),
    claim("FIN.anna-aalto", "represents", "FIN", start=50),
    claim("KEN", "meetsWith", "FIN", doc="d2"),
    claim("JPN", "buysOilFrom", "PER", doc="d2", start=60, amount="two tankers"),
    claim("JPN", "buysOilFrom", "PER", doc="d3", when="2023"),
    claim("PER", "suppliesArmsTo", "KEN", doc="d3", start=70),
    claim("JPN", "condemns", "PER", doc="d2", start=90, status="denied"),
    claim("KEN", "condemns", "PER", doc="d3", start=90),
    claim("~KEN.rebels", "attacks", "KEN", doc="d4/ä b.txt"),
    claim("KEN", "attacks", "~KEN.rebels", doc="d4/ä b.txt", start=80, status="alleged"),
    claim("FIN", "visits", "KEN", doc="d1", start=99, status="planned", when="2024-04"),
    claim("UN", "demandsFrom", "KEN", doc="d2", start=120),
    claim("NPL", "memberOf", "UN", doc="d2", start=150),
    claim("?", "threatens", "NPL", doc="d2", start=180, status="possible"),
)
