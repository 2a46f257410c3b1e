import re
from xml.etree import ElementTree

import pytest

from assessment.drawing.dots import APART, dots_picture, dots_picture_with_parts, row_of_dots, rows


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


def test_the_dots_that_count_are_drawn_once_more_each_kind_in_a_look_of_its_own():
    picture = dots_picture_with_parts(18, 1000, parts=(11, 3))
    discs = re.findall(r'<circle class="disc" cx="[\d.]+" cy="-?[\d.]+" r="([\d.]+)"', picture)

    assert picture.count('<polygon class="disc"') == 3
    assert len(discs) == 11 + 4
    assert (len(set(discs[:11])), len(set(discs[11:]))) == (1, 1)
    assert float(discs[11]) < float(discs[0])
    assert 'class="ground" cx' not in picture, "a ring is for those who may be more"
    assert all(piece in picture for piece in (rows(0, 18), rows(18, 1000)))


def test_those_who_may_be_more_are_rings_among_the_larger_dots_too():
    picture = dots_picture_with_parts(7, 1000, 19)

    assert picture.count('class="disc"') == 19
    assert picture.count('<circle class="ground"') == 12


def test_a_row_of_dots_has_one_for_each_person_the_first_dark():
    row = row_of_dots(38, 50)

    assert (row.count('class="pen"'), row.count('class="edge"')) == (38, 12)
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', row)]
    assert len(set(places)) == 50
    assert places == sorted(places)


@pytest.mark.parametrize(("count", "of"), [(-1, 5), (6, 5), (0, 0)])
def test_a_row_that_cannot_be_drawn_is_refused(count, of):
    with pytest.raises(ValueError, match="Cannot draw"):
        row_of_dots(count, of)


def test_parts_that_are_more_than_their_whole_are_refused():
    with pytest.raises(ValueError, match="inside"):
        dots_picture_with_parts(18, 1000, parts=(11, 8))


@pytest.mark.parametrize("count", [0, 101, 1000])
def test_none_or_too_many_to_be_drawn_larger_are_drawn_as_they_are(count):
    assert dots_picture_with_parts(count, 1000) == dots_picture(count, 1000)
