"""What a record system takes in, held against FHIR R4 as HL7 published it by `fhir.mjs`."""

import io
import json
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from assessment.__main__ import main
from assessment.loading import ROOT, load
from assessment.records import fhir
from assessment.records.reference import is_reference
from tests.answer_sets import (
    EVERYTHING_SAID,
    JAW_AND_NECK,
    NECK_MAKES_NO_DIFFERENCE,
    ONE_FOR_EACH,
    UNSURE_OF_NECK,
)
from tests.definition_files import example_folder, write_small_definition
from tests.node import run_node

SCRIPT = Path(__file__).with_name("fhir.mjs")
NOON = datetime(2026, 11, 22, 12, 0, 30, 999, tzinfo=timezone(timedelta(hours=9)))
REFERENCE = "K7MP-3XTA"
OWN_ADDRESS = "https://ask.our-clinic.example/fhir/Questionnaire/smas-facelift"
EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/"

COUNTING = {question: level for question, level in JAW_AND_NECK.items() if isinstance(level, str)}
ANSWERED = {
    **ONE_FOR_EACH,
    "every note": EVERYTHING_SAID,
    "a note that stands alone": {**COUNTING, "medical": ("unsaid",)},
    "notes left blank": {**COUNTING, "medical": (), "dreams": ()},
    "notes kept back": COUNTING,
    "not sure": UNSURE_OF_NECK,
    "not sure of any sign": {
        question: "not_sure" if level in ("slight", "marked") else level
        for question, level in COUNTING.items()
    },
    "not sure, which makes no difference": NECK_MAKES_NO_DIFFERENCE,
}
RESPONSES = {
    f"{name}{', helped' if helped else ''}": (answers, helped)
    for name, answers in ANSWERED.items()
    for helped in (False, True)
}
MOST_CHOICES = 11
IN_THE_EXAMPLE = ("--folder", str(example_folder()))


def respond(definition, answers, *, helped=False, authored=NOON):
    return fhir.response(definition, answers, reference=REFERENCE, authored=authored, helped=helped)


def of_own_address(definition):
    return replace(definition, clinic=replace(definition.clinic, record_url=OWN_ADDRESS))


def item_of(document, link_id):
    return next(item for item in document["item"] if item["linkId"] == link_id)


def codes_of(document, link_id):
    return [answer["valueCoding"]["code"] for answer in item_of(document, link_id)["answer"]]


def extension(name, **value):
    return {"url": EXTENSIONS + name, **value}


GONE = object()
CODING = {"system": "http://levels.example", "code": "levels"}
NONE_OF_THESE = {"code": "nothing", "display": "Nothing of the kind"}
FIRST_CODING = ("item", 0, "answer", 0, "valueCoding")
MODE = ("extension", 0, "valueCodeableConcept")

