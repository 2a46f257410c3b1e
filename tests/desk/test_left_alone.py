"""A desk that asks nobody who they are still clears itself when it is left alone."""

import json

from tests.answer_sets import JAW_AND_NECK
from tests.desk.clerk import DEFINITION, TEXTS, Clerk


def test_the_page_is_told_how_long_it_may_be_left_alone_though_nobody_signed_in():
    clerk = Clerk().opens(JAW_AND_NECK)
    components = [each.proto for each in clerk.app.get("bidi_component")]
    (watch,) = (each for each in components if each.component_name == "idle")

    told = json.loads(json.loads(watch.json))
    assert told["idle"] == 1000 * (DEFINITION.clinic.desk.idle + 1)
    assert TEXTS("desk.close") in [button.label for button in clerk.app.button]
