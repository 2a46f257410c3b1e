"""Runs of the page: what one says is handed over in one go, and two of a visit do not collide.

Streamlit wakes the server for each piece of a page, and looks for it in every visit; the browser
draws anew for each piece that comes by itself. docs/decisions/1-streamlit.md lists what is changed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import RLock
from typing import Any, Final
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, state
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import ActiveSessionInfo
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

BLINK: Final = 0.05
"""For how many seconds what a run says may wait for its end. Most runs take a tenth of that."""

_NOT_YET_OVER: Final = (ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)


def prepare_runs() -> None:
    """Change how this process runs pages, for good: all that is below."""
    lock_each_visit_once()
    hand_over_in_one_go()
    look_only_where_something_waits()
    work_the_theme_out_once()


def hand_over_in_one_go() -> None:
    """Hand over what a run says once it is over, or after a blink, from now on."""
    hand_over = AppSession._handle_scriptrunner_event_on_event_loop
    held_by: WeakKeyDictionary[AppSession, deque[Callable[[], None]]] = WeakKeyDictionary()

    def on_event(
        visit: AppSession,
        sender: Any,  # noqa: ANN401
        event: ScriptRunnerEvent,
        **told: Any,  # noqa: ANN401
    ) -> None:
        """Take in what a run says, in the run's own thread."""
        held = held_by.setdefault(visit, deque())
        held.append(lambda: hand_over(visit, sender, event, **told))
        is_first = len(held) == 1  # looked at afterwards: the server may have taken all meanwhile

        def let_go() -> None:
            while held:
                held.popleft()()

        def let_go_after_a_blink() -> None:
            visit._event_loop.call_later(BLINK, let_go)

        if event not in _NOT_YET_OVER:
            visit._call_soon_on_event_loop(let_go)
        elif is_first:
            visit._call_soon_on_event_loop(let_go_after_a_blink)

    AppSession._on_scriptrunner_event = on_event  # type: ignore[assignment, method-assign]


def look_only_where_something_waits() -> None:
    """Look for what is to be sent only in visits that have something to send, from now on."""
    waiting: set[str] = set()

    def enqueue(visit: AppSession, message: ForwardMsg) -> None:
        visit._browser_queue.enqueue(message)
        waiting.add(visit.id)
        if visit._message_enqueued_callback:
            visit._message_enqueued_callback()

    def where_something_waits(visits: WebsocketSessionManager) -> list[ActiveSessionInfo]:
        everyone = visits._active_session_info_by_id
        found = []
        while waiting:
            each = everyone.get(waiting.pop())
            if each and not each.session._browser_queue.is_empty():
                found.append(each)
        return found

    def how_many(visits: WebsocketSessionManager) -> int:
        return len(visits._active_session_info_by_id)

    AppSession._enqueue_forward_msg = enqueue  # type: ignore[assignment, method-assign]
    WebsocketSessionManager.list_active_sessions = where_something_waits  # type: ignore[assignment, method-assign]
    WebsocketSessionManager.num_active_sessions = how_many  # type: ignore[assignment, method-assign]


class _LockedOnce(SessionState):
    """What a visit holds, with the lock for all of its runs."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = RLock()


def lock_each_visit_once() -> None:
    """Let two runs of one visit change what it holds one after the other, from now on.

    A tap stops the run before it, which goes on for a moment beside the new one. Both change what
    the visit holds, and Streamlit gives each run a lock of its own for that: the new run could
    break off, and the person would read that something went wrong.
    """
    begin = SafeSessionState.__init__

    def begin_with_its_lock(
        run: SafeSessionState, held: SessionState, yield_callback: Callable[[], None]
    ) -> None:
        begin(run, held, yield_callback)
        if isinstance(held, _LockedOnce):
            object.__setattr__(run, "_lock", held.lock)

    SafeSessionState.__init__ = begin_with_its_lock  # type: ignore[assignment, method-assign]
    state.SessionState = _LockedOnce  # type: ignore[misc, assignment]


def work_the_theme_out_once() -> None:
    """Keep what each run is told of the theme: it stands in .streamlit/config.toml for good."""
    work_out = app_session._populate_theme_msg
    known: dict[str, CustomThemeConfig] = {}

    def tell(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            known[section] = CustomThemeConfig()
            work_out(known[section], section)
        if known[section].ByteSize():  # to merge nothing in would still say that there is a theme
            msg.MergeFrom(known[section])

    app_session._populate_theme_msg = tell
