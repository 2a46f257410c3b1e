"""Settings stay as they are while a server runs."""

import time

from streamlit.watcher import polling_path_watcher
from streamlit.watcher.polling_path_watcher import PollingPathWatcher

from serving.settings_watch import look_at_settings_no_more
from tests.processes import wait_for


def test_a_file_of_settings_that_changes_is_taken_in_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(polling_path_watcher, "_POLLING_PERIOD_SECS", 0.01)
    look = PollingPathWatcher._check_if_path_changed
    monkeypatch.setattr(PollingPathWatcher, "_check_if_path_changed", look)
    settings, taken_in = tmp_path / "config.toml", []
    PollingPathWatcher(str(settings), taken_in.append, allow_nonexistent=True)
    settings.write_text("[server]\n")
    wait_for(lambda: taken_in)

    look_at_settings_no_more()
    settings.write_text("[server]\nport = 1\n")

    time.sleep(0.2)  # twenty looks
    assert taken_in == [str(settings)]
