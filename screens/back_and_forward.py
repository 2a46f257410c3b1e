"""The browser's own Back and Forward, and an address that names a step: where they lead. Pure.

They are noticed in static/browser.js, which the component of browser.py reports to
`session.follow_browser`; server/before_streamlit.js keeps Streamlit from following them too.
"""

from __future__ import annotations

from dataclasses import replace

from assessment.model.questionnaire import Questionnaire
from assessment.model.steps import ASIDE, FROM_RESULT, VISIT_CODE, WELCOME, steps
from screens.journey import Visit, at_step, next_question


def reachable(questionnaire: Questionnaire, visit: Visit) -> tuple[str, ...]:
    """Return the steps that the person may be at: up to the first question without an answer."""
    if visit.step in ASIDE:
        return (visit.step,)
    if not visit.adult:
        return (WELCOME,)
    everything = steps(questionnaire)
    following = next_question(questionnaire, visit)
    if following:
        return (VISIT_CODE, *everything[: everything.index(following) + 1])
    return (VISIT_CODE, *FROM_RESULT, *everything)


def at_requested_step(
    questionnaire: Questionnaire, visit: Visit, step: str, time: str = ""
) -> Visit:
    """Return the visit at the step that the browser's own Back, Forward or address asks for.

    Where that step may not be reached, the person stays at the last one that may. time: which of
    the times it is that Back or Forward asks.
    """
    allowed = reachable(questionnaire, visit)
    return replace(at_step(visit, step if step in allowed else allowed[-1]), requested=time)
