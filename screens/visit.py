"""The visit of this browser tab. The one module that touches `st.session_state`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

import streamlit as st

from assessment.questionnaire import Question
from assessment.sheet import parts
from screens.definition import current as definition
from screens.journey import SHEET, Visit, answered, asked_at, follow, put_on_sheet, wiped

_KEY: Final = "visit"
_HEARD: Final = "heard"
_TO_UNTICK: Final = "to untick"

BROWSER_KEY: Final = "browser"
"""The key of the browser component, under which Streamlit keeps what it reports."""


def current(tablet: str) -> Visit:
    """Return the visit, a new one on the first run. tablet: its name, empty at home."""
    visit: Visit = st.session_state.setdefault(_KEY, Visit(tablet=tablet))
    return visit


def on_tap(key: str, turn: int, tap: Callable[[], None]) -> None:
    """Do what a button is for, unless the page has turned since the button was shown.

    Of two quick taps the second may come from a page that is gone: it is meant for no other.
    What else the person did on the page counts first, though Streamlit may tell of it last.
    """
    st.session_state[_HEARD] = key
    if st.session_state[_KEY].turn == turn:
        _catch_up(st.session_state[_KEY])
        tap()


def _catch_up(visit: Visit) -> None:
    """Keep what is chosen and ticked on the page."""
    questionnaire = definition().questionnaire
    question = asked_at(questionnaire, visit.step)
    if question and question.counts:
        keep_choice(question.id)
    elif question:
        keep_choices(question.id)
    elif visit.step == SHEET:
        for part in parts(questionnaire, visit.answers):
            keep_part(part)


def hear(key: str, turn: int, tap: Callable[[], None]) -> None:
    """Do what a button that is down is for, where Streamlit has not told us of the tap.

    It does not in the first run of a new session, to which a visit has just come back.
    """
    if st.session_state.get(_HEARD) != key:
        on_tap(key, turn, tap)
        st.rerun()


def heard() -> None:
    """Forget which button this run was for."""
    st.session_state.pop(_HEARD, None)


def change(how: Callable[[Visit], Visit]) -> None:
    """Keep what a function makes of the visit."""
    st.session_state[_KEY] = how(st.session_state[_KEY])


def follow_browser() -> None:
    """Go to the step that the browser's own Back or Forward asks for."""
    step = str(st.session_state[BROWSER_KEY].went_to)
    change(lambda visit: follow(definition().questionnaire, visit, step))


def wipe() -> None:
    """Forget the visit, every answer, and every choice on the screen."""
    empty = wiped(st.session_state[_KEY])
    st.session_state.clear()
    st.session_state[_KEY] = empty


def hand_back() -> None:
    """Forget the visit, and ask for the clinic's tablet."""
    wipe()
    change(lambda visit: replace(visit, handed_back=True))


def make_ready() -> None:
    """Make the clinic's tablet ready for the next person."""
    wipe()
    change(lambda visit: replace(visit, leaving=True))


def answer_key(question: Question, level: str = "") -> str:
    """Return the key of the question's widget, or of one level's where each has its own."""
    return f"answer-{question.id}-{level}" if level else f"answer-{question.id}"


def keep_choice(question_id: str) -> None:
    """Keep the level that is chosen on the page, where it is there and one is."""
    question = definition().questionnaire[question_id]
    level = st.session_state.get(answer_key(question))
    if level is not None:
        change(lambda visit: answered(visit, question, level))


def keep_choices(question_id: str) -> None:
    """Keep the levels that are ticked on the page. One that stands alone unticks others."""
    question = definition().questionnaire[question_id]
    keys = {level: answer_key(question, level) for level in question.level_ids}
    if not all(key in st.session_state for key in keys.values()):
        return  # the page, or the whole visit, is gone
    chosen = _chosen(question, [level for level, key in keys.items() if st.session_state[key]])
    for level, key in keys.items():
        if st.session_state[key] and level not in chosen:  # else what is ticked meanwhile is lost
            st.session_state[key] = False
    if chosen != st.session_state[_KEY].answers.get(question_id, ()):
        change(lambda visit: answered(visit, question, chosen))


def keep_ticks(question_id: str, ticked: Collection[str]) -> None:
    """Keep the levels that are ticked, after their boxes were drawn, and show the page once more.

    A box that is drawn cannot be unticked before the next run: see `untick`.
    """
    question = definition().questionnaire[question_id]
    chosen = _chosen(question, ticked)
    change(lambda visit: answered(visit, question, chosen))
    st.session_state[_TO_UNTICK] = [
        answer_key(question, level) for level in ticked if level not in chosen
    ]
    st.rerun()


def untick() -> None:
    """Untick what was found to be unticked after its box was drawn. Call it before drawing them."""
    for key in st.session_state.pop(_TO_UNTICK, ()):
        st.session_state[key] = False


def keep_helped() -> None:
    """Keep whether someone helped the person."""
    if "helped" not in st.session_state:
        return  # the visit is gone
    change(lambda visit: replace(visit, helped=bool(st.session_state["helped"])))


def part_key(part: str) -> str:
    """Return the key of the box that puts a part on the sheet."""
    return f"part-{part}"


def keep_part(part: str) -> None:
    """Keep whether a part goes on the sheet."""
    ticked = st.session_state.get(part_key(part))
    if ticked is not None:  # else the visit is gone
        change(lambda visit: put_on_sheet(visit, part, ticked=ticked))


def _chosen(question: Question, ticked: Collection[str]) -> tuple[str, ...]:
    """Return what is chosen where these are ticked: of two that exclude each other, the new one."""
    before = st.session_state[_KEY].answers.get(question.id, ())
    new = [level for level in ticked if level not in before]
    gone = {other for level in new for other in _unticked_by(question, level)}
    return tuple(level for level in question.level_ids if level in ticked and level not in gone)


def _unticked_by(question: Question, ticked: str) -> Collection[str]:
    if ticked in question.alone:
        return [level for level in question.level_ids if level != ticked]
    return question.alone