BAD_RESPONSES = {
    "without a status": (("status",), GONE, "Missing required property"),
    "with a status of its own": (("status",), "done", "not in the value set"),
    "with two statuses": (("status",), ["completed"], "Expected single value"),
    "with a null": (("language",), None, "null"),
    "with a patient's name": (("patient",), "Ann", "additional property"),
    "with a number for an id": (("item", 0, "linkId"), 3, "expected string"),
    "with a text for a coding": (FIRST_CODING, "slight", "additional property"),
    "with two kinds of answer": (("item", 0, "answer", 0, "valueString"), "x", "Conflicting"),
    "with an item beside an answer": (("item", 0, "item"), [{"linkId": "throat"}], "qrs-1"),
    "without a time zone": (("authored",), "2026-11-22T12:00:30", "not the form of dateTime"),
    "with a blank in an address": ((*FIRST_CODING, "system"), "our levels", "Invalid uri format"),
    "of another questionnaire": (("questionnaire",), "urn:x|1", "another questionnaire"),
    "with an unknown item": (("item", 0, "linkId"), "nose", "out of order or unknown"),
    "with items turned round": (("item",), lambda old: old[::-1], "out of order or unknown"),
    "with an item twice": (("item",), lambda old: [old[0], *old], "out of order or unknown"),
    "without a required item": (("item", 0), GONE, "item mouth_lines: is required"),
    "with another question's text": (("item", 0, "text"), "How old are you?", "another text"),
    "with no answer in an item": (("item", 0, "answer"), [], "answer is empty"),
    "with an item alone": (("item", 0, "answer"), GONE, "has no answer"),
    "with an unknown level": ((*FIRST_CODING, "code"), "huge", "an answer that is no option"),
    "with other words for a level": ((*FIRST_CODING, "display"), "Huge", "that is no option"),
    "without a level's position": ((*FIRST_CODING, "extension"), GONE, "that is no option"),
    "with two answers to one question": (
        ("item", 0, "answer"),
        lambda old: [*old, {"valueCoding": CODING}],
        "takes one answer",
    ),
    "with the same note twice": (("item", 9, "answer"), lambda old: old * 2, "an answer twice"),
    "with none of these beside another": (
        ("item", 9, "answer"),
        lambda old: [*old, {"valueCoding": {**old[0]["valueCoding"], **NONE_OF_THESE}}],
        "an option with others that stands alone",
    ),
    "with an unknown extension": (
        ("extension", 0, "url"),
        EXTENSIONS + "questionnaireresponse-mood",
        "is not published with R4",
    ),
    "with an extension that says nothing": (MODE, GONE, "ext-1"),
    "with an extension in a wrong place": (
        ("extension", 0),
        extension("ordinalValue", valueDecimal=1),
        "may not stand here",
    ),
    "with an extension twice": (("extension",), lambda old: old * 2, "stands here 2 times"),
    "with a text for a position": (
        (*FIRST_CODING, "extension", 0),
        extension("ordinalValue", valueString="1"),
        "takes valueDecimal",
    ),
    "with a mode that R4 lacks": ((*MODE, "coding", 0, "code"), "ONLINEWRIT", "value set"),
    "with a mode of another system": ((*MODE, "coding", 0, "system"), "urn:x", "value set"),
    "with other words for a mode": ((*MODE, "coding", 0, "display"), "on paper", "value set"),
    "with a mode in words alone": (MODE, {"text": "On a screen"}, "not in the value set"),
}
BAD_QUESTIONNAIRES = {
    "without a status": (("status",), GONE, "Missing required property"),
    "with a day written another way": (("date",), "22.11.2026", "Invalid dateTime"),
    "for another kind of subject": (("subjectType",), ["Human"], "not in the value set"),
    "with a name in small letters": (("name",), "smas_facelift", "que-0"),
    "with an id twice": (("item", 1, "linkId"), "mouth_lines", "que-2"),
    "with options twice over": (("item", 0, "answerValueSet"), "urn:x", "que-4"),
    "with options of a yes or no": (("item", 0, "type"), "boolean", "que-5"),
    "with a required hint": (("item", 0, "item", 0, "required"), True, "que-6"),
    "with a read-only hint": (("item", 0, "item", 0, "readOnly"), True, "que-9"),
    "with an answer given beforehand": (
        ("item", 0, "initial"),
        [{"valueCoding": CODING}],
        "que-11",
    ),
    "with a kind of hint that R4 lacks": (
        ("item", 0, "item", 0, "extension", 0, "valueCodeableConcept", "coding", 0, "code"),
        "nudge",
        "not in the value set",
    ),
    "with a wrongly placed exclusion": (
        ("item", 9, "extension"),
        [extension("questionnaire-optionExclusive", valueBoolean=True)],
        "may not stand here",
    ),
}


def changed(document, place, value):
    """Return a copy with the value at the place put in, worked out from the old one, or gone."""
    copy = deepcopy(document)
    *way, last = place
    inner = copy
    for step in way:
        inner = inner[step]
    if value is GONE:
        del inner[last]
    else:
        inner[last] = value(inner[last]) if callable(value) else value
    return copy


def choices_at(questionnaire, position):
    """Return answers that take each question's choice at a position, round and round."""
    answers = {}
    for question in questionnaire.questions:
        choice = question.choices[position % len(question.choices)]
        answers[question.id] = choice if question.counts else (choice,)
    return answers


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    write_small_definition(folder)
    return load(folder)


