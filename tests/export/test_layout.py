from kg.export.layout import CAREFUL_LIMIT, layout


def test_same_graph_same_places():
    names = [f"Actor {i}" for i in range(30)]
    ties = [(i, (i * 7 + 3) % 30) for i in range(30)]
    assert layout(names, ties) == layout(names, list(reversed(ties)))


def test_does_not_disturb_the_random_numbers_of_others():
    import random

    random.seed(5)
    expected = random.random()
    random.seed(5)
    layout(["a"] * (CAREFUL_LIMIT + 5), [(i, i + 1) for i in range(CAREFUL_LIMIT + 4)])
    assert random.random() == expected


def test_names_do_not_cover_each_other():
    names = ["Republic of Somewhere Rather Long"] * 12
    places = layout(names, [(0, i) for i in range(1, 12)])
    width, line = 7 * len(names[0]), 40
    close = [
        (a, b) for i, a in enumerate(places) for b in places[:i] if abs(a[0] - b[0]) < width and abs(a[1] - b[1]) < line
    ]
    assert not close


def test_parts_without_ties_to_each_other_stand_apart():
    places = layout(["a", "b", "c", "d"], [(0, 1), (2, 3)])
    assert len(set(places)) == 4


def test_a_graph_of_nobody_and_of_one():
    assert layout([], []) == []
    assert len(layout(["Alone"], [(0, 0)])) == 1
