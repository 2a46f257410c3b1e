"""The visit of this browser tab, kept in Streamlit's session. The one module that touches it.

What Streamlit makes harder than it sounds is dealt with here, and docs/decisions tells why.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar, cast

import streamlit as st

from assessment.model.questionnaire import Question, Questionnaire
from assessment.model.steps import (
    CHECK,
    GO_ON,
    HANDED_BACK,
    NEXT_PERSON,
    SHEET,
    VISIT_CODE,
    asked_at,
)
from assessment.sheet.parts import is_chosen, notes_given, parts
from screens.back_and_forward import at_requested_step
from screens.bucket import Bucket
from screens.counts import count
from screens.journey import (
    Visit,
    at_step,
    new_visit,
    wiped,
    with_answer,
    with_helped,
    with_tick,
)
from screens.sheet_queue import A_SECOND, AT_ONCE
from serving.served_definition import served_definition

T = TypeVar("T")

Held = Mapping[str | int, object]  # as Streamlit types it
"""Key of a widget of the page → its value. One that has not been drawn yet is not in it."""

_VISIT: Final = "visit"
_HANDLED: Final = "handled tap"
_MET: Final = "met wish"
_SHEETS: Final = "sheets left"

BROWSER_KEY: Final = "browser"
EXPORT_KEY: Final = "export"
"""The keys of the two components, under which Streamlit keeps what they report."""

CODE_KEY: Final = "typed-code"
"""The key of the field for the code of a visit that began elsewhere."""

HELPED_KEY: Final = "helped"
"""The key of the box that says that someone helped."""


_PARTS_ON: Final = {SHEET: parts, VISIT_CODE: notes_given}
"""Step → the parts of the visit that have a box there, by which the person gives them on."""


def choices_key(question: Question) -> str:
    """Return the key of what holds a question's choices: its one widget, or the box around many."""
    return f"choices-{question.id}"


def tick_key(question: Question, level: str) -> str:
    """Return the key of the box that ticks one level of a question that allows several."""
    return f"answer-{question.id}-{level}"


def part_key(part: str) -> str:
    """Return the key of the box that puts a part on the sheet."""
    return f"part-{part}"


def once(wish: str, make: Callable[[], T]) -> T:
    """Return what a wish was met with, and meet it where it was not met yet. wish: its id.

    A page may run again at any moment, and nothing is made twice for one tap.
    """
    met = st.session_state.get(_MET)
    if met is None or met[0] != wish:
        met = st.session_state[_MET] = (wish, make())
    return cast(T, met[1])


def forget_what_was_made() -> None:
    """Let go of what the last wish was met with: a sheet takes half a megabyte."""
    st.session_state.pop(_MET, None)


def may_have_a_sheet() -> bool:
    """Return whether one more sheet may be made in this visit now, and count it."""
    now = time.monotonic()
    bucket = st.session_state.setdefault(_SHEETS, Bucket(now, A_SECOND, AT_ONCE))
    return bool(bucket.take(now))


def typed_code() -> str:
    """Return what stands in the field for a code."""
    return str(st.session_state.get(CODE_KEY) or "")


def begin_visit(tablet: str) -> None:
    """Begin a visit on the first run of a session. tablet: its name, empty at home."""
    st.session_state.setdefault(_VISIT, new_visit(tablet))


def change(how: Callable[[Visit], Visit]) -> Visit:
    """Keep what a function makes of the visit, and return it."""
    visit = how(st.session_state[_VISIT])
    st.session_state[_VISIT] = visit
    return visit


# What the page holds


def take_in() -> Visit:
    """Take in everything that is chosen and ticked on the page, and return the visit.

    Called at the start of each run, and before whatever a button is for: Streamlit may tell of a
    tap first and of what was chosen before it last.
    """
    questionnaire = served_definition().questionnaire
    return change(lambda visit: _with_all_that_is_held(questionnaire, visit, st.session_state))


def _with_all_that_is_held(questionnaire: Questionnaire, visit: Visit, held: Held) -> Visit:
    """Return the visit with what the widgets of its page hold."""
    question = asked_at(questionnaire, visit.step)
    if question:
        answer = _held_answer(question, visit, held)
        if answer is not None and answer != visit.answers.get(question.id, ()):
            return with_answer(visit, question, answer)
    elif visit.step == CHECK and HELPED_KEY in held:
        return with_helped(visit, helped=bool(held[HELPED_KEY]))
    elif visit.step in _PARTS_ON:
        for part in _PARTS_ON[visit.step](questionnaire, visit.answers):
            ticked = held.get(part_key(part))
            if ticked not in (None, is_chosen(questionnaire, part, visit.ticks)):
                visit = with_tick(visit, part, ticked=bool(ticked))
    return visit


