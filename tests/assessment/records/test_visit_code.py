"""The visit code: what goes in comes out again, and what is not a code opens nothing."""

import random
import re
from dataclasses import replace
from itertools import combinations, islice, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.editions import editions, keep_edition
from assessment.loading import load
from assessment.model.answers import checked
from assessment.model.questionnaire import Question
from assessment.records import visit_code as coding
from assessment.records.visit_code import (
    ALPHABET,
    VisitCodeError,
    edition_mark,
    read_visit_code,
    visit_code,
)
from tests.answer_sets import JAW_AND_NECK
from tests.definition_files import example_folder

DEFINITION = load(example_folder())
ASKED = DEFINITION.questionnaire
NOTES = [note.id for note in ASKED.notes]
EDITIONS = {edition_mark(DEFINITION): DEFINITION}
ALL_OF_IT = checked(ASKED, JAW_AND_NECK)
ONE_IN = 1021
"""How many codes that are wrong at random there are for one that passes the check."""


def code(answers, *, helped=False, finished=True):
    return visit_code(DEFINITION, answers, helped=helped, given_on=NOTES, finished=finished)


def answers_of(text):
    return dict(read_visit_code(text, EDITIONS).answers)


def reason_against(text):
    with pytest.raises(VisitCodeError) as refused:
        read_visit_code(text, EDITIONS)
    assert "\n" not in str(refused.value)
    return refused.value.reason


def plain(text):
    return text.replace("-", "")


def subsets(note):
    free = [level for level in note.level_ids if level not in note.alone]
    most = len(free) if note.at_most is None else note.at_most
    yield from ((level,) for level in note.alone)
    for size in range(most + 1):
        yield from combinations(free, size)


def some_codes(many):
    """Codes of sets that chance draws, the same ones each time."""
    chance = random.Random(many)
    for _ in range(many):
        given_now = {each.id: chance.choice(each.choices) for each in ASKED.counting}
        given_now |= {note.id: chance.choice([*subsets(note)]) for note in ASKED.notes}
        given_on = chance.sample(NOTES, chance.randint(0, len(NOTES)))
        yield visit_code(DEFINITION, given_now, helped=chance.random() < 0.5, given_on=given_on)


@pytest.mark.parametrize("first", ASKED.counting[0].choices)
def test_every_set_of_answers_comes_out_as_it_went_in(first):
    counting = [each.id for each in ASKED.counting]
    others = [each.choices for each in ASKED.counting[1:]]
    seen = set()
    for answers in product((first,), *others):
        told = dict(zip(counting, answers, strict=True))
        written = code(told)
        seen.add(written)
        assert answers_of(written) == told

    assert len(seen) == prod(map(len, others)), "two sets have one code"


@pytest.mark.parametrize("note", ASKED.notes, ids=lambda note: note.id)
def test_every_subset_of_every_note_comes_out_as_it_went_in(note):
    for chosen in subsets(note):
        told = {**ALL_OF_IT, note.id: chosen}

        assert answers_of(code(told)) == told


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_notes_together_given_on_or_not_come_out_as_they_went_in(data):
    told = {each.id: data.draw(st.sampled_from(each.choices)) for each in ASKED.counting}
    told |= {note.id: data.draw(st.sampled_from([*subsets(note)])) for note in ASKED.notes}
    given_on = data.draw(st.sets(st.sampled_from(NOTES)))
    helped = data.draw(st.booleans())

    visit = read_visit_code(
        visit_code(DEFINITION, told, helped=helped, given_on=given_on), EDITIONS
    )

    kept = {key: answer for key, answer in told.items() if key not in NOTES or key in given_on}
    assert (dict(visit.answers), visit.helped) == (kept, helped)
    assert visit.edition is DEFINITION
    assert visit.is_finished


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_visit_that_is_not_finished_comes_out_as_far_as_it_went(data):
    counting = st.sampled_from([each.id for each in ASKED.counting])
    answered = data.draw(st.sets(counting))  # all of them, for whoever stopped at a note
    told = {
        key: data.draw(st.sampled_from(ASKED[key].choices))
        for key in (each.id for each in ASKED.counting)
        if key in answered
    }

    visit = read_visit_code(code(told, finished=False), EDITIONS)

    assert dict(visit.answers) == told
    assert not visit.is_finished


