"""People in mid-visit on many processes: one is killed, all are rolled, the server starts anew."""

import os
import signal

import pytest
from playwright.sync_api import expect

from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.interruptions import THE_CHOICE_IS_KEPT, Interrupted
from tests.browser.person import QUESTIONS, TEXTS
from tests.browser.sealed import wait_until
from tests.definition_files import copied_to
from tests.processes import connections, serving_now, told, wait_for
from tests.servers import free_port, processes, serving, tracebacks_in

FIRST, SECOND, THIRD, *_ = QUESTIONS
PEOPLE = 8
THREE_ANSWERS = {question.id: JAW_AND_NECK[question.id] for question in (FIRST, SECOND, THIRD)}
AT_THE_THIRD = Visit(adult=True, step=THIRD.id, answers=THREE_ANSWERS, turn=5)

REMEMBER = """() => {
  window.seen = []
  const look = () => {
    const alerts = [...document.querySelectorAll('#away, [role=alert], [data-testid=stException]')]
    for (const words of alerts.map(({ innerText }) => innerText.trim())) {
      if (words && !window.seen.includes(words)) window.seen.push(words)
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true,
    characterData: true })
}"""
"""Remember every sentence that says that something is wrong."""

BROKEN = "[...document.images].filter((each) => !each.naturalWidth).map(({ src }) => src)"


@pytest.fixture
def folder(tmp_path):
    return copied_to(tmp_path)


@pytest.fixture
def server(folder):
    with processes(2, serving(folder)) as server:
        wait_for(lambda: told(server, "serve"))
        yield server


@pytest.fixture
def people(someone, server):
    """Eight people on the third question; its answer is chosen."""
    everyone = [
        someone(kind=Interrupted, at=server).comes_back_with(AT_THE_THIRD) for _ in range(PEOPLE)
    ]
    for person in everyone:
        wait_until(person.page, THE_CHOICE_IS_KEPT)
        person.page.evaluate(REMEMBER)
    return everyone


def see_that_nothing_is_lost(people, server):
    """Look that each has every answer, and was told of nothing but the connection."""
    for person in people:
        person.is_back()
        found = person.finds_the_first_three_answers(JAW_AND_NECK)
        assert found == [THIRD.id, SECOND.id, FIRST.id]
        assert person.page.evaluate(BROKEN) == []
        assert set(person.page.evaluate("window.seen")) <= {TEXTS("tab.away")}
    assert tracebacks_in(server.log.read_text(encoding="utf-8")) == []


def test_where_one_process_is_killed_all_people_keep_every_answer(people, server):
    held = connections(server)
    fuller = max(held, key=held.get)
    assert min(held.values()) > 0, "nobody is on one of them"

    os.kill(fuller, signal.SIGKILL)
    wait_for(lambda: len(told(server, "start")) == 3)

    see_that_nothing_is_lost(people, server)


def test_over_a_roll_to_another_questionnaire_all_people_keep_every_answer(people, server, folder):
    questionnaire = folder / "questionnaire.yaml"
    words = questionnaire.read_text(encoding="utf-8")
    reworded = words.replace(SECOND.ask, f"{SECOND.ask} Look twice.")
    assert reworded != words
    questionnaire.write_text(reworded, encoding="utf-8")
    old = serving_now(server)

    os.kill(server.pid, signal.SIGHUP)
    wait_for(lambda: told(server, "roll"))

    for person in people:
        person.is_back()
        person.finds(THIRD, JAW_AND_NECK)
        assert person.page.evaluate(BROKEN) == []
        person.goes_back()
        expect(person.heading).to_have_text(f"{SECOND.ask} Look twice.")
        expect(person.choice(SECOND.words(JAW_AND_NECK[SECOND.id]))).to_be_checked()
        assert person.page.evaluate(BROKEN) == []
        person.goes_back().finds(FIRST, JAW_AND_NECK)
        seen = set(person.page.evaluate("window.seen"))
        assert seen <= {TEXTS("tab.away"), TEXTS("tab.renewed")}
    assert not set(old) & set(serving_now(server))
    assert not told(server, "fault")


def test_while_the_server_starts_anew_people_read_a_calm_sentence_and_then_go_on(folder, someone):
    port = free_port()
    with processes(1, serving(folder), port=port) as server:
        person = someone(kind=Interrupted, at=server).comes_back_with(AT_THE_THIRD)
        wait_until(person.page, THE_CHOICE_IS_KEPT)
        person.page.evaluate(REMEMBER)
    # The block has ended, and with it the server, by SIGTERM.
    expect(person.away).to_have_text(TEXTS("tab.away"))
    with processes(1, serving(folder), port=port) as server:
        see_that_nothing_is_lost([person], server)
