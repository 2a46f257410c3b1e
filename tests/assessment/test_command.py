"""The commands, as staff and machines call them."""

import io
import json
import os
import re
import subprocess
import sys

import pytest

from assessment.__main__ import main
from assessment.loading import ROOT, load, load_to_serve
from tests.definition_files import example_folder, write_small_definition

ANSWERS = {
    "mouth_lines": "slight",
    "chin": "marked",
    "throat": "not_sure",
    "brow_lines": "slight",
    "whole": "heavy",
    "outline": "rarely",
    "strength": "plain",
    "years": "long",
    "rest": "days",
    "dreams": ["smooth"],
}
ALWAYS, CHECKS, EXAMPLES = 4, 3, 3
IN_THE_EXAMPLE = ("--folder", str(example_folder()))


@pytest.fixture
def answered(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS))
    return file


def run(*arguments, given=""):
    return subprocess.run(
        [sys.executable, "-m", "assessment", *map(str, arguments), *IN_THE_EXAMPLE],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=30,
        check=False,
    )


def rewritten(folder, *pairs):
    place = folder / "questionnaire.yaml"
    text = place.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    place.write_text(text, encoding="utf-8")


def test_check_says_that_all_files_are_sound():
    done = run("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All files are sound: 11 questions, 8 clauses, 5 options, ")
    assert "passes all 6 of its checks and examples" in done.stdout


def test_check_tells_the_hashes_to_approve_who_approved_them_and_what_is_out_of_date():
    printed = run("check").stdout

    hashes = load(example_folder()).approvals.version.content_hashes
    for subject, content_hash in hashes.items():
        assert re.search(rf"^ +{subject} +{content_hash} ", printed, re.MULTILINE)
    assert "approved by Dr Ann Lee (plastic surgeon) on 20 November 2026" in printed
    assert re.search(r"^Out of date, .*words.* Dr Bo Kim ", printed, re.MULTILINE)
    assert "demonstration" not in printed


def test_check_tells_the_staff_of_a_demonstration_what_to_fill_in(folder, capsys):
    clinic = folder / "clinic.yaml"
    clinic.write_text(f"demonstration: true\n{clinic.read_text()}")

    assert main(["check", "--folder", str(folder)]) == 0

    (line,) = [each for each in capsys.readouterr().out.splitlines() if "demonstration" in each]
    assert "fill in `name`, `behind` and `paid_by`" in line


def test_check_names_every_fault_on_standard_error_and_fails(folder, capsys):
    (folder / "clinic.yaml").write_text("format: 1\nname: no\nbehind: A\npaid_by: off\n")

    code = main(["check", "--folder", str(folder)])

    printed = capsys.readouterr()
    assert code == 1
    assert printed.out == ""
    assert [line.partition(" ")[0] for line in printed.err.splitlines()] == [
        "clinic.yaml:2:",
        "clinic.yaml:4:",
    ]


@pytest.mark.parametrize("command", [["suggest", "-"], ["prove"], ["prove", "--json"]])
def test_no_command_works_with_a_faulty_definition(command, tmp_path, capsys):
    code = main([*command, "--folder", str(tmp_path)])

    printed = capsys.readouterr()
    assert code == 1
    assert printed.out == ""
    assert "questionnaire.yaml:1: The file is missing." in printed.err


def test_suggest_prints_one_object_for_a_file_of_answers(answered):
    done = run("suggest", answered)

    given = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert given.keys() >= {"suggestion", "clause", "because", "close_calls", "remarks"}
    assert given["suggestion"] == "large_lift"
    assert given["clause"] == "heavy_whole"
    assert given["tried"] == ["throat"]
    assert {call["question"] for call in given["close_calls"]} == {"chin", "whole"}
    assert [remark["remark"] for remark in given["remarks"]] == [
        "large_lift_and_rest",
        "dream_smooth",
    ]
    assert "Traceback" not in done.stderr


def test_suggest_takes_standard_input_and_gives_the_same(answered):
    from_file, from_input = (
        run("suggest", answered),
        run("suggest", "-", given=answered.read_text()),
    )

    assert from_input.returncode == 0
    assert from_input.stdout == from_file.stdout


