"""Who stands behind the app, in the same words on the screen and on paper.

The sentences themselves stand in `locales/`; here they are filled in. None of them is about the
person: an approval is of the rule and the words, and nobody who gave one has seen a patient here.
"""

from __future__ import annotations

from assessment.model.approval import SUBJECTS, Approval, holding, out_of_date
from assessment.model.definition import Definition
from assessment.rule.wording import written_date


def demonstration_sentence(definition: Definition) -> str:
    """Return that no clinic has put its name to it, empty once one has."""
    return definition.texts("approval.demonstration") if definition.clinic.demonstration else ""


def approval_in_short(definition: Definition) -> str:
    """Return in one sentence whether the present version is approved, wholly, in part or not."""
    texts, approvals = definition.texts, definition.approvals
    rule, words = holding(approvals, "rule"), holding(approvals, "words")
    if rule and words:
        return texts("approval.both", by=_people(definition, (*rule, *words)))
    return texts("approval.in_part" if rule or words else "approval.none")


def approval_sentences(definition: Definition) -> list[str]:
    """Return who has approved what of the present version, a sentence for each thing."""
    texts, approvals = definition.texts, definition.approvals
    given = {subject: holding(approvals, subject) for subject in SUBJECTS}
    sentences = [
        texts(f"approval.{subject}", by=_people(definition, given[subject]))
        for subject in SUBJECTS
        if given[subject]
    ]
    if not (given["rule"] or given["words"]):
        sentences.insert(0, texts("approval.none"))
    elif not given["rule"]:
        sentences.append(texts("approval.rule_not"))
    elif not given["words"]:
        sentences.append(texts("approval.words_not"))
    return [*sentences, texts("approval.not_about_you")] if any(given.values()) else sentences


def who_answers_for_it(definition: Definition) -> list[str]:
    """Return all of it: that it is a demonstration where it is one, then who has approved it."""
    sentences = (demonstration_sentence(definition), *approval_sentences(definition))
    return [sentence for sentence in sentences if sentence]


def approvals_for_staff(definition: Definition) -> str:
    """Return what staff are told: whose it is, what is approved, and the hashes to approve."""
    approvals = definition.approvals
    lines = []
    if definition.clinic.demonstration:
        lines += [
            "Who answers for it: nobody yet, and everyone who opens it is told so. In clinic.yaml,"
            " fill in `name`, `behind` and `paid_by`, then take out the line `demonstration: true`."
        ]
    lines.append("To approve it, see docs/editing.md, Approving it. Now, with the hash of each:")
    for subject in SUBJECTS:
        given = [_told(definition, each) for each in holding(approvals, subject)]
        state = f"approved by {'; '.join(given)}" if given else "approved by nobody"
        lines.append(f"  {subject:<12}{approvals.version.content_hashes[subject]}  {state}")
    lines += [
        f"Out of date, so it counts as none: {each.subject}, approved by {_told(definition, each)}."
        " Its files have changed since, or are not served."
        for each in out_of_date(approvals)
    ]
    return "\n".join(lines)


def _people(definition: Definition, given: tuple[Approval, ...]) -> str:
    """Return who gave approvals and when. Who approved two things on one day is named once."""
    return "; ".join(dict.fromkeys(_told(definition, each) for each in given))


def _told(definition: Definition, approval: Approval) -> str:
    return definition.texts(
        "approval.by",
        who=approval.who,
        role=approval.role,
        when=written_date(approval.when),
    )
