"""Which approvals hold of the files as they are now."""

import datetime
import hashlib

import pytest

from assessment.loading import load
from assessment.model.approval import (
    SUBJECTS,
    Approval,
    Approvals,
    Version,
    holding,
    out_of_date,
)

HASHES = {subject: str(number) * 64 for number, subject in enumerate(SUBJECTS, 1)}
NOW = Version("en", HASHES)


def given(subject, content_hash=None, language=None, who="Dr Ann Lee"):
    day = datetime.date(2026, 12, 3)
    return Approval(subject, content_hash or HASHES[subject], who, "surgeon", day, language)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_approval_holds_of_what_it_was_given_for_and_of_nothing_else(subject):
    language = "en" if subject == "translation" else None
    approvals = Approvals((given(subject, language=language),), NOW)

    held = {each: holding(approvals, each) for each in SUBJECTS}

    assert held == {**dict.fromkeys(SUBJECTS, ()), subject: approvals.given}
    assert out_of_date(approvals) == ()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_approval_of_another_version_counts_as_none_and_is_told_as_out_of_date(subject):
    approvals = Approvals((given(subject, "f" * 64, "en"),), NOW)

    assert holding(approvals, subject) == ()
    assert out_of_date(approvals) == approvals.given


def test_the_hash_of_one_thing_approves_no_other():
    approvals = Approvals((given("words", HASHES["rule"]),), NOW)

    assert not any(holding(approvals, subject) for subject in SUBJECTS)


def test_a_translation_into_another_language_than_is_shown_counts_as_none():
    approvals = Approvals((given("translation", language="ko"),), NOW)

    assert holding(approvals, "translation") == ()
    assert out_of_date(approvals) == approvals.given


def test_two_people_may_approve_one_thing_in_the_order_of_the_file():
    both = (given("rule"), given("rule", who="Dr Bo Kim"))

    assert holding(Approvals(both, NOW), "rule") == both


# What the hashes cover


def hashes_in(folder):
    return load(folder).approvals.version.content_hashes


def changed_by_a_byte_more_in(name, folder):
    before = hashes_in(folder)
    place = folder / name
    place.write_bytes(place.read_bytes() + b"\n")
    after = hashes_in(folder)
    return {subject for subject in SUBJECTS if before[subject] != after[subject]}


@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        ("questionnaire.yaml", {"rule", "words"}),
        ("evidence.yaml", {"words"}),
        ("procedures/creams.yaml", {"words"}),
        ("procedures/waiting.yaml", {"words"}),
        ("locales/en.yaml", {"words", "translation"}),
        ("clinic.yaml", set()),
        ("approvals.yaml", set()),
    ],
)
def test_any_byte_of_what_was_read_makes_its_approvals_out_of_date(name, subjects, folder):
    assert changed_by_a_byte_more_in(name, folder) == subjects


def test_a_specialist_can_work_the_hashes_out_without_the_app(folder):
    hashes = hashes_in(folder)
    procedures = sorted(f"procedures/{path.name}" for path in folder.glob("procedures/*.yaml"))
    names = ["evidence.yaml", "locales/en.yaml", *procedures, "questionnaire.yaml"]
    lines = "".join(
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names
    )

    assert hashes["rule"] == hashlib.sha256((folder / names[-1]).read_bytes()).hexdigest()
    assert hashes["rule"] == load(folder).questionnaire.content_hash
    assert hashes["translation"] == hashlib.sha256((folder / names[1]).read_bytes()).hexdigest()
    assert hashes["words"] == hashlib.sha256(lines.encode()).hexdigest()
