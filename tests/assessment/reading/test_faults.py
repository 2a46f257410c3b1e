"""Each file under bad/ holds one mistake, and in its first lines where it is and of what kind.

What a bad file leaves out is taken from the sound file of that name, a section at a time.
`# without rule` takes nothing for `rule`, and `# alone` nothing at all.
"""

import re
from pathlib import Path

import pytest

from assessment.loading import ROOT, load
from assessment.model.faults import DefinitionError, Fault

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").rglob("*.yaml"))
PLACE = {
    "questionnaire": "questionnaire.yaml",
    "evidence": "evidence.yaml",
    "clinic": "clinic.yaml",
    "approvals": "approvals.yaml",
    "procedures": "procedures/wait.yaml",
    "locales": "locales/en.yaml",
}


def expected_of(bad):
    found = re.findall(r"^# expect (\d+) ([a-z0-9-]+)$", bad.decode(errors="replace"), re.MULTILINE)
    assert found, "A bad file says what is expected of it"
    return [(int(line), kind) for line, kind in found]


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
    return refused.value.faults


def places_of(faults):
    return [(fault.file, fault.line, fault.kind) for fault in faults]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.parent.name}/{bad.stem}")
def test_a_bad_file_is_refused_with_just_the_faults_it_has(bad, small_folder):
    name = PLACE[bad.parent.name]
    place = small_folder / name
    text = bad.read_bytes()
    place.write_bytes(completed(text, place.read_bytes()))

    faults = faults_of(small_folder)

    assert places_of(faults) == [(name, line, kind) for line, kind in expected_of(text)]
    for fault in faults:
        assert len(str(fault).splitlines()) == 1
        assert len(str(fault)) < 500
        assert fault.wrong
        assert fault.mend, "nobody is told what to do about it"


def test_every_kind_of_fault_has_a_bad_file_or_a_test_of_its_own():
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("reading", "rule")
        for path in (ROOT / "assessment" / room).glob("*.py")
    )
    tried = {kind for bad in BAD for _, kind in expected_of(bad.read_bytes())}
    tests = [*HERE.glob("test_*.py"), *HERE.parent.glob("rule/test_*.py")]
    tried |= {
        kind
        for test in tests
        for kind in re.findall(r'"([a-z0-9-]+)"', test.read_text(encoding="utf-8"))
    }

    told = set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+|alias|boolean|tag)"', source))
    assert told - tried - {"utf-8"} == set()
    assert {"missing-file", "unread-file", "failed-check"} <= told


def test_the_sound_files_that_the_bad_ones_rest_on_are_not_refused(small_folder):
    assert load(small_folder).questionnaire.id == "two-questions"


def test_the_faults_of_every_file_are_told_in_one_go_in_file_and_line_order(small_folder):
    (small_folder / "clinic.yaml").write_text("format: 2\nname: A\nbehind: B\npaid_by: no\n")
    (small_folder / "evidence.yaml").write_text("- a list\n")
    questionnaire = small_folder / "questionnaire.yaml"
    questionnaire.write_text(questionnaire.read_text().replace("neck: severe", "nekc: severe"))
    (small_folder / "procedures/lift.yaml").unlink()
    (small_folder / "procedures/thread_lift.yaml").touch()

    assert places_of(faults_of(small_folder)) == [
        ("clinic.yaml", 1, "unknown-format"),
        ("clinic.yaml", 4, "boolean"),
        ("evidence.yaml", 1, "not-a-mapping"),
        ("procedures/lift.yaml", 1, "missing-file"),
        ("procedures/thread_lift.yaml", 1, "unread-file"),
        ("questionnaire.yaml", 13, "unknown-name"),
    ]


def test_every_file_that_is_missing_is_named(tmp_path):
    assert places_of(faults_of(tmp_path)) == [
        ("approvals.yaml", 1, "missing-file"),
        ("clinic.yaml", 1, "missing-file"),
        ("evidence.yaml", 1, "missing-file"),
        ("locales/en.yaml", 1, "missing-file"),
        ("questionnaire.yaml", 1, "missing-file"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("procedures/thread_lift.yaml", "procedures/wait.yml", "procedures/wait.yaml.old"),
        *("procedures/notes.txt", "locales/ko.yaml", "locales/en.yml"),
    ],
)
def test_a_file_that_nobody_reads_is_refused_with_its_name(name, small_folder):
    (small_folder / name).touch()

    assert places_of(faults_of(small_folder)) == [(name, 1, "unread-file")]


def test_a_folder_that_nobody_reads_is_refused_and_what_a_computer_leaves_is_let_be(small_folder):
    for leftover in (".DS_Store", "Thumbs.db", "wait.yaml~"):
        (small_folder / "procedures" / leftover).touch()
    (small_folder / "procedures/old").mkdir()

    assert places_of(faults_of(small_folder)) == [("procedures/old", 1, "unread-file")]


def test_no_option_is_blamed_where_the_list_of_them_cannot_be_read(small_folder):
    (small_folder / "questionnaire.yaml").write_text("- a list\n")

    assert {fault.file for fault in faults_of(small_folder)} == {"questionnaire.yaml"}


def test_a_folder_in_the_place_of_a_file_is_a_fault_and_no_crash(small_folder):
    (small_folder / "clinic.yaml").unlink()
    (small_folder / "clinic.yaml").mkdir()

    assert places_of(faults_of(small_folder)) == [("clinic.yaml", 1, "unreadable-file")]


@pytest.mark.parametrize(
    "nested",
    [
        *("[" * 20_000 + "]" * 20_000, "[" * 20_000, "{a: " * 20_000 + "}" * 20_000),
        *("- " * 20_000 + "a", "? " * 20_000 + "a"),
    ],
    ids=["brackets", "brackets left open", "mappings", "lists", "keys"],
)
def test_a_file_nested_20_000_deep_is_told_as_such(nested, small_folder):
    (small_folder / "clinic.yaml").write_text(nested)

    assert places_of(faults_of(small_folder)) == [("clinic.yaml", 1, "nested-too-deeply")]


def test_a_file_far_too_large_is_not_even_read(small_folder):
    (small_folder / "clinic.yaml").write_text("a: b\n" * 400_000)

    assert places_of(faults_of(small_folder)) == [("clinic.yaml", 1, "too-large")]


def test_no_fault_of_the_questionnaire_blames_the_sources_that_could_not_be_read(folder):
    evidence = folder / "evidence.yaml"
    evidence.write_text(evidence.read_text().replace("sources:", "source:", 1))

    assert {fault.file for fault in faults_of(folder)} == {"evidence.yaml"}


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("format: 2", "`format: 1`"),
        ("tablets: {idle_seconds: 5}", "from 30 to 3600"),
        ("tablets: {idle_seconds: [5]}", "from 30 to 3600"),
    ],
)
def test_a_number_that_does_not_fit_is_told_with_those_that_do(line, mend, small_folder):
    clinic = small_folder / "clinic.yaml"
    key = line.partition(":")[0]
    kept = [each for each in clinic.read_text().splitlines() if not each.startswith(f"{key}:")]
    clinic.write_text("\n".join([line, *kept]))

    (fault,) = faults_of(small_folder)

    assert mend in fault.mend
    assert "from 1 to 1 " not in str(fault)


def test_a_fault_is_one_line_that_begins_with_its_place():
    fault = Fault("questionnaire.yaml", 41, "unknown-key", "`naem` is no key", "Use `name`")

    assert str(fault) == "questionnaire.yaml:41: `naem` is no key. Use `name`."
