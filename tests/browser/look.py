"""A picture of every screen, phone and tablet, light and dark, in `build/look/`: `make look`."""

from __future__ import annotations

from pathlib import Path

from tests.answer_sets import JAW_AND_NECK
from tests.browser.person import DEVICES, Person, browser, every_screen
from tests.servers import running

BUILD = Path("build/look")


def look() -> None:
    """Walk through the app once a device, keeping a picture of each screen."""
    with running() as server, browser() as chromium:
        for device in ("phone", "tablet"):
            width, height = DEVICES[device]
            for scheme in ("light", "dark"):
                context = chromium.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                person = Person(context.new_page(), server.url)
                for place, screen in enumerate(every_screen(person, JAW_AND_NECK), start=1):
                    person.photographs(BUILD / f"{device}-{scheme}" / f"{place:02}-{screen}.png")
                context.close()


if __name__ == "__main__":
    look()
