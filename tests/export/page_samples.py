"""A small invented world that is drawn: every status, folding, both directions of a pair, and hostile names."""

from kg.articles import Article
from kg.export.page import page_data, render
from kg.model import Actor, Claim, Evidence, Kind, Status
from kg.nlp.gazetteer import load_gazetteer
from kg.vocabulary import load_vocabulary

HOSTILE_NAME = "<img src=x onerror=alert(1)>"
HOSTILE_TITLE = "</script><script>alert(2)</script>"


def actor(actor_id: str, name: str, kind: Kind) -> Actor:
    return Actor(actor_id, name, actor_id.partition(".")[0], kind)


FINLAND, KENYA = actor("FIN", "Finland", "state"), actor("KEN", "Kenya", "state")
JAPAN, PERU = actor("JPN", "Japan", "state"), actor("PER", "Peru", "state")
AALTO = actor("FIN.anna-aalto", "Anna Aalto", "person")
OTIENO = actor("KEN.jos-otieno", "José Otieno", "person")
REBELS = Actor("~KEN.rebels", HOSTILE_NAME, "~KEN", "group")


def article(article_id: str, title: str | None, date: str | None, url: str | None) -> Article:
    return Article(article_id, title, date, "The Daily Example", url, None, "0")


ARTICLES = (
    article("d1", "Aalto in Nairobi", "2024-03-05", "https://example.org/a?b=1&c=2"),
    article("d2", HOSTILE_TITLE, "2024-03", "javascript:alert(3)"),
    article("d3", None, None, None),
)


def claim(
    doc: str, source: Actor, relation: str, target: Actor, said: str, *, status: Status = "asserted", when: str = ""
) -> Claim[Actor]:
    """A claim whose sentence is `said`, with the quote between brackets."""
    before, quote, after = said.replace("]", "[").split("[")
    start = 100 + len(before)
    evidence = Evidence(quote, start, start + len(quote), before + quote + after, 100)
    return Claim(doc, source, relation, target, status, evidence, 0.875, "test", when or None)


CLAIMS = (
    claim("d1", AALTO, "meetsWith", OTIENO, "On Monday [Aalto met Otieno] in Nairobi.", when="2024-03-04"),
    claim("d1", AALTO, "represents", FINLAND, "[The Finnish minister Anna Aalto] flew in."),
    claim("d1", FINLAND, "suppliesArmsTo", KENYA, "\N{PARTY POPPER} Before the talks, [Finland sold Kenya boats]."),
    claim("d2", FINLAND, "suppliesArmsTo", KENYA, "[Finnish boats reached Kenya] on Friday."),
    claim("d3", KENYA, "visits", FINLAND, "[A return visit to Finland] is agreed.", status="planned", when="2024-06"),
    claim("d2", JAPAN, "condemns", PERU, "Tokyo denied that [it had condemned Peru].", status="denied"),
    claim("d2", JAPAN, "buysOilFrom", PERU, "[Japan may buy oil from Peru].", status="possible"),
    claim("d2", PERU, "exportsTo", JAPAN, "[Peru ships copper to Japan]\N{LINE SEPARATOR}every month."),
    claim("d3", REBELS, "attacks", KENYA, "[The rebels shelled a barracks] of the Kenyan army."),
    claim("d3", KENYA, "attacks", REBELS, "[Kenya struck back], the rebels say.", status="alleged"),
)


def page(claims: tuple[Claim[Actor], ...] = CLAIMS) -> str:
    return render(page_data(claims, ARTICLES, load_vocabulary(), load_gazetteer()))
