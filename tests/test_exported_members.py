"""The face of the package: `kg.__all__` is true and sorted, and nothing else looks public."""

import types

import kg


def test_the_list_is_sorted_and_has_nothing_twice():
    assert kg.__all__ == sorted(set(kg.__all__))


def test_every_listed_name_is_there():
    assert [name for name in kg.__all__ if not hasattr(kg, name)] == []


def test_nothing_public_is_left_out():
    names = {name for name, value in vars(kg).items() if not isinstance(value, types.ModuleType)}
    assert {name for name in names if not name.startswith("_")} == set(kg.__all__)


def test_every_error_of_kg_is_listed():
    from kg import errors

    raised = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert raised <= set(kg.__all__)


def test_everything_listed_has_a_docstring():
    assert [name for name in kg.__all__ if not getattr(kg, name).__doc__] == []
