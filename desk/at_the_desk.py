"""What lies on the desk, and who is at it. The one module here that touches the session."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assessment.records.visit_code import CodedVisit, VisitCodeError
from assessment.staff.register import Answer
from desk.handed import Handed
from desk.present import Present

CODE: Final = "code"
"""The key of the field for a code."""

_VISIT: Final = "visit"
_REFUSED: Final = "refused"
_TURN: Final = "turn"
_HANDED: Final = "handed"
_PRESENT: Final = "present"
_ANSWER: Final = "answer"
_TRIES: Final = "tries"


def open_visit() -> CodedVisit | None:
    """Return the visit that is open at this desk."""
    visit: CodedVisit | None = st.session_state.get(_VISIT)
    return visit


def lay_open(visit: CodedVisit) -> None:
    """Have a visit open, in place of the one before."""
    close_visit()
    st.session_state[_VISIT] = visit


def close_visit() -> None:
    """Leave nothing of the visit that is open, nor of a code that opened none."""
    for key in (CODE, _VISIT, _REFUSED, _HANDED):
        st.session_state.pop(key, None)
    _turn_the_page()


def clear() -> None:
    """Leave nothing at all: no visit, and nobody who is signed in."""
    st.session_state.clear()


def turn() -> int:
    """Return how often the page has turned: a visit was opened, refused or closed."""
    number: int = st.session_state.get(_TURN, 0)
    return number


def _turn_the_page() -> None:
    st.session_state[_TURN] = turn() + 1


# The field for a code


def typed_code() -> str:
    """Return what stands in the field."""
    return str(st.session_state.get(CODE, ""))


def refuse(error: VisitCodeError) -> None:
    """Remember why what stands in the field opens nothing."""
    st.session_state[_REFUSED] = error
    _turn_the_page()


def refusal() -> VisitCodeError | None:
    """Return why the code that was tried last opens nothing."""
    error: VisitCodeError | None = st.session_state.get(_REFUSED)
    return error


# What was made of the visit


def hand(made: Handed) -> None:
    """Have something ready for the browser, which takes it once."""
    st.session_state[_HANDED] = made


def take_handed() -> Handed | None:
    """Return what is ready for the browser, and keep it no longer."""
    made: Handed | None = st.session_state.pop(_HANDED, None)
    return made


# Who is at the desk


def present() -> Present | None:
    """Return who signed in at this page, whether or not they may still go on."""
    who: Present | None = st.session_state.get(_PRESENT)
    return who


def sit_down(who: Present) -> None:
    """Have someone at the desk, and forget what was tried before."""
    st.session_state.pop(_ANSWER, None)
    st.session_state[_PRESENT] = who


def note_answer(answer: Answer) -> None:
    """Remember what came of a name and a PIN that let nobody in."""
    st.session_state[_ANSWER] = answer
    st.session_state[_TRIES] = tries() + 1


def answer() -> Answer | None:
    """Return what came of the name and the PIN that were tried last."""
    found: Answer | None = st.session_state.get(_ANSWER)
    return found


def tries() -> int:
    """Return how many PINs were tried at this page for nothing."""
    number: int = st.session_state.get(_TRIES, 0)
    return number
