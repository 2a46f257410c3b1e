"""What docs and comments name is there."""

import json
import re
import subprocess
from pathlib import Path

import streamlit as st

from assessment.loading import ROOT

FOLDERS = "assessment|screens|server|tests|benchmarks|deploy|docs|locales|procedures"
PATH = re.compile(rf"(?<![\w/.-])((?:{FOLDERS})/[\w/.-]+\.\w+)")
KINDS = (".md", ".py", ".js", ".css", ".typ", ".toml", ".yaml", ".conf", ".cfg")
PLACEHOLDERS = {"screens/NAME.py", "locales/XX.yaml"}


def test_every_file_that_a_doc_or_a_comment_names_is_there():
    """The changelog tells of the past, and tests name files that are not there on purpose."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    told = [name for name in listed if name.endswith(KINDS) and not name.startswith("tests/")]
    named = {
        (name, path)
        for name in set(told) - {"CHANGELOG.md"}
        for path in PATH.findall((ROOT / name).read_text(encoding="utf-8"))
    }

    assert len(named) > 30
    missing = [each for each in named if not (ROOT / each[1]).exists()]
    assert [each for each in missing if each[1] not in PLACEHOLDERS] == []


OLDEST = {"safari": "Safari", "ios_saf": "iPadOS", "chrome": "Chrome", "firefox": "Firefox"}
"""What package.json calls a browser → what docs call it."""


def test_the_oldest_browsers_that_docs_name_are_those_that_the_lint_measures_by():
    listed = dict(
        each.split(" >= ")
        for each in json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["browserslist"]
    )
    named = {
        (browser, version)
        for doc in ("README.md", "docs/clinic-tablet.md", "docs/decisions/9-browsers.md")
        for browser, _, version in re.findall(
            r"(Safari|iPadOS|Chrome|Firefox)( or Edge| and Edge)? (\d[\d.]*\d)",
            told_as_supported(doc),
        )
    }

    assert listed["edge"] == listed["chrome"]
    assert named == {(OLDEST[each], listed[each]) for each in OLDEST}


def told_as_supported(doc):
    """Return the line of a doc that says where the app works."""
    text = (ROOT / doc).read_text(encoding="utf-8")
    starts = ("It is made for", "**Which tablets.**", "**Decided.**")
    return next(line for line in text.splitlines() if line.startswith(starts))


def test_streamlits_scripts_still_ask_for_what_docs_say_they_do():
    """Once they no longer do, an older browser may be supported."""
    folder = Path(st.__file__).parent / "static/static/js"
    index, markdown = (
        "".join(path.read_text(encoding="utf-8") for path in folder.glob(f"{name}.*.js"))
        for name in ("index", "StreamlitMarkdown")
    )

    assert re.search(r"static ?\{", index)
    assert re.search(r"static ?\{", markdown)
    assert "(?<=" in markdown
    assert ".toSorted(" in index
