"""A picture of every screen, on phone, tablet, paper and desk, in `build/look/`: `make look`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from assessment.coded_sheet import with_code
from assessment.records.visit_code import visit_code
from assessment.sheet.contents import SheetRequest
from assessment.sheet.parts import parts
from assessment.sheet.render import sheet_pdf
from tests.browser.clinics_patient import CLINIC, ClinicsPatient, answers_toward, some_answers
from tests.browser.person import DEVICES, Person, browser, every_screen
from tests.desk.receptionist import LAPTOPS, Receptionist
from tests.opened_sheet import pictures_of
from tests.servers import running, the_desk

BUILD = Path("build/look")
ANSWERS = some_answers()


def look() -> None:
    """Walk through the app once a device, keeping a picture of each screen."""
    with running() as server, browser() as chromium:
        for device in ("phone", "tablet"):
            width, height = DEVICES[device]
            for scheme in ("light", "dark"):
                context = chromium.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                person = ClinicsPatient(context.new_page(), server.url)
                for place, screen in enumerate(every_screen(person, ANSWERS), start=1):
                    person.photographs(BUILD / f"{device}-{scheme}" / f"{place:02}-{screen}.png")
                if device == "tablet":
                    for screen in on_a_shared_tablet(person):
                        person.photographs(BUILD / f"tablet-{scheme}" / f"shared-{screen}.png")
                context.close()


def on_paper() -> None:
    """Keep a picture of each page of a sheet for each suggestion, every note on it."""
    folder = BUILD / "paper"
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted({example.suggest for example in CLINIC.questionnaire.examples}):
        given = answers_toward(name)
        every_part = frozenset(parts(CLINIC.questionnaire, given))
        plain = SheetRequest("K7MP-3XTA", every_part, CLINIC.questionnaire.reviewed)
        request = with_code(CLINIC, given, plain)
        for number, page in enumerate(pictures_of(sheet_pdf(CLINIC, given, request), 1.5), 1):
            page.save(folder / f"{name}-{number}.png")


def at_the_desk() -> None:
    """Keep a picture of the desk: its field, a wrong code, and a visit for each suggestion."""
    names = sorted({example.suggest for example in CLINIC.questionnaire.examples})
    codes = {name: ordinary_code_toward(name) for name in names}
    wrong = next(iter(codes.values()))[:-1]
    with the_desk() as server, browser() as chromium:
        for scheme in ("light", "dark"):
            width, height = LAPTOPS[0]
            page = chromium.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            someone = Receptionist(page, server.url)
            for name, code in {"empty": "", "wrong": wrong, **codes}.items():
                someone.comes()
                if code:
                    someone.types(code)
                    page.locator(".visit, [role=alert]:not(:empty)").wait_for()
                someone.settled()
                page.screenshot(path=BUILD / f"desk-{name}-{scheme}.png")
            page.close()


def ordinary_code_toward(suggestion: str) -> str:
    """Return the code of one of the clinic's examples, with two ticks in two of the notes."""
    given = dict(answers_toward(suggestion))
    notes = [note.id for note in CLINIC.questionnaire.notes][:2]
    for note in notes:
        given[note] = given[note][:2]
    return visit_code(CLINIC, given, helped=False, given_on=notes)


def on_a_shared_tablet(person: Person) -> Iterator[str]:
    """Take a person through what only a clinic's tablet shows; yield the name of each screen."""
    person.page.clock.install()
    person.opens("/?tablet=front-desk")
    yield "start"
    person.taps(CLINIC.texts("tablet.start")).taps(CLINIC.texts("welcome.adult")).continues()
    person.page.clock.fast_forward(1000 * CLINIC.clinic.tablets.idle + 1000)
    yield "still-there"
    person.page.get_by_role("button", name=CLINIC.texts("tablet.more_time")).click()
    person.answers_all(ANSWERS)
    yield "check"
    person.shows_the_result().makes_the_sheet()
    yield "sheet"
    person.shows_it_to_the_clinic()
    yield "show-to-clinic"
    person.taps(CLINIC.texts("tablet.done"))
    yield "handed-back"
    person.taps(CLINIC.texts("tablet.next")).reads(CLINIC.texts("tablet.start_heading"))
    person.taps(CLINIC.texts("tablet.start"))
    for _ in range(2):  # nobody there, and no answer either
        person.page.clock.fast_forward(1000 * CLINIC.clinic.tablets.idle + 1000)
    yield "gone"


if __name__ == "__main__":
    rmtree(BUILD, ignore_errors=True)
    on_paper()
    at_the_desk()
    look()
