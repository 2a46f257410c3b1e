"""FHIR R4 (4.0.1): the questionnaire, and one visit's answers, as a record system takes them in.

Both are plain values for JSON. `docs/record-system.md` tells staff what is in them. Each extension
is one that HL7 publishes with R4; the tests hold every document against HL7's own definitions.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.model.questionnaire import NOT_SURE, Question
from assessment.rule.suggest import suggest

Resource = dict[str, Any]

_NAMESPACE: Final = UUID("2be78345-d952-4909-aa4e-ebeea18066cc")
_EXTENSIONS: Final = "http://hl7.org/fhir/StructureDefinition/"
_DISPLAY_CATEGORY: Final = "http://hl7.org/fhir/questionnaire-display-category"
_PARTICIPATION_MODE: Final = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode"
_SUGGESTION: Final = "suggestion"

OWN_ITEMS: Final = (_SUGGESTION,)
"""The items of a record that are no question. No question may have the id of one."""


def questionnaire(definition: Definition) -> Resource:
    """Return the FHIR `Questionnaire`: what is asked, and what an answer may point toward."""
    asked, texts = definition.questionnaire, definition.texts
    url = canonical_url(definition)
    reviewed = asked.reviewed.isoformat()
    return {
        "resourceType": "Questionnaire",
        "language": texts.language,
        "url": url,
        "identifier": [{"system": _system(url, "content-hash"), "value": asked.content_hash}],
        "version": asked.version,
        "name": _computer_name(asked.id),
        "title": texts("page.title"),
        "status": "active",
        "subjectType": ["Patient"],
        # No approvalDate, since that is the publisher's own and approvals.yaml holds specialists'.
        # No effectivePeriod, since `review_by` is when to look again: it stays in use after that.
        **({"experimental": True} if definition.clinic.demonstration else {}),
        "date": reviewed,
        "publisher": definition.clinic.name,
        "description": texts("page.description"),
        "lastReviewDate": reviewed,
        "item": [
            *(_question_item(question, url) for question in asked.questions),
            {
                "linkId": _SUGGESTION,
                "text": _suggestion_text(definition),
                "type": "choice",
                "readOnly": True,
                "answerOption": [
                    {"valueCoding": _suggestion_coding(definition, suggestion)}
                    for suggestion in asked.suggestions
                ],
            },
        ],
    }


def response(
    definition: Definition, answers: Answers, *, reference: str, authored: datetime, helped: bool
) -> Resource:
    """Return the FHIR `QuestionnaireResponse`: what one person answered and what it came to.

    answers: checked ones, without the notes that the person keeps to themselves. reference: the
    code to find the visit by. authored: when this is made, with its time zone; ValueError
    without one. helped: whether someone helped to fill it in. Nothing in it says who the person is.
    """
    if authored.utcoffset() is None:
        raise ValueError("`authored` has no time zone")
    asked = definition.questionnaire
    url = canonical_url(definition)
    suggestion = suggest(asked, answers).suggestion
    answered = [(question, _chosen(question, answers)) for question in asked.questions]
    return {
        "resourceType": "QuestionnaireResponse",
        "language": definition.texts.language,
        "extension": [_completion_mode(definition, helped=helped)],
        "identifier": {"system": _system(url, "reference"), "value": reference},
        "questionnaire": f"{url}|{asked.version}",
        "status": "completed",
        "authored": authored.isoformat(timespec="seconds"),
        "item": [
            *(
                {
                    "linkId": question.id,
                    "text": question.ask,
                    "answer": [
                        {"valueCoding": _level_coding(question, level, url)} for level in chosen
                    ],
                }
                for question, chosen in answered
                if chosen
            ),
            {
                "linkId": _SUGGESTION,
                "text": _suggestion_text(definition),
                "answer": [{"valueCoding": _suggestion_coding(definition, suggestion)}],
            },
        ],
    }


def canonical_url(definition: Definition) -> str:
    """Return what a record system knows the questionnaire by, whatever its version.

    The clinic's own address, or a name made of the questionnaire's id and the clinic's name.
    """
    made_of = f"{definition.questionnaire.id} {definition.clinic.name}"
    return definition.clinic.record_url or uuid5(_NAMESPACE, made_of).urn


def _system(url: str, of: str) -> str:
    """Return the name of one of our own systems of codes: below the address, or made of the name.

    of: what the codes are for, such as `levels/neck`.
    """
    return uuid5(UUID(url), of).urn if url.startswith("urn:uuid:") else f"{url}/{of}"


def _computer_name(questionnaire_id: str) -> str:
    """Return a name of letters and digits that starts with a capital, as R4 advises."""
    words = re.findall("[a-z0-9]+", questionnaire_id)
    return "Questionnaire" + "".join(word.capitalize() for word in words)


def _question_item(question: Question, url: str) -> Resource:
    item: Resource = {
        "linkId": question.id,
        "text": question.ask,
        "type": "choice",
        "required": question.counts,
        "repeats": not question.counts,
        "answerOption": [_option(question, choice, url) for choice in question.choices],
    }
    if question.hint:
        item["item"] = [_hint_item(question)]
    return item


def _hint_item(question: Question) -> Resource:
    """Return the hint as a text below its question: it is always shown, not behind a button."""
    coding = {"system": _DISPLAY_CATEGORY, "code": "instructions", "display": "Instructions"}
    return {
        "extension": [
            _extension("questionnaire-displayCategory", valueCodeableConcept={"coding": [coding]})
        ],
        "linkId": f"{question.id}.hint",  # no question has an id with a dot in it
        "text": question.hint,
        "type": "display",
    }


def _option(question: Question, choice: str, url: str) -> Resource:
    option: Resource = {"valueCoding": _level_coding(question, choice, url)}
    if choice in question.alone:
        option["extension"] = [_extension("questionnaire-optionExclusive", valueBoolean=True)]
    return option


def _level_coding(question: Question, choice: str, url: str) -> Resource:
    """Return a choice as a coding, with its position where the levels are ordered.

    The position stands within the coding, the one place that both documents have in common.
    A note's levels are not ordered, and `not_sure` is none of the levels.
    """
    coding: Resource = {
        "system": _system(url, f"levels/{question.id}"),
        "code": choice,
        "display": question.words(choice),
    }
    if question.counts and choice != NOT_SURE:
        position = question.position(choice)
        coding["extension"] = [_extension("ordinalValue", valueDecimal=position)]
    return coding


def _chosen(question: Question, answers: Answers) -> tuple[str, ...]:
    """Return what was chosen in the order of the levels; nothing where nothing was."""
    answer = answers.get(question.id, ())
    chosen = (answer,) if isinstance(answer, str) else answer
    return tuple(choice for choice in question.choices if choice in chosen)


def _suggestion_text(definition: Definition) -> str:
    """Return the words above a suggestion. The advice never leaves its side, in a record either."""
    return f"{definition.texts('result.eyebrow')}. {definition.questionnaire.advice}"


def _suggestion_coding(definition: Definition, suggestion: str) -> Resource:
    return {
        "system": _system(canonical_url(definition), _SUGGESTION),
        "code": suggestion,
        "display": definition.questionnaire.outcomes[suggestion].headline,
    }


def _completion_mode(definition: Definition, *, helped: bool) -> Resource:
    """Return how the answers were given. R4 takes one of three codes: electronic, verbal, written.

    A screen took them, with help or without, so the code is the same: help need not be verbal, and
    the person who ticks that they had some does not say which. The words tell.
    """
    mode: Resource = {
        "coding": [
            {"system": _PARTICIPATION_MODE, "code": "ELECTRONIC", "display": "electronic data"}
        ]
    }
    if helped:
        mode["text"] = definition.texts("tablet.helped_said")
    return _extension("questionnaireresponse-completionMode", valueCodeableConcept=mode)


def _extension(name: str, **value: object) -> Resource:
    return {"url": _EXTENSIONS + name, **value}
