"""All the answers on one page, each with the way to change it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.questionnaire import Question
from assessment.model.texts import Texts
from screens import page, session
from screens.journey import Visit, changing_answer
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    texts = definition.texts
    markup.show(
        page.head(
            definition,
            visit,
            texts("check.heading"),
            markup.text("p", texts("check.lead"), class_="hint"),
        )
    )
    with st.container(key="answers"):
        for question in definition.questionnaire.questions:
            with st.container(key=f"row-{question.id}", horizontal=True):
                markup.show(
                    markup.text("p", question.name, class_="name"),
                    *(
                        markup.text("p", words, class_="answer")
                        for words in _said(texts, visit, question)
                    ),
                )
                page.button(
                    visit,
                    f"change-{question.id}",
                    texts("check.change"),
                    partial(_change, question),
                    read_out=texts("check.change_about", name=question.name),
                )
    if visit.tablet:
        with st.container(key="choices-helped"):
            st.checkbox(
                markup.label(texts("tablet.helped")),
                value=visit.helped,
                key=session.HELPED_KEY,
                width="stretch",
            )
    page.buttons(
        visit,
        ("show-result", texts("check.show"), page.go_on),
        ("back-check", texts("buttons.back"), page.go_back),
    )


def _said(texts: Texts, visit: Visit, question: Question) -> list[str]:
    answer = visit.answers[question.id]
    if isinstance(answer, str):
        return [question.words(answer)]
    return [question.words(level) for level in answer] or [texts("check.skipped")]


def _change(question: Question) -> None:
    session.change(lambda visit: changing_answer(visit, question))
