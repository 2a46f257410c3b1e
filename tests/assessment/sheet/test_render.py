"""The sheet read back: what it says and does not say, how it is tagged, and what it looks like."""

import datetime
import re
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import pytest

from assessment.drawing.face_map import marked_areas
from assessment.model.procedure import ROWS
from assessment.model.questionnaire import NOT_SURE, UNCLEAR
from assessment.model.statement import Statement
from assessment.rule import wording
from assessment.rule.approval_wording import who_answers_for_it
from assessment.rule.suggest import suggest
from assessment.sheet import typesetting
from assessment.sheet.check_typesetting import check_typesetting, lacking
from assessment.sheet.contents import HASH, SheetRequest, sheet_contents
from assessment.sheet.parts import is_chosen, parts
from assessment.sheet.render import sheet_pages, sheet_pdf
from assessment.sheet.typesetting import SheetError
from tests.answer_sets import (
    DISAGREEING,
    EVERYTHING_SAID,
    JAW_AND_NECK,
    LINES_ALONE,
    NECK_MAKES_NO_DIFFERENCE,
    NO_SIGNS,
    ONE_FOR_EACH,
    UNSURE_OF_NECK,
)
from tests.opened_sheet import WHITE, Read, darkest, edge_of, plain

REFERENCE = "K7MP-3XTA"
DAY = datetime.date(2026, 11, 22)
MM = 72 / 25.4
A4, LETTER = (210 * MM, 297 * MM), (8.5 * 72, 11 * 72)
LEAST_POINTS = 10

SETS = {
    **ONE_FOR_EACH,
    "not_sure": UNSURE_OF_NECK,
    "tried": NECK_MAKES_NO_DIFFERENCE,
    "lines": LINES_ALONE,
    "everything": EVERYTHING_SAID,
}


def request_for(definition, given, *, without=(), **changes):
    wanted = frozenset(parts(definition.questionnaire, given)) - set(without)
    return replace(SheetRequest(REFERENCE, wanted, DAY), **changes)


def read(definition, given, **changes):
    return Read(sheet_pdf(definition, given, request_for(definition, given, **changes)))


@pytest.fixture(scope="module", params=SETS.values(), ids=SETS)
def given(request):
    return request.param


@pytest.fixture(scope="module")
def paper(definition, given):
    """The whole sheet of someone who answered so."""
    return read(definition, given)


@pytest.fixture(scope="module")
def full(definition):
    """The sheet of someone whose answers point toward a full lift."""
    return read(definition, JAW_AND_NECK)


# What it says


def test_it_says_what_the_answers_point_toward_and_why_and_sends_to_a_specialist(
    definition, given, paper
):
    questionnaire = definition.questionnaire
    suggestion = suggest(questionnaire, given)

    assert paper.says(questionnaire.outcomes[suggestion.suggestion].headline)
    assert paper.says(suggestion.because)
    assert paper.says(suggestion.advice)
    assert paper.says(definition.texts("result.untested"))
    assert all(paper.says(remark.say) for remark in suggestion.remarks)
    others = {questionnaire.outcomes[each].headline for each in ONE_FOR_EACH}
    others.remove(questionnaire.outcomes[suggestion.suggestion].headline)
    assert not [headline for headline in others if paper.says(headline)]


def test_it_says_what_makes_the_suggestion_less_than_sure(definition, given, paper):
    suggestion = suggest(definition.questionnaire, given)
    texts = {key: definition.texts.by_key[f"result.{key}"] for key in ("close_call", "unsure")}
    texts["tried"] = definition.texts.by_key["result.tried"]

    said = {key for key, text in texts.items() if paper.says(text.partition("{")[0])}

    unsure = "You were not sure here: "
    is_close = suggestion.close_calls and suggestion.suggestion != UNCLEAR
    expected = {"close_call"} if is_close else set()
    if suggestion.unsure_of or suggestion.tried:
        assert texts["unsure"].startswith(unsure)
        assert texts["tried"].startswith(unsure)
        expected |= {"unsure", "tried"}
    assert said == expected


def test_every_answer_is_on_it_in_the_persons_own_words(definition, given, paper):

    for question in definition.questionnaire.counting:
        name = question.name if question.kind == "sign" else f"{question.name}:"
        assert paper.says(f"{name} {question.words(given[question.id])}")
    for note in (definition.questionnaire["medical"], definition.questionnaire["dreams"]):
        assert paper.says(note.name)
        for level in note.level_ids:
            assert paper.says(f"{note.words(level)}. {note.tell[level]}") == (
                level in given[note.id] and level not in note.rows
            )


