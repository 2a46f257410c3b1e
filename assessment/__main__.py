"""The commands for clinic staff and machines: check, prove, suggest, fhir, code, keep, staff …."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from assessment.editions import editions, faults_of_kept, keep_edition
from assessment.loading import ROOT, load, load_to_serve, read
from assessment.model.answers import Answers, AnswersError, checked
from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError
from assessment.model.questionnaire import Questionnaire
from assessment.records import fhir
from assessment.records.reference import is_reference, new_reference
from assessment.records.visit_code import VisitCodeError, edition_mark, read_visit_code, visit_code
from assessment.rule.approval_wording import approvals_for_staff
from assessment.rule.suggest import suggest
from assessment.staff.member import StaffError
from assessment.staff_commands import add_staff_commands

BAD_INPUT = 2
NOT_WRITTEN = "Not all could be written where the output goes: {}."
LONGEST_LINE = 500


class _BadInputError(ValueError):
    """What was given cannot be used; the message says why and never repeats an answer."""


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """End with how it is used, and with what was wrong, however long that is."""
        super().error(_shortened(message))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 where all is well, 1 where something fails, 2 on bad input."""
    for stream, errors in (
        (sys.stdin, "strict"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, TextIOWrapper):  # whatever the machine's own code page is
            stream.reconfigure(encoding="utf-8", errors=errors)
    if sys.stdout is None:
        _tell(NOT_WRITTEN.format("it is closed"))
        return 1
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except OSError as error:
        _tell(NOT_WRITTEN.format(error.strerror))
        with suppress(OSError, ValueError):  # else Python would try once more as it ends, and fail
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        given = options.loader(options.folder)
    except DefinitionError as error:
        _tell(str(error))
        return 1
    except OSError as error:
        _tell(f"--folder: cannot be read: {error.strerror}")
        return BAD_INPUT
    except StaffError as error:
        _tell(str(error))
        return BAD_INPUT
    try:
        return int(options.run(given, options))
    except (_BadInputError, StaffError) as error:
        _tell(_shortened(" ".join(str(error).split())))
        return BAD_INPUT


def _parser() -> ArgumentParser:
    """Return what reads the command line: each command brings what it loads and runs."""
    parser = _Parser(prog="python -m assessment", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every mistake in the files, with its line")
    asked = commands.add_parser("suggest", help="answers as JSON in, the suggestion as JSON out")
    proved = commands.add_parser("prove", help="try every possible set of answers")
    proved.add_argument("--json", action="store_true", help="for machines")
    record = commands.add_parser("fhir", help="what a record system takes in, as FHIR R4")
    records = record.add_subparsers(dest="document", required=True)
    form = records.add_parser("questionnaire", help="what is asked")
    filled = records.add_parser("response", help="answers as JSON in, the visit's record out")
    filled.add_argument("--reference", help="the code to find the visit by (a new one)")
    filled.add_argument("--helped", action="store_true", help="someone helped to fill it in")
    coded = commands.add_parser("code", help="answers as JSON in, the visit's code out")
    coded.add_argument("--helped", action="store_true", help="someone helped to fill it in")
    opened = commands.add_parser("answers", help="a visit's code in, its answers as JSON out")
    opened.add_argument("code", help="such as 7QK-8F3M-XT2A-9CD, or - for standard input")
    kept = commands.add_parser("keep", help="keep the files, so that codes of today open later")
    add_staff_commands(commands)
    for command in (asked, filled, coded):
        command.add_argument("file", help="a file of answers, or - for standard input")
    for command, run, loader in (
        (check, _check, load_to_serve),
        (asked, _suggest, load),
        (proved, _prove, read),  # it tells itself what the rule fails
        (form, _fhir_questionnaire, load),
        (filled, _fhir_response, load),
        (coded, _code, load),
        (opened, _answers, load),
        (kept, _keep, load_to_serve),
    ):
        command.set_defaults(run=run, loader=loader)
        command.add_argument(
            "--folder", type=Path, default=ROOT, help="where questionnaire.yaml is (here)"
        )
    return parser


def _check(definition: Definition, options: Namespace) -> int:
    questionnaire = definition.questionnaire
    asked_of_rule = len(questionnaire.checks) + len(questionnaire.examples)
    print(
        f"All files are sound: {len(questionnaire.questions)} questions,"
        f" {len(questionnaire.rule)} clauses, {len(definition.procedures)} options,"
        f" {len(definition.evidence.sources)} sources. The rule passes all {asked_of_rule} of its"
        f" checks and examples. Version {questionnaire.version}, which visit codes call"
        f" {edition_mark(definition)}."
    )
    print(approvals_for_staff(definition))
    if questionnaire.review_by < date.today():
        _tell(
            f"questionnaire.yaml: The review was due by {questionnaire.review_by}."
            " Have a specialist review it, then write the new `reviewed` and `review_by`."
        )
        return 1
    if faults := faults_of_kept(options.folder):
        _tell(str(DefinitionError(faults)))
        return 1
    return 0


def _suggest(definition: Definition, options: Namespace) -> int:
    questionnaire = definition.questionnaire
    answers = _answers_in(options.file, questionnaire)
    _print_json(
        {
            "questionnaire": questionnaire.id,
            "version": questionnaire.version,
            "content_hash": questionnaire.content_hash,
            **suggest(questionnaire, answers).as_json(),
        }
    )
    return 0


def _prove(definition: Definition, options: Namespace) -> int:
    # Here, since only the proof takes pandas, which takes half a second to come up.
    from assessment.rule.proof import in_words, prove

    proof = prove(definition.questionnaire)
    print(json.dumps(proof.as_json(), indent=2) if options.json else in_words(proof))
    return 0 if proof.holds else 1


def _fhir_questionnaire(definition: Definition, _: Namespace) -> int:
    _print_json(fhir.questionnaire(definition))
    return 0


def _fhir_response(definition: Definition, options: Namespace) -> int:
    reference = new_reference() if options.reference is None else options.reference
    if not is_reference(reference):
        raise _BadInputError("--reference: this is no reference code; one looks like K7MP-3XTA")
    answers = _answers_in(options.file, definition.questionnaire)
    now = datetime.now().astimezone()
    _print_json(
        fhir.response(definition, answers, reference=reference, authored=now, helped=options.helped)
    )
    return 0


def _code(definition: Definition, options: Namespace) -> int:
    answers = _answers_in(options.file, definition.questionnaire)
    print(visit_code(definition, answers, helped=options.helped, given_on=answers))
    return 0


def _answers(definition: Definition, options: Namespace) -> int:
    code = _standard_input() if options.code == "-" else options.code
    try:
        visit = read_visit_code(code, editions(definition, options.folder))
    except VisitCodeError as error:
        raise _BadInputError(str(error)) from None
    _print_json({each: _plain(answer) for each, answer in visit.answers.items()})
    return 0


def _plain(answer: str | tuple[str, ...]) -> str | list[str]:
    return answer if isinstance(answer, str) else list(answer)


def _keep(definition: Definition, options: Namespace) -> int:
    folder = keep_edition(definition, options.folder)
    print(f"Kept in {folder}: codes that were made until now open as they were read.")
    return 0


def _answers_in(file: str, questionnaire: Questionnaire) -> Answers:
    """Return the checked answers of a file, or of standard input for `-`."""
    try:
        text = _standard_input() if file == "-" else Path(file).read_text(encoding="utf-8")
        return checked(questionnaire, json.loads(text))
    except OSError as error:
        raise _BadInputError(f"{file}: cannot be read: {error.strerror}") from None
    except AnswersError as error:
        raise _BadInputError(f"{file}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise _BadInputError(f"{file}: this is not JSON: {error}") from None


def _standard_input() -> str:
    if sys.stdin is None:
        raise _BadInputError("-: standard input is closed")
    return sys.stdin.read()


def _tell(words: str) -> None:
    """Tell staff something, where there is anywhere to tell it."""
    if sys.stderr:
        print(words, file=sys.stderr)


def _shortened(line: str) -> str:
    half = LONGEST_LINE // 2
    return line if len(line) <= LONGEST_LINE else f"{line[:half]} … {line[-half:]}"


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
