"""The sheet: what the person ticks, what is handed to them, and the code that it is found by."""

import base64
import json
import re
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest
import typst

from assessment.loading import ROOT
from assessment.model.steps import HANDED_BACK, RESULT
from assessment.records.reference import is_reference
from assessment.rule.suggest import suggest
from assessment.sheet import typesetting
from screens.journey import Visit
from screens.sheet_queue import _MAKER, AT_ONCE, BusyError, in_turn
from screens.tab_copy import restored, tab_copy
from serving.served_definition import served_definition
from tests.answer_sets import EVERYTHING_SAID, JAW_AND_NECK, NO_SIGNS, ONE_FOR_EACH
from tests.definition_files import copied_to
from tests.opened_sheet import Read, plain
from tests.screens.patient import QUESTIONNAIRE, TEXTS, Patient

TELLING = {
    **JAW_AND_NECK,
    "medical": ("smoke", "expecting"),
    "dreams": ("rested", "smooth"),
}
"""With a remark about each note."""

HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline
PDF, RECORD, PAGES = "save-sheet", "save-record", "print-sheet"
ON_A_TABLET = {"tablet": "front-desk"}
SIZES = {"a4": (595, 842), "letter": (612, 792)}  # points


def at_the_result_of(given, **more):
    return Patient().comes_back_to(Visit(RESULT, given, adult=True, turn=20, **more))


def at_the_sheet_of(given, **more):
    return at_the_result_of(given, **more).makes_the_sheet()


@pytest.fixture
def clinic(tmp_path, monkeypatch):
    """Return a function that changes one line of the clinic's own file."""

    def change(line, other):
        file = copied_to(tmp_path) / "clinic.yaml"
        words = file.read_text(encoding="utf-8")
        assert line in words
        file.write_text(words.replace(line, other), encoding="utf-8")
        monkeypatch.setenv("ASSESSMENT_FOLDER", str(tmp_path))

    return change


# The way there and back, and what is ticked


def test_the_result_leads_to_the_sheet_and_back_leads_to_the_result(patient):
    patient.sees_result(JAW_AND_NECK).taps("sheet")
    assert patient.heading == TEXTS("sheet.title")
    assert patient.buttons == [
        "save-sheet",
        "print-sheet",
        "save-record",
        "to-clinic-sheet",
        "back-sheet",
    ]
    assert patient.handed is None, "something is handed over before anyone asked for it"

    assert patient.taps("back-sheet").heading == HEADLINE


def test_all_but_the_health_answers_are_ticked_at_first():
    assert at_the_sheet_of(JAW_AND_NECK).on_the_sheet == {
        "answers": True,
        "medical": False,
        "dreams": True,
        "questions": True,
        "sources": True,
    }


def test_a_note_that_was_left_blank_is_not_offered():
    without_hopes = at_the_sheet_of(NO_SIGNS)
    assert list(without_hopes.on_the_sheet) == ["answers", "medical", "questions", "sources"]

    without_notes = at_the_sheet_of({**NO_SIGNS, "medical": ()})
    assert list(without_notes.on_the_sheet) == ["answers", "questions", "sources"]


# What is handed over


def content(patient):
    return base64.b64decode(patient.handed["content"])


def saved_sheet(patient):
    return Read(content(patient.taps(PDF)))


def saved_record(patient):
    return json.loads(content(patient.taps(RECORD)))


@pytest.mark.parametrize("suggestion", ONE_FOR_EACH)
def test_the_sheet_is_a_pdf_that_holds_its_headline_and_no_other(suggestion):
    patient = at_the_sheet_of(ONE_FOR_EACH[suggestion])
    paper = saved_sheet(patient)

    assert patient.handed["type"] == "application/pdf"
    assert paper.bytes.startswith(b"%PDF-")
    assert len(paper.pdf.pages) <= 2
    headlines = {each: QUESTIONNAIRE.outcomes[each].headline for each in ONE_FOR_EACH}
    assert [each for each in headlines if paper.says(headlines[each])] == [suggestion]


@pytest.mark.parametrize("suggestion", ONE_FOR_EACH)
def test_the_file_for_the_clinic_holds_its_suggestion_and_no_other(suggestion):
    patient = at_the_sheet_of(ONE_FOR_EACH[suggestion])
    record = saved_record(patient)

    assert patient.handed["type"] == "application/fhir+json"
    assert record["resourceType"] == "QuestionnaireResponse"
    codes = re.findall(r'"code": "(\w+)"', json.dumps(record["item"][-1]))
    assert codes == [suggestion]