def test_a_visit_with_a_question_unanswered_cannot_be_called_finished():
    with pytest.raises(ValueError, match="is not answered"):
        code({key: ALL_OF_IT[key] for key in list(ALL_OF_IT)[1:]})


def test_notes_that_are_not_given_on_are_not_in_it_at_all():
    without = visit_code(DEFINITION, ALL_OF_IT, helped=False, given_on=())

    assert without == code({key: ALL_OF_IT[key] for key in ALL_OF_IT if key not in NOTES})
    assert len(plain(without)) < len(plain(code(ALL_OF_IT)))
    assert not set(answers_of(without)) & set(NOTES)


def test_it_is_as_short_as_what_it_holds_allows():
    sets = prod(len(each.choices) for each in ASKED.counting)
    notes = prod(1 + len([*subsets(note)]) for note in ASKED.notes)
    longest = max(len(plain(each)) for each in some_codes(500))

    assert 32 ** (longest - 6) < 4 * sets * notes <= 32 ** (longest - 5)


def of_a_size(kind, choices, alone=0, at_most=None):
    levels = {f"level_{number}": "" for number in range(choices)}
    ends = tuple(levels)[choices - alone :]
    return Question(f"{kind}_{choices}", kind, "", "", levels, alone=ends, at_most=at_most)


def test_what_design_md_asks_takes_fourteen_characters_with_every_note_and_ten_without():
    """Five signs that one may be unsure of, four wishes, and three notes."""
    counting = [of_a_size("sign", 5)] * 5 + [of_a_size("wish", size) for size in (4, 3, 3, 3)]
    notes = [of_a_size("note", 8, at_most=3), of_a_size("note", 13, 2), of_a_size("note", 8, 1)]
    asked = [replace(each, id=str(place)) for place, each in enumerate([*counting, *notes])]
    edition = replace(DEFINITION, questionnaire=replace(ASKED, questions=tuple(asked)))
    last = {each.id: each.choices[-1] for each in asked if each.counts}
    ticked = {each.id: each.level_ids[: each.at_most][: -len(each.alone) or None] for each in asked}

    def length(answers):
        return len(plain(visit_code(edition, answers, helped=True, given_on=answers)))

    assert length(last) == 10
    assert length({**ticked, **last}) == 14


def test_it_is_written_in_even_groups_behind_the_mark_of_its_edition():
    for written in some_codes(100):
        mark, *groups = written.split("-")

        assert mark == edition_mark(DEFINITION)
        assert {len(group) for group in groups} <= {3, 4}
        assert re.fullmatch(f"[{ALPHABET}-]+", written)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: plain(code).lower(),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\r\n",
        lambda code: code.replace("-", "\u2013"),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
def test_it_is_read_however_people_and_scanners_type_it(typed):
    for written in some_codes(50):
        assert read_visit_code(typed(written), EDITIONS) == read_visit_code(written, EDITIONS)


@pytest.mark.parametrize("length", range(6, 31))
def test_the_check_finds_any_one_wrong_character_and_any_two_swapped_at_every_length(length):
    """By what is checked, over all: an error adds a multiple of a power of 32."""
    powers = [pow(32, place, coding._MODULUS) for place in range(length)]
    wrong = range(-31, 32)

    for power in powers:
        assert not [d for d in wrong if d and d * power % coding._MODULUS == 0]
    for one, other in combinations(powers, 2):
        assert not [d for d in wrong if d and d * (one - other) % coding._MODULUS == 0]


def test_every_single_wrong_character_is_found():
    for written in islice(some_codes(60), 60):
        held = plain(written)
        for place, right in enumerate(held):
            for wrong in set(ALPHABET) - {right}:
                assert reason_against(held[:place] + wrong + held[place + 1 :]) == "mistyped"


