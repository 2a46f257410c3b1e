"""What holds for the source of the screens as a whole."""

import re
from typing import get_args, get_type_hints

from assessment.drawing.svg import TONES
from assessment.loading import ROOT
from assessment.model.evidence import KINDS
from assessment.model.procedure import ROWS
from assessment.model.text_keys import PLACES
from assessment.rule.suggestion import CriterionState

SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        ROOT / "app.py",
        *(
            ROOT / f"assessment/{name}.py"
            for name in (
                *("drawing/face_map", "drawing/all_pictures", "rule/wording"),
                *("sheet/contents", "sheet/parts", "records/fhir", "model/texts", "reading/folder"),
            )
        ),
        *(*ROOT.glob("server/*.py"), *ROOT.glob("screens/*.py")),
    )
}
FAMILIES = {
    'f"row.{': ROWS,
    'f"result.kind_{': KINDS,
    'f"result.criteria_{': get_args(get_type_hints(CriterionState)["state"]),
    'f"pictures.map_{': ("ahead", "turned"),
    'f"page.{': ("title", "description", "no_script"),
}
"""How keys are put together in the source → what is put in."""


def test_every_text_is_shown_somewhere():
    source = "\n".join(SOURCES.values())
    used = set(re.findall(r'"(\w+\.\w+)"', source))
    for family, members in FAMILIES.items():
        assert family in source, f"nothing is put together by {family} any more"
        used |= {f"{family[2:-1]}{member}" for member in members}

    assert sorted(set(PLACES) - used) == []


def test_the_pictures_have_the_colours_of_the_page():
    style = (ROOT / "screens/static/style.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )
    of_the_page = {"ground": "soft", **{tone: tone for tone in TONES if tone in light}}

    assert {"accent", "on-accent", "alarm", "edge"} <= of_the_page.keys()
    for tone, name in of_the_page.items():
        if tone != "line":  # of the page: a thin rule; of a picture: the pen
            assert TONES[tone] == (light[name], dark[name]), tone
