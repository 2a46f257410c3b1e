"""The desk's one browser component: what only JavaScript can do.

It puts the focus where the work goes on, says aloud what opened, copies, saves and prints.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final
from uuid import uuid4

import streamlit as st

from assessment.model.definition import Definition
from assessment.records.visit_code import CodedVisit
from desk import at_the_desk
from desk.as_text import as_text
from desk.facts import facts
from desk.handed import Handed
from serving import markup
from serving.made_files import PAPER, SAVES_AND_PRINTS, File, Pages

_SCRIPT: Final = SAVES_AND_PRINTS + (Path(__file__).parent / "static/desk.js").read_text(
    encoding="utf-8"
)

_HTML: Final = "".join(
    (
        markup.element("p", id="said", role="status"),
        markup.element("button", id="copy", type="button", hidden=""),
        PAPER,
    )
)

_component = st.components.v2.component("desk", html=_HTML, js=_SCRIPT, isolate_styles=False)


def mount(definition: Definition, visit: CodedVisit | None, handed: Handed | None) -> None:
    """Tell the browser what is on the desk. handed: what it is to save or print, once."""
    texts = definition.texts
    made = None
    if isinstance(handed, File | Pages):
        made = {"id": uuid4().hex, **handed.as_json()}  # each is met once
    told = {
        "turn": at_the_desk.turn(),
        "language": texts.language,
        "focus": "heading" if visit else "field",
        "refused": at_the_desk.refusal() is not None,
        "said": _said(definition, visit, handed),
        "text": as_text(visit) if visit else "",
        "words": {
            "copy": texts("desk.copy"),
            "copied": texts("desk.copied"),
            "failed": texts("desk.copy_failed"),
        },
        "made": made,
    }
    # As one text: Streamlit would look whether each of its values is a table.
    _component(key="in-the-browser", data=json.dumps(told), width="content")


def _said(definition: Definition, visit: CodedVisit | None, handed: Handed | None) -> str:
    """Return what is read out once the page has turned, or something was made."""
    texts = definition.texts
    if isinstance(handed, File):
        return texts("desk.saved", file=handed.name)
    if handed:
        return ""
    if visit:
        finished = visit.is_finished
        key = "desk.opened" if finished else "desk.opened_unfinished"
        return texts(key, result=facts(visit).result) if finished else texts(key)
    return texts("desk.closed") if at_the_desk.turn() and not at_the_desk.refusal() else ""