def _held_answer(question: Question, visit: Visit, held: Held) -> str | tuple[str, ...] | None:
    """Return what is chosen or ticked; None where nothing is chosen.

    What a browser tells of that the question does not offer is no choice. A box that is not drawn
    yet, since someone was quicker than the page, is as it was.
    """
    if question.counts:
        level = held.get(choices_key(question))
        return level if isinstance(level, str) and level in question.choices else None
    before = visit.answers.get(question.id, ())
    ticked = [
        level
        for level in question.level_ids
        if held.get(tick_key(question, level), level in before)
    ]
    return _without_contradiction(question, visit, ticked)


def _without_contradiction(
    question: Question, visit: Visit, ticked: Collection[str]
) -> tuple[str, ...]:
    """Return what is chosen where these are ticked: of two that exclude each other, the new one.

    Where both are new, since they were told at once, a level that says something stays, and one
    that stands alone, such as "none of these", goes. Of too many the new ones go.
    """
    before = visit.answers.get(question.id, ())
    new = [level for level in ticked if level not in before]
    new_alone = [level for level in new if level in question.alone]
    if new and new == new_alone:
        return (new_alone[0],)
    kept = [level for level in ticked if not new or level not in question.alone]
    new = [level for level in new if level in kept]
    while question.at_most is not None and len(kept) > question.at_most:
        kept.remove(new.pop())  # it was ticked before the page could say that this is enough
    return tuple(level for level in question.level_ids if level in kept)


def untick_what_is_not_chosen(question: Question, visit: Visit) -> None:
    """Untick the boxes of levels that another one excludes. Called before they are drawn.

    Streamlit lets nobody change a box that is drawn. Only those are touched that must be: what is
    told to the browser undoes what the person does there meanwhile.
    """
    for level in question.level_ids:
        key = tick_key(question, level)
        if st.session_state.get(key) and level not in visit.answers.get(question.id, ()):
            st.session_state[key] = False


# Taps


def handle_tap(key: str, turn: int, action: Callable[[], object]) -> None:
    """Do what a button is for, unless the page has turned since the button was shown.

    Of two quick taps the second may come from a page that is gone: it is meant for no other.
    """
    st.session_state[_HANDLED] = key
    if st.session_state[_VISIT].turn == turn:
        take_in()
        action()
        count("taps_served")


def handle_missed_tap(key: str, turn: int, action: Callable[[], object]) -> None:
    """Do what a button that is down is for, where Streamlit has not called `handle_tap`.

    It calls nothing in the run that brings a visit back to a new session.
    """
    if st.session_state.get(_HANDLED) != key:
        handle_tap(key, turn, action)
        st.rerun()


def forget_tap() -> None:
    """Forget which button this run was for."""
    st.session_state.pop(_HANDLED, None)


def follow_browser() -> None:
    """Go to the step that the browser's own Back or Forward asks for.

    It tells the step and, before that, a number by which it knows the page that answers it.
    """
    number, _, step = str(st.session_state[BROWSER_KEY].went_to).partition(" ")
    take_in()
    change(lambda visit: at_requested_step(served_definition().questionnaire, visit, step, number))


def ask_for_code() -> None:
    """Take the person to where a code is typed."""
    change(lambda visit: at_step(visit, GO_ON))


# The end of a visit


def wipe(step: str | None = None) -> None:
    """Forget the visit, every answer, and every choice on the screen. step: as for `wiped`."""
    empty = wiped(st.session_state[_VISIT], step)
    sheets = st.session_state.get(_SHEETS)
    st.session_state.clear()
    st.session_state[_VISIT] = empty
    if sheets:
        st.session_state[_SHEETS] = sheets  # whoever starts again has no more of them


def hand_back() -> None:
    """Forget the visit, and ask for the clinic's tablet."""
    wipe(HANDED_BACK)


def make_ready() -> None:
    """Make the clinic's tablet ready for the next person."""
    wipe(NEXT_PERSON)