def test_what_matters_to_the_person_stands_on_it_for_every_option(definition, given, paper):
    rows = wording.rows_that_matter(definition.questionnaire, given)

    for row in ROWS:
        for option in definition.procedures:
            assert paper.says(option.in_short[row].say) == (row in rows)


def test_the_harms_stand_on_it_in_numbers(definition, paper):
    for figure in (harm.figure for harm in definition.evidence.harms if harm.figure):
        assert paper.says(wording.figure_sentence(definition, figure))


def test_it_has_the_date_the_version_the_hash_and_the_code_and_no_name(definition, full):
    questionnaire = definition.questionnaire

    for words in (
        "22 November 2026",
        f"version {questionnaire.version}",
        questionnaire.content_hash[:HASH],
        REFERENCE,
        definition.texts("sheet.name"),
    ):
        assert full.says(words)
    assert full.text.count(plain(REFERENCE)) == len(full.pdf.pages)


def test_the_questions_that_fit_and_what_matters_have_space_to_write(definition, full):
    own = definition.questionnaire.outcomes["large_lift"].ask
    questions = [*own, *definition.texts("result.ask").splitlines()]

    assert full.says("Five questions to ask")
    assert len(questions) == 5
    assert all(full.says(f"{number}. {each}") for number, each in enumerate(questions, 1))
    assert full.says(definition.texts("sheet.matters"))
    assert len(writing_lines(full)) >= len(questions) + 2


def writing_lines(paper):
    """Return the heights of the long level lines on a page, in points from below."""
    found = []
    for page in paper.pdf.pages:
        content = page.get_contents().get_data().decode("latin-1")
        for left, right in re.findall(r"([\d.]+) 0 m\s+([\d.]+) 0 l", content):
            found += [(left, right)] if float(right) - float(left) > 100 else []
        found += re.findall(r"0 0 m\s+([2-9]\d\d(?:\.\d+)?) 0 l", content)
    return found


def test_every_number_in_brackets_is_a_source_that_is_on_it(definition, paper):
    before, _, after = paper.text.rpartition(plain(definition.texts("result.about_sources")))
    cited = set(re.findall(r"\[(\d+)\]", before))
    given_as = dict(re.findall(r"\[(\d+)\](.+?)(?=;\[|$)", after))

    assert cited == set(given_as)
    for number, cite in given_as.items():
        source = definition.evidence.sources[int(number) - 1]
        assert cite.startswith(plain(source.cite)[:40])


def test_who_answers_for_it_is_said_whatever_is_answered(definition, paper):
    assert all(paper.says(sentence) for sentence in who_answers_for_it(definition))
    assert paper.says(definition.texts("approval.not_about_you"))


def test_a_demonstration_that_nobody_approved_is_called_so_on_paper(definition):
    nobodys = replace(
        definition,
        clinic=replace(definition.clinic, demonstration=True),
        approvals=replace(definition.approvals, given=()),
    )

    paper = read(nobodys, JAW_AND_NECK)

    assert paper.says(definition.texts("approval.demonstration"))
    assert paper.says(definition.texts("approval.none"))


def test_that_someone_helped_is_said_only_where_someone_did(definition, full):
    helped = definition.texts("tablet.helped_said")

    assert read(definition, JAW_AND_NECK, helped=True).says(helped)
    assert not full.says(helped)


# What the person keeps to themselves


@pytest.mark.parametrize("note", ["medical", "dreams"])
def test_a_note_that_is_left_out_is_nowhere_in_the_file(definition, note):
    question = definition.questionnaire[note]
    paper = read(definition, EVERYTHING_SAID, without=[note])
    remarks = [
        remark.say
        for remark in suggest(definition.questionnaire, EVERYTHING_SAID).remarks
        if {atom.question for atom in remark.when.atoms()} == {note}
    ]
    secrets = [question.words(level) for level in question.level_ids]
    secrets += [*question.tell.values(), *remarks]

    assert remarks
    assert [words for words in secrets if plain(words) in paper.everything] == []
    assert paper.says(f"{question.name}: {definition.texts('sheet.left_out')}")


