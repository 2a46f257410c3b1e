"""What a run of the page says, handed over in one go."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event as Happened

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import app_session, state
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunnerEvent as Event
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from serving.runs import (
    BLINK,
    hand_over_in_one_go,
    lock_each_visit_once,
    look_only_where_something_waits,
    work_the_theme_out_once,
)
from tests.servers import ROOT, run_apart, socket_of

RUN = (Event.SCRIPT_STARTED, *[Event.ENQUEUE_FORWARD_MSG] * 3, Event.SCRIPT_STOPPED_WITH_SUCCESS)


class Visit:
    """A visit, and a server whose time is wound on by hand."""

    def __init__(self):
        self.woken = 0
        self.later = []
        self._event_loop = self

    def _call_soon_on_event_loop(self, call):
        self.woken += 1
        call()

    def call_later(self, seconds, call):
        assert seconds == BLINK
        self.later.append(call)

    def says(self, *events):
        for number, event in enumerate(events):
            AppSession._on_scriptrunner_event(self, "a run", event, forward_msg=number)


@pytest.fixture
def handed_over(monkeypatch):
    """What was handed over, in order."""
    over = []

    def take(visit, sender, event, forward_msg):
        over.append((event, forward_msg))

    monkeypatch.setattr(AppSession, "_handle_scriptrunner_event_on_event_loop", take)
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", None)
    hand_over_in_one_go()
    return over


def test_what_a_run_says_is_handed_over_in_order_once_it_is_over(handed_over):
    visit = Visit()

    visit.says(*RUN[:-1])
    before_the_end = list(handed_over)
    visit.says(RUN[-1])

    assert before_the_end == []
    assert [event for event, _ in handed_over] == list(RUN)
    assert [number for _, number in handed_over] == [0, 1, 2, 3, 0]


def test_a_run_wakes_the_server_twice_however_much_it_says(handed_over):
    visit = Visit()

    visit.says(RUN[0], *RUN[1:-1] * 50, RUN[-1])

    assert visit.woken == 2
    assert len(handed_over) == 152


def test_what_a_slow_run_has_said_so_far_does_not_wait_for_its_end(handed_over):
    visit = Visit()

    visit.says(*RUN[:2])
    visit.later.pop()()
    so_far = list(handed_over)
    visit.says(*RUN[2:])
    visit.later.pop()()  # its time was up after all was said

    assert [event for event, _ in so_far] == list(RUN[:2])
    assert [event for event, _ in handed_over] == list(RUN)


def test_nobody_waits_for_what_another_visit_says(handed_over):
    slow, quick = Visit(), Visit()

    slow.says(*RUN[:-1])
    quick.says(*RUN)

    assert len(handed_over) == len(RUN)


class Page:
    """A page that is open, what waits to be sent to it, and how often the server was woken."""

    def __init__(self, name):
        self.id = name
        self.session = self
        self.woken = 0
        self._browser_queue = ForwardMsgQueue()

    def _message_enqueued_callback(self):
        self.woken += 1

    def is_to_be_told(self):
        AppSession._enqueue_forward_msg(self, ForwardMsg(script_finished=0))


@pytest.fixture
def pages(monkeypatch):
    """Four people's pages, and what knows them all."""
    monkeypatch.setattr(AppSession, "_enqueue_forward_msg", None)
    for name in ("list_active_sessions", "num_active_sessions"):
        monkeypatch.setattr(WebsocketSessionManager, name, None)
    look_only_where_something_waits()
    everyone = [Page(name) for name in ("one", "two", "three", "four")]
    known = WebsocketSessionManager.__new__(WebsocketSessionManager)
    known._active_session_info_by_id = {page.id: page for page in everyone}
    return everyone, known


def test_everyone_who_has_something_to_be_sent_is_looked_at_once_and_everyone_is_counted(pages):
    (_, two, _, four), known = pages
    two.is_to_be_told()
    four.is_to_be_told()
    two.is_to_be_told()

    assert {page.id for page in known.list_active_sessions()} == {"two", "four"}
    assert known.list_active_sessions() == []
    assert known.num_active_sessions() == 4
    assert two.woken == 2


def test_who_is_told_of_something_while_another_is_looked_at_is_looked_at_next(pages):
    (one, two, *_), known = pages
    one.is_to_be_told()
    assert known.list_active_sessions() == [one]

    two.is_to_be_told()
    one._browser_queue.flush()

    assert known.list_active_sessions() == [two]


