"""Nothing is lost: a dropped connection, a reload, a killed server, a changed questionnaire."""

import json
import re

import pytest
from playwright.sync_api import expect

from assessment.loading import load
from assessment.model.steps import RESULT
from screens.browser import HOURS_AT_HOME
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.interruptions import (
    Interrupted,
    a_killed_server,
    a_long_drop,
    a_reload,
    a_short_drop,
)
from tests.browser.person import QUESTIONNAIRE, QUESTIONS, TEXTS, Person
from tests.browser.sealed import NO_APP, keeps
from tests.browser.wire import wire_to
from tests.definition_files import copied_to
from tests.servers import running, serving, tracebacks_in

FIRST, SECOND, THIRD, FOURTH, *_ = QUESTIONS
HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline
NOTES = [
    QUESTIONNAIRE[note].words(level)
    for note in ("medical", "dreams")
    for level in JAW_AND_NECK[note]
]
NEW_WORDS = "How is your throat today?"

STREAMLITS_DIALOG = """() => {
  const dialog = document.createElement('div')
  dialog.dataset.testid = 'stDialog'
  dialog.className = 'late'
  dialog.innerHTML = '<style>.late { display: flex }</style><button aria-label="Close">x</button>' +
    '<h2>Connection error</h2>'
  dialog.lastElementChild.previousElementSibling.onclick = () => dialog.remove()
  document.body.append(dialog)
}"""
"""What Streamlit shows after some seconds, with a style of its own that comes after ours."""

INTERRUPTIONS = (a_short_drop, a_long_drop, a_reload, a_killed_server)
every_interruption = pytest.mark.parametrize(
    "interruption", INTERRUPTIONS, ids=[each.__name__ for each in INTERRUPTIONS]
)


@every_interruption
def test_every_answer_and_the_page_are_there_after(interruption, line, someone):
    person, found = someone(kind=Interrupted, at=line).opens().starts(), []
    for answered in person.answers(JAW_AND_NECK):
        if answered == THIRD.id:
            with interruption(person, line):
                pass
            found += person.is_back().finds_the_first_three_answers(JAW_AND_NECK)
        if answered == "medical":
            with interruption(person, line):
                pass
            found += [person.is_back().finds(QUESTIONNAIRE["medical"], JAW_AND_NECK)]
            person.continues().continues()
            found += person.finds_on_the_check_page({**JAW_AND_NECK, "dreams": ()})[:9]
            person.goes_back().goes_back().reads(QUESTIONNAIRE["medical"].ask)
    person.shows_the_result().reads(HEADLINE)

    with interruption(person, line):
        pass
    person.is_back().reads(HEADLINE)
    expect(person.page.locator(".tell strong")).to_have_text([f"{note}." for note in NOTES])
    found += person.goes_back().finds_on_the_check_page(JAW_AND_NECK)

    print(f"{interruption.__name__}: {len(found)} of {3 + 10 + 11} answers kept")
    assert len(found) == 3 + 10 + 11
    assert len(set(person.sessions)) == 4, "nobody comes back to a visit on the server"


@every_interruption
def test_a_tap_at_the_moment_it_is_over_turns_one_page_after(interruption, line, someone):
    turns_one_page(someone(kind=Interrupted, at=line), line, interruption, taps=1)


@pytest.mark.parametrize("interruption", [a_killed_server], ids=["a_killed_server"])
def test_two_quick_taps_while_a_visit_comes_back_turn_one_page(interruption, line, someone):
    turns_one_page(someone(kind=Interrupted, at=line), line, interruption, taps=2)


def turns_one_page(person, line, interruption, taps):
    person.opens().starts().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    person.chooses(SECOND.words("heavy"))
    turn = person.turn

    with interruption(person, line):
        person.will_tap_when_back(TEXTS("buttons.continue"), taps)

    person.reads(THIRD.ask).is_back()
    assert person.turn == turn + 1
    expect(person.page.get_by_role("alert")).to_have_count(0)
    person.goes_back().finds(SECOND, {SECOND.id: "heavy"})
    assert person.turn == turn + 2


@pytest.fixture
def wire(server):
    with wire_to(server) as wire:
        yield wire


def test_while_the_connection_is_away_only_the_apps_own_words_say_so(wire, someone):
    person = someone(kind=Interrupted, at=wire).opens().starts().chooses(FIRST.words("slight"))
    wire.cut()
    expect(person.away).to_have_text(TEXTS("tab.away"))
    expect(person.away).to_be_in_viewport(ratio=1)
    expect(person.away).to_have_attribute("role", "status")

    person.page.evaluate(STREAMLITS_DIALOG)
    expect(person.page.get_by_text("Connection error")).to_be_hidden()
    expect(person.page.get_by_test_id("stDialog")).to_have_count(0)
    expect(person.away).to_be_in_viewport(ratio=1)

    wire.mend()
    person.is_back().continues().reads(SECOND.ask)


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """A server after an update: two levels are gone, and one question has new words."""
    folder = copied_to(tmp_path_factory.mktemp("changed"))
    file = folder / "questionnaire.yaml"
    words = file.read_text(encoding="utf-8")
    for old, new in (
        (r"weeks: Some weeks", "a_while: Some weeks"),
        (r"^      firmer: .*\n", ""),
        (re.escape(QUESTIONNAIRE["throat"].ask), NEW_WORDS),
    ):
        words, found = re.subn(old, new, words, flags=re.MULTILINE)
        assert found
    file.write_text(words, encoding="utf-8")
    load(folder)
    with running(serving(folder)) as server:
        yield server