def test_a_note_left_out_and_a_note_left_blank_look_the_same(definition):
    wanted = request_for(definition, JAW_AND_NECK, without=["medical"])
    blank = {**JAW_AND_NECK, "medical": ()}

    left_out = sheet_contents(definition, JAW_AND_NECK, wanted)

    assert left_out == sheet_contents(definition, blank, wanted)


def test_health_is_asked_for_and_a_blank_note_is_not_offered(definition):
    assert parts(definition.questionnaire, JAW_AND_NECK) == (
        *("answers", "medical", "dreams"),
        *("questions", "sources"),
    )
    assert "dreams" not in parts(definition.questionnaire, NO_SIGNS)
    ticked = [
        each
        for each in ("answers", "medical", "dreams")
        if is_chosen(definition.questionnaire, each, {})
    ]
    assert ticked == ["answers", "dreams"]


def test_each_other_part_can_be_left_out(definition, full):
    texts = definition.texts
    words = {
        "answers": texts("sheet.signs"),
        "questions": texts("result.ask").splitlines()[0],
        "sources": texts("result.about_unknown"),
    }
    for part, said in words.items():
        paper = read(definition, JAW_AND_NECK, without=[part])

        assert full.says(said)
        assert not paper.says(said)
        assert all(paper.says(other) for other in words.values() if other != said)


def test_without_the_answers_there_is_no_picture_and_no_reason_on_it(definition):
    paper = read(definition, JAW_AND_NECK, without=["answers", "dreams", "medical"])

    assert paper.alternatives == []
    for question in definition.questionnaire.counting:
        if question.kind == "sign":
            assert plain(question.words(JAW_AND_NECK[question.id])) not in paper.everything


# How it is made


def test_it_is_tagged_for_those_who_hear_it(definition, paper):
    meta = paper.root["/Metadata"].get_object().get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in meta
    assert paper.root["/MarkInfo"]["/Marked"] is True or paper.root["/MarkInfo"]["/Marked"]
    assert paper.root["/Lang"] == definition.texts.language == "en"
    assert paper.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.pdf.metadata.title == definition.texts("sheet.title")
    assert all(page["/Tabs"] == "/S" for page in paper.pdf.pages)


def test_its_headings_go_down_one_level_at_a_time(paper):
    levels = [int(tag["/S"][2:]) for tag in paper.tags if "/H" in tag["/S"]]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 5
    for level, following in pairwise(levels):
        assert following <= level + 1


def test_every_picture_is_of_lines_and_none_of_pixels(full):
    assert any("/Figure" in str(tag.get("/S")) for tag in full.tags)
    assert not [image.name for page in full.pdf.pages for image in page.images]


def test_every_picture_says_what_it_shows(definition, given, paper):
    questions = definition.questionnaire.questions
    figures = [tag for tag in paper.tags if tag["/S"] == "/Figure"]
    drawn = [
        question
        for question in definition.questionnaire.questions
        if question.picture and given[question.id] != NOT_SURE
    ]
    numbers = {
        each.id: number
        for number, each in enumerate((each for each in questions if each.picture), 1)
    }
    areas = [
        *marked_areas(definition.questionnaire, given),
        *(each for each in questions if given[each.id] == NOT_SURE),
    ]

    assert len(figures) == len(paper.alternatives)
    for question in drawn:
        words = question.words(given[question.id])
        assert f"{question.name}: {words}" in paper.alternatives
    maps = paper.alternatives[len(drawn) :]
    assert all(any(f"{numbers[each.id]} {each.name}" in said for said in maps) for each in areas)
    assert bool(maps) == bool(areas)


def test_lists_are_lists_and_what_is_said_is_in_paragraphs(full):
    kinds = [str(tag["/S"]) for tag in full.tags]

    assert kinds.count("/L") >= 5
    assert kinds.count("/LI") >= 7 + 4 + 2 + 2
    assert kinds.count("/P") >= 8


def test_every_font_is_in_the_file(paper):
    fonts = {}
    for page in paper.pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(inner["/BaseFont"])] = inner["/FontDescriptor"].get_object()

    assert fonts
    for name, descriptor in fonts.items():
        assert "NotoSansCJK" in name
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()