def test_every_two_characters_that_changed_places_are_found():
    for written in some_codes(200):
        held = list(plain(written))
        for one, other in combinations(range(len(held)), 2):
            if held[one] != held[other]:
                swapped = held.copy()
                swapped[one], swapped[other] = held[other], held[one]
                assert reason_against("".join(swapped)) == "mistyped"


def test_of_a_hundred_thousand_mutated_codes_no_more_open_a_visit_than_the_check_says():
    chance = random.Random(14)
    codes = [plain(each) for each in some_codes(500)]
    opened = 0
    for _ in range(100_000):
        held = list(chance.choice(codes))
        original = "".join(held)
        for _ in range(chance.randint(2, 6)):
            place = chance.randrange(len(held))
            match chance.randrange(3):
                case 0:
                    held[place] = chance.choice(ALPHABET)
                case 1:
                    held.insert(place, chance.choice(ALPHABET))
                case _ if len(held) > 7:
                    held.pop(place)
        mutated = "".join(held)
        if mutated == original:
            continue
        try:
            visit = read_visit_code(mutated, EDITIONS)
        except VisitCodeError:
            continue
        opened += 1
        assert checked(ASKED, {**visit.answers}) if visit.is_finished else True

    assert opened <= 2 * 100_000 / ONE_IN


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "-",
        "7QK",
        "what is this?",
        "7QK-8F3M-XT2A-9C!",
        "\x00" * 9,
        "U" * 9,
        "9" * 5000,
        "٣٣٣٣٣٣٣",
    ],
)
def test_what_is_no_code_is_told_as_that(nonsense):
    assert reason_against(nonsense) == "no_code"


def test_a_code_never_repeats_itself_in_an_error():
    with pytest.raises(VisitCodeError) as refused:
        read_visit_code(plain(code(ALL_OF_IT))[:-1] + "Z", EDITIONS)

    assert plain(code(ALL_OF_IT))[3:8] not in plain(str(refused.value))


def test_a_code_of_another_edition_says_which_it_needs_and_is_never_read_as_one_of_this(folder):
    place = folder / "questionnaire.yaml"
    text = place.read_text(encoding="utf-8")
    version = ASKED.version
    place.write_text(text.replace(version, "2031.5", 1), encoding="utf-8")
    other = load(folder)
    told = visit_code(other, ALL_OF_IT, helped=False, given_on=NOTES)

    with pytest.raises(VisitCodeError) as refused:
        read_visit_code(told, EDITIONS)

    assert refused.value.reason == "other_edition"
    assert refused.value.mark == edition_mark(other) != edition_mark(DEFINITION)
    assert edition_mark(other) in str(refused.value)
    assert ASKED.version in str(refused.value)


def test_a_number_that_no_visit_was_ever_written_as_is_refused_though_it_passes_the_check():
    def forged(written):
        held = edition_mark(DEFINITION) + written
        check = (1 - coding._number(f"{held}00")) % coding._MODULUS
        return held + coding._written(check).rjust(2, "0")

    ours = plain(code(ALL_OF_IT))[3:-2]
    assert forged(ours) == plain(code(ALL_OF_IT))
    assert reason_against(forged(f"0{ours}")) == "mistyped"
    assert reason_against(forged("Z" * (len(ours) + 1))) == "mistyped"


def test_an_edition_that_was_kept_opens_its_codes_with_its_own_words(folder):
    old = load(folder)
    told = visit_code(old, ALL_OF_IT, helped=True, given_on=NOTES)
    keep_edition(old, folder)
    place = folder / "questionnaire.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace(ASKED.counting[0].ask, "Asked anew?"), encoding="utf-8")
    today = load(folder)

    visit = read_visit_code(told, editions(today, folder))

    assert today.questionnaire.counting[0].ask == "Asked anew?"
    assert visit.edition.questionnaire.counting[0].ask == ASKED.counting[0].ask
    assert dict(visit.answers) == dict(ALL_OF_IT)
