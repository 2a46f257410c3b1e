"""The commands, as staff and machines call them."""

import io
import json
import subprocess
import sys

import pytest

from assessment.__main__ import main
from assessment.definition import ROOT

ANSWERS = {
    "nasolabial_folds": "mild",
    "jawline": "moderate",
    "neck": "not_sure",
    "face_wrinkles": "mild",
    "overall_sagging": "severe",
    "face_contours": "a_little",
    "effect": "clear",
    "duration": "longer",
    "recovery": "shortest_only",
    "hopes": ["no_lines_at_all"],
}
PROPERTIES = 6


@pytest.fixture
def answered(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS))
    return file


def run(*arguments, given=""):
    return subprocess.run(
        [sys.executable, "-m", "assessment", *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=30,
        check=False,
    )


def renamed(folder, *pairs):
    place = folder / "questionnaire.yaml"
    text = place.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    place.write_text(text, encoding="utf-8")


def test_check_says_that_all_files_are_sound():
    done = run("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All files are sound: 11 questions, 8 clauses, 4 options, ")


def test_check_names_every_fault_on_standard_error_and_fails(small_folder, capsys):
    (small_folder / "clinic.yaml").write_text("format: 1\nname: no\nbehind: A\npaid_by: off\n")

    code = main(["check", "--folder", str(small_folder)])

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
    assert given["suggestion"] == "full_smas_lift"
    assert given["clause"] == "severe_overall"
    assert given["tried"] == ["neck"]
    assert {call["question"] for call in given["close_calls"]} == {"jawline", "overall_sagging"}
    assert [remark["remark"] for remark in given["remarks"]] == [
        "full_lift_and_time",
        "hope_no_lines",
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
    for notes in ({}, {"hopes": [], "health": []}):
        counting = {question: level for question, level in ANSWERS.items() if question != "hopes"}
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(counting | notes)))
        assert main(["suggest", "-"]) == 0
        printed.append(capsys.readouterr().out)

    assert printed[0] == printed[1]


BAD_ANSWERS = {
    "an unknown question": (
        ANSWERS | {"jawlin": "mild"},
        "There is no question `jawlin`. Did you mean `jawline`",
    ),
    "an unknown level": (
        ANSWERS | {"jawline": "modrate"},
        "`jawline` has no such level. Use `none` or `mild` or `moderate` or `severe` or `not_sure`",
    ),
    "not sure of a wish": (
        ANSWERS | {"effect": "not_sure"},
        "`effect` has no such level. Use `subtle` or `clear` or `powerful`",
    ),
    "a missing answer": (
        {question: level for question, level in ANSWERS.items() if question != "duration"},
        "`duration` is not answered. Use `few_years` or `longer` or `longest`",
    ),
    "a list for a sign": (
        ANSWERS | {"neck": ["mild"]},
        "`neck` has no such level. Use `none` or `mild` or `moderate` or `severe` or `not_sure`",
    ),
    "a number for a wish": (
        ANSWERS | {"effect": 2},
        "`effect` has no such level. Use `subtle` or `clear` or `powerful`",
    ),
    "a string for a note": (
        ANSWERS | {"hopes": "less_sagging"},
        "`hopes` takes a list of levels",
    ),
    "an unknown level of a note": (
        ANSWERS | {"hopes": ["less_sagging", "wings"]},
        "`hopes` has no such level. Use `fresher_look` or `less_sagging`"
        " or `no_lines_at_all` or `look_like_someone_else` or `change_in_my_life`",
    ),
    "none of these with another": (
        ANSWERS | {"health": ["nicotine", "none_of_these"]},
        "`health`: Use `none_of_these` or `prefer_not_to_say` only on its own,"
        " not with another level",
    ),
    "an object in a list": (
        ANSWERS | {"health": [{"nicotine": True}]},
        "`health` has no such level. Use `nicotine`",
    ),
    "a list of answers": ([ANSWERS], "Answers are one object: question id → level id"),
    "nothing": (None, "Answers are one object: question id → level id"),
    "no answers": ({}, "`nasolabial_folds` is not answered. Use `none`"),
}


@pytest.mark.parametrize(("answers", "why"), BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_bad_answers_are_told_in_one_clear_line(answers, why, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(answers)))

    code = main(["suggest", "-"])

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
        '{"jawline": "mild"',
        '{"jawline": ' + "1" * 5000 + "}",
        "[" * 5000,
        "\ufeff{}",
    ],
    ids=["nothing", "YAML", "half an object", "a huge number", "deep", "a byte order mark"],
)
def test_what_is_not_json_is_told_in_one_clear_line(text, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))

    code = main(["suggest", "-"])

    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert printed.err.startswith("-: this is not JSON: ")
    assert len(printed.err.splitlines()) == 1