def test_no_text_is_too_small_to_read_without_glasses(paper):
    letters = Counter()

    def visit(text, _, place, __, size):
        letters[round(size * abs(place[3]), 2)] += len(text.strip())

    for page in paper.pdf.pages:
        page.extract_text(visitor_text=visit)

    sizes = [size for size, count in letters.items() if count]
    assert min(sizes) >= LEAST_POINTS
    assert sum(count for size, count in letters.items() if size >= 11) > 0.6 * letters.total()


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER)])
def test_it_has_one_or_two_pages_of_the_clinics_paper(definition, paper, size):
    ours = replace(definition, clinic=replace(definition.clinic, paper=paper))
    for given in ONE_FOR_EACH.values():
        pages = read(ours, given).pdf.pages

        assert len(pages) in (1, 2)
        for page in pages:
            assert [float(edge) for edge in page.mediabox[2:]] == pytest.approx(size, abs=0.5)


def test_two_pages_are_enough_whatever_is_answered(definition):
    """One answer changed at a time, so that each level's words and pictures are tried."""
    for question in definition.questionnaire.counting:
        for choice in question.choices:
            given = {**JAW_AND_NECK, question.id: choice}
            assert len(sheet_pages(definition, given, request_for(definition, given))) <= 2


def test_the_pictures_to_print_are_the_same_pages(definition, full):
    pages = sheet_pages(definition, JAW_AND_NECK, request_for(definition, JAW_AND_NECK))

    assert len(pages) == len(full.pdf.pages)
    assert all(page.startswith("<svg") for page in pages)
    assert not [page for page in pages if re.search(r'(?:href|src)="(?!#|data:)', page)]


def test_nothing_is_cut_off_at_the_edge_of_the_paper(paper):
    for number, page in enumerate(paper.pictures(), 1):
        assert darkest(page) < 100
        assert darkest(edge_of(page)) == WHITE, f"something stands at the edge of page {number}"


# When something is not as foreseen


def test_text_that_looks_like_markup_is_only_text(definition):
    tricky = '#panic("x") *a* _b_ $c$ <d> @e `f` \\ = g // h {i} [j] "k"'
    clinic = replace(definition.clinic, name=tricky)

    assert read(replace(definition, clinic=clinic), JAW_AND_NECK).says(tricky)


def test_korean_japanese_and_chinese_are_set_in_the_same_font(definition):
    clinic = replace(definition.clinic, name="성형외과 形成外科 整形外科")
    paper = read(replace(definition, clinic=clinic), JAW_AND_NECK)

    assert paper.says("성형외과 形成外科 整形外科")