def test_the_pages_to_print_are_those_of_the_pdf():
    patient = at_the_sheet_of(JAW_AND_NECK)
    pages = len(saved_sheet(patient).pdf.pages)

    handed = patient.taps(PAGES).handed
    assert len(handed["pages"]) == pages
    assert "content" not in handed, "it is printed, and yet saved as well"


def test_the_fullest_sheet_fits_in_one_message_to_the_browser():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    largest = settings["server"]["maxMessageSize"] * 1_000_000
    patient = at_the_sheet_of(EVERYTHING_SAID).puts_on_the_sheet("medical")

    for tap in (PDF, RECORD, PAGES):
        assert len(json.dumps(patient.taps(tap).handed)) < 0.75 * largest


def told_by(note):
    """Return all that this person's answer to a note says: in words, and by its codes."""
    question, levels = QUESTIONNAIRE[note], TELLING[note]
    (remark,) = (
        each.say
        for each in suggest(QUESTIONNAIRE, TELLING).remarks
        if {atom.question for atom in each.when.atoms()} == {note}
    )
    words = [said for level in levels for said in (question.words(level), question.tell[level])]
    return [*words, remark], list(levels)


def found(words, text):
    return [each for each in words if plain(each) in plain(text)]


@pytest.mark.parametrize("note", ["medical", "dreams"])
def test_what_a_person_wants_to_keep_to_themselves_is_nowhere_in_a_file(note):
    words, codes = told_by(note)
    patient = at_the_sheet_of(TELLING).keeps_off_the_sheet(note)

    paper, record = saved_sheet(patient), saved_record(patient)

    assert found(words + codes, paper.everything) == []
    assert found(words + codes, json.dumps(record, ensure_ascii=False)) == []
    assert note not in [item["linkId"] for item in record["item"]]
    assert paper.says(HEADLINE)


@pytest.mark.parametrize("note", ["medical", "dreams"])
def test_what_a_person_ticks_is_in_both_files(note):
    words, codes = told_by(note)
    patient = at_the_sheet_of(TELLING).puts_on_the_sheet(note)

    paper, record = saved_sheet(patient), saved_record(patient)

    assert found(words, paper.everything) == words
    (told,) = (item["answer"] for item in record["item"] if item["linkId"] == note)
    assert [each["valueCoding"]["code"] for each in told] == codes


def test_the_health_answers_are_left_out_without_anyone_touching_a_box():
    words, codes = told_by("medical")
    patient = at_the_sheet_of(TELLING)

    assert found(words + codes, saved_sheet(patient).everything) == []
    assert "medical" not in [item["linkId"] for item in saved_record(patient)["item"]]


def test_what_is_ticked_stays_so_for_whoever_comes_back_to_the_sheet():
    patient = at_the_sheet_of(TELLING).puts_on_the_sheet("medical").keeps_off_the_sheet("dreams")
    ticked = patient.on_the_sheet

    assert patient.taps("back-sheet").makes_the_sheet().on_the_sheet == ticked
    assert (ticked["medical"], ticked["dreams"]) == (True, False)


def test_the_health_answers_are_off_again_after_starting_again():
    patient = at_the_sheet_of(TELLING).puts_on_the_sheet("medical").taps("back-sheet")
    patient.taps("again").taps("wipe").starts().answers_all(TELLING).taps("show-result")

    assert not patient.makes_the_sheet().on_the_sheet["medical"]


@pytest.mark.parametrize("helped", [True, False])
def test_that_someone_helped_stands_on_a_sheet_only_where_someone_did(helped):
    paper = saved_sheet(at_the_sheet_of(JAW_AND_NECK, helped=helped))

    assert paper.says(TEXTS("tablet.helped_said")) == helped


def test_a_tick_that_is_heard_of_after_the_tap_to_save_is_on_the_sheet():
    patient = at_the_sheet_of(TELLING)
    patient.app.checkbox(key="part-medical").check()

    patient.taps_before_the_rest_is_heard(PDF)

    assert patient.on_the_sheet["medical"]
    assert Read(base64.b64decode(patient.handed["content"])).says(
        QUESTIONNAIRE["medical"].tell["smoke"]
    )


def test_what_is_heard_of_after_the_tablet_was_handed_back_is_forgotten_too():
    patient = at_the_sheet_of(TELLING, **ON_A_TABLET)
    patient.app.checkbox(key="part-medical").check()

    patient.taps_before_the_rest_is_heard("done-sheet")

    assert patient.heading == TEXTS("tablet.handed_heading")
    assert not patient.visit.ticks


# Once for each tap


