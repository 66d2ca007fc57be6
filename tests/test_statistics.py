from kg.graph import KnowledgeGraph
from kg.statistics import statistics
from tests.graph_samples import CLAIMS, DOCUMENTS, claim, document


def test_ministers_count_for_their_states():
    found = statistics(KnowledgeGraph(DOCUMENTS, CLAIMS))
    assert (found.documents, found.claims, found.actors) == (4, 14, 10)
    kenya = next(c for c in found.centrality if c.id == "KEN")
    assert (kenya.claims, kenya.partners) == (6, 4)
    assert "KEN.jane-doe" not in {c.id for c in found.centrality}
    assert found.statuses["asserted"] == 10


def test_communities_are_the_same_in_any_order():
    pairs = [
        ("AAA", "BBB"),
        ("BBB", "CCC"),
        ("CCC", "AAA"),
        ("DDD", "EEE"),
        ("EEE", "FFF"),
        ("FFF", "DDD"),
        ("CCC", "DDD"),
    ]
    claims = [claim(a, "visits", b, start=90 * n) for n, (a, b) in enumerate(pairs)]
    found = statistics(KnowledgeGraph([document()], claims))
    assert found.communities == (("AAA", "BBB", "CCC"), ("DDD", "EEE", "FFF"))
    assert statistics(KnowledgeGraph([document()], claims[::-1])) == found
    assert "1. AAA, BBB, CCC" in found.to_text()


def test_an_empty_graph_has_statistics():
    assert statistics(KnowledgeGraph([], [])).to_text().startswith("0 documents, 0 claims, 0 actors")
