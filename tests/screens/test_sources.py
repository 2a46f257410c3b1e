"""What holds for the source of the screens as a whole."""

import re
import tomllib
from itertools import chain
from typing import get_args, get_type_hints

from assessment.drawing.svg import TONES
from assessment.loading import ROOT
from assessment.model.approval import SUBJECTS
from assessment.model.evidence import KINDS
from assessment.model.procedure import ROWS
from assessment.model.text_keys import PLACES
from assessment.records.visit_code import Reason
from assessment.rule.rule_path import Fate
from assessment.rule.suggestion import CriterionState
from desk.facts import Said
from server import stylesheet
from server.stylesheet import joined_stylesheet
from tests.stylesheets import FILES, rules

ROOMS_WITH_WORDS = ("serving", "server", "screens", "desk")
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        ROOT / "app.py",
        *(
            ROOT / f"assessment/{name}.py"
            for name in (
                *(
                    "drawing/face_map",
                    "drawing/picture_cache",
                    "rule/wording",
                    "rule/approval_wording",
                ),
                *("sheet/contents", "sheet/parts", "records/fhir", "model/texts", "reading/folder"),
            )
        ),
        *(path for room in ROOMS_WITH_WORDS for path in ROOT.glob(f"{room}/*.py")),
    )
}
FAMILIES = {
    'f"row.{': ROWS,
    'f"in_short.{': ROWS,
    'f"result.kind_{': KINDS,
    'f"result.criteria_{': get_args(get_type_hints(CriterionState)["state"]),
    'f"approval.{': SUBJECTS,
    'f"code.{': get_args(Reason),
    'f"pictures.map_{': ("ahead", "turned"),
    'f"desk.{': (
        *get_args(Fate),
        *get_args(get_type_hints(CriterionState)["state"]),
        *get_args(get_type_hints(Said)["state"]),
        *get_args(Reason),
        "not_answered",
    ),
    'f"page.{': ("title", "description", "no_script", "too_old", "waiting"),
}
"""How keys are put together in the source → what is put in."""


THEME = {
    "primaryColor": "accent",
    "backgroundColor": "page",
    "secondaryBackgroundColor": "soft",
    "textColor": "ink",
    "borderColor": "edge",
}
"""What Streamlit calls a colour → what we do."""

STREAMLITS = re.compile(r"data-testid|data-stale|\bst-|\bst[A-Z]|\[(role|class)\b|#root|^label\b")
"""What a selector says that knows how Streamlit builds its page."""


def test_every_text_is_shown_somewhere():
    source = "\n".join(SOURCES.values())
    used = set(re.findall(r'"(\w+\.\w+)"', source))
    for family, members in FAMILIES.items():
        assert family in source, f"nothing is put together by {family} any more"
        used |= {f"{family[2:-1]}{member}" for member in members}

    assert sorted(set(PLACES) - used) == []


def test_the_pictures_and_streamlit_have_the_colours_of_the_page():
    light, dark = (
        dict(said[2:].split(": ") for said in rule.says)
        for rule in rules(FILES["tokens"])
        if rule.prelude == ":root"
    )
    assert light.keys() == dark.keys()

    of_the_page = {"ground": "soft", **{tone: tone for tone in TONES if tone in light}}
    assert {"accent", "on-accent", "alarm", "edge"} <= of_the_page.keys()
    for tone, name in of_the_page.items():
        if tone != "line":  # of the page: a thin rule; of a picture: the pen
            assert TONES[tone] == (light[name], dark[name]), tone

    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["light"] == {option: light[name] for option, name in THEME.items()}
    assert theme["dark"] == {option: dark[name] for option, name in THEME.items()}

    for name in FILES.keys() - {"tokens"}:
        assert not [each for each in {*light.values(), *dark.values()} if each in FILES[name]]


def test_the_layers_and_their_order_are_stated_once():
    sheet, _ = joined_stylesheet()
    statements = [rule.says for rule in rules(sheet) if rule.prelude == ""]

    assert statements == [("@layer paper, tokens, streamlit, screens, print",)]
    assert sheet.startswith("@layer paper, tokens, streamlit, screens, print;")
    folders = {file.parent for file in stylesheet.FILES}
    there = [file for folder in folders for file in folder.iterdir()]
    assert sorted(there) == sorted(stylesheet.FILES)


def test_every_file_is_a_layer_and_outside_it_nothing_is_given_a_look():
    for name, css in FILES.items():
        layers = {rule.prelude for rule in rules(css) if rule.prelude.startswith("@layer")}
        pages = {"@page sheet-a4", "@page sheet-letter"}
        inside = layers | (pages if name == "paper" else set())
        outside = [rule for rule in rules(css) if not rule.inside and rule.prelude not in inside]
        said = {each.partition(": ")[2] for rule in outside for each in rule.says}

        assert layers == {f"@layer {name}"}
        assert said == ({"revert-layer"} if name == "streamlit" else set())


def test_but_for_paper_only_streamlit_css_knows_how_streamlit_builds_its_page():
    knowing = {
        name: [rule.prelude for rule in rules(css) if STREAMLITS.search(rule.prelude)]
        for name, css in FILES.items()
    }

    assert len(knowing.pop("streamlit")) > 30
    assert len(knowing.pop("paper")) == 2  # what holds for both servers
    assert knowing == {"tokens": [], "screens": [], "print": []}


def test_the_classes_of_the_stylesheet_are_given_on_the_screens():
    given = "\n".join(
        path.read_text(encoding="utf-8")
        for path in chain(
            ROOT.glob("screens/*.py"),
            ROOT.glob("serving/*.py"),
            ROOT.glob("screens/static/*.js"),
            [ROOT / "server/index_page.py"],
        )
    )
    known = set(re.findall(r"[\w-]+", given)) | set(
        get_args(get_type_hints(CriterionState)["state"])
    )
    ours = FILES.keys() - {"tokens", "streamlit"}
    preludes = (rule.prelude for name in ours for rule in rules(FILES[name]))
    styled = {name for prelude in preludes for name in re.findall(r"[.#]([a-z][\w-]*)", prelude)}

    assert {"brand", "pointing", "heading", "paper"} <= styled
    assert sorted(styled - known - {"root"}) == []


def test_nothing_is_nested_which_webkit_leaves_out_on_paper_and_safari_everywhere_before_16_5():
    sheet, _ = joined_stylesheet()
    inside = {rule.inside for rule in rules(sheet)}

    assert any("@media print" in each for each in inside)
    assert [each for each in inside if not all(outer.startswith("@") for outer in each)] == []


def test_no_component_brings_styles_of_its_own_that_no_lint_would_see():
    source = "\n".join(SOURCES.values())

    assert "components.v2.component(" in source
    assert not re.search(r"\bcss=|<style", source)


def test_every_custom_property_that_is_used_is_defined_in_tokens_css_or_named_by_our_script():
    sheet, _ = joined_stylesheet()
    script = (ROOT / "server/before_streamlit.js").read_text(encoding="utf-8")
    named = set(re.findall(r'setProperty\("(--[\w-]+)"', script))
    said = [each for rule in rules(FILES["tokens"]) for each in rule.says]
    defined = {each.partition(":")[0] for each in said}

    assert all(name.startswith("--") for name in defined)
    assert set(re.findall(r"var\((--[\w-]+)", sheet)) == defined | named
    assert len(re.findall(r"^ *--[\w-]+:", sheet, re.MULTILINE)) == len(said)
