from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.briefing.charts.placing import Placer

BOX = (0.0, 0.0, 200.0, 100.0)
POINTS = st.tuples(st.floats(min_value=0, max_value=200), st.floats(min_value=0, max_value=100))


def test_name_stands_clear_of_its_line() -> None:
    placer = Placer(BOX, [[(0, 50), (200, 50)]])

    place = placer.place(30, 8, [(100, 50)])

    assert place is not None
    assert abs(place[1] - 50) > 4


def test_later_point_is_taken_where_the_first_has_no_free_side() -> None:
    grid = [[(x, 0.0), (x, 100.0)] for x in range(0, 100, 5)]
    placer = Placer(BOX, [*[[(float(x), y), (float(x2), y2)] for (x, y), (x2, y2) in grid]])

    place = placer.place(30, 8, [(50, 50), (150, 50)])

    assert place is not None
    assert place[0] > 100


def test_name_may_cross_a_line_where_it_cannot_do_otherwise() -> None:
    grid = [[(float(x), 0.0), (float(x), 100.0)] for x in range(0, 200, 5)]

    assert Placer(BOX, grid).place(30, 8, [(50, 50)]) is not None


def test_there_is_no_place_where_every_side_is_taken() -> None:
    placer = Placer(BOX, [])
    placer.keep_free(BOX)

    assert placer.place(30, 8, [(100, 50)]) is None


@given(st.lists(st.tuples(POINTS, st.floats(min_value=5, max_value=80)), max_size=12))
def test_names_never_meet_and_stay_inside(wishes: list[tuple[tuple[float, float], float]]) -> None:
    placer = Placer(BOX, [])

    boxes = []
    for point, width in wishes:
        place = placer.place(width, 8, [point])
        if place is not None:
            boxes.append((place[0], place[1] - 4, place[0] + width, place[1] + 4))

    for index, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[2] <= 200
        for other in boxes[:index]:
            assert box[0] >= other[2] or box[2] <= other[0] or box[1] >= other[3] or box[3] <= other[1]
