"""A clinic's own words stand on the screen as the characters they are, whatever those are."""

import pytest
from playwright.sync_api import expect

from assessment.loading import load
from screens.journey import Visit
from tests.browser.person import Person
from tests.definition_files import copied_to
from tests.servers import running, serving

ODD = "*a* _b_ `c` [d](e) <b>f</b> ![g](h) :red[i] $j$ ~k~ &amp; \\l <!-- m --> # n > 7:30"
LEVELS = ("1. - Soft", "# Loose", "> Hanging", "+ a", "---", "***", "$x$", "<i>", ":a")


def quoted(words):
    return '"' + words.replace("\\", "\\\\") + '"'


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A clinic whose every question, level, note and button is full of signs."""
    folder = copied_to(tmp_path_factory.mktemp("odd"))
    plain = load(folder)
    file = folder / "questionnaire.yaml"
    words = file.read_text(encoding="utf-8")
    first = next(each for each in plain.questionnaire.questions if each.counts)
    note = plain.questionnaire.notes[-1]
    others = iter(LEVELS)
    for question in (first, note):
        for said in (question.ask, *question.levels.values()):
            new = ODD if said == question.ask else next(others)
            for line in (f": {said}\n", f": {said},", f": {said}}}"):
                words = words.replace(line, line.replace(said, quoted(new)), 1)
    file.write_text(words, encoding="utf-8")
    texts = folder / "locales/en.yaml"
    words = texts.read_text(encoding="utf-8")
    for key in ("continue", "back"):
        said = plain.texts(f"buttons.{key}")
        assert f"  {key}: {said}\n" in words
        words = words.replace(f"  {key}: {said}\n", f"  {key}: {quoted(f'{said} {ODD}')}\n")
    texts.write_text(words, encoding="utf-8")
    with running(serving(folder)) as server:
        yield server, load(folder)


@pytest.mark.parametrize("kind", ["one of", "several of"])
def test_every_sign_stands_where_it_was_written_and_means_nothing(kind, odd, someone):
    server, definition = odd
    asked = next(
        each
        for each in reversed(definition.questionnaire.questions)
        if each.ask == ODD and each.counts == (kind == "one of")
    )
    questions = definition.questionnaire.questions
    given = {each.id: each.level_ids[0] if each.counts else () for each in questions}

    class OddPatient(Person):
        pass

    OddPatient.definition = definition
    person = someone(kind=OddPatient, at=server)
    person.comes_back_with(Visit(asked.id, given, adult=True, turn=20))

    expect(person.heading).to_have_text(ODD)
    assert set(LEVELS) & set(asked.levels.values())
    for words in asked.levels.values():
        expect(person.choice(words)).to_have_count(1)
        expect(person.main.get_by_text(words, exact=True)).to_be_visible()
    for button in ("buttons.continue", "buttons.back"):
        expect(person.button(definition.texts(button))).to_be_visible()
    for made in (
        "main label a",
        "main label b",
        "main label em",
        "main label code",
        "main button a",
    ):
        expect(person.page.locator(made)).to_have_count(0)
    expect(person.page.locator("main label .katex, main button .katex")).to_have_count(0)
