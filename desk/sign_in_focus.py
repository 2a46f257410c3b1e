"""Where the focus is on a page of the sign-in: at the first field that is empty, or the button."""

from __future__ import annotations

import json
from typing import Final, Literal

import streamlit as st

from desk import at_the_desk

_SCRIPT: Final = """
let put = null
export default ({ data }) => {
  const look = (frames) => {
    const { times, what } = JSON.parse(data)
    const found = [...document.querySelectorAll(`.st-key-sign-in ${what}`)]
    // The field of a wrong PIN stays a moment longer than its answer comes: wait for the empty one.
    const target = found.find((field) => !field.value) ?? (frames === 0 ? found[0] : null)
    if (target && put !== times) {
      put = times
      found.forEach((field) => field.setAttribute("aria-describedby", "refused"))
      target.focus()
    } else if (frames > 0 && put !== times) {
      requestAnimationFrame(() => look(frames - 1)) // Streamlit fetches late what draws a field
    }
  }
  look(600)
}
"""

_component = st.components.v2.component("sign-in-focus", js=_SCRIPT)


def put_focus(what: Literal["input", "button"]) -> None:
    """Put the focus on the first such thing, once for each try."""
    _component(key="focus", data=json.dumps({"times": at_the_desk.tries(), "what": what}))
