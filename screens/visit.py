"""The visit of this browser tab. The one module that touches `st.session_state`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

import streamlit as st

from assessment.questionnaire import Question
from screens.definition import current as definition
from screens.journey import Visit, answered, follow, turned_to

_KEY: Final = "visit"

BROWSER_KEY: Final = "browser"
"""The key of the browser component, under which Streamlit keeps what it reports."""


def current() -> Visit:
    """Return the visit, a new one on the first run."""
    visit: Visit = st.session_state.setdefault(_KEY, Visit())
    return visit


def on_tap(turn: int, tap: Callable[[], None]) -> None:
    """Do what a button is for, unless the page has turned since the button was shown.

    Of two quick taps the second may come from a page that is gone: it is meant for no other.
    """
    if st.session_state[_KEY].turn == turn:
        tap()


def change(how: Callable[[Visit], Visit]) -> None:
    """Keep what a function makes of the visit."""
    st.session_state[_KEY] = how(st.session_state[_KEY])


def follow_browser() -> None:
    """Go to the step that the browser's own Back or Forward asks for."""
    step = str(st.session_state[BROWSER_KEY].went_to)
    change(lambda visit: follow(definition().questionnaire, visit, step))


def wipe() -> None:
    """Forget the visit, every answer, and every choice on the screen."""
    turn = st.session_state[_KEY].turn
    st.session_state.clear()
    st.session_state[_KEY] = turned_to(Visit(turn=turn), Visit.step)


def answer_key(question: Question, level: str = "") -> str:
    """Return the key of the question's widget, or of one level's where each has its own."""
    return f"answer-{question.id}-{level}" if level else f"answer-{question.id}"


def keep_choice(question_id: str) -> None:
    """Keep the level that was just chosen."""
    question = definition().questionnaire[question_id]
    level = st.session_state[answer_key(question)]
    change(lambda visit: answered(visit, question, level))


def keep_choices(question_id: str, ticked: str) -> None:
    """Keep the levels that are ticked, now that one was. One that stands alone unticks others."""
    question = definition().questionnaire[question_id]
    if st.session_state[answer_key(question, ticked)]:
        for other in _unticked_by(question, ticked):
            st.session_state[answer_key(question, other)] = False
    chosen = tuple(
        level for level in question.level_ids if st.session_state[answer_key(question, level)]
    )
    change(lambda visit: answered(visit, question, chosen))


def _unticked_by(question: Question, ticked: str) -> Collection[str]:
    if ticked in question.alone:
        return [level for level in question.level_ids if level != ticked]
    return question.alone
