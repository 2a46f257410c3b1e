"""What docs and comments name is there."""

import re
import subprocess

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