@pytest.fixture(scope="module")
def documents(definition, small):
    """Each document by its name, with the questionnaire that a response must fit."""
    ours, small_one = fhir.questionnaire(definition), fhir.questionnaire(small)
    own = of_own_address(definition)
    a_demonstration = replace(definition, clinic=replace(definition.clinic, demonstration=True))
    sound = respond(definition, JAW_AND_NECK)
    made = {
        "questionnaire": (ours, None),
        "questionnaire of the clinic's address": (fhir.questionnaire(own), None),
        "questionnaire of a demonstration": (fhir.questionnaire(a_demonstration), None),
        "questionnaire that is small": (small_one, None),
        "response of the clinic's address": (respond(own, JAW_AND_NECK), fhir.questionnaire(own)),
        "response that is small": (respond(small, {"neck": "severe"}), small_one),
    }
    for name, (answers, helped) in RESPONSES.items():
        made[f"response: {name}"] = (respond(definition, answers, helped=helped), ours)
    for position in range(MOST_CHOICES):
        answers = choices_at(definition.questionnaire, position)
        made[f"response: choices at {position}"] = (respond(definition, answers), ours)
    for name, (place, value, _) in BAD_QUESTIONNAIRES.items():
        made[f"questionnaire {name}"] = (changed(ours, place, value), None)
    for name, (place, value, _) in BAD_RESPONSES.items():
        made[f"response {name}"] = (changed(sound, place, value), ours)
    return made


@pytest.fixture(scope="module")
def faults(documents):
    """What is wrong with each document, by its name. Node starts once for all of them."""
    given = {
        name: {"resource": resource, "questionnaire": questionnaire}
        for name, (resource, questionnaire) in documents.items()
    }
    return json.loads(run_node(str(SCRIPT), given=json.dumps(given)))


@pytest.mark.parametrize(
    "name", ["", " of the clinic's address", " that is small"], ids=["ours", "address", "small"]
)
def test_the_questionnaire_is_r4(name, faults):
    assert faults[f"questionnaire{name}"] == []


@pytest.mark.parametrize(
    "name",
    [
        *(f": {name}" for name in RESPONSES),
        *(f": choices at {position}" for position in range(MOST_CHOICES)),
        " of the clinic's address",
        " that is small",
    ],
)
def test_a_response_is_r4_and_fits_the_questionnaire(name, faults):
    assert faults[f"response{name}"] == []


def test_between_them_the_responses_hold_every_choice_of_every_question(documents, definition):
    seen = {
        (item["linkId"], answer["valueCoding"]["code"])
        for position in range(MOST_CHOICES)
        for item in documents[f"response: choices at {position}"][0]["item"]
        for answer in item["answer"]
    }

    assert seen >= {
        (question.id, choice)
        for question in definition.questionnaire.questions
        for choice in question.choices
    }


@pytest.mark.parametrize("name", BAD_QUESTIONNAIRES)
def test_a_questionnaire_that_is_not_r4_is_found_out(name, faults):
    assert BAD_QUESTIONNAIRES[name][2] in " / ".join(faults[f"questionnaire {name}"])


@pytest.mark.parametrize("name", BAD_RESPONSES)
def test_a_response_that_is_not_r4_or_does_not_fit_is_found_out(name, faults):
    assert BAD_RESPONSES[name][2] in " / ".join(faults[f"response {name}"])


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_holds_each_answer_and_no_note_that_was_not_shared(name, documents, definition):
    answers, _ = RESPONSES[name]
    document, _ = documents[f"response: {name}"]

    text = json.dumps(document, ensure_ascii=False)
    for question in definition.questionnaire.questions:
        answer = answers.get(question.id, ())
        chosen = {answer} if isinstance(answer, str) else set(answer)
        assert (question.id in text) == (question.ask in text) == bool(chosen)
        assert not chosen or set(codes_of(document, question.id)) == chosen
        if not question.counts:
            for kept_back in set(question.levels) - chosen:
                assert kept_back not in text
                assert question.words(kept_back) not in text


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_says_nothing_of_who_or_where_the_person_is(name, documents):
    document, _ = documents[f"response: {name}"]

    assert set(document) == {
        "resourceType",
        "language",
        "extension",
        "identifier",
        "questionnaire",
        "status",
        "authored",
        "item",
    }
    assert set(document["identifier"]) == {"system", "value"}
    for item in document["item"]:
        assert set(item) == {"linkId", "text", "answer"}


@pytest.mark.parametrize("suggestion", ONE_FOR_EACH)
def test_the_record_holds_what_the_visit_came_to_beside_the_advice(
    suggestion, documents, definition
):
    came_to = documents[f"response: {suggestion}"][0]["item"][-1]

    assert came_to["linkId"] == "suggestion"
    assert definition.questionnaire.advice in came_to["text"]
    (answer,) = came_to["answer"]
    assert answer["valueCoding"]["code"] == suggestion
    assert (
        answer["valueCoding"]["display"] == definition.questionnaire.outcomes[suggestion].headline
    )