def test_after_an_update_what_still_fits_is_kept_and_the_rest_is_asked_again(
    wire, changed, someone
):
    given = {**JAW_AND_NECK, "rest": "weeks", "dreams": ("rested", "firmer")}
    person = someone(kind=Interrupted, at=wire)
    person.comes_back_with(Visit(RESULT, given, adult=True, turn=20)).reads(HEADLINE)

    wire.lead_to(changed)
    wire.cut()
    person.is_away()
    wire.mend()

    person.reads(QUESTIONNAIRE["rest"].ask).is_back()
    expect(person.page.get_by_role("status")).to_contain_text([TEXTS("tab.renewed")])
    expect(person.page.get_by_role("radio", checked=True)).to_have_count(0)
    person.chooses(QUESTIONNAIRE["rest"].words("any_time")).continues()
    expect(person.page.get_by_text(TEXTS("tab.renewed"))).to_have_count(0)
    person.finds(QUESTIONNAIRE["medical"], given)
    person.continues().reads(QUESTIONNAIRE["dreams"].ask)
    expect(person.page.get_by_role("checkbox", checked=True)).to_have_count(0)
    person.continues().finds_on_the_check_page({**given, "rest": "any_time", "dreams": ()})
    with person.turning():
        person.page.locator(".st-key-change-throat button").click()
    person.reads(NEW_WORDS)
    expect(person.choice(QUESTIONNAIRE["throat"].words("marked"))).to_be_checked()


FITTING = {
    "questionnaire": QUESTIONNAIRE.content_hash,
    "step": "result",
    "answers": dict(JAW_AND_NECK),
    "changing": False,
    "turn": 20,
    "tablet": "",
    "helped": False,
}
WELCOME = TEXTS("welcome.heading")
TOO_LONG = HOURS_AT_HOME * 3600 + 60  # seconds


def forged(**changes):
    return json.dumps({**FITTING, **changes})


def sealed(text, age=0):
    """Let a tab keep a text that only someone who is in it could have sealed."""
    return lambda tab: keeps(tab, text, age=age)


def raw(change):
    """Let a tab hold something else than it has kept. change: of that, in JavaScript."""

    def put(tab):
        keeps(tab, forged())
        tab.evaluate(
            f"() => {{ const kept = sessionStorage.visit; sessionStorage.visit = {change} }}"
        )

    return put


FORGED = {
    "damaged": (raw("kept.slice(0, -40)"), WELCOME),
    "damaged_inside": (raw("kept.replace(/.....\"}$/, 'AAAAA\"}')"), WELCOME),
    "not_sealed": (raw(json.dumps(json.dumps({"at": 0, "kept": forged()}))), WELCOME),
    "under_another_key": (raw('kept.replace(/name":"./, \'name":"x\')'), WELCOME),
    "cut_short": (sealed(forged()[:-9]), WELCOME),
    "not_an_object": (sealed("[1, 2]"), WELCOME),
    "a_list": (sealed(json.dumps([FITTING])), WELCOME),
    "of_a_million_characters": (
        raw("kept.replace('sealed\":\"', (all) => all + 'A'.repeat(1e6))"),
        WELCOME,
    ),
    "of_too_many_characters": (sealed(forged(step="x" * 40_000)), WELCOME),
    "from_days_ahead": (sealed(forged(), age=-TOO_LONG), WELCOME),
    "of_days_ago": (sealed(forged(), age=TOO_LONG), WELCOME),
    "at_a_turn_in_words": (sealed(forged(turn="20")), WELCOME),
    "at_a_negative_turn": (sealed(forged(turn=-20)), WELCOME),
    "at_a_huge_turn": (sealed(forged(turn=10**30)), WELCOME),
    "at_half_a_turn": (sealed(forged(turn=2.5)), WELCOME),
    "of_a_tablet": (sealed(forged(tablet="front-desk")), WELCOME),
    "of_a_tablet_that_is_a_list": (sealed(forged(tablet=[""])), WELCOME),
    "at_no_step": (sealed(forged(step="nowhere", answers={})), FIRST.ask),
    "at_a_step_that_is_an_object": (sealed(forged(step={"a": 1}, answers={})), FIRST.ask),
    "at_a_step_too_far": (sealed(forged(answers={FIRST.id: "slight"})), SECOND.ask),
    "with_levels_that_are_not": (sealed(forged(answers={FIRST.id: "awful"})), FIRST.ask),
    "with_a_level_in_a_list": (sealed(forged(answers={FIRST.id: ["slight"]})), FIRST.ask),
    "with_answers_in_a_list": (sealed(forged(answers=["slight"])), FIRST.ask),
    "with_a_prototype": (
        sealed(forged(answers={"__proto__": {FIRST.id: "slight"}}, __proto__={"step": "result"})),
        FIRST.ask,
    ),
}
"""What stands in the tab's storage, and the heading of the page that it leads to."""


