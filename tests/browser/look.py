"""A picture of every screen and sheet, phone, tablet and paper, in `build/look/`: `make look`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from assessment import sheet
from assessment.sheet import Made
from tests.answer_sets import EVERYTHING_SAID, JAW_AND_NECK, ONE_FOR_EACH
from tests.browser.person import DEFINITION, DEVICES, TEXTS, Person, browser, every_screen
from tests.paper import pictures_of
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


def on_paper() -> None:
    """Keep a picture of each page of a sheet for each suggestion, and of the fullest sheet."""
    folder = BUILD / "paper"
    folder.mkdir(parents=True, exist_ok=True)
    for name, given in {**ONE_FOR_EACH, "everything": EVERYTHING_SAID}.items():
        parts = frozenset(sheet.parts(DEFINITION.questionnaire, given))
        made = Made("K7MP-3XTA", parts, DEFINITION.questionnaire.reviewed)
        for number, page in enumerate(pictures_of(sheet.pdf(DEFINITION, given, made), 1.5), 1):
            page.save(folder / f"{name}-{number}.png")


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
    person.shows_the_result().makes_the_sheet()
    yield "sheet"
    person.taps(TEXTS("tablet.done"))
    yield "handed-back"
    person.taps(TEXTS("tablet.next")).reads(TEXTS("tablet.start_heading"))
    person.taps(TEXTS("tablet.start"))
    for _ in range(2):  # nobody there, and no answer either
        person.page.clock.fast_forward(1000 * DEFINITION.clinic.tablets.idle + 1000)
    yield "gone"


if __name__ == "__main__":
    rmtree(BUILD, ignore_errors=True)
    on_paper()
    look()