@pytest.mark.parametrize("tap", [PDF, RECORD, PAGES])
def test_a_tick_takes_back_what_was_wanted_before(tap):
    patient = at_the_sheet_of(TELLING).taps(tap)
    assert patient.handed

    patient.puts_on_the_sheet("medical")

    assert patient.handed is None
    assert statuses(patient) == [], "it is still said to be saved"


@pytest.mark.parametrize("tap", [PDF, RECORD, PAGES])
def test_each_tap_is_a_wish_of_its_own(tap):
    patient = at_the_sheet_of(TELLING)
    wishes = {patient.taps(tap).handed["export"] for _ in range(3)}
    assert len(wishes) == 3

    before = patient.handed["export"]
    patient.app.run()
    assert patient.handed["export"] == before, "without a tap it would be handed over again"


def test_it_is_said_which_file_was_saved_beside_the_button_that_was_tapped():
    patient = at_the_sheet_of(JAW_AND_NECK)

    for tap in (PDF, RECORD):
        patient.taps(tap)
        assert statuses(patient) == [TEXTS("sheet.saved", file=patient.handed["name"])]
    assert statuses(patient.taps(PAGES)) == [], "a print may still be stopped in its window"


def statuses(patient):
    return re.findall(r'<p [^>]*role="status"[^>]*>([^<]*)</p>', patient.html)


def test_whoever_goes_on_to_another_page_is_handed_nothing_there_or_after():
    patient = at_the_sheet_of(JAW_AND_NECK).taps(PDF).taps("back-sheet")
    assert patient.handed is None

    assert patient.makes_the_sheet().handed is None


# The code


def code_of(patient):
    assert is_reference(patient.visit.reference)
    return patient.visit.reference


