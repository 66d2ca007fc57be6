import pytest

from kg.errors import QueryError
from kg.query.guard import check_query

GOOD = [
    "SELECT * WHERE { ?s ?p ?o }",
    "# SERVICE in a comment\nASK { ?s ?p ?o }",
    'SELECT ?s { ?s ?p "SERVICE <http://example.org/>" }',
    "SELECT ?s { ?s ?p '''it's FROM here\n SERVICE''' }",
    'SELECT ?s { ?s ?p """a " quote, "" two, FROM""" }',
    'SELECT ?s { ?s ?p "an escaped \\" SERVICE" }',
    "SELECT ?from ?service { ?from ?service <http://example.org/SERVICE#from> }",
    "PREFIX ex: <http://example.org/> SELECT ?s { ?s ex:from ex:service }",
    "SELECT ?s { ?s rdfs:label 'x'@service }",
    "SELECT ?s { ?s ?p ?n FILTER(?n < 3 && 2 > ?n) }",
    "SELECT ?insert { ?insert ?delete ?load }",
    "select * { _:from ?p ?o }",
    "DESCRIBE actor:KEN",
]

BAD = [
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "another server"),
    ("SELECT * { sErViCe SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "another server"),
    ("SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{?s ?p ?o} }", "another server"),
    ("SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> {} }", "another server"),
    ("SELECT * { ?s ?p trueSERVICE:x {} }", "another server"),
    ("SELECT * { ?s ?p '#'.SERVICE <http://127.0.0.1:9/> {} }", "another server"),
    ("SELECT * { ?s ?p <#> . SERVICE <http://127.0.0.1:9/> {} }", "another server"),
    ("SELECT * { ?s ?p 'a\\\\' . SERVICE <http://127.0.0.1:9/> {} #'\n}", "another server"),
    ("SELECT * { ?s ?p ?o } # comment\nSERVICE <http://127.0.0.1:9/> {}", "another server"),
    ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }", "escape"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "other data"),
    ("SELECT * from named <file:///etc/passwd> { ?s ?p ?o }", "other data"),
    ("LOAD <file:///etc/passwd>", "LOAD is an update"),
    ("PREFIX a: <b> INSERT DATA { a:a a:b a:c }", "INSERT is an update"),
    ("DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
    ("WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is an update"),
    ("CLEAR ALL", "CLEAR is an update"),
    ("", "no query"),
    ("# SELECT", "no query"),
]


@pytest.mark.parametrize("query", GOOD)
def test_questions_pass(query):
    check_query(query)


@pytest.mark.parametrize(("query", "said"), BAD)
def test_what_is_no_mere_question_is_refused(query, said):
    with pytest.raises(QueryError, match=said):
        check_query(query)


def test_it_can_be_asked_for():
    check_query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", allow=["service"])
    check_query("SELECT * FROM <g> { ?s ?p ?o }", allow=["from"])
    with pytest.raises(QueryError, match="INSERT"):
        check_query("INSERT DATA { <a> <b> <c> }", allow=["service", "from"])
