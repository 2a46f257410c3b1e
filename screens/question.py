"""One question a page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.picture import picture_name
from assessment.model.questionnaire import NOT_SURE, Question
from assessment.model.steps import VISIT_CODE
from assessment.model.texts import Texts
from screens import page, session
from screens.journey import Visit
from serving import markup


def show(definition: Definition, visit: Visit, asked: Question) -> None:
    """Show the page of one question, with what the person chose before."""
    markup.show(_head(definition, visit, asked))
    if asked.counts:
        _one_of(definition, asked, visit)
    else:
        with st.container(key=session.choices_key(asked)):
            _several_of(asked, visit)
            if asked.is_full(visit.answers.get(asked.id, ())):
                markup.show(
                    markup.text("p", definition.texts("question.full"), id="full", role="status")
                )
    page.continue_and_back(definition, visit)


def _head(definition: Definition, visit: Visit, asked: Question) -> str:
    texts, questions = definition.texts, definition.questionnaire.questions
    number, total = questions.index(asked) + 1, len(questions)
    tablet = f"tablet={visit.tablet}&" if visit.tablet else ""
    address = f"?{tablet}step={VISIT_CODE}"
    later = markup.text("a", texts("code.later"), href=address, class_="later")
    progress = markup.element(
        "div",
        markup.element(
            "p",
            markup.text("span", texts("question.progress", number=number, total=total)),
            later if number > 1 else "",
        ),
        markup.element(
            "div",
            markup.element("span", style=f"width:{number / total:.0%}"),
            class_="bar",
            aria_hidden="true",
        ),
        class_="progress",
    )
    after = [markup.text("p", asked.hint, id="hint", class_="hint")] if asked.hint else []
    if visit.missing:
        after.append(_error(texts, asked))
    return page.head(definition, visit, asked.ask, *after, before=progress)


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


def _one_of(definition: Definition, asked: Question, visit: Visit) -> None:
    answer = visit.answers.get(asked.id)
    st.radio(
        markup.label(asked.ask),
        asked.choices,
        index=None if answer is None else asked.choices.index(str(answer)),
        format_func=partial(_label, definition, asked),
        key=session.choices_key(asked),
        label_visibility="collapsed",
        width="stretch",
    )


def _label(definition: Definition, asked: Question, choice: str) -> str:
    """Return the words of a choice, in Markdown, behind the picture of its level.

    The browser tells a choice by all that stands here, and no two may be alike: each picture has an
    address of its own. Without one the id stands here too, where nobody sees it: as a name for an
    address that nothing leads to.
    """
    words = markup.label(asked.words(choice))
    if asked.picture is None or choice == NOT_SURE:
        return f"{words}\n\n[{choice}]: #"
    drawn = definition.pictures[picture_name(asked, choice)]
    return f"![]({markup.address(drawn)}) {words}"  # the words say what it shows


def _several_of(asked: Question, visit: Visit) -> None:
    session.untick_what_is_not_chosen(asked, visit)
    chosen = visit.answers.get(asked.id, ())
    for level in asked.level_ids:
        if level in asked.headings:
            markup.show(markup.text("h2", asked.headings[level], class_="group"))
        st.checkbox(
            markup.label(asked.words(level)),
            value=level in chosen,
            key=session.tick_key(asked, level),
            disabled=asked.is_full(chosen) and level not in chosen,
            width="stretch",
        )
