"""A visit that is not finished: said plainly, with what is answered so far and no suggestion."""

from __future__ import annotations

from assessment.records.visit_code import CodedVisit
from desk import at_the_desk
from desk.as_text import in_words, unfinished_sentence
from desk.facts import Said, help_sentence, said, version_sentence, who_answers_for_it
from serving import markup


def show(visit: CodedVisit) -> None:
    """Show the page."""
    texts = visit.edition.texts
    lead = markup.text("p", unfinished_sentence(visit), class_="lead")
    rows = "".join(_row(visit, each) for each in said(visit, "sign", "wish", "note"))
    markup.show(
        markup.head(at_the_desk.turn(), "", "", texts("desk.unfinished_heading"), lead),
        markup.section(texts("desk.so_far"), markup.element("dl", rows, class_="so-far")),
        about(visit),
    )


def _row(visit: CodedVisit, each: Said) -> str:
    return markup.element(
        "div",
        markup.text("dt", each.question.name),
        markup.text("dd", in_words(visit, each), class_=each.state),
    )


def about(visit: CodedVisit) -> str:
    """Return the quiet line below a visit: help, version, who answers for it."""
    edition = visit.edition
    sentences = (
        help_sentence(visit),
        edition.texts("result.not_tested"),
        f"{version_sentence(edition)}.",
        who_answers_for_it(edition),
    )
    return markup.text("p", " ".join(sentences), class_="about")
