"""All the answers on one page, each with the way to change it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.definition import Definition
from assessment.questionnaire import Question
from assessment.texts import Texts
from screens import markup, page, visit
from screens.journey import Visit, changing


def show(definition: Definition, here: Visit) -> None:
    """Show the page."""
    texts = definition.texts
    markup.show(
        page.head(
            definition,
            here,
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
                        for words in _said(texts, here, question)
                    ),
                )
                page.button(
                    here,
                    f"change-{question.id}",
                    texts("check.change", name=question.name),
                    partial(_change, question),
                )
    if here.tablet:
        with st.container(key="choices-helped"):
            st.checkbox(
                texts("tablet.helped"),
                value=here.helped,
                key="helped",
                on_change=visit.keep_helped,
                width="stretch",
            )
    page.buttons(
        here,
        ("show-result", texts("check.show"), page.go_on),
        ("back-check", texts("buttons.back"), page.go_back),
    )


def _said(texts: Texts, here: Visit, question: Question) -> list[str]:
    answer = here.answers[question.id]
    if isinstance(answer, str):
        return [question.words(answer)]
    return [question.words(level) for level in answer] or [texts("check.skipped")]


def _change(question: Question) -> None:
    visit.change(lambda here: changing(here, question))
