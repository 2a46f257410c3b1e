"""Ten things and more that a clinic may honestly change: each is sound, and turns no test red.

Each edit is made on a copy of the clinic's files and checked. Then all of them are made together,
and the tests of the content run on that; no other test reads the clinic's files (see the last).
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.__main__ import main
from assessment.loading import ROOT, load
from tests.definition_files import copied_to

HERE = Path(__file__)


def replaced(folder, name, *pairs):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, f"{name} holds {text.count(old)} times {old!r}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def without(folder, name, start, end):
    """Take out what stands from a line on, up to another."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    at = text.index(start)
    file.write_text(text[:at] + text[text.index(end, at) :], encoding="utf-8")


def an_answer_in_other_words(folder):
    replaced(folder, "questionnaire.yaml", ("Firm, one clear line", "One firm line to the chin"))


def one_level_more(folder):
    more = "      flexible: As much time as it takes\n"
    replaced(folder, "questionnaire.yaml", (more, f"{more}      some: A few weeks are fine\n"))


def a_wish_less(folder):
    without(folder, "questionnaire.yaml", "  - id: recovery\n", "  # Notes:")
    without(
        folder, "questionnaire.yaml", "  - remark: full_lift_and_time", "  - remark: lifts_and_"
    )


def a_wish_more(folder):
    replaced(
        folder,
        "questionnaire.yaml",
        (
            "  # Notes: for the specialist.",
            "  - id: visits\n    kind: wish\n    name: Visits\n    ask: How many visits are fine?\n"
            "    levels:\n      few: A few\n      many: As many as it takes\n\n"
            "  # Notes: for the specialist.",
        ),
    )


def a_new_source(folder):
    replaced(
        folder,
        "evidence.yaml",
        (
            "# What went well with",
            "  - id: our-own-look-2025\n    kind: study\n    year: 2025\n    people: 61\n"
            '    cite: "Our own clinic, 2025"\n    found: "Of 61 people, 58 came back."\n'
            "# What went well with",
        ),
    )
    replaced(
        folder,
        "procedures/no_treatment.yaml",
        (
            '    - plain: "There is nothing to heal, so your days go on as they are."',
            '    - plain: "There is nothing to heal, so your days go on as they are."\n'
            '    - fact: "Of 61 people, 58 came back."\n      sources: [our-own-look-2025]',
        ),
    )


def a_new_threshold(folder):
    """Of the rule: two of three strong wishes are no longer enough."""
    replaced(folder, "questionnaire.yaml", ("        - at_least: 2\n", "        - at_least: 3\n"))


def a_criterion_met_from_another_level(folder):
    old = "say: Deep lines all over the face\n    met_from: severe"
    replaced(folder, "questionnaire.yaml", (old, old.replace("severe", "moderate")))


def a_clause_less(folder):
    without(
        folder,
        "questionnaire.yaml",
        "  - clause: strong_wishes",
        "  - clause: lines_beyond_sagging",
    )


def a_check_and_an_example_more(folder):
    replaced(
        folder,
        "questionnaire.yaml",
        (
            "examples:\n",
            "  - check: heavy_jaw\n    say: A severe jawline never points toward neither.\n"
            "    when:\n      jawline: severe\n    never: [neither]\n\nexamples:\n"
            "  - example: a_patient_of_ours\n"
            "    answers: { jawline: mild, neck: mild, face_contours: a_little }\n"
            "    suggest: minimum_incision_partial_lift\n\n",
        ),
    )


def a_fifth_option(folder):
    text = (folder / "procedures/other_care.yaml").read_text(encoding="utf-8")
    neck_lift = text.replace("id: other_care", "id: neck_lift").replace("Other care", "Neck lift")
    (folder / "procedures/neck_lift.yaml").write_text(neck_lift, encoding="utf-8")
    listed = ("partial_lift, full_smas_lift]", "partial_lift, neck_lift, full_smas_lift]")
    replaced(folder, "questionnaire.yaml", listed)


def the_options_in_another_order(folder):
    old = "[no_treatment, other_care, minimum_incision_partial_lift, full_smas_lift]"
    new = "[full_smas_lift, minimum_incision_partial_lift, other_care, no_treatment]"
    replaced(folder, "questionnaire.yaml", (old, new))


def a_suggestion_of_other_care(folder):
    other_care = (
        "  other_care:\n    headline: Your answers point toward other care\n"
        "    meaning: That is care other than a facelift.\n"
    )
    replaced(folder, "questionnaire.yaml", ("  neither:\n", f"{other_care}  neither:\n"))
    file = folder / "questionnaire.yaml"
    text = file.read_text(encoding="utf-8")
    both = r"suggest: neither(?=\n    (because: You see no|clause: no_sagging))"
    file.write_text(re.sub(both, "suggest: other_care", text), encoding="utf-8")


