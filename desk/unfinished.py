"""A visit that is not finished: said plainly, with what is answered so far and no suggestion."""

from __future__ import annotations

from assessment.records.visit_code import CodedVisit
from desk import at_the_desk
from desk.as_text import in_words, unfinished_sentence
from desk.facts import Said, about, code_of, said
from serving import markup


def show(visit: CodedVisit) -> None:
    """Show the page."""
    texts = visit.edition.texts
    lead = markup.text("p", unfinished_sentence(visit), class_="lead")
    rows = "".join(_row(visit, each) for each in said(visit, "sign", "wish", "note"))
    markup.show(
        markup.element(
            "div",
            markup.head(at_the_desk.turn(), "", "", texts("desk.unfinished_heading"), lead),
            markup.text("p", code_of(visit), class_="here"),
            markup.section(texts("desk.so_far"), markup.element("dl", rows, class_="so-far")),
            markup.text("p", " ".join(about(visit)), class_="about"),
            class_="unfinished",
        )
    )


def _row(visit: CodedVisit, each: Said) -> str:
    return markup.element(
        "div",
        markup.text("dt", each.question.name),
        markup.text("dd", in_words(visit, each), class_=each.state),
    )