def test_the_questionnaire_asks_what_the_screens_ask_in_their_order(definition):
    items = fhir.questionnaire(definition)["item"]

    questions = definition.questionnaire.questions
    assert [item["linkId"] for item in items] == [*(each.id for each in questions), "suggestion"]
    for item, question in zip(items, questions):
        options = [option["valueCoding"] for option in item["answerOption"]]
        assert item["text"] == question.ask
        assert [option["code"] for option in options] == list(question.choices)
        assert [option["display"] for option in options] == [
            question.words(choice) for choice in question.choices
        ]
        assert (item["required"], item["repeats"]) == (question.counts, not question.counts)
        assert [hint["text"] for hint in item.get("item", [])] == [question.hint] * bool(
            question.hint
        )


def test_levels_that_are_ordered_have_a_position_and_no_other_has_one(definition):
    items = fhir.questionnaire(definition)["item"]

    positions = {
        item["linkId"]: [
            [each["valueDecimal"] for each in option["valueCoding"].get("extension", [])]
            for option in item["answerOption"]
        ]
        for item in items
    }
    assert positions["throat"] == [[0], [1], [2], [3], []]
    assert positions["rest"] == [[0], [1], [2]]
    for unordered in ("medical", "dreams", "suggestion"):
        assert not any(positions[unordered])


def test_only_the_options_that_stand_alone_are_exclusive(definition):
    item = item_of(fhir.questionnaire(definition), "medical")

    assert [
        option["valueCoding"]["code"] for option in item["answerOption"] if "extension" in option
    ] == ["nothing", "unsaid"]


def test_notes_stand_in_the_order_of_their_levels(definition):
    turned_round = {**COUNTING, "dreams": EVERYTHING_SAID["dreams"][::-1]}

    assert codes_of(respond(definition, turned_round), "dreams") == list(EVERYTHING_SAID["dreams"])


def test_nobody_can_answer_the_suggestion_itself(definition):
    item = item_of(fhir.questionnaire(definition), "suggestion")

    assert item["readOnly"] is True
    assert "required" not in item


def test_without_an_address_the_name_lasts_while_the_questionnaire_and_the_clinic_keep_theirs(
    definition,
):
    later = replace(
        definition,
        questionnaire=replace(definition.questionnaire, version="2027.01", content_hash="0" * 64),
    )
    elsewhere = replace(definition, clinic=replace(definition.clinic, name="Another clinic"))

    name = fhir.canonical_url(definition)

    assert name.startswith("urn:uuid:")
    assert fhir.canonical_url(later) == name
    assert fhir.canonical_url(elsewhere) != name


def test_a_response_names_the_version_that_was_answered(definition):
    later = replace(definition, questionnaire=replace(definition.questionnaire, version="2027.01"))

    assert respond(of_own_address(definition), JAW_AND_NECK)["questionnaire"] == (
        f"{OWN_ADDRESS}|{definition.questionnaire.version}"
    )
    assert respond(of_own_address(later), JAW_AND_NECK)["questionnaire"] == f"{OWN_ADDRESS}|2027.01"


@pytest.mark.parametrize("address", [None, OWN_ADDRESS], ids=["a name", "an address"])
def test_no_two_kinds_of_code_share_a_system(address, definition):
    clinics = replace(definition, clinic=replace(definition.clinic, record_url=address))
    document = respond(clinics, ANSWERED["every note"])
    asked = fhir.questionnaire(clinics)

    systems = [
        document["identifier"]["system"],
        asked["identifier"][0]["system"],
        *(
            system
            for item in asked["item"]
            for system in {option["valueCoding"]["system"] for option in item["answerOption"]}
        ),
    ]
    assert len(systems) == len(set(systems)) == 2 + len(asked["item"])
    assert all(system.startswith(address or "urn:uuid:") for system in systems)
    assert asked["url"] not in systems


def test_the_questionnaire_can_be_told_by_the_bytes_of_its_file(definition):
    (identifier,) = fhir.questionnaire(definition)["identifier"]

    assert identifier["value"] == definition.questionnaire.content_hash


def test_a_demonstration_is_for_no_real_use(definition):
    demonstration = replace(definition, clinic=replace(definition.clinic, demonstration=True))

    assert fhir.questionnaire(demonstration)["experimental"] is True
    assert "experimental" not in fhir.questionnaire(definition)