@pytest.fixture(scope="module")
def tab(chromium, server):
    """A tab that the bad input comes to, one piece after the other."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield Person(context.new_page(), server.url)
    context.close()


def comes_with(put, person):
    person.page.goto(person.url + NO_APP)
    put(person.page)
    person.page.goto(person.url)


def test_a_visit_is_taken_whole_where_nothing_is_wrong_with_it(someone):
    person = someone()
    comes_with(sealed(forged()), person)
    person.reads(HEADLINE)


@pytest.mark.parametrize(
    ("before", "after"),
    [("mirror", FIRST), ("rest", QUESTIONNAIRE["medical"])],
    ids=["one_of", "several_of"],
)
def test_a_drop_while_a_question_comes_in_leaves_it_whole_once_it_is_over(before, after, someone):
    """Streamlit fetches the script of a kind of choices when it first shows one."""
    person = someone()
    given = {**JAW_AND_NECK, "medical": ()}
    answers = {} if before == "mirror" else given
    comes_with(sealed(forged(step=before, answers=answers)), person)
    expect(person.page).to_have_url(re.compile(before))
    person.settled().page.wait_for_load_state("networkidle")

    person.page.route("**/static/js/*", lambda route: route.abort())
    person.button(TEXTS("buttons.continue")).click()
    expect(person.heading).to_have_text(after.ask)
    person.page.unroute_all()

    for level in after.choices if after.counts else after.level_ids:
        expect(person.choice(after.words(level))).to_be_visible(timeout=5000)
    expect(person.main).not_to_contain_text("TypeError")


@pytest.mark.parametrize(("put", "heading"), FORGED.values(), ids=FORGED)
def test_nothing_is_taken_from_a_visit_that_was_forged(put, heading, tab, server):
    comes_with(put, tab)

    tab.reads(heading)
    expect(tab.page.locator("main input:checked")).to_have_count(0)
    is_calm(tab, server)
    if heading == WELCOME:
        tab.starts()
        expect(tab.page.locator("main input:checked")).to_have_count(0)


def test_after_a_visit_that_was_refused_the_next_page_begins_at_its_heading(tab):
    comes_with(sealed(forged(turn=10**30)), tab)
    tab.reads(WELCOME).taps(TEXTS("welcome.adult")).reads(TEXTS("mirror.heading"))
    expect(tab.heading).to_be_focused(timeout=5000)


@pytest.mark.parametrize(
    "address",
    [
        "/?step=result",
        "/?step=nowhere&step=chin",
        "/?step=__proto__",
        "/?step=..%2F..%2Fclinic.yaml&tablet",
        "/?step=%00%ff%3Cscript%3Ealert(1)%3C/script%3E",
        "/?step=" + "x" * 10_000,
        "/?tablet=" + "x" * 10_000,
        "/?" + "x" * 10_000,
    ],
    ids=lambda address: address[:30],
)
def test_an_absurd_address_leads_to_the_first_page(address, tab, server):
    tab.page.goto(tab.url + NO_APP)
    tab.page.evaluate("sessionStorage.clear()")
    tab.opens(address)

    first = TEXTS("tablet.start_heading") if "tablet" in address else WELCOME
    tab.reads(first)
    is_calm(tab, server)
    expect(tab.page).not_to_have_url(re.compile("step"))
    assert len(tab.page.url) < 100


def is_calm(person, server):
    expect(person.page.get_by_role("alert")).to_have_count(0)
    assert "Traceback" not in person.page.content()
    assert tracebacks_in(server.log.read_text(encoding="utf-8")) == []


def test_two_tabs_of_one_browser_never_mix(wire, another_server, someone):
    one = someone(kind=Interrupted, at=wire).opens().starts().chooses(FIRST.words("slight"))
    other = Interrupted(one.page.context.new_page(), wire.url).opens().starts()
    other.chooses(FIRST.words("heavy")).continues().chooses(SECOND.words("marked"))

    wire.lead_to(another_server)
    wire.cut()
    for each in (one, other):
        each.is_away()
    wire.mend()
    is_each_where_they_were(one.is_back(), other.is_back())
    for each in (one, other):
        each.page.reload()
    is_each_where_they_were(one, other)


def is_each_where_they_were(one, other):
    one.finds(FIRST, {FIRST.id: "slight"})
    other.finds(SECOND, {SECOND.id: "marked"})
    other.goes_back().finds(FIRST, {FIRST.id: "heavy"})
    other.continues()
    one.continues().reads(SECOND.ask)
    expect(one.page.get_by_role("radio", checked=True)).to_have_count(0)
    one.goes_back()
