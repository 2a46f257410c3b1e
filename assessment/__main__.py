"""The commands for clinic staff and machines: check, suggest, prove."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assessment.answers import AnswersError, checked
from assessment.definition import ROOT, Definition, DefinitionError, load
from assessment.suggestion import suggest

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 where all is well, 1 where something fails, 2 on bad input."""
    parser = argparse.ArgumentParser(prog="python -m assessment", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every mistake in the files, with its line")
    asked = commands.add_parser("suggest", help="answers as JSON in, the suggestion as JSON out")
    asked.add_argument("file", help="a file of answers, or - for standard input")
    proved = commands.add_parser("prove", help="try every possible set of answers")
    proved.add_argument("--json", action="store_true", help="for machines")
    for command in (check, asked, proved):
        command.add_argument(
            "--folder", type=Path, default=ROOT, help="where questionnaire.yaml is (here)"
        )
    options = parser.parse_args(arguments)
    try:
        definition = load(options.folder)
    except DefinitionError as error:
        print(error, file=sys.stderr)
        return 1
    if options.command == "suggest":
        return _suggest(definition, options.file)
    if options.command == "prove":
        return _prove(definition, as_json=options.json)
    questionnaire = definition.questionnaire
    print(
        f"All files are sound: {len(questionnaire.questions)} questions,"
        f" {len(questionnaire.rule)} clauses, {len(definition.procedures)} options,"
        f" {len(definition.evidence.sources)} sources. Version {questionnaire.version}."
    )
    return 0


def _suggest(definition: Definition, file: str) -> int:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        answers = checked(definition.questionnaire, json.loads(text))
    except OSError as error:
        return _refused(f"{file}: cannot be read: {error.strerror}")
    except AnswersError as error:
        return _refused(f"{file}: {error}")
    except (ValueError, RecursionError) as error:
        return _refused(f"{file}: this is not JSON: {error}")
    questionnaire = definition.questionnaire
    answered = {
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "content_hash": questionnaire.content_hash,
        **suggest(questionnaire, answers).as_json(),
    }
    print(json.dumps(answered, ensure_ascii=False, indent=2))
    return 0


def _refused(why: str) -> int:
    print(" ".join(why.split()), file=sys.stderr)
    return BAD_INPUT


def _prove(definition: Definition, *, as_json: bool) -> int:
    # Here, since only the proof takes pandas, which takes half a second to come up.
    from assessment.proof import in_words, prove

    proof = prove(definition.questionnaire)
    print(json.dumps(proof.as_json(), indent=2) if as_json else in_words(proof))
    return 0 if proof.holds else 1


if __name__ == "__main__":
    sys.exit(main())
