"""One run of the desk's page: a code in, the visit out."""

from __future__ import annotations

import streamlit as st

from assessment.editions import editions
from assessment.loading import ROOT
from assessment.records.visit_code import VisitCodeError, read_visit_code
from desk import at_the_desk
from serving.served_definition import served_definition


def main() -> None:
    """Show the field for a code, and the visit that it opened."""
    with st.form("open"):
        code = st.text_input("Visit code", key="code")
        if st.form_submit_button("Open the visit"):
            try:
                at_the_desk.lay_open(read_visit_code(code, editions(served_definition(), ROOT)))
            except VisitCodeError as error:
                st.error(str(error))
    visit = at_the_desk.open_visit()
    if visit:
        st.json(dict(visit.answers))


main()
