import gzip
import re
from dataclasses import replace
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from assessment.drawing import face, operation
from assessment.drawing.answer_picture import answer_picture
from assessment.drawing.picture_cache import picture_cache
from assessment.model.picture import picture_name

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES_OF_A_QUESTION = 40_000  # gzipped, all its pictures together


@pytest.fixture(scope="session")
def pictures(definition):
    return definition.pictures


@pytest.fixture(scope="session")
def pictured(questionnaire):
    return [question for question in questionnaire.questions if question.picture]


def answers_to(question):
    return [picture_name(question, level) for level in question.level_ids]


def test_there_is_a_picture_for_each_way_to_look_each_answer_and_each_drawing(pictures, pictured):
    answers = [name for question in pictured for name in answers_to(question)]

    assert len(answers) == len(face.SIGNS) * face.LEVELS
    assert [*pictures] == ["ahead", "turned", *answers, *operation.DRAWINGS]


def test_each_sign_is_asked_after_with_its_own_drawing(pictured):
    assert {question.picture for question in pictured} == {*face.SIGNS}


def test_the_pictures_of_a_question_follow_the_order_of_its_levels(pictures, pictured):
    for question in pictured:
        for number, words in enumerate(question.levels.values()):
            picture = pictures[f"{question.id}-{number}"]

            assert picture.shows == words
            assert picture.svg == answer_picture(question.picture, number, question.name, words)


def test_both_ways_to_look_show_a_face_without_any_sign(pictures, definition):
    for name, view in (("ahead", "front"), ("turned", "turned")):
        title, shows = definition.texts(f"mirror.{name}"), definition.texts(f"pictures.{name}")

        assert pictures[name].svg == face.face(view, dict.fromkeys(face.SIGNS, 0), title, shows)


def test_every_picture_says_what_it_shows_inside_and_beside_it(pictures):
    for picture in pictures.values():
        tree = ElementTree.fromstring(picture.svg)

        assert tree.findtext(f"{SVG}title").strip()
        assert tree.findtext(f"{SVG}desc") == picture.shows
        assert picture.shows.strip()


# The names of the files


def test_no_two_pictures_share_a_file(pictures):
    assert len({picture.file for picture in pictures.values()}) == len(pictures)


def test_a_file_is_named_safely_and_after_no_answer(pictures, questionnaire):
    levels = {level for question in questionnaire.questions for level in question.level_ids}

    assert "heavy" in levels
    for picture in pictures.values():
        assert re.fullmatch(r"[a-z0-9_]+(-\d)?\.[0-9a-f]{12}\.svg", picture.file)
        assert quote(picture.file, safe="") == picture.file
        assert not levels & {*re.findall(r"[a-z_]+", picture.file)}
        assert not levels & {*re.findall(r"[a-z]+", picture.file)}


def test_a_file_gets_another_name_when_its_picture_changes_and_only_then(definition, pictured):
    changed = pictured[2]
    others = {**changed.levels, changed.level_ids[1]: "Other words"}
    questions = [
        replace(question, levels=others) if question == changed else question
        for question in definition.questionnaire.questions
    ]
    before = definition.pictures
    asked = replace(definition.questionnaire, questions=tuple(questions))
    after = picture_cache(replace(definition, questionnaire=asked))

    renamed = {name for name, picture in after.items() if picture.file != before[name].file}
    assert renamed == {picture_name(changed, changed.level_ids[1])}


# What is sent


def test_the_pictures_of_a_question_are_quick_to_fetch(pictures, pictured):
    for question in pictured:
        sent = [gzip.compress(pictures[name].svg.encode()) for name in answers_to(question)]

        assert len(sent) == face.LEVELS
        assert sum(map(len, sent)) < MOST_BYTES_OF_A_QUESTION


# What a lift does


def test_every_drawing_of_a_lift_differs_from_every_other():
    drawings = {operation.drawing(name, "t", "d") for name in operation.DRAWINGS}

    assert len(drawings) == len(operation.DRAWINGS)


@pytest.mark.parametrize("name", operation.DRAWINGS)
def test_a_drawing_of_a_lift_says_what_it_is(name):
    tree = ElementTree.fromstring(operation.drawing(name, 'A "cut" & <more>', "It's < that"))

    assert tree.findtext(f"{SVG}title") == 'A "cut" & <more>'
    assert tree.findtext(f"{SVG}desc") == "It's < that"
    assert tree.findall(f"{SVG}path")


@pytest.mark.parametrize("name", operation.ON_THE_FACE)
def test_a_lift_is_drawn_on_the_plain_face(name):
    plain = face.face("turned", {}, "t", "d")
    paths, of_the_face = (
        [path.get("d") for path in ElementTree.fromstring(svg).iter(f"{SVG}path")]
        for svg in (operation.drawing(name, "t", "d"), plain)
    )

    assert paths[: len(of_the_face)] == of_the_face
    assert len(paths) > len(of_the_face)


def test_the_layers_are_numbered_from_the_skin_in():
    tree = ElementTree.fromstring(operation.drawing("layers", "t", "d"))
    numbers = [(float(text.get("y")), text.text) for text in tree.iter(f"{SVG}text")]

    assert [number for _, number in sorted(numbers)] == ["1", "2", "3", "4"]


def test_the_steps_of_a_lift_are_told_in_their_order():
    steps = [name for name in operation.DRAWINGS if name.startswith("step_")]

    assert steps == [*operation.STEPS] == sorted(operation.STEPS)


def test_there_is_no_other_drawing_of_a_lift():
    with pytest.raises(KeyError):
        operation.drawing("step_6", "t", "d")
