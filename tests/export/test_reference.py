import re

from kg.export.reference import reference_html
from kg.vocabulary import load_vocabulary


def test_every_term_has_its_place_and_every_link_a_target():
    page = reference_html(load_vocabulary())
    places = re.findall(r' id="(\w+)"', page)
    assert len(places) == len(set(places))
    vocabulary = load_vocabulary()
    assert {*vocabulary.relations, *vocabulary.inferred, *vocabulary.classes} <= set(places)
    assert set(re.findall(r'href="#(\w+)"', page)) <= set(places)


def test_the_page_asks_nothing_of_the_network():
    assert not re.findall(r'(?:src|href)="(?!#)', reference_html(load_vocabulary()))
