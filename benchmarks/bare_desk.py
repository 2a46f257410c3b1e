"""The peer of the desk: the same answers of the same code in plain Streamlit, and nothing else."""

import streamlit as st

from assessment.loading import load
from assessment.records.visit_code import edition_mark, read_visit_code

definition = st.cache_resource(load)()
if code := st.text_input("Visit code"):
    st.json(dict(read_visit_code(code, {edition_mark(definition): definition}).answers))