@pytest.mark.parametrize(
    ("questionnaire_id", "name"),
    [
        ("smas-facelift", "QuestionnaireSmasFacelift"),
        ("neck_2", "QuestionnaireNeck2"),
        ("2-größe", "Questionnaire2GrE"),
    ],
)
def test_the_name_for_machines_is_one_word_of_plain_letters(questionnaire_id, name, definition):
    renamed = replace(
        definition, questionnaire=replace(definition.questionnaire, id=questionnaire_id)
    )

    assert fhir.questionnaire(renamed)["name"] == name


def test_help_is_told_in_the_words_that_were_ticked(definition):
    alone, helped = (
        respond(definition, JAW_AND_NECK, helped=each)["extension"][0]["valueCodeableConcept"]
        for each in (False, True)
    )

    assert "text" not in alone
    assert helped["text"] == definition.texts("tablet.helped_said")
    assert helped["coding"] == alone["coding"]


def test_the_time_keeps_its_zone(definition):
    assert respond(definition, JAW_AND_NECK)["authored"] == "2026-11-22T12:00:30+09:00"
    assert (
        respond(definition, JAW_AND_NECK, authored=NOON.astimezone(UTC))["authored"]
        == "2026-11-22T03:00:30+00:00"
    )


def test_a_time_without_its_zone_is_refused(definition):
    with pytest.raises(ValueError, match="time zone"):
        respond(definition, JAW_AND_NECK, authored=NOON.replace(tzinfo=None))


@pytest.fixture
def on_input(monkeypatch):
    def put(answers):
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(answers)))

    return put


def test_the_command_prints_the_questionnaire(definition):
    done = subprocess.run(
        [sys.executable, "-m", "assessment", "fhir", "questionnaire", *IN_THE_EXAMPLE],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=30,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == fhir.questionnaire(definition)


def test_the_command_prints_the_response(definition, on_input, capsys):
    on_input(JAW_AND_NECK.copy())
    before = datetime.now(UTC).replace(microsecond=0)

    code = main(["fhir", "response", "-", *IN_THE_EXAMPLE, "--reference", REFERENCE, "--helped"])

    printed = json.loads(capsys.readouterr().out)
    authored = datetime.fromisoformat(printed["authored"])
    assert code == 0
    assert before <= authored <= datetime.now(UTC)
    assert printed == respond(definition, JAW_AND_NECK, helped=True, authored=authored)


def test_the_command_takes_a_file_and_draws_a_new_reference_each_time(tmp_path, capsys):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(JAW_AND_NECK.copy()))

    drawn = []
    for _ in range(2):
        assert main(["fhir", "response", str(file), *IN_THE_EXAMPLE]) == 0
        drawn.append(json.loads(capsys.readouterr().out)["identifier"]["value"])

    assert all(map(is_reference, drawn))
    assert drawn[0] != drawn[1]


SECRET = "my name is Ann"


@pytest.mark.parametrize(
    ("given", "arguments", "why"),
    [
        ({**COUNTING, "throat": SECRET}, [], "-: `throat` has no such level. Use `nil` or"),
        ({**COUNTING, "dreams": [SECRET]}, [], "-: `dreams` has no such level. Use "),
        ({"throat": SECRET}, [], "-: `mouth_lines` is not answered. Use "),
        (SECRET, [], "-: Answers are one object"),
        (COUNTING, ["--reference", SECRET], "--reference: this is no reference code"),
        (COUNTING, ["--reference", ""], "--reference: this is no reference code"),
    ],
    ids=["a level", "a note", "an answer missing", "no object", "a reference", "nil"],
)
def test_what_cannot_be_used_is_told_in_one_line_that_repeats_no_answer(
    given, arguments, why, on_input, capsys
):
    on_input(given)

    code = main(["fhir", "response", "-", *IN_THE_EXAMPLE, *arguments])

    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert printed.err.startswith(why)
    assert len(printed.err.splitlines()) == 1
    assert SECRET not in printed.err


def test_no_record_is_made_with_a_faulty_definition(tmp_path, capsys):
    assert main(["fhir", "questionnaire", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [["fhir"], ["fhir", "answers"], ["fhir", "response"]])
def test_half_a_command_ends_with_the_usage(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage: python -m assessment fhir" in capsys.readouterr().err
