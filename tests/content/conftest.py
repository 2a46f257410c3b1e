"""The clinic's own files, as they stand now; or copies of them, for the test of honest edits."""

import os
from pathlib import Path

import pytest

from assessment.loading import ROOT, load

FOLDERS = [Path(each) for each in os.environ.get("CONTENT_FOLDERS", str(ROOT)).split(os.pathsep)]


@pytest.fixture(scope="session", params=FOLDERS, ids=lambda folder: folder.name)
def content_folder(request):
    return request.param


@pytest.fixture(scope="session")
def definition(content_folder):
    return load(content_folder)


@pytest.fixture(scope="session")
def questionnaire(definition):
    return definition.questionnaire
