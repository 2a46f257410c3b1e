import re
from xml.etree import ElementTree

import pytest

from assessment.drawing.dots import APART, dots_picture, rows


def dots_on(path):
    """Every dot of a path, as its place in the drawing."""
    return [
        (x, int(y))
        for start, y, end in re.findall(r"M(\d+) (\d+)H(\d+)", path)
        for x in range(int(start), int(end) + 1, APART)
    ]


@pytest.mark.parametrize("count", [0, 1, 3, 18, 50, 51, 999, 1000])
def test_a_picture_has_a_dot_for_each_person_and_none_twice(count):
    counted, others = dots_on(rows(0, count)), dots_on(rows(count, 1000))

    assert len(counted) == count
    assert len({*counted, *others}) == len(counted) + len(others) == 1000


def test_a_picture_is_well_formed_and_takes_nothing_from_elsewhere():
    picture = dots_picture(18, 1000)

    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(("count", "of"), [(-1, 1000), (1001, 1000), (3, 999)])
def test_numbers_that_cannot_be_drawn_are_refused(count, of):
    with pytest.raises(ValueError, match="Cannot draw"):
        dots_picture(count, of)