def test_a_file_that_is_not_text_is_told_in_one_clear_line(answered, capsys):
    answered.write_bytes(b"\xff\xfe{}")

    assert main(["suggest", str(answered)]) == 2
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
    assert done.stdout.count("  holds  ") == PROPERTIES
    assert done.stdout.endswith("Proved.\n")
    assert "FAILS" not in done.stdout


def test_prove_gives_the_same_to_machines(capsys):
    code = main(["prove", "--json"])

    proof = json.loads(capsys.readouterr().out)
    assert code == 0
    assert proof["holds"] is True
    assert (proof["sets"], proof["not_sure_sets"]) == (110_592, 226_908)
    assert sum(proof["per_suggestion"].values()) == proof["sets"]
    assert sum(proof["per_clause"].values()) == proof["sets"]
    assert sum(proof["per_suggestion_with_not_sure"].values()) == 110_592 + 226_908
    assert [each["holds"] for each in proof["properties"]] == [True] * PROPERTIES
    assert not [each for each in proof["properties"] if each["counterexample"] or each["why"]]


def test_prove_fails_with_a_counterexample_where_the_rule_is_not_its_second_statement(
    shipped_folder, capsys
):
    renamed(shipped_folder, ("at_least: 2\n", "at_least: 3\n"))

    code = main(["prove", "--folder", str(shipped_folder)])

    printed = capsys.readouterr().out
    assert code == 1
    assert "  FAILS  Every set has exactly one suggestion" in printed
    assert "         first at: nasolabial_folds none, jawline none, neck moderate, " in printed
    assert "effect powerful, duration longest, recovery flexible\n" in printed
    assert "Not proved" in printed
    assert "\nProved." not in printed


def test_prove_fails_where_a_worse_sign_lessens_a_lift(shipped_folder, capsys):
    renamed(
        shipped_folder,
        ("        - jawline: severe\n        - neck: severe\n", "        - neck: moderate\n"),
    )

    code = main(["prove", "--json", "--folder", str(shipped_folder)])

    failed = [
        each for each in json.loads(capsys.readouterr().out)["properties"] if not each["holds"]
    ]
    assert code == 1
    assert [each["says"].partition(" ")[0] for each in failed] == ["Every", "A"]
    assert all(each["counterexample"].startswith("nasolabial_folds none") for each in failed)


def test_prove_fails_where_a_worse_sign_turns_a_partial_lift_into_neither(shipped_folder, capsys):
    renamed(shipped_folder, ("        - neck: none\n", "        - neck: mild\n"))

    code = main(["prove", "--folder", str(shipped_folder)])

    assert code == 1
    assert "  FAILS  A worse sign never turns" in capsys.readouterr().out


@pytest.mark.parametrize(
    "enough",
    ["effect: powerful", "all: [{face_wrinkles: severe}, {jawline: mild}, {neck: mild}]"],
)
def test_prove_fails_where_lines_and_wishes_alone_lead_to_a_full_lift(
    enough, shipped_folder, capsys
):
    renamed(
        shipped_folder,
        ("        - jawline: severe\n        - neck: severe\n", f"        - {enough}\n"),
    )

    assert main(["prove", "--folder", str(shipped_folder)]) == 1
    assert "  FAILS  Lines, folds and wishes alone" in capsys.readouterr().out


@pytest.mark.parametrize(("old", "new"), [("jawline", "jaw_line"), ("effect", "strength")])
def test_prove_says_which_question_it_misses_where_the_clinic_renamed_one(
    old, new, shipped_folder, capsys
):
    renamed(
        shipped_folder,
        (f"id: {old}\n", f"id: {new}\n"),
        (f"- {old}:", f"- {new}:"),
        ("reasons: [jawline", f"reasons: [{new if old == 'jawline' else 'jawline'}"),
    )

    code = main(["prove", "--folder", str(shipped_folder)])

    printed = capsys.readouterr()
    assert code == 1
    assert f"questionnaire.yaml has no sign or wish `{old}`." in printed.out
    assert "first at" not in printed.out
    assert "Traceback" not in printed.err


def test_prove_does_not_stumble_over_a_small_questionnaire_of_another_kind(small_folder, capsys):
    code = main(["prove", "--json", "--folder", str(small_folder)])

    proof = json.loads(capsys.readouterr().out)
    assert code == 1
    assert proof["sets"] == 3
    assert [each["holds"] for each in proof["properties"]].count(False) == 2
