"""However a file is spoilt, it loads or explains itself."""

import json
import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assessment.loading import load
from assessment.model.answers import checked
from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError
from assessment.model.text_keys import PLACES
from assessment.rule.suggest import suggest
from tests.definition_files import example_folder

FILES = (
    "questionnaire.yaml",
    "evidence.yaml",
    "clinic.yaml",
    "approvals.yaml",
    "locales/en.yaml",
    *(
        f"procedures/{option}.yaml"
        for option in ("large_lift", "small_lift", "creams", "threads", "waiting")
    ),
)
SOUND = {name: (example_folder() / name).read_bytes() for name in FILES}

TROUBLE = st.sampled_from(
    [
        *(b"no yes on null ~ {} [] - : ? | > # ' \" % & * ! @ ` << = . , -- --- ...".split()),
        *(b"0 -1 1.5 1e999 .nan 0x1F 2026-02-30 12:30 not_sure otherwise all any".split()),
        *(b"at_least {name} {0} {} { } !!int !!binary &a *a !x %YAML".split()),
        *(b'"\\ud800" "\\U00110000" "\\UFFFFFFFF" "\\0"'.split()),
        b"9" * 5000,
        b"[" * 300,
        b"\t",
        b"\r",
        b"\n",
        b"\n\n",
        b"\n---\n",
        b"\x00",
        b"\xff",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xef\xbb\xbf",
        b"\xf0\x9f\x99\x82",
    ]
)


def delete_line(text, at, _other, _new):
    lines = text.splitlines(keepends=True) or [b""]
    del lines[at % len(lines)]
    return b"".join(lines)


def repeat_line(text, at, other, _new):
    lines = text.splitlines(keepends=True) or [b""]
    lines.insert(other % len(lines), lines[at % len(lines)])
    return b"".join(lines)


def swap_lines(text, at, other, _new):
    lines = text.splitlines(keepends=True) or [b""]
    at, other = at % len(lines), other % len(lines)
    lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def swap_words(text, at, other, _new):
    parts = re.split(rb"([\w-]+)", text)
    words = range(1, len(parts), 2)
    if words:
        at, other = words[at % len(words)], words[other % len(words)]
        parts[at], parts[other] = parts[other], parts[at]
    return b"".join(parts)


def replace_word(text, at, _other, new):
    parts = re.split(rb"([\w-]+)", text)
    words = range(1, len(parts), 2)
    if words:
        parts[words[at % len(words)]] = new
    return b"".join(parts)


def replace_value(text, at, _other, new):
    parts = re.split(rb"(?<=[\w\"]: )(.+)", text)
    values = range(1, len(parts), 2)
    if values:
        parts[values[at % len(values)]] = new
    return b"".join(parts)


def delete_bytes(text, at, other, _new):
    at %= len(text) + 1
    return text[:at] + text[at + 1 + other % 20 :]


def insert_bytes(text, at, _other, new):
    at %= len(text) + 1
    return text[:at] + new + text[at:]


def indent_line(text, at, other, _new):
    lines = text.splitlines(keepends=True) or [b""]
    at %= len(lines)
    lines[at] = b" " * (other % 9) + lines[at].lstrip(b" ")
    return b"".join(lines)


def truncate(text, at, _other, _new):
    return text[: at % (len(text) + 1)]


EDITS = st.tuples(
    st.sampled_from(
        [
            delete_line,
            repeat_line,
            swap_lines,
            swap_words,
            replace_word,
            replace_value,
            delete_bytes,
            insert_bytes,
            indent_line,
            truncate,
        ]
    ),
    st.integers(0, 2**20),
    st.integers(0, 2**20),
    TROUBLE | st.binary(min_size=1, max_size=6),
)


def spoilt(text, edits):
    for edit, at, other, new in edits:
        text = edit(text, at, other, new)
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spoilt")
    for name, text in SOUND.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text)
    return folder


def many(examples):
    return settings(
        max_examples=examples,
        phases=(Phase.explicit, Phase.generate),  # to shrink one takes minutes; its edits are told
        derandomize=True,
        database=None,
        deadline=timedelta(seconds=20),
        suppress_health_check=list(HealthCheck),
    )


def assert_loads_or_explains_itself(folder, name, edits):
    text = spoilt(SOUND[name], edits)
    try:
        (folder / name).write_bytes(text)
        definition = load(folder)
    except DefinitionError as refused:
        assert_explained(refused, name, text)
    else:
        assert_usable(definition)
    finally:
        (folder / name).write_bytes(SOUND[name])


def assert_explained(refused, name, text):
    rest_on_it = FILES if name in ("evidence.yaml", "questionnaire.yaml") else (name,)
    lines = len(text.decode(errors="replace").splitlines()) + 1
    assert refused.faults
    for fault in refused.faults:
        assert fault.file in rest_on_it or fault.kind in ("missing-file", "unread-file")
        assert fault.line >= 1
        assert fault.line <= lines or fault.file != name
        assert fault.wrong.strip()
        assert fault.mend.strip()
        assert len(str(fault).splitlines()) == 1


def assert_usable(definition):
    assert isinstance(definition, Definition)
    questionnaire = definition.questionnaire
    for which in (0, -2, -1):
        answers = {
            question.id: (question.choices * 2)[which] for question in questionnaire.counting
        }
        notes = {
            question.id: question.level_ids[:1]
            for question in questionnaire.questions
            if not question.counts
        }
        given = suggest(questionnaire, checked(questionnaire, answers | notes))
        assert given.suggestion in questionnaire.suggestions
        assert given.advice.strip()
        assert json.dumps(given.as_json(), ensure_ascii=False).encode()
    for key, places in PLACES.items():
        assert definition.texts(key, **dict.fromkeys(places, "words")).encode()


@many(150)
@given(edits=st.lists(EDITS, min_size=1, max_size=3))
def test_a_spoilt_questionnaire_loads_or_explains_itself(folder, edits):
    assert_loads_or_explains_itself(folder, "questionnaire.yaml", edits)


@many(150)
@given(name=st.sampled_from(FILES[1:]), edits=st.lists(EDITS, min_size=1, max_size=3))
def test_any_other_spoilt_file_loads_or_explains_itself(folder, name, edits):
    assert_loads_or_explains_itself(folder, name, edits)


@many(60)
@given(name=st.sampled_from(FILES), noise=st.binary(max_size=60))
def test_noise_in_the_place_of_a_file_explains_itself(folder, name, noise):
    (folder / name).write_bytes(noise)
    try:
        with pytest.raises(DefinitionError) as refused:
            load(folder)
    finally:
        (folder / name).write_bytes(SOUND[name])

    assert_explained(refused.value, name, noise)
