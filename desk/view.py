"""A finished visit on one screen: what the rule saw, what it makes of it, and why."""

from __future__ import annotations

from assessment.records.visit_code import CodedVisit, edition_mark
from assessment.rule import wording
from desk import at_the_desk, face_view, rule_view
from desk.as_text import in_words
from desk.facts import Facts, Said, about, code_of, facts, said, unsure_sentence
from serving import markup
from serving.served_definition import served_definition


def show(visit: CodedVisit) -> None:
    """Show the page."""
    told = facts(visit)
    markup.show(
        markup.element(
            "div",
            _head(told),
            markup.element("div", _why(told), class_="why"),
            markup.element("div", face_view.signs(told), class_="seen"),
            markup.element("div", _told(told), class_="told"),
            markup.element("div", _remarks(told), _criteria(told), class_="beside"),
            markup.element("div", rule_view.path(told), class_="path"),
            class_="visit",
        ),
        markup.text("p", " ".join(about(visit)), class_="about"),
    )


def _head(told: Facts) -> str:
    texts, suggestion = told.definition.texts, told.suggestion
    decided = told.decided_by
    by = (
        texts(
            "desk.by_clause",
            number=decided.number,
            total=len(told.path),
            clause=decided.clause.id,
        )
        if decided
        else texts("desk.by_none")
    )
    first = [each.say for each in suggestion.remarks if each.first]
    earlier = ""
    if edition_mark(told.definition) != edition_mark(served_definition()):
        version = told.definition.questionnaire.version
        earlier = markup.text("p", texts("desk.earlier", version=version), class_="notice")
    reads = markup.element(
        "p",
        markup.text("span", texts("desk.patient_reads"), class_="label"),
        " ",
        markup.text("q", suggestion.because),
    )
    head = markup.head(
        at_the_desk.turn(),
        "",
        "",
        told.result,
        reads,
        before=markup.element(
            "p",
            markup.text("span", by),
            markup.text("span", code_of(told.visit), class_="here"),
            class_="eyebrow",
        ),
    )
    advice = markup.element(
        "div",
        markup.text("p", suggestion.advice, class_="said"),
        *(markup.text("p", each) for each in told.standing),
        class_="advice",
    )
    return markup.element(
        "div",
        earlier,
        *(markup.text("p", each, class_="notice") for each in first),
        markup.element("div", head, advice),
        class_="top",
    )


def _why(told: Facts) -> str:
    texts, definition = told.definition.texts, told.definition
    reasons = wording.reason_lines(definition, told.suggestion)
    none = markup.text("p", texts("desk.reasons_none"))
    return "".join(
        [
            markup.section(
                texts("desk.reasons_heading"),
                markup.lines("ul", reasons) if reasons else none,
            ),
            markup.section(
                texts("desk.unsure_heading"),
                markup.text("p", unsure_sentence(told) or texts("desk.unsure_none")),
            ),
            markup.section(texts("desk.changes_heading"), _changes(told)),
        ]
    )


def _changes(told: Facts) -> str:
    """Return every step that would change the suggestion, below what it would change it to."""
    texts, changes = told.definition.texts, told.changes
    if not changes:
        return markup.text("p", texts("desk.changes_none"))
    results = dict.fromkeys(change.would_suggest for change in changes)
    groups = (
        markup.element(
            "div",
            markup.text("dt", result),
            *(
                markup.text(
                    "dd", texts("result.own_answer", name=each.question, answer=each.one_step)
                )
                for each in changes
                if each.would_suggest == result
            ),
        )
        for result in results
    )
    return markup.element("dl", *groups, class_="changes")


def _remarks(told: Facts) -> str:
    texts = told.definition.texts
    remarks = [each.say for each in told.suggestion.remarks if not each.first]
    none = markup.text("p", texts("desk.remarks_none"))
    return markup.section(
        texts("desk.remarks_heading"), markup.lines("ul", remarks) if remarks else none
    )


def _told(told: Facts) -> str:
    texts = told.definition.texts
    wishes = "".join(_row(told.visit, each) for each in said(told.visit, "wish"))
    # What people keep to themselves unless they tick it first, such as their health, is weightiest.
    asked_first = sorted(said(told.visit, "note"), key=lambda each: each.question.ticked_at_first)
    notes = "".join(_note(told.visit, each) for each in asked_first)
    return markup.section(
        texts("desk.wishes_heading"), markup.element("dl", wishes, class_="wishes")
    ) + markup.section(texts("desk.notes_heading"), markup.element("dl", notes, class_="notes"))


def _row(visit: CodedVisit, each: Said) -> str:
    return markup.element(
        "div",
        markup.text("dt", each.question.name),
        " ",
        markup.text("dd", in_words(visit, each)),
    )


def _note(visit: CodedVisit, each: Said) -> str:
    words = each.words or (in_words(visit, each),)
    said_words = (markup.text("dd", every, class_=each.state) for every in words)
    return markup.element("div", markup.text("dt", each.question.name), *said_words)


def _criteria(told: Facts) -> str:
    """Return the criteria as a list, and no score: more of them mean nothing."""
    texts = told.definition.texts
    items = (
        markup.element(
            "li",
            markup.text("span", say),
            " ",
            markup.text("span", texts(f"desk.{state}"), class_="state"),
            class_=state,
        )
        for say, state in told.criteria
    )
    return markup.section(
        texts("desk.criteria_heading"), markup.element("ul", *items, class_="criteria")
    )
