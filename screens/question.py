"""One question a page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.definition import Definition
from assessment.pictures import answer_name
from assessment.questionnaire import NOT_SURE, Question
from assessment.texts import Texts
from screens import markup, page, visit
from screens.journey import Visit


def show(definition: Definition, here: Visit, asked: Question) -> None:
    """Show the page of one question, with what the person chose before."""
    markup.show(_head(definition, here, asked))
    with st.container(key=f"choices-{asked.id}"):
        if asked.counts:
            _one_of(definition, asked, here)
        else:
            _several_of(asked, here)
    page.on_and_back(definition, here)


def _head(definition: Definition, here: Visit, asked: Question) -> str:
    texts, questions = definition.texts, definition.questionnaire.questions
    number, total = questions.index(asked) + 1, len(questions)
    progress = markup.element(
        "div",
        markup.text("p", texts("question.progress", number=number, total=total)),
        markup.element(
            "div",
            markup.element("span", style=f"width:{number / total:.0%}"),
            class_="bar",
            aria_hidden="true",
        ),
        class_="progress",
    )
    after = [markup.text("p", asked.hint, id="hint", class_="hint")] if asked.hint else []
    if here.missing:
        after.append(_error(texts, asked))
    return page.head(definition, here, asked.ask, *after, before=progress)


def _error(texts: Texts, asked: Question) -> str:
    hint = [markup.text("p", texts("question.missing_hint"))] if asked.not_sure else []
    return markup.element(
        "div",
        markup.text("p", texts("question.missing")),
        *hint,
        id="error",
        role="alert",
        tabindex="-1",
    )


def _one_of(definition: Definition, asked: Question, here: Visit) -> None:
    answer = here.answers.get(asked.id)
    chosen = st.radio(
        asked.ask,
        asked.choices,
        index=None if answer is None else asked.choices.index(str(answer)),
        format_func=partial(_label, definition, asked),
        key=visit.answer_key(asked),
        on_change=visit.keep_choice,
        args=(asked.id,),
        label_visibility="collapsed",
        width="stretch",
    )
    if chosen is not None and chosen != answer:
        visit.keep_choice(asked.id)  # Streamlit has not told us of it: see visit.hear


def _label(definition: Definition, asked: Question, choice: str) -> str:
    """Return the words of a choice, in Markdown, behind the picture of its level."""
    if asked.picture is None or choice == NOT_SURE:
        return asked.words(choice)
    drawn = definition.pictures[answer_name(asked, choice)]
    return f"![]({markup.address(drawn)}) {asked.words(choice)}"  # the words say what it shows


def _several_of(asked: Question, here: Visit) -> None:
    visit.untick()
    chosen = here.answers.get(asked.id, ())
    ticked = [
        level
        for level in asked.level_ids
        if st.checkbox(
            asked.words(level),
            value=level in chosen,
            key=visit.answer_key(asked, level),
            on_change=visit.keep_choices,
            args=(asked.id,),
            width="stretch",
        )
    ]
    if set(ticked) != set(chosen):
        visit.keep_ticks(asked.id, ticked)  # Streamlit has not told us of it: see visit.hear
