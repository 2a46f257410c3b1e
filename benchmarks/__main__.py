"""All benchmarks in one table: `python -m benchmarks`. Exit code 1 where a target is missed.

It takes about ten minutes and wants a machine with nothing else to do.
"""

import argparse
import json
import statistics
import sys
from dataclasses import asdict
from pathlib import Path

from assessment.loading import load
from benchmarks import bytes as wire
from benchmarks import codes_made, servers, sheets_made, suggestions_made, tap, visit_opened
from benchmarks.flood import flooded
from benchmarks.load import measure
from benchmarks.people_at_once import AT_MOST, borne, cores, slowest
from benchmarks.sheets_at_once import asked_for, what_they_got
from benchmarks.table import Figure, in_words
from tests.browser.person import browser

RESULTS = Path("build/benchmarks.json")
LOADS_OF_THE_PAGE = 3
WALKS = 6  # of eight taps each, ours and the bare app's in turn
VISITS = 12  # that are opened at the desk, on ours and on the bare page in turn
ROUNDS = 3
PEOPLE = 150
PEOPLE_ON_ONE_PROCESS = 900
PEOPLE_BESIDE_A_FLOOD = 20
PEOPLE_BESIDE_SHEETS = 20
SHEETS_AT_ONCE = 400
FIRST_CROWD = 300  # fewer than one process bears on any machine of this year
FLOODS = {1: 150, 20: 500}  # pages that flood, and what others' 95th of 100 may be, in ms
PEOPLE_ON_THE_BARE_APP = 50  # about as many as it bears: with 100, half the taps take over 7 s


def in_the_browser() -> list[Figure]:
    """Measure the bytes to the first screen, and the time from a tap to the next question."""
    with servers.ours() as ours, servers.bare() as bare, browser() as chromium:
        sizes = {
            server.name: statistics.median(
                wire.to_first_screen(chromium, server) / 1000 for _ in range(LOADS_OF_THE_PAGE)
            )
            for server in (ours, bare)
        }
        taps: dict[str, list[float]] = {"ours": [], "bare": []}
        for server in [ours, bare] * WALKS:
            taps[server.name] += tap.through_the_questions(chromium, server)
    medians = {name: statistics.median(taken) for name, taken in taps.items()}
    what = f"tap to next question painted, median of {len(taps['ours'])}"
    return [
        Figure("bytes to the first screen", "kB", sizes["ours"], sizes["bare"], ratio_at_most=0.25),
        Figure(what, "ms", medians["ours"], medians["bare"], ratio_at_most=0.45),
    ]


def at_the_desk() -> list[Figure]:
    """Measure the time from Enter to a visit's view, and codes beside JSON and zlib."""
    definition = load()
    codes = codes_made.codes(definition, VISITS)
    ours: list[float] = []
    peer: list[float] = []
    with servers.desk() as desk, servers.bare_desk() as bare, browser() as chromium:
        for _ in range(ROUNDS):
            ours += visit_opened.times(chromium, desk, codes, ".visit")
            peer += visit_opened.times(chromium, bare, codes, "[data-testid=stJson]")
    what = f"desk: Enter to view painted (peer: st.json), median of {len(ours)}"
    figures = [
        Figure(what, "ms", statistics.median(ours), statistics.median(peer), at_most=300),
        Figure("    longest", "ms", max(ours), max(peer)),
    ]
    for way, (ours, peer) in (
        ("answers to code", codes_made.there(definition)),
        ("code to answers", codes_made.back(definition)),
    ):
        what = f"{way} (peer: JSON and zlib), median of {len(ours)}"
        figures.append(
            Figure(what, "ms", statistics.median(ours), statistics.median(peer), at_most=0.1)
        )
    return figures


def under_load(seconds: int) -> list[Figure]:
    """Measure the server's time a tap while many people tap, and the memory that each takes."""
    with servers.ours() as server:
        ours = measure(server, PEOPLE, seconds)
    with servers.bare() as server:
        bare = measure(server, PEOPLE_ON_THE_BARE_APP, seconds)
    crowd = f"{PEOPLE} people (peer: {PEOPLE_ON_THE_BARE_APP})"
    return [
        Figure(f"{crowd}: server time a tap, median", "ms", ours.p50, bare.p50),
        Figure("    95th of 100", "ms", ours.p95, bare.p95, at_most=100),
        Figure("    longest", "ms", ours.longest, bare.longest),
        Figure("    taps", "", ours.taps, bare.taps),
        Figure("    errors", "", ours.errors, bare.errors, at_most=0),
        Figure("    memory a person", "kB", ours.memory / 1000, bare.memory / 1000),
    ]


