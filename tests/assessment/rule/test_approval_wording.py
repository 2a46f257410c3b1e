"""What is said of who answers for it: to patients, on paper and to staff."""

import datetime
from dataclasses import replace

import pytest

from assessment.model.approval import Approval
from assessment.rule.approval_wording import (
    approval_in_short,
    approval_sentences,
    approvals_for_staff,
    demonstration_sentence,
    who_answers_for_it,
)

ANN, BO = ("Dr Ann Lee", "plastic surgeon"), ("Dr Bo Kim", "translator")
DAY = datetime.date(2026, 12, 3)
ANN_ON_THE_DAY = "Dr Ann Lee (plastic surgeon) on 3 December 2026"


def approved(definition, *given):
    """Return the definition with just these approvals: (what, who), or (what, who, hash)."""
    version = definition.approvals.version
    approvals = tuple(
        Approval(
            subject,
            other[0] if other else version.content_hashes[subject],
            *by,
            DAY,
            version.language if subject == "translation" else None,
        )
        for subject, by, *other in given
    )
    return replace(definition, approvals=replace(definition.approvals, given=approvals))


OUT_OF_DATE = ("rule", ANN, "f" * 64)
TRANSLATION = ("translation", BO)


@pytest.mark.parametrize(
    ("given", "short", "told"),
    [
        ([], "none", ["none"]),
        ([OUT_OF_DATE], "none", ["none"]),
        ([TRANSLATION], "none", ["none", "translation", "not_about_you"]),
        ([("rule", ANN)], "in_part", ["rule", "words_not", "not_about_you"]),
        ([("words", ANN)], "in_part", ["words", "rule_not", "not_about_you"]),
        ([("rule", ANN), ("words", ANN)], "both", ["rule", "words", "not_about_you"]),
        (
            [("rule", ANN), ("words", ANN), TRANSLATION, OUT_OF_DATE],
            "both",
            ["rule", "words", "translation", "not_about_you"],
        ),
    ],
)
def test_each_thing_is_said_to_be_approved_or_not(definition, given, short, told):
    at_hand = approved(definition, *given)

    def begins(key):
        return definition.texts.by_key[f"approval.{key}"].partition("{")[0]

    assert approval_in_short(at_hand).startswith(begins(short))
    sentences = approval_sentences(at_hand)
    assert len(sentences) == len(told)
    assert all(each.startswith(begins(key)) for each, key in zip(sentences, told, strict=True))


def test_who_approved_it_what_they_are_and_when_are_said(definition):
    at_hand = approved(definition, ("rule", ANN), ("words", ANN))

    assert approval_in_short(at_hand).count(ANN_ON_THE_DAY) == 1, "nobody is named twice"
    assert all(ANN_ON_THE_DAY in each for each in approval_sentences(at_hand)[:2])


def test_an_approval_that_fits_no_more_names_nobody_to_a_patient(definition):
    at_hand = approved(definition, OUT_OF_DATE, ("words", ("Dr Bo Kim", "surgeon"), "0" * 64))

    told = " ".join([approval_in_short(at_hand), *who_answers_for_it(at_hand)])

    assert "Ann Lee" not in told
    assert "Bo Kim" not in told


def test_a_demonstration_is_said_to_be_one_first_and_no_clinic_of_its_own_is(definition):
    demonstration = replace(definition, clinic=replace(definition.clinic, demonstration=True))
    words = definition.texts("approval.demonstration")

    assert demonstration_sentence(demonstration) == words
    assert who_answers_for_it(demonstration)[0] == words
    assert demonstration_sentence(definition) == ""
    assert words not in who_answers_for_it(definition)
    assert all(who_answers_for_it(definition))


def test_staff_are_told_each_hash_who_approved_it_and_what_is_out_of_date(definition):
    told = approvals_for_staff(approved(definition, ("rule", ANN), ("words", BO, "f" * 64)))

    lines = told.splitlines()
    hashes = definition.approvals.version.content_hashes
    for subject, content_hash in hashes.items():
        (line,) = [each for each in lines if each.strip().startswith(subject)]
        assert content_hash in line
        assert ("approved by nobody" in line) == (subject != "rule")
        assert (ANN_ON_THE_DAY in line) == (subject == "rule")
    (late,) = [each for each in lines if each.startswith("Out of date")]
    assert "words" in late
    assert "Dr Bo Kim" in late
    assert "demonstration" not in told


def test_staff_of_a_demonstration_are_told_what_to_fill_in(definition):
    demonstration = replace(definition, clinic=replace(definition.clinic, demonstration=True))

    told = approvals_for_staff(demonstration)

    for words in ("clinic.yaml", "`name`", "`behind`", "`paid_by`", "`demonstration: true`"):
        assert words in told
