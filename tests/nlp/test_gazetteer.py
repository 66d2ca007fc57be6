"""The actor tables: how names are written, who acts at what date, and what a loader refuses."""

import shutil
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.nlp.gazetteer import covers, fold, is_written_like, load_gazetteer
from kg.resources import DATA

GAZETTEER = load_gazetteer()


def codes(name: str, date: str | None = None) -> list[str]:
    return list(dict.fromkeys(entry.code for entry in GAZETTEER.lookup(name, date)))


@pytest.mark.parametrize(
    ("name", "date", "code"),
    [
        ("U.S.", None, "USA"),
        ("UK's", None, "GBR"),
        ("S. Korea", None, "KOR"),
        ("Türkiye", None, "TUR"),
        ("Peking", None, "CHN"),
        ("CÔTE D’IVOIRE", None, "CIV"),
        ("the People's Republic of China", None, "CHN"),
        ("Republic of China", None, "TWN"),
        ("DPRK", None, "PRK"),
        ("Holland", None, "NLD"),
        ("Burma", None, "MMR"),
        ("Swaziland", None, "SWZ"),
        ("Guinea-Bissau", None, "GNB"),
        ("Equatorial Guinea", None, "GNQ"),
        ("Papua New Guinea", None, "PNG"),
        ("DR Congo", None, "COD"),
        ("Republic of the Congo", None, "COG"),
        ("Nigerien", None, "NER"),
        ("Nigerian", None, "NGA"),
        ("Emirati", None, "ARE"),
        ("Downing Street", None, "GBR"),
        ("Knesset", None, "ISR"),
        ("Gazprom", None, "RUS"),
        ("Boeing", None, "~USA"),
        ("Security Council", None, "UN"),
        ("European Commission", None, "EU"),
        ("Hizbollah", None, "~LBN:HEZBOLLAH"),
        ("Moscow", "1985", "SUN"),
        ("Moscow", "2014-03", "RUS"),
        ("the Kremlin", "1980-01-01", "SUN"),
        ("Belgrade", "2002", "YUG"),
        ("Belgrade", "2005", "SCG"),
        ("Belgrade", "2023-05-01", "SRB"),
        ("Taliban", "2021-08-14", "~AFG:TALIBAN"),
        ("Taliban", "2021-08-15", "AFG"),
        ("Crimea", "2014-03-01", "UKR"),
        ("Crimea", "2015", "RUS"),
        ("Khan Younis", None, "PSE"),
    ],
)
def test_a_name_means_its_code_at_that_date(name, date, code):
    assert codes(name, date)[0] == code


@pytest.mark.parametrize("text", ["us", "turkey", "who", "quad", "Us", "chad"])
def test_words_in_lower_case_are_no_names(text):
    assert not GAZETTEER.lookup(text)


@pytest.mark.parametrize(
    "name", ["Georgia", "Jordan", "Chad", "Washington", "Congo", "American", "Congress", "the Gulf"]
)
def test_names_that_mean_several_things_are_marked(name):
    entries = GAZETTEER.lookup(name)
    assert entries and all(entry.ambiguous for entry in entries)


def test_ordinary_names_are_not_marked():
    assert not any(entry.ambiguous for entry in GAZETTEER.lookup("Norway"))


def test_scan_takes_the_longest_name_and_leaves_the_possessive_outside():
    text = "South Korea's army and the UN Security Council told us of Guinea-Bissau. Bissau is far."
    found = [(text[m.start : m.end], m.entries[0].code) for m in GAZETTEER.scan(text)]
    assert found == [("South Korea", "KOR"), ("UN Security Council", "UN"), ("Guinea-Bissau", "GNB"), ("Bissau", "GNB")]


def test_scan_does_not_join_names_across_a_full_stop_or_comma():
    text = "They left Guinea. Bissau was next, then North, Korea said."
    assert [text[m.start : m.end] for m in GAZETTEER.scan(text)] == ["Guinea", "Bissau", "Korea"]


def test_scan_finds_persons_by_full_name():
    (match,) = GAZETTEER.scan("and so Angela Merkel spoke")
    assert not match.entries
    assert {holder.code for holder in match.holders} == {"DEU"}


@pytest.mark.parametrize(
    ("name", "date", "full"),
    [
        ("Bush", "1990-06-01", "George H. W. Bush"),
        ("Bush", "2003-03-20", "George W. Bush"),
        ("Lavrov", "2015", "Sergei Lavrov"),
        ("Sergey Lavrov", "2015", "Sergei Lavrov"),
        ("Abu Mazen", "2010", "Mahmoud Abbas"),
        ("Ban", "2010-10-10", "Ban Ki-moon"),
    ],
)
def test_who_held_an_office_at_the_date(name, date, full):
    assert full in {holder.name for holder in GAZETTEER.holders(name, date)}


def test_nobody_holds_an_office_before_or_after_it():
    assert "George H. W. Bush" not in {holder.name for holder in GAZETTEER.holders("Bush", "2003")}
    assert not GAZETTEER.holders("Angela Merkel", "2023")


def test_a_person_of_the_opposition_acts_for_nobody():
    assert {holder.code for holder in GAZETTEER.holders("Navalny", "2018")} == {"~RUS"}


