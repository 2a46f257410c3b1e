"""An exception in a run of the page: staff are told, and the patient reads calm words."""

from __future__ import annotations

from screens.counts import count
from screens.error_page import show_script_error
from server.log_line import kind_and_place, tell


def tell_and_show(error: Exception) -> bool:
    """Tell staff of what kind it is and where, and show the calm words. Always true."""
    count("faults")
    tell("fault", **kind_and_place(error))
    return show_script_error(error)
