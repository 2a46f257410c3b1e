"""A picture of every screen, phone and tablet, light and dark, in `build/look/`: `make look`."""

from __future__ import annotations

from pathlib import Path

from tests.browser.person import JAW_AND_NECK, Person, browser
from tests.servers import running

SIZES = {"phone": (390, 844), "tablet": (820, 1180)}
BUILD = Path("build/look")


def look() -> None:
    """Walk through the app once a device, keeping a picture of each screen."""
    with running() as server, browser() as chromium:
        for device, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = chromium.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                walk(Person(context.new_page(), server.url), BUILD / f"{device}-{scheme}")
                context.close()


def walk(person: Person, folder: Path) -> None:
    """Take the person through every screen, and keep a picture of each."""
    person.opens().photographs(folder / "01-welcome.png")
    person.taps("I am under 18").photographs(folder / "02-under-age.png")
    person.taps("Back to the first page").taps("I am 18 or older, start")
    person.photographs(folder / "03-mirror.png")
    person.taps("Continue").taps("Continue").photographs(folder / "04-missing.png")
    for place, question in enumerate(person.answers(JAW_AND_NECK)):
        person.photographs(folder / f"{place + 5:02}-{question}.png")
    person.photographs(folder / "16-check.png")
    person.taps("Show my result").photographs(folder / "17-result.png")


if __name__ == "__main__":
    look()