def test_titles_heads_and_guards():
    assert GAZETTEER.titles["foreign minister"].represents
    assert not GAZETTEER.titles["governor"].represents
    assert not GAZETTEER.titles["opposition leader"].represents
    assert GAZETTEER.heads["troops"].acts_for_state
    assert GAZETTEER.heads["embassy"].group == "embassy"
    assert not GAZETTEER.heads["company"].acts_for_state
    assert "oil" not in GAZETTEER.heads
    assert GAZETTEER.guards["former"] == "past"
    assert GAZETTEER.guards["deputy"] == "none"


def test_display_names_and_members():
    assert GAZETTEER.display_name("~RUS") == "Russia"
    assert GAZETTEER.display_name("~PSE:HAMAS") == "Hamas"
    assert GAZETTEER.display_name("EU") == "European Union"
    members = {m.state: m for m in GAZETTEER.organisations["NATO"].members}
    assert members["FIN"].since == "2023-04-04"
    assert "RUS" not in members


def test_the_tables_are_as_large_as_promised():
    assert sum(len(holders) for holders in GAZETTEER.persons.values()) > 3000
    assert sum(org.kind == "organisation" for org in GAZETTEER.organisations.values()) >= 80
    assert {"SUN", "YUG", "CSK", "DDR", "XKX", "TWN", "PSE", "VAT"} <= GAZETTEER.states.keys()


def test_every_state_has_its_item_and_a_name():
    assert all(state.qid.startswith("Q") and state.name for state in GAZETTEER.states.values())


@pytest.mark.parametrize(
    ("name", "key"),
    [("The U.S.", "us"), ("Sana’a's", "sana a"), ("Łódź", "lodz"), ("al-Qaeda", "al qaeda"), ("The", "the")],
)
def test_fold(name, key):
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "surface", "same"),
    [("NATO", "NATO", True), ("NATO", "Nato", False), ("Al-Qaeda", "al-Qaeda", True), ("Chad", "chad", False)],
)
def test_is_written_like(name, surface, same):
    assert is_written_like(name, surface) is same


@pytest.mark.parametrize(
    ("since", "until", "date", "inside"),
    [
        ("1991-12-26", "", "1991-12-25", False),
        ("1991-12-26", "", "1991", True),
        ("1990", "1995", "1995-11-04", True),
        ("1990", "1995-11-04", "1995-11-05", False),
        ("", "", "2020", True),
    ],
)
def test_covers(since, until, date, inside):
    assert covers(since, until, date) is inside


# --- what the loader refuses: each case adds a line to one table of a copy -----------------------------------------


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("companies", "~FRA,Gazprom,,,", ("'Gazprom' is ~FRA", "RUS in bodies.csv, line")),
        ("companies", "~QQQ,Nobody Ltd,,,", ("unknown code '~QQQ'",)),
        ("bodies", "FRA,seat,Somewhere,,2010,2009", ("it ends (2009) before it begins (2010)",)),
        ("bodies", "FRA,seat,Somewhere,,last year,", ("'last year' is not a date",)),
        ("bodies", "FRA,seat,Somewhere", ("3 cells, expected 6",)),
        ("companies", "~FRA,Sometime [2012/2001],,,", ("before it begins",)),
        ("states", "FRA,Q1,Second France,,,,,,,,", ("'FRA' stands already in states.csv, line",)),
        ("states", "QQQ,Q1,Nowhere,,,ZZZ,,,,,", ("unknown code 'ZZZ'",)),
        ("organisations", "XORG,Q1,club,X Org,,,,", ("kind is 'club', expected one of organisation, group",)),
        ("members", "XORG,FRA,,", ("unknown code 'XORG'",)),
        ("office_holders", "FRA,Angela Merkel,,,President,2010,2012", ("acts for FRA here, but for DEU", "line")),
        ("titles", "president,Other,yes,x", ("'president' stands already in titles.csv, line",)),
        ("titles", "lord high admiral,Admiral,maybe,x", ("represents is 'maybe', expected one of yes, no",)),
        ("heads", "things,no,troops", ("'troops' stands already in heads.csv, line",)),
        ("guards", "past,former", ("'former' stands already in guards.csv, line",)),
    ],
)
def test_contradictions_are_refused_with_their_lines(tmp_path: Path, table, line, words):
    folder = tmp_path / "actors"
    shutil.copytree(DATA / "actors", folder)
    path = folder / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    number = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(DataError) as refused:
        load_gazetteer(folder)
    assert f"{table}.csv, line {number}" in str(refused.value)
    for word in words:
        assert word in str(refused.value)


def test_one_name_for_two_codes_is_fine_at_different_times(tmp_path: Path):
    folder = tmp_path / "actors"
    shutil.copytree(DATA / "actors", folder)
    with open(folder / "bodies.csv", "a", encoding="utf-8") as table:
        table.write("FRA,seat,Winter House,,1950,1960\nDEU,seat,Winter House,,1960,\n")
    gazetteer = load_gazetteer(folder)
    assert [entry.code for entry in gazetteer.lookup("Winter House", "1955")] == ["FRA"]
    assert [entry.code for entry in gazetteer.lookup("Winter House", "1975")] == ["DEU"]


def test_a_missing_table_is_named(tmp_path: Path):
    with pytest.raises(DataError, match=r"ambiguous\.csv"):
        load_gazetteer(tmp_path)