def a_note_under_another_id(folder):
    file = folder / "questionnaire.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\bhealth\b(?=:|$)|(?<=id: )health", "medical", text), encoding="utf-8")


def the_clinics_own_name(folder):
    replaced(
        folder,
        "clinic.yaml",
        ("name: Demonstration", "name: Our Clinic"),
        ("\ndemonstration: true\n", "\n"),
    )


def an_approval(folder):
    """By a specialist, of the rule and of the words; the words have changed since."""
    of_the_rule = load(folder).questionnaire.content_hash
    by = "    who: Dr Ann Lee\n    role: plastic surgeon\n    when: 2026-12-03\n"
    hashes = {"rule": of_the_rule, "words": "ab" * 32}
    given = "".join(f"  - what: {what}\n    hash: {hash_}\n{by}" for what, hash_ in hashes.items())
    replaced(folder, "approvals.yaml", ("\napprovals: []\n", f"\napprovals:\n{given}"))


def other_words_on_a_button(folder):
    replaced(folder, "locales/en.yaml", ("  continue: Continue", "  continue: Go on"))


OF_THE_WORDS = (
    *(an_answer_in_other_words, a_new_source, a_criterion_met_from_another_level),
    *(a_fifth_option, the_clinics_own_name, an_approval, other_words_on_a_button),
)
"""The rule stays as it is."""

OF_THE_RULE = (
    *(one_level_more, a_wish_less, a_wish_more, a_new_threshold, a_clause_less),
    *(a_check_and_an_example_more, the_options_in_another_order),
    *(a_suggestion_of_other_care, a_note_under_another_id),
)


@pytest.mark.parametrize("edit", [*OF_THE_WORDS, *OF_THE_RULE], ids=lambda edit: edit.__name__)
def test_an_honest_edit_is_sound(edit, tmp_path, capfd):
    edit(copied_to(tmp_path, ROOT))
    assert main(["check", "--folder", str(tmp_path)]) == 0, capfd.readouterr().err


def run_on(*folders):
    """Run the other tests of the content on some folders, as a clinic would: not in CI."""
    tests = [str(path) for path in HERE.parent.glob("test_*.py") if path != HERE]
    settings = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests],
        cwd=ROOT,
        env={**settings, "CONTENT_FOLDERS": os.pathsep.join(map(str, folders))},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_honest_edit_turns_a_test_red(tmp_path):
    copies = tmp_path / "words", tmp_path / "rule"
    for copy, edits in zip(copies, (OF_THE_WORDS, OF_THE_RULE), strict=True):
        copy.mkdir()
        copied_to(copy, ROOT)
        for edit in edits:
            edit(copy)
    ran = run_on(*copies)

    assert ran.returncode == 0, ran.stdout
    assert " passed" in ran.stdout


def test_an_edit_that_is_not_honest_turns_a_test_red(tmp_path):
    replaced(
        copied_to(tmp_path, ROOT),
        "procedures/full_smas_lift.yaml",
        ('name: "Full SMAS lift"', 'name: "The best, safest lift"'),
    )
    ran = run_on(tmp_path)

    assert ran.returncode == 1
    assert "test_no_sentence_holds_a_word_to_avoid" in ran.stdout


def test_a_changed_rule_is_the_one_that_is_then_used(tmp_path):
    a_new_threshold(copied_to(tmp_path, ROOT))

    before, after = load(ROOT).questionnaire, load(tmp_path).questionnaire
    assert before.rule != after.rule
    assert before.content_hash != after.content_hash


READS_THE_CLINICS_FILES = re.compile(
    r"""\bload\(\)|load\(ROOT\)|ROOT / "(locales|procedures|questionnaire|evidence|clinic)"""
)


def test_no_other_test_reads_the_clinics_files():
    """A test loads the example, or a folder of its own; only a few in a browser read these."""
    tests = HERE.parent.parent
    reading = {
        path.relative_to(tests).as_posix()
        for path in tests.rglob("*.py")
        if READS_THE_CLINICS_FILES.search(path.read_text(encoding="utf-8"))
    }

    assert reading == {
        "assessment/test_boundary.py",  # that no code knows an id of theirs
        "browser/clinics_patient.py",  # what a clinic's patients see
        "content/test_honest_edits.py",
        "definition_files.py",  # the words of the screens, found by their keys
    }