def beside_a_flood(seconds: int) -> list[Figure]:
    """Measure others' taps while pages send without end, beside the same without any."""
    with servers.ours() as server:
        calm = measure(server, PEOPLE_BESIDE_A_FLOOD, seconds)
    figures = []
    for pages, at_most in FLOODS.items():
        with servers.ours() as server, flooded(server, pages, 10 * seconds):
            disturbed = measure(server, PEOPLE_BESIDE_A_FLOOD, seconds)
        what = (
            f"{PEOPLE_BESIDE_A_FLOOD} people, pages that flood: {pages} (peer: none), 95th of 100"
        )
        figures.append(Figure(what, "ms", disturbed.p95, calm.p95, at_most=at_most))
    return figures


def while_sheets_are_made(seconds: int) -> list[Figure]:
    """Measure others' taps while a crowd has its sheets made, beside the same without it."""
    with servers.ours() as server:
        calm = measure(server, PEOPLE_BESIDE_SHEETS, seconds)
    with servers.ours() as server, asked_for(server, SHEETS_AT_ONCE) as crowd:
        busy = measure(server, PEOPLE_BESIDE_SHEETS, seconds)
        got = what_they_got(crowd)
    others = f"{PEOPLE_BESIDE_SHEETS} people, {SHEETS_AT_ONCE} sheets at once (peer: none)"
    return [
        Figure(f"{others}, 95th of 100", "ms", busy.p95, calm.p95, at_most=150),
        Figure("    sheets that were not made", "", SHEETS_AT_ONCE - got["sheets"], 0, at_most=0),
        Figure("    seconds until the last was made", "s", got["seconds"], 0),
    ]


def on_one_process_and_on_two(seconds: int) -> list[Figure]:
    """Measure how many people one process bears, and how many two do, in one run."""
    many = slowest(PEOPLE_ON_ONE_PROCESS, seconds)
    few = slowest(PEOPLE, seconds)
    one = borne(1, seconds, first=FIRST_CROWD)
    two = borne(2, seconds, first=FIRST_CROWD)
    what = f"people at {AT_MOST} ms for 95 of 100 taps, 2 processes (peer: 1), {cores()} cores"
    crowd = f"{PEOPLE_ON_ONE_PROCESS} people on one process (peer: {PEOPLE}), 95th of 100"
    return [Figure(crowd, "ms", many, few, at_most=AT_MOST), Figure(what, "", two, one)]


def of_a_suggestion() -> list[Figure]:
    """Measure one suggestion beside turning the same answers into JSON and back."""
    ours, peer = suggestions_made.times(load().questionnaire)
    what = f"one suggestion (peer: JSON and back), median of {len(ours)}"
    return [
        Figure(what, "ms", statistics.median(ours), statistics.median(peer), at_most=1),
        Figure("    longest", "ms", max(ours), max(peer)),
    ]


def of_the_sheet() -> list[Figure]:
    """Measure the sheet beside a plain page of the same text."""
    ours, plain = (
        statistics.median(sheets_made.first("ours")),
        statistics.median(sheets_made.first("plain")),
    )
    return [
        Figure(
            "sheets (peer: a plain page)",
            "/s",
            sheets_made.a_second(sheets_made.ours),
            sheets_made.a_second(sheets_made.plain),
        ),
        Figure("    the first one, median", "ms", ours, plain),
    ]


def main() -> int:
    """Run all of them, print the table, keep the figures in build/."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--seconds", type=int, default=60, help="how long each load lasts")
    seconds = options.parse_args().seconds
    figures = [
        *in_the_browser(),
        *at_the_desk(),
        *under_load(seconds),
        *beside_a_flood(seconds // 3),
        *while_sheets_are_made(seconds // 3),
        *on_one_process_and_on_two(seconds // 6),
        *of_a_suggestion(),
        *of_the_sheet(),
    ]
    print(in_words(figures))
    RESULTS.parent.mkdir(exist_ok=True)
    as_json = [asdict(figure) | {"missed": figure.missed} for figure in figures]
    RESULTS.write_text(json.dumps(as_json, indent=2) + "\n", encoding="utf-8")
    return int(any(figure.missed for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
