"""What lies on the desk: the visit that is open. The one module here that touches the session."""

from __future__ import annotations

import streamlit as st

from assessment.records.visit_code import CodedVisit

_VISIT = "visit"


def open_visit() -> CodedVisit | None:
    """Return the visit that is open at this desk."""
    visit: CodedVisit | None = st.session_state.get(_VISIT)
    return visit


def lay_open(visit: CodedVisit) -> None:
    """Have a visit open, in place of the one before."""
    st.session_state[_VISIT] = visit


def clear() -> None:
    """Leave nothing of any visit."""
    st.session_state.clear()
