"""Streamlit's settings, which stay as they were at the start for as long as a server runs."""

from __future__ import annotations

from streamlit.watcher.polling_path_watcher import PollingPathWatcher


def look_at_settings_no_more() -> None:
    """Leave the files of settings alone, from now on.

    Streamlit looks at each five times a second, which takes one and a half percent of a core, and
    takes a change in while people are on the way.
    """
    PollingPathWatcher._check_if_path_changed = _leave_it  # type: ignore[assignment, method-assign]


def _leave_it(watcher: PollingPathWatcher) -> None:
    """Come back to it no more. watcher: of one file."""
