"""The desk's stylesheet: one set of colours, which Streamlit has too, and nothing unused."""

import re
from itertools import chain

from assessment.loading import ROOT
from desk.desk_server import LOOK
from tests.screens.test_sources import THEME
from tests.stylesheets import FILES, rules

CSS = (ROOT / "desk/styles/desk.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(said[2:].split(": ") for said in rule.says)
    for rule in rules(CSS)
    if rule.prelude == ":root"
)
NAMES = {**THEME, "secondaryBackgroundColor": "accent-soft"}
"""What Streamlit calls a colour → what the stylesheet does."""


def test_streamlit_has_the_colours_of_the_desk():
    for theme, colours in (("light", LIGHT), ("dark", DARK)):
        told = {option: LOOK[f"theme.{theme}.{option}"] for option in NAMES}
        assert told == {option: colours[name] for option, name in NAMES.items()}


def test_nobody_takes_it_for_the_patients_page():
    patients = [
        dict(said[2:].split(": ") for said in rule.says)
        for rule in rules(FILES["tokens"])
        if rule.prelude == ":root"
    ]
    for ours, theirs in zip((LIGHT, DARK), patients, strict=True):
        assert ours["accent"] != theirs["accent"]
        assert ours["page"] != theirs["page"]


def test_every_colour_is_given_in_both_themes_and_used():
    assert LIGHT.keys() == DARK.keys()
    used = set(re.findall(r"var\(--([\w-]+)", CSS))
    assert used - {"by-night"} == LIGHT.keys()


def test_the_classes_of_the_stylesheet_are_given_on_the_page():
    sources = chain(
        ROOT.glob("desk/*.py"), ROOT.glob("desk/static/*.js"), ROOT.glob("serving/*.py")
    )
    known = set(
        re.findall(r"[\w-]+", "".join(each.read_text(encoding="utf-8") for each in sources))
    )
    known |= {"may-decide", "not-reached", "passed", "decides"}  # of a clause: its fate
    known |= {"met", "not_given", "none_ticked", "not_answered"}  # of a criterion, of an answer
    ours = [rule.prelude for rule in rules(CSS) if not rule.prelude.startswith("@")]
    styled = {name for prelude in ours for name in re.findall(r"[.#]([a-z][\w-]*)", prelude)}
    styled = {name.removeprefix("st-key-") for name in styled}

    assert {"visit", "heading"} <= styled
    assert sorted(styled - known - {"root"}) == []


def test_it_is_one_layer_and_outside_it_nothing_is_given_a_look():
    outside = [rule for rule in rules(CSS) if not rule.inside and rule.prelude != "@layer desk"]

    assert {said.partition(": ")[2] for rule in outside for said in rule.says} == {"revert-layer"}
