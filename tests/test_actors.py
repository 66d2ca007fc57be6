"""What a code says of an actor."""

import pytest

from kg.actors import in_office, stands_for
from kg.model import Actor


@pytest.mark.parametrize(
    ("actor", "drawn"),
    [
        (Actor("NPL.ana-rai", "Ana Rai", "NPL", "person"), "NPL"),
        (Actor("NPL.army", "Nepal Army", "NPL", "body"), "NPL"),
        (Actor("UN.jo-bo", "Jo Bo", "UN", "person"), "UN"),
        (Actor("NPL", "Nepal", "NPL", "state"), "NPL"),
        (Actor("~NPL.ana-rai", "Ana Rai", "~NPL", "person"), "~NPL.ana-rai"),
        (Actor("~NPL:RED", "Red Front", "~NPL:RED", "movement"), "~NPL:RED"),
        (Actor("?.envoy", "an envoy", "?", "person"), "?.envoy"),
    ],
)
def test_who_is_folded_into_a_state(actor, drawn):
    assert stands_for(actor) == drawn


def test_who_was_ever_in_office_is_shown_in_office():
    former, acting = (Actor("NPL.ana-rai", "Ana Rai", code, "person") for code in ("~NPL", "NPL"))
    assert in_office(former, acting) is in_office(acting, former) is acting
    assert in_office(former, former) is former
