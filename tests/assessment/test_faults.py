"""Each file under bad/ holds one mistake, and in its first lines what must be said about it.

What a bad file leaves out is taken from the sound file of that name, a section at a time.
`# without rule` takes nothing for `rule`, and `# alone` nothing at all.
"""

import re
from pathlib import Path

import pytest

from assessment.definition import DefinitionError, load

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").rglob("*.yaml"))
PLACE = {
    "questionnaire": "questionnaire.yaml",
    "evidence": "evidence.yaml",
    "clinic": "clinic.yaml",
    "procedures": "procedures/no_treatment.yaml",
    "locales": "locales/en.yaml",
}


def expected_of(bad):
    found = re.findall(r"^# expect (.*)$", bad.decode(errors="replace"), re.MULTILINE)
    assert found, "A bad file says what is expected of it"
    return found


def completed(bad, sound):
    if b"\n# alone\n" in bad:
        return bad
    left_out = re.findall(rb"^# without (\w+)$", bad, re.MULTILINE)
    said = {*left_out, *re.findall(rb"^(\w+):", bad, re.MULTILINE)}
    sections = re.findall(rb"^(\w+):(.*?)(?=^\w+:|\Z)", sound, re.MULTILINE | re.DOTALL)
    return bad + b"".join(key + b":" + text for key, text in sections if key not in said)


def faults_of(folder):
    with pytest.raises(DefinitionError) as refused:
        load(folder)
    assert str(refused.value).splitlines() == [str(fault) for fault in refused.value.faults]
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.parent.name}/{bad.stem}")
def test_a_bad_file_is_refused_with_just_the_faults_it_has(bad, small_folder):
    name = PLACE[bad.parent.name]
    place = small_folder / name
    text = bad.read_bytes()
    place.write_bytes(completed(text, place.read_bytes()))

    faults = faults_of(small_folder)

    assert faults == [f"{name}:{line}" for line in expected_of(text)]


def test_the_sound_files_that_the_bad_ones_rest_on_are_not_refused(small_folder):
    assert load(small_folder).questionnaire.id == "two-questions"


def test_the_faults_of_every_file_are_told_in_one_go_in_file_and_line_order(small_folder):
    (small_folder / "clinic.yaml").write_text("format: 2\nname: A\nbehind: B\npaid_by: no\n")
    (small_folder / "evidence.yaml").write_text("- a list\n")
    questionnaire = small_folder / "questionnaire.yaml"
    questionnaire.write_text(questionnaire.read_text().replace("neck: severe", "nekc: severe"))
    (small_folder / "procedures/other_care.yaml").unlink()
    (small_folder / "procedures/thread_lift.yaml").touch()

    faults = faults_of(small_folder)

    assert faults == [
        "clinic.yaml:1: A whole number from 1 to 1 belongs here. Write one.",
        'clinic.yaml:4: YAML reads `no` as true or false, not as a word. Put it in quotes: "no".',
        "evidence.yaml:1: The file must be lines of `key: value`. Write it that way.",
        "procedures/other_care.yaml:1: The file is missing."
        " Put it back, or copy it from the last release.",
        "procedures/thread_lift.yaml:1: `thread_lift` is not one of the options that are compared."
        " Take the file away; the options are full_smas_lift, minimum_incision_partial_lift,"
        " other_care, no_treatment.",
        "questionnaire.yaml:12: There is no question `nekc`. Did you mean `neck`?",
    ]


def test_every_file_that_is_missing_is_named(tmp_path):
    faults = faults_of(tmp_path)

    assert [fault.partition(":")[0] for fault in faults] == [
        "clinic.yaml",
        "evidence.yaml",
        "locales/en.yaml",
        "procedures/full_smas_lift.yaml",
        "procedures/minimum_incision_partial_lift.yaml",
        "procedures/no_treatment.yaml",
        "procedures/other_care.yaml",
        "questionnaire.yaml",
    ]
    assert not [fault for fault in faults if ":1: The file is missing. " not in fault]


def test_a_folder_in_the_place_of_a_file_is_a_fault_and_no_crash(small_folder):
    (small_folder / "clinic.yaml").unlink()
    (small_folder / "clinic.yaml").mkdir()

    (fault,) = faults_of(small_folder)

    assert fault.startswith("clinic.yaml:1: The file cannot be read: ")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_file_nested_too_deeply_is_a_fault_and_no_crash(opening, small_folder):
    (small_folder / "clinic.yaml").write_text(opening * 700)

    (fault,) = faults_of(small_folder)

    assert fault.startswith("clinic.yaml:1: ")


def test_brackets_closed_700_deep_are_told_as_such(small_folder):
    (small_folder / "clinic.yaml").write_text("[" * 700 + "]" * 700)

    assert faults_of(small_folder) == [
        "clinic.yaml:1: The file is nested too deeply. Take the extra brackets out."
    ]


def test_no_fault_of_the_questionnaire_blames_the_sources_that_could_not_be_read(shipped_folder):
    evidence = shipped_folder / "evidence.yaml"
    evidence.write_text(evidence.read_text().replace("sources:", "source:", 1))

    faults = faults_of(shipped_folder)

    assert [fault.partition(":")[0] for fault in faults] == ["evidence.yaml", "evidence.yaml"]
    assert not [fault for fault in faults if "There is no source" in fault]