def test_suggest_takes_notes_that_were_left_out_or_left_blank(monkeypatch, capsys):
    printed = []
    for notes in ({}, {"dreams": [], "medical": []}):
        counting = {question: level for question, level in ANSWERS.items() if question != "dreams"}
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(counting | notes)))
        assert main(["suggest", "-", *IN_THE_EXAMPLE]) == 0
        printed.append(capsys.readouterr().out)

    assert printed[0] == printed[1]


BAD_ANSWERS = {
    "an unknown question": (
        ANSWERS | {"chn": "slight"},
        "There is no question `chn`. Did you mean `chin`",
    ),
    "an unknown level": (
        ANSWERS | {"chin": "makred"},
        "`chin` has no such level. Use `nil` or `slight` or `marked` or `heavy` or `not_sure`",
    ),
    "not sure of a wish": (
        ANSWERS | {"strength": "not_sure"},
        "`strength` has no such level. Use `faint` or `plain` or `bold`",
    ),
    "a missing answer": (
        {question: level for question, level in ANSWERS.items() if question != "years"},
        "`years` is not answered. Use `brief` or `long` or `lasting`",
    ),
    "a list for a sign": (
        ANSWERS | {"throat": ["slight"]},
        "`throat` has no such level. Use `nil` or `slight` or `marked` or `heavy` or `not_sure`",
    ),
    "a number for a wish": (
        ANSWERS | {"strength": 2},
        "`strength` has no such level. Use `faint` or `plain` or `bold`",
    ),
    "a string for a note": (
        ANSWERS | {"dreams": "firmer"},
        "`dreams` takes a list of levels",
    ),
    "an unknown level of a note": (
        ANSWERS | {"dreams": ["firmer", "wings"]},
        "`dreams` has no such level. Use `rested` or `firmer`"
        " or `smooth` or `stranger` or `new_life`",
    ),
    "none of these with another": (
        ANSWERS | {"medical": ["smoke", "nothing"]},
        "`medical`: Use `nothing` or `unsaid` only on its own, not with another level",
    ),
    "an object in a list": (
        ANSWERS | {"medical": [{"smoke": True}]},
        "`medical` has no such level. Use `smoke`",
    ),
    "a list of answers": ([ANSWERS], "Answers are one object: question id → level id"),
    "nothing": (None, "Answers are one object: question id → level id"),
    "no answers": ({}, "`mouth_lines` is not answered. Use `nil`"),
}


@pytest.mark.parametrize(("answers", "why"), BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_bad_answers_are_told_in_one_clear_line(answers, why, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(answers)))

    code = main(["suggest", "-", *IN_THE_EXAMPLE])

    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert printed.err.startswith(f"-: {why}")
    assert len(printed.err.splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jawline: mild",
        '{"chin": "slight"',
        '{"chin": ' + "1" * 5000 + "}",
        "[" * 5000,
        "\ufeff{}",
    ],
    ids=["nothing", "YAML", "half an object", "a huge number", "deep", "a byte order mark"],
)
def test_what_is_not_json_is_told_in_one_clear_line(text, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))

    code = main(["suggest", "-", *IN_THE_EXAMPLE])

    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert printed.err.startswith("-: this is not JSON: ")
    assert len(printed.err.splitlines()) == 1


def test_a_file_that_is_not_text_is_told_in_one_clear_line(answered, capsys):
    answered.write_bytes(b"\xff\xfe{}")

    assert main(["suggest", str(answered), *IN_THE_EXAMPLE]) == 2
    assert capsys.readouterr().err.startswith(f"{answered}: this is not JSON: ")


def test_a_missing_file_is_told_in_one_clear_line(tmp_path):
    done = run("suggest", tmp_path / "nowhere.json")

    assert done.returncode == 2
    assert done.stdout == ""
    assert (
        done.stderr == f"{tmp_path / 'nowhere.json'}: cannot be read: No such file or directory\n"
    )