def test_whose_page_is_closed_is_not_looked_at(pages):
    (one, two, *_), known = pages
    one.is_to_be_told()
    two.is_to_be_told()
    del known._active_session_info_by_id["one"]

    assert known.list_active_sessions() == [two]


@pytest.mark.parametrize("section", ["theme", "theme.light", "theme.dark", "theme.dark.sidebar"])
def test_each_run_is_told_of_the_same_theme_as_streamlit_would_tell(monkeypatch, section):
    tell = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", tell)
    whole = CustomThemeConfig()
    tell(whole, section)

    work_the_theme_out_once()
    told = [CustomThemeConfig() for _ in range(3)]
    for each in told:
        app_session._populate_theme_msg(each, section)
        each.base_radius += " changed by whoever got it"

    whole.base_radius += " changed by whoever got it"
    assert told == [whole] * 3


def test_the_last_that_a_run_says_is_what_the_page_takes_for_its_end(server):
    """server/before_streamlit.js keeps back what comes before it."""
    script = (ROOT / "server/before_streamlit.js").read_text(encoding="utf-8")
    (numbers,) = re.findall(r"const NOTHING_RUNS = \[(.*)\]", script)
    the_end = bytes(int(number, 16) for number in numbers.split(", "))
    begin = BackMsg()
    begin.rerun_script.SetInParent()

    async def all_that_it_says():
        async with socket_of(server) as socket, asyncio.timeout(20):
            await socket.send(begin.SerializeToString())
            said = []
            while the_end not in said[-1:]:
                said.append(await socket.recv(decode=False))
        return [ForwardMsg.FromString(each).WhichOneof("type") for each in said]

    kinds = run_apart(all_that_it_says())

    assert kinds[0] == "new_session"
    assert kinds[-2:] == ["script_finished", "session_status_changed"]


def begin_a_run(visit):
    """Begin one as Streamlit does; it is stopped by nothing."""
    return SafeSessionState(visit, lambda: None)


def chosen(question):
    return WidgetState(id=question, string_value="mild")


def told(*widgets):
    return WidgetStates(widgets=widgets)


@pytest.fixture
def locked_once(monkeypatch):
    monkeypatch.setattr(SafeSessionState, "__init__", SafeSessionState.__init__)
    monkeypatch.setattr(state, "SessionState", state.SessionState)
    lock_each_visit_once()


@pytest.fixture
def meanwhile(locked_once):
    """Return a function that does two things to a visit at once, the second amid the first.

    The first, and it alone, is held up where it reads the answer about the jawline.
    """

    def at_once(visit, first, second):
        under_way, go_on = Happened(), Happened()

        def read(_):
            if not under_way.is_set():
                under_way.set()
                assert go_on.wait(20)
            return "mild"

        visit._set_widget_metadata(WidgetMetadata("jawline", read, str, "string_value"))
        with ThreadPoolExecutor() as runs:
            new = runs.submit(first)
            assert under_way.wait(20)
            old = runs.submit(second)
            wait([old], 0.2)  # for as long as it may: it is to wait for the new one
            go_on.set()
            return new.result(20), old.result(20)

    return at_once


def test_a_run_that_a_tap_stopped_does_not_break_off_the_one_that_the_tap_began(meanwhile):
    visit = state.SessionState()
    new, old = begin_a_run(visit), begin_a_run(visit)

    assert meanwhile(
        visit,
        lambda: new.on_script_will_rerun(told(chosen("jawline"))),
        lambda: old.on_script_will_rerun(told(chosen("neck"))),
    ) == (None, None)


def test_a_tap_is_heard_though_the_run_before_it_ends_in_that_moment(meanwhile):
    visit, heard = state.SessionState(), []
    new, old = begin_a_run(visit), begin_a_run(visit)
    visit._set_widget_metadata(
        WidgetMetadata("sign-in", bool, bool, "trigger_value", callback=lambda: None)
    )
    visit._old_state["sign-in"] = False  # the button was there, and not tapped yet
    visit._run_callback_and_record_rerun = lambda _, callback: heard.append(callback.args)
    tap = WidgetState(id="sign-in", trigger_value=True)

    meanwhile(
        visit,
        lambda: new.on_script_will_rerun(told(chosen("jawline"), tap)),
        lambda: old.on_script_finished(frozenset()),
    )

    assert heard == [("sign-in",)]


def test_runs_of_two_visits_do_not_wait_for_each_other(locked_once):
    one, another = (begin_a_run(state.SessionState()) for _ in range(2))

    with one._lock, ThreadPoolExecutor() as runs:
        assert runs.submit(another.on_script_will_rerun, told(chosen("neck"))).result(20) is None