def test_without_its_font_it_is_set_in_another(definition, monkeypatch):
    monkeypatch.setattr(typesetting, "FONT_PACKAGE", "a_package_that_is_not_there")
    typesetting._fonts.cache_clear()
    paper = read(definition, JAW_AND_NECK)
    typesetting._fonts.cache_clear()

    names = {
        str(font.get_object()["/BaseFont"])
        for page in paper.pdf.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Libertinus" in name for name in names)
    assert len(paper.pdf.pages) <= 2
    assert paper.says(definition.questionnaire.outcomes["large_lift"].headline)


def test_texts_far_longer_than_foreseen_are_all_there(definition):
    questionnaire = definition.questionnaire
    longer = questionnaire["throat"]
    words = "Skin that hangs, and much more that a clinic may want to say of it. " * 12
    questions = tuple(
        replace(
            longer,
            name="The neck " * 15,
            levels=MappingProxyType({**longer.levels, "marked": words}),
        )
        if each.id == "throat"
        else each
        for each in questionnaire.questions
    )
    ours = replace(definition, questionnaire=replace(questionnaire, questions=questions))
    paper = read(ours, JAW_AND_NECK)

    assert paper.says(words)
    assert len(paper.pdf.pages) <= 4
    assert all(darkest(edge_of(page)) == WHITE for page in paper.pictures())


def test_thirty_notes_on_health_are_all_there(definition):
    questionnaire = definition.questionnaire
    health = questionnaire["medical"]
    levels = {f"note_{number}": f"I have thing {number} of the list" for number in range(30)}
    tell = {level: f"Say more of {level}. " * 3 for level in levels}
    many = replace(health, levels=MappingProxyType(levels), tell=MappingProxyType(tell), alone=())
    questions = tuple(many if each.id == "medical" else each for each in questionnaire.questions)
    remarks = tuple(
        each
        for each in questionnaire.remarks
        if "medical" not in {atom.question for atom in each.when.atoms()}
    )
    ours = replace(
        definition, questionnaire=replace(questionnaire, questions=questions, remarks=remarks)
    )
    paper = read(ours, {**JAW_AND_NECK, "medical": tuple(levels)})

    assert all(paper.says(words) for words in levels.values())
    assert len(paper.pdf.pages) <= 4
    assert all(darkest(edge_of(page)) == WHITE for page in paper.pictures())


def test_a_sign_that_the_font_lacks_is_refused_in_one_sentence_that_tells_no_answer(definition):
    neck = definition.questionnaire["throat"]
    smiling = replace(neck, levels=MappingProxyType({**neck.levels, "marked": "Loose \U0001f642"}))
    questions = tuple(
        smiling if each.id == "throat" else each for each in definition.questionnaire.questions
    )
    ours = replace(definition, questionnaire=replace(definition.questionnaire, questions=questions))

    with pytest.raises(SheetError) as refused:
        read(ours, JAW_AND_NECK)

    assert len(str(refused.value).splitlines()) == 1
    assert "python -m assessment check" in str(refused.value)
    assert "\U0001f642" not in str(refused.value)
    assert "\U0001f642" in str(
        refused.value.__cause__
    )  # which `check` shows, with no one's answers


def test_check_tries_every_text_that_can_stand_on_a_sheet(definition):
    check_typesetting(definition)
    questionnaire = definition.questionnaire
    jawline = questionnaire["chin"]
    smiling = replace(
        jawline, levels=MappingProxyType({**jawline.levels, "slight": "A little \U0001f642"})
    )
    questions = tuple(smiling if each == jawline else each for each in questionnaire.questions)
    rule = (replace(questionnaire.rule[0], because="\U0001f642"), *questionnaire.rule[1:])

    first, *others = definition.evidence.sources
    cited = (replace(first, cite="\U0001f642"), *others)
    unknown = (replace(definition.evidence.unknown[0], say="\U0001f642"),)
    last, *rest = reversed(definition.procedures)
    short = MappingProxyType({**last.in_short, "risks": Statement("\U0001f642")})
    options = (*rest, replace(last, in_short=short))
    note = questionnaire.notes[-1]
    asking = replace(note, tell=MappingProxyType(dict.fromkeys(note.tell, "\U0001f642")))
    noted = tuple(asking if each == note else each for each in questionnaire.questions)

    for ours in (
        replace(definition, evidence=replace(definition.evidence, sources=cited)),
        replace(definition, evidence=replace(definition.evidence, unknown=unknown)),
        replace(definition, clinic=replace(definition.clinic, name="Clinic \U0001f642")),
        replace(definition, questionnaire=replace(questionnaire, questions=questions)),
        replace(definition, questionnaire=replace(questionnaire, questions=noted)),
        replace(definition, questionnaire=replace(questionnaire, rule=rule)),
        replace(definition, procedures=options),
    ):
        with pytest.raises(SheetError) as refused:
            check_typesetting(ours)
        assert lacking(refused.value) == "\U0001f642"


def test_check_names_a_missing_font(definition, monkeypatch):
    monkeypatch.setattr(typesetting, "FONT_PACKAGE", "a_package_that_is_not_there")

    with pytest.raises(SheetError) as refused:
        check_typesetting(definition)

    assert "a_package_that_is_not_there" in str(refused.value.__cause__)


def test_the_same_wish_makes_the_same_pages(definition):
    wanted = request_for(definition, DISAGREEING)

    assert sheet_pages(definition, DISAGREEING, wanted) == sheet_pages(
        definition, DISAGREEING, wanted
    )


def test_typst_has_forgotten_a_sheet_once_it_is_made(definition, monkeypatch):
    """What it still remembered it would not work out again, and be done many times as fast."""
    content = sheet_contents(definition, JAW_AND_NECK, request_for(definition, JAW_AND_NECK))

    def fastest():
        took = []
        for _ in range(5):
            started = time.perf_counter()
            typesetting.typeset(content, "svg")
            took.append(time.perf_counter() - started)
        return min(took)

    forgotten = fastest()
    monkeypatch.setattr(typesetting, "_forget", lambda: None)
    remembered = fastest()

    assert forgotten > 3 * remembered