@pytest.mark.parametrize("arguments", [[], ["sugest", "-"], ["suggest"], ["prove", "fast"]])
def test_a_command_that_is_none_ends_with_the_usage(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage: python -m assessment" in capsys.readouterr().err


def test_prove_says_in_words_and_numbers_what_it_proved():
    done = run("prove")

    assert (done.returncode, done.stderr) == (0, "")
    assert "Tried 110,592 sets of answers, and 226,908 more with 'not sure'." in done.stdout
    assert done.stdout.count("  holds  ") == ALWAYS + CHECKS + EXAMPLES
    assert done.stdout.endswith("Proved.\n")
    assert "FAILS" not in done.stdout


def test_prove_gives_the_same_to_machines(capsys):
    code = main(["prove", "--json", *IN_THE_EXAMPLE])

    proof = json.loads(capsys.readouterr().out)
    assert code == 0
    assert proof["holds"] is True
    assert (proof["sets"], proof["not_sure_sets"]) == (110_592, 226_908)
    assert sum(proof["per_suggestion"].values()) == proof["sets"]
    assert sum(proof["per_clause"].values()) == proof["sets"]
    assert sum(proof["per_suggestion_with_not_sure"].values()) == 110_592 + 226_908
    assert [each["holds"] for each in proof["checks"]] == [True] * (ALWAYS + CHECKS + EXAMPLES)
    assert not [each for each in proof["checks"] if each["faults"]]


BROKEN_RULES = {
    "a worse sign lessens a lift": (
        ("{ any: [{ chin: heavy }, { throat: heavy }] }", "{ throat: marked }"),
        ("large_stays", "heavy"),
    ),
    "a worse sign leads to no lift": (
        ("{ chin: nil }, { throat: nil }", "{ chin: nil }, { throat: slight }"),
        ("small_stays", "nobody"),
    ),
    "lines alone lead to a large lift": (
        ("{ any: [{ chin: heavy }, { throat: heavy }] }", "{ brow_lines: heavy }"),
        ("lines_alone", "heavy"),
    ),
    "a wish alone leads to a large lift": (
        ("[{ chin: heavy }, { throat: heavy }]", "[{ chin: heavy }, { strength: bold }]"),
        ("large_stays", "lines_alone"),
    ),
}


@pytest.mark.parametrize(("change", "failing"), BROKEN_RULES.values(), ids=BROKEN_RULES.keys())
def test_a_rule_that_fails_what_is_asked_of_it_is_told_by_every_command_and_never_used(
    change, failing, folder, answered, capsys
):
    rewritten(folder, change)

    assert main(["prove", "--json", "--folder", str(folder)]) == 1
    failed = [each for each in json.loads(capsys.readouterr().out)["checks"] if not each["holds"]]
    assert set(failing) <= {each["id"] for each in failed}
    told = [fault for each in failed for fault in each["faults"]]

    for command in (["check"], ["suggest", str(answered)], ["fhir", "questionnaire"]):
        assert main([*command, "--folder", str(folder)]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert sorted(printed.err.splitlines()) == sorted(told)
        assert all(line.startswith("questionnaire.yaml:") for line in told)


def test_prove_says_in_words_where_a_rule_fails(folder, capsys):
    rewritten(
        folder, ("at_least: 2,", "at_least: 3,"), ("suggest: unclear }", "suggest: neither }")
    )

    assert main(["prove", "--folder", str(folder)]) == 1

    printed = capsys.readouterr().out
    assert "  FAILS  The example `unsure`" in printed
    assert "\n         questionnaire.yaml:" in printed
    assert "Not proved" in printed
    assert "\nProved." not in printed


def test_prove_does_not_stumble_over_a_small_questionnaire(tmp_path, capsys):
    write_small_definition(tmp_path)

    assert main(["prove", "--json", "--folder", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["sets"] == 3


# Where the output goes, and what comes in


def shell(command, **settings):
    """Run a command in a shell, as `python -m assessment`; return what it did."""
    return subprocess.run(
        [
            "bash",
            "-o",
            "pipefail",
            "-c",
            command.replace("app ", f"{sys.executable} -m assessment "),
        ],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        check=False,
    )


def is_one_line(said):
    assert len(said.decode("utf-8").splitlines()) == 1
    assert b"Traceback" not in said
    assert len(said) < 700


@pytest.mark.parametrize(
    "command",
    [
        "app check > /dev/full",
        "app check >&-",
        "app prove --json | true",
        "app fhir questionnaire > /dev/full",
    ],
)
def test_output_that_cannot_be_written_is_told_in_one_clear_line(command):
    ran = shell(command)

    assert ran.returncode == 1
    is_one_line(ran.stderr)


@pytest.mark.parametrize(
    "command",
    [
        f"app suggest {'x' * 5000}",
        f"app check --folder /tmp/{'x' * 5000}",
        f"app fhir response --reference {'x' * 5000} -",
        "app suggest - <&-",
        "printf '\\xff\\xfe' | app suggest -",
    ],
    ids=["a long file", "a long folder", "a long code", "closed input", "no UTF-8"],
)
def test_what_cannot_be_read_is_told_in_one_clear_line(command):
    ran = shell(command)

    assert ran.returncode == 2
    assert ran.stdout == b""
    is_one_line(ran.stderr)


def test_a_command_of_any_length_is_told_shortly():
    ran = shell(f"app {'x' * 5000}")

    assert ran.returncode == 2
    assert len(ran.stderr) < 1000
    assert b"Traceback" not in ran.stderr


def test_where_nothing_can_be_told_either_the_code_still_says_it():
    assert shell("app suggest nowhere 2>&-").returncode == 2


def test_output_is_utf_8_whatever_the_machine_writes_else(folder):
    rewritten(folder, ("ask: How", "ask: Größe? How"))
    command = f"app fhir questionnaire --folder {folder}"
    plain = shell(command).stdout
    other = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}

    assert "Größe?" in plain.decode("utf-8")
    assert shell(command, **other).stdout == plain


def test_a_review_that_is_overdue_is_told_by_check_and_stops_nothing_else(folder, answered, capsys):
    rewritten(
        folder, ("review_by: ", "review_by: 2026-01-03 #"), ("reviewed: ", "reviewed: 2025-12-01 #")
    )

    assert main(["check", "--folder", str(folder)]) == 1
    assert capsys.readouterr().err == (
        "questionnaire.yaml: The review was due by 2026-01-03. Have a specialist review it,"
        " then write the new `reviewed` and `review_by`.\n"
    )
    assert main(["suggest", str(answered), "--folder", str(folder)]) == 0
    assert load_to_serve(folder)


# The visit code


def code_of(answered, *more):
    done = run("code", answered, *more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def test_code_prints_a_code_and_answers_prints_the_answers_again(answered):
    code = code_of(answered)
    done = run("answers", code)

    assert re.fullmatch("[0-9A-Z]{3}(-[0-9A-Z]{3,4})+", code)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == ANSWERS


def test_code_and_answers_take_standard_input():
    code = run("code", "-", given=json.dumps(ANSWERS)).stdout

    assert json.loads(run("answers", "-", given=code.lower()).stdout) == ANSWERS


def test_that_someone_helped_is_in_the_code(answered):
    assert code_of(answered, "--helped") != code_of(answered)


def test_code_refuses_answers_that_suggest_refuses(answered):
    answered.write_text(json.dumps({**ANSWERS, "chin": "dropped tables"}))

    for command in ("code", "suggest"):
        done = run(command, answered)
        assert (done.returncode, done.stdout) == (2, "")
        assert "`chin` has no such level" in done.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"), "mistyped"),
        (lambda code: "hello?", "no visit code"),
        (lambda code: "", "no visit code"),
        (lambda code: code * 90, "no visit code"),
    ],
)
def test_a_wrong_code_is_one_line_and_exit_2(answered, wrong, said):
    done = run("answers", wrong(code_of(answered)))

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_code_of_before_a_change_opens_once_that_edition_was_kept(folder, answered, capsys):
    here = ("--folder", str(folder))

    def printed(*arguments):
        returned = main([*map(str, arguments), *here])
        return returned, *capsys.readouterr()

    _, code, _ = printed("code", answered)
    question = load(folder).questionnaire["chin"].ask
    rewritten(folder, (question, "How is your chin?"))
    returned, out, error = printed("answers", code.strip())
    assert (returned, out) == (2, "")
    assert f"needs the edition {code[:3]}" in error

    rewritten(folder, ("How is your chin?", question))
    assert printed("keep")[0] == 0
    rewritten(folder, (question, "How is your chin?"))

    assert json.loads(printed("answers", code.strip())[1]) == ANSWERS
    assert printed("check")[0] == 0


def test_check_names_what_is_wrong_with_an_edition_that_was_kept(folder, capsys):
    main(["keep", "--folder", str(folder)])
    (kept,) = (folder / "kept").iterdir()
    (kept / "evidence.yaml").unlink()
    capsys.readouterr()

    assert main(["check", "--folder", str(folder)]) == 1
    assert f"kept/{kept.name}/evidence.yaml:1: " in capsys.readouterr().err