def codes_on_everything(patient):
    """Return each code that is found on whatever this person can take along."""
    paper = saved_sheet(patient)
    names = [patient.handed["name"]]
    record = saved_record(patient)
    names.append(patient.handed["name"])
    reads = patient.taps("back-sheet").reads
    patient.makes_the_sheet()
    texts = [paper.everything, *names, record["identifier"]["value"], reads]
    codes = [re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", text) for text in texts]
    assert all(codes)
    return {code for each in codes for code in each}


def test_the_code_is_the_same_wherever_it_stands():
    patient = at_the_sheet_of(JAW_AND_NECK)

    assert codes_on_everything(patient) == {code_of(patient)}


def test_the_code_is_the_same_after_the_visit_came_back_from_the_tabs_own_copy():
    patient = at_the_sheet_of(JAW_AND_NECK).taps(PDF)
    copy = tab_copy(QUESTIONNAIRE, patient.visit)

    back = Patient().comes_back_to(restored(QUESTIONNAIRE, Visit(), copy))

    assert back.heading == TEXTS("sheet.title")
    assert back.handed is None, "a file is saved that nobody asks for any more"
    assert codes_on_everything(back) == {code_of(patient)}


def test_whoever_starts_again_has_another_code():
    patient = at_the_result_of(JAW_AND_NECK)
    before = code_of(patient)

    patient.taps("again").taps("wipe").starts().answers_all(JAW_AND_NECK).taps("show-result")

    assert before not in codes_on_everything(patient.makes_the_sheet())


@pytest.mark.parametrize("ends", ["under-age", "done"])
def test_the_next_person_on_a_tablet_has_another_code(ends):
    patient = at_the_result_of(JAW_AND_NECK, **ON_A_TABLET)
    before = code_of(patient)
    if ends == "done":
        patient.taps("done").taps("next-person").taps("begin")
    else:
        for page in ("result", "check", *reversed([q.id for q in QUESTIONNAIRE.questions])):
            patient.taps(f"back-{page}")
        patient.taps("back-mirror").taps("under-age")

    assert code_of(patient) != before


def test_the_code_comes_from_no_answer():
    codes = {code_of(at_the_sheet_of(JAW_AND_NECK)) for _ in range(3)}

    assert len(codes) == 3


# A clinic's tablet


def test_on_a_tablet_the_sheet_is_printed_and_nothing_is_saved():
    patient = at_the_sheet_of(TELLING, **ON_A_TABLET)
    assert patient.buttons == ["print-sheet", "to-clinic-sheet", "done-sheet", "back-sheet"]
    assert TEXTS("sheet.record_heading") not in patient.reads

    handed = patient.taps(PAGES).handed
    assert handed["pages"]
    assert "content" not in handed


def test_the_result_speaks_of_saving_the_sheet_only_where_it_can_be_saved():
    def words(patient):
        button = patient.app.button(key="sheet").label
        return button, {key for key in ("keep", "keep_on_tablet") if says(patient, key)}

    def says(patient, key):
        return TEXTS(f"result.{key}") in patient.reads

    at_home, on_a_tablet = at_the_result_of(TELLING), at_the_result_of(TELLING, **ON_A_TABLET)
    assert words(at_home) == (TEXTS("result.save_sheet"), {"keep"})
    assert words(on_a_tablet) == (TEXTS("result.print_sheet"), {"keep_on_tablet"})


def test_whoever_hands_a_tablet_back_from_the_sheet_leaves_nothing_on_it():
    patient = at_the_sheet_of(TELLING, **ON_A_TABLET).puts_on_the_sheet("medical").taps(PAGES)
    patient.taps("done-sheet")

    assert patient.heading == TEXTS("tablet.handed_heading")
    assert patient.handed is None
    visit = patient.visit
    assert visit == Visit(HANDED_BACK, tablet="front-desk", turn=visit.turn)
    stored = patient.app.session_state.to_dict()
    assert [key for key in stored if key.startswith("part-")] == []
    assert "done-sheet" not in at_the_sheet_of(TELLING).buttons, "at home there is no tablet"


def test_a_clinic_may_let_its_tablets_save_the_sheet_as_well(clinic):
    clinic("sheet: print", "sheet: print_and_save")
    patient = at_the_sheet_of(TELLING, **ON_A_TABLET)

    assert {"save-sheet", "print-sheet", "save-record"} < set(patient.buttons)
    assert saved_sheet(patient).says(HEADLINE)
    assert patient.taps(PAGES).handed["pages"]


# The clinic's paper


@pytest.mark.parametrize("paper", SIZES)
def test_the_sheet_is_made_for_the_clinics_paper(paper, clinic):
    clinic("paper: a4", f"paper: {paper}")
    patient = at_the_sheet_of(JAW_AND_NECK)

    boxes = [page.mediabox for page in saved_sheet(patient).pdf.pages]
    assert {(round(box.width), round(box.height)) for box in boxes} == {SIZES[paper]}
    handed = patient.taps(PAGES).handed
    drawn = [re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', page) for page in handed["pages"]]
    assert {tuple(round(float(side)) for side in box.groups()) for box in drawn} == {SIZES[paper]}
    assert handed["format"] == paper


# When the sheet cannot be made


def with_a_mistake(template, _):
    template.write_text("#let sheet = (", encoding="utf-8")


def with_nothing_to_count_pages_by(template, _):
    template.write_text("Nothing", encoding="utf-8")


def gone(*_):
    pass


def refused_by_typst(_, monkeypatch):
    def refuses(*_, **__):
        words, codes = told_by("medical")
        raise typst.TypstError(f"failed to compile document: {words} {codes}")

    monkeypatch.setattr(typst, "Compiler", refuses)


@pytest.fixture(params=[with_a_mistake, with_nothing_to_count_pages_by, gone, refused_by_typst])
def broken(request, tmp_path, monkeypatch):
    """What the server could still do when it started."""
    assert served_definition()
    monkeypatch.setattr(typesetting, "TEMPLATE", tmp_path / "sheet.typ")
    request.param(tmp_path / "sheet.typ", monkeypatch)


@pytest.mark.parametrize("tap", [PDF, PAGES])
def test_a_sheet_that_cannot_be_made_is_told_of_calmly_and_harms_nothing_else(tap, broken, capfd):
    patient = at_the_sheet_of(TELLING).puts_on_the_sheet("medical")
    before = patient.headings, patient.buttons, patient.on_the_sheet
    capfd.readouterr()

    patient.taps(tap)

    assert alerts(patient) == [TEXTS("sheet.failed")]
    assert statuses(patient) == []
    assert patient.handed is None
    assert (patient.headings, patient.buttons, patient.on_the_sheet) == before
    is_one_line_for_staff("".join(capfd.readouterr()), patient)

    patient.taps("back-sheet")
    assert patient.heading == HEADLINE
    assert alerts(patient) == []


def is_one_line_for_staff(said, patient):
    (line,) = said.splitlines()
    assert "python -m assessment check" in line
    for note in ("medical", "dreams"):
        words, codes = told_by(note)
        assert found(words + codes, line) == []
    assert code_of(patient) not in line


def alerts(patient):
    return re.findall(r'<p [^>]*role="alert"[^>]*>([^<]*)</p>', patient.html)


def test_the_file_for_the_clinic_is_made_even_where_the_sheet_cannot_be(broken):
    patient = at_the_sheet_of(JAW_AND_NECK).taps(PDF)
    assert alerts(patient)

    assert saved_record(patient)["status"] == "completed"
    assert alerts(patient) == []


def test_a_sheet_that_can_be_made_again_is_handed_over_at_the_next_tap(tmp_path, monkeypatch):
    patient = at_the_sheet_of(JAW_AND_NECK)
    with monkeypatch.context() as broken:
        broken.setattr(typesetting, "TEMPLATE", tmp_path / "none.typ")
        assert alerts(patient.taps(PDF))

    assert saved_sheet(patient).says(HEADLINE)
    assert alerts(patient) == []


# How often, and in which order


@pytest.fixture
def making(monkeypatch):
    """Count the sheets that are made."""
    made = []

    def make(*_):
        made.append("one")
        return b"%PDF-"

    monkeypatch.setattr("screens.sheet.sheet_pdf", make)
    return made


def test_a_sheet_is_made_once_though_the_page_runs_again(making):
    patient = at_the_sheet_of(JAW_AND_NECK).taps(PDF)
    first = patient.handed

    patient.app.run()

    assert making == ["one"]
    assert patient.handed == first
    patient.taps(PDF)
    assert making == ["one", "one"]
    assert patient.handed != first


def test_what_was_made_is_let_go_of_once_the_page_is_left(making):
    patient = at_the_sheet_of(JAW_AND_NECK).taps(PDF)
    assert "met wish" in patient.app.session_state

    patient.taps("back-sheet")

    assert "met wish" not in patient.app.session_state


def test_whoever_asks_for_sheet_after_sheet_is_asked_to_wait(making):
    patient = at_the_sheet_of(JAW_AND_NECK)
    for _ in range(AT_ONCE):
        patient.taps(PDF)
    assert patient.handed is not None

    patient.taps(PDF)

    assert len(making) == AT_ONCE
    assert patient.handed is None
    assert TEXTS("sheet.busy") in patient.html
    assert TEXTS("sheet.saved", file="")[:10] not in patient.html


def test_starting_again_brings_no_more_sheets(making):
    patient = at_the_sheet_of(JAW_AND_NECK)
    for _ in range(AT_ONCE):
        patient.taps(PDF)

    patient.taps("back-sheet").taps("again").taps("wipe")
    patient.sees_result(JAW_AND_NECK).makes_the_sheet().taps(PDF)

    assert len(making) == AT_ONCE
    assert patient.handed is None


def test_sheets_are_made_one_after_the_other():
    now, most = [], []

    def make(number):
        now.append(number)
        most.append(len(now))
        time.sleep(0.01)
        now.remove(number)
        return number

    with ThreadPoolExecutor(8) as people:
        got = list(people.map(lambda number: in_turn(lambda: make(number)), range(8)))

    assert got == list(range(8))
    assert max(most) == 1


def test_whoever_would_wait_too_long_is_told_so_and_theirs_is_not_made_later(monkeypatch):
    monkeypatch.setattr("screens.sheet_queue.LONGEST_WAIT", 0.01)
    going_on, made = Event(), []
    with ThreadPoolExecutor(1) as another:
        first = another.submit(in_turn_patiently, going_on.wait)

        with pytest.raises(BusyError):
            in_turn(lambda: made.append("late"))

        going_on.set()
        first.result()
    assert in_turn_patiently(lambda: "next") == "next"
    assert made == []


def test_where_as_many_wait_as_may_the_next_is_told_so_at_once(monkeypatch):
    monkeypatch.setattr("screens.sheet_queue.MOST_WAITING", 1)
    monkeypatch.setattr("screens.sheet_queue.LONGEST_WAIT", 0.01)
    begun, going_on, made = Event(), Event(), []

    def first():
        begun.set()
        going_on.wait()

    _MAKER.submit(first)
    begun.wait()
    _MAKER.submit(made.append, "the second")
    with pytest.raises(BusyError):
        in_turn(lambda: made.append("the third"))
    waiting = _MAKER._work_queue.qsize()
    going_on.set()

    assert waiting == 1, "the third was not turned away but waited"
    assert in_turn_patiently(lambda: "next") == "next"
    assert made == ["the second"]


def in_turn_patiently(make):
    while True:
        with suppress(BusyError):
            return in_turn(make)


def test_a_sheet_that_has_to_wait_too_long_is_told_as_such(monkeypatch):
    def never(_):
        raise BusyError

    monkeypatch.setattr("screens.sheet.in_turn", never)

    patient = at_the_sheet_of(JAW_AND_NECK).taps(PDF)

    assert patient.handed is None
    assert TEXTS("sheet.busy") in patient.html
