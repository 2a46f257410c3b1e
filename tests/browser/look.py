"""A picture of every screen, phone and tablet, light and dark, in `build/look/`: `make look`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.answer_sets import JAW_AND_NECK
from tests.browser.person import DEFINITION, DEVICES, TEXTS, Person, browser, every_screen
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
                if device == "tablet":
                    for screen in on_a_shared_tablet(person):
                        person.photographs(BUILD / f"tablet-{scheme}" / f"shared-{screen}.png")
                context.close()


def on_a_shared_tablet(person: Person) -> Iterator[str]:
    """Take a person through what only a clinic's tablet shows; yield the name of each screen."""
    person.page.clock.install()
    person.opens("/?tablet=front-desk")
    yield "start"
    person.taps(TEXTS("tablet.start")).taps(TEXTS("welcome.adult")).continues()
    person.page.clock.fast_forward(1000 * DEFINITION.clinic.tablets.idle + 1000)
    yield "still-there"
    person.page.get_by_role("button", name=TEXTS("tablet.more_time")).click()
    person.answers_all(JAW_AND_NECK)
    yield "check"
    person.shows_the_result().taps(TEXTS("tablet.done"))
    yield "handed-back"
    person.taps(TEXTS("tablet.next")).reads(TEXTS("tablet.start_heading"))
    person.taps(TEXTS("tablet.start"))
    for _ in range(2):  # nobody there, and no answer either
        person.page.clock.fast_forward(1000 * DEFINITION.clinic.tablets.idle + 1000)
    yield "gone"


if __name__ == "__main__":
    look()
