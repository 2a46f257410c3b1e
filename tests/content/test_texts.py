"""What the clinic's texts may say, whatever their wording.

The numbers are those of the sources that shipped. A source that a clinic adds is taken at its word.
"""

import re

import pytest
import yaml

from assessment.model.procedure import ON_CARDS, ROWS
from tests.assessment.conftest import parts_of

NUMBERS_OF = {
    "jw-page": {4, 5, 1, 2, 3},
    "sa-2013": {480},
    "antell-2016": {1, 5, 8},
    "kaye-2014": {219, 2, 85, 54, 14, 16},
    "prado-2006": {82, 2, 24},
    "antell-2007": {8, 4},
    "chang-2011": set(),
    "thorne": {1, 2, 3},
    "jones-2012": {38, 50, 5, 1745},
    "sundine-2010": {9, 42, 5, 12},
    "friel-2010": {394, 89, 12, 6, 61, 34},
    "sinno-2015": {105, 53, 90, 100},
    "swanson-2011": {93, 5, 10, 6},
    "goin-1980": {50, 30, 100, 6},
    "vanderlei-2009": {137, 129},
    "gupta-2016": {1000, 18, 15, 30, 11, 3, 4},
    "jacono-2019": {183, 7, 18, 19, 16, 1000},
    "silva-2022": {67, 1, 1000},
    "chopan-2019": {51, 19, 9, 1000},
    "reinisch-2001": {9937, 3, 4, 1, 2, 1000},
    "mayo": {6, 2},
    "ezure-2023": {8, 30, 40},
    "baker-jl": set(),
    "marchac-2008": set(),
    "fda-fillers": {6, 12},
    "fillers-2021": {3, 2, 1, 8, 12, 5, 580, 1000},
    "alam-2021": {1, 6400, 40900},
    "niu-2021": {98, 88, 100, 6, 350, 40, 20, 1000},
    "barbed-threads": {1, 160},
    "mayo-laser": {30, 2, 7, 10},
    "schwartz-1999": {211, 45, 17, 13, 2},
    "ward-2008": {2, 47},
    "contini-2023": {42, 53, 100, 90, 0, 5, 1, 7, 20, 1000},
    "aad-botulinum": {3, 4},
    "zargaran-2022": {24, 160, 1000},
    "fda-botulinum": set(),
    "fabi-2024": {14, 32, 2, 100},
    "mayo-necklift": {45, 3, 1, 2},
    "cambiaso-2024": {18, 9, 14, 1000},
    "hughes-2013": {24, 4},
    "tretinoin": {24, 62, 39, 100},
    "faces-2019": {26, 50, 90},
}
PEOPLE = {
    "antell-2016": 11,
    "kaye-2014": 219,
    "prado-2006": 82,
    "antell-2007": 16,
    "jones-2012": 50,
    "sundine-2010": 42,
    "friel-2010": 89,
    "sinno-2015": 53,
    "swanson-2011": 93,
    "goin-1980": 50,
    "vanderlei-2009": 137,
    "gupta-2016": 11300,
    "jacono-2019": 41141,
    "silva-2022": 15404,
    "ezure-2023": 36,
    "barbed-threads": 160,
    "ward-2008": 47,
    "cambiaso-2024": 2106,
    "hughes-2013": 903,
    "faces-2019": 88,
}
FIGURES = {
    "serious_problem": (18, None, "gupta-2016"),
    "bleeding": (11, None, "gupta-2016"),
    "infection": (3, None, "gupta-2016"),
    "weak_facial_nerve": (7, 19, "jacono-2019"),
}
WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
WORDS += ["eleven", "twelve"]

TO_AVOID = (
    r"candidates?|suitab\w+|needs?|needed|best|ideal\w*|problem areas?|ugly|turkey necks?"
    r"|younger you|safe\w*|unsafe|painless\w*|permanent\w*|guarante\w+|anti-?\s?ag\w+"
    r"|dislike\w*|you wish for a lot"
)
SAYS_NOTHING_OF_A_LIFT = (
    "No one knows if one of the two lifts is safer than the other.",
    "I need more time",
)

TO_SELL = (
    r"prices?|pric\w+|costs?|cheap\w*|discounts?|deals?|offers?|offered|sale|buy|pay|free of charge"
    r"|book|booking|appointments?|countdown|hurry|today|limited|last chance|bargain\w*"
    r"|before[- ]and[- ]after|testimonials?|stars?|five-star|miracle\w*|\$|€|£"
)
OFFERS_NOTHING = (
    "A great deal",
    "The shape of the face bothers the person a great deal",
    "Who pays for it",
)


@pytest.fixture(scope="session")
def sentences(definition):
    told = (
        definition.questionnaire,
        definition.procedures,
        definition.evidence,
        definition.texts.by_key,
    )
    texts = {part for part in parts_of(told) if isinstance(part, str)}
    return sorted({each for text in texts for each in re.split(r"(?<=[.?!])\s+|\n", text)})


@pytest.fixture
def written_texts(content_folder):
    """The texts of the screens as they are written, nothing filled in."""
    written = yaml.safe_load((content_folder / "locales/en.yaml").read_text(encoding="utf-8"))
    sections = {name: keys for name, keys in written.items() if isinstance(keys, dict)}
    return {f"{name}.{key}": text for name, keys in sections.items() for key, text in keys.items()}


def holding(pattern, sentences, allowed):
    word = re.compile(rf"(?<![\w-])({pattern})(?![\w-])", re.IGNORECASE)
    return [each for each in sentences if word.search(each) and not each.startswith(allowed)]


def numbers_in(text):
    digits = {int(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*", text)}
    words = {WORDS.index(word) for word in re.findall(r"\w+", text.lower()) if word in WORDS[2:]}
    return digits | words


def statements_of(definition):
    for option in definition.procedures:
        for statements in option.rows.values():
            yield from statements
        yield from option.in_short.values()
        yield from (step.said for step in option.healing_steps)
    for harm in definition.evidence.harms:
        yield from harm.says


def test_every_option_has_the_same_rows_in_the_same_order(definition, content_folder):
    for option in definition.procedures:
        text = (content_folder / f"procedures/{option.id}.yaml").read_text(encoding="utf-8")
        assert tuple(re.findall(r"^  (\w+):", text.partition("\nrows:")[2], re.MULTILINE)) == ROWS
        assert tuple(option.rows) == ROWS
        assert all(1 <= len(statements) <= 7 for statements in option.rows.values())


def test_no_option_is_told_at_much_greater_length_than_another(definition):
    lengths = [
        sum(len(each.say.split()) for statements in option.rows.values() for each in statements)
        for option in definition.procedures
    ]

    assert min(lengths) > 100
    assert max(lengths) <= 1.6 * min(lengths)


def test_every_card_of_an_option_is_as_short_as_the_others(definition):
    for option in definition.procedures:
        assert tuple(option.in_short) == ROWS
        lengths = {row: len(said.say) for row, said in option.in_short.items()}
        assert max(lengths.values()) <= 90, option.id
        assert 120 < sum(lengths[row] for row in ON_CARDS) < 330, option.id


def test_every_suggestion_has_seven_questions_to_ask(definition):
    everyone = definition.texts("result.ask").splitlines()

    for name, outcome in definition.questionnaire.outcomes.items():
        asked = [*outcome.ask, *everyone]
        assert len(set(asked)) == len(asked) <= 7, name


def test_no_sentence_holds_a_word_to_avoid(sentences):
    assert len(sentences) > 300
    assert not holding(TO_AVOID, sentences, SAYS_NOTHING_OF_A_LIFT)


def test_no_sentence_sells_anything(sentences):
    assert not holding(TO_SELL, sentences, OFFERS_NOTHING)


@pytest.mark.parametrize("word", ["unsafe", "A safe lift", "NEEDS", "anti-ageing", "Best of all"])
def test_a_word_to_avoid_would_be_found(word):
    assert holding(TO_AVOID, [f"You would say {word}."], SAYS_NOTHING_OF_A_LIFT)


@pytest.mark.parametrize("word", ["needle", "safari", "bestow", "self-assessment"])
def test_a_word_that_only_resembles_one_to_avoid_is_let_be(word):
    assert not holding(TO_AVOID, [f"You would say {word}."], SAYS_NOTHING_OF_A_LIFT)


def shipped(definition):
    """Return the sources that shipped and are still there."""
    return [source for source in definition.evidence.sources if source.id in NUMBERS_OF]


def numbers_of(sources):
    """Return every number of some sources, None where one of them is the clinic's own."""
    if not NUMBERS_OF.keys() >= set(sources):
        return None
    return set().union(*(NUMBERS_OF[source] for source in sources))


def test_a_source_looked_at_as_many_people_as_the_facts_say(definition):
    assert len(shipped(definition)) > 10
    for source in shipped(definition):
        assert source.people == PEOPLE.get(source.id), source.id


def test_a_source_found_no_number_that_the_facts_do_not_hold(definition):
    for source in shipped(definition):
        assert numbers_in(source.found) <= NUMBERS_OF[source.id], source.id
        if source.year:
            assert str(source.year) in source.cite


def test_every_number_of_an_option_is_one_of_its_sources(definition):
    held = 0
    for statement in statements_of(definition):
        known = numbers_of(statement.sources)
        assert known is None or numbers_in(statement.say) <= known, statement.say
        held += bool(numbers_in(statement.say))
    assert held > 10


def test_every_drawing_has_a_source_and_no_number_that_is_not_in_it(definition):
    for name, drawing in definition.evidence.drawings.items():
        known = numbers_of(drawing.sources)
        assert drawing.sources, name
        layers = {1, 2, 3, 4}
        assert known is None or numbers_in(drawing.caption) <= known | layers, name


def test_every_fact_has_a_source_and_no_plain_statement_a_number(definition):
    plain = [each for each in statements_of(definition) if not each.sources]

    assert plain
    assert not [each.say for each in plain if numbers_in(each.say)]


def test_the_figures_are_those_of_the_facts_out_of_one_denominator(definition):
    for figure in definition.evidence.figures:
        told = (figure.count, figure.up_to, figure.source)
        assert told == FIGURES.get(figure.id, told), figure.id
    assert {figure.of for figure in definition.evidence.figures} == {1000}
    for figure in definition.evidence.figures:
        said = numbers_in(f"{figure.name} {figure.say} {figure.meaning}")
        assert said <= NUMBERS_OF.get(figure.source, said), figure.id


def test_what_nobody_knows_is_said_without_a_number(definition):
    assert len(definition.evidence.unknown) >= 3
    assert not [each.say for each in definition.evidence.unknown if numbers_in(each.say)]


def test_no_suggestion_or_clause_promises_a_number_of_years_or_a_rate(questionnaire):
    told = [clause.because for clause in questionnaire.rule]
    told += [outcome.headline for outcome in questionnaire.outcomes.values()]
    told += [outcome.meaning for outcome in questionnaire.outcomes.values()]

    assert all(told)
    assert not [text for text in told if numbers_in(text)]


def test_every_headline_points_and_none_says_what_to_do(questionnaire):
    headlines = [outcome.headline for outcome in questionnaire.outcomes.values()]

    assert all("point" in headline for headline in headlines)
    assert not [each for each in headlines if re.search(r"should|must|recommend|right for", each)]


def test_the_advice_names_the_specialist(questionnaire):
    assert re.match(r"Only a specialist", questionnaire.advice)
    assert "no specialist" not in questionnaire.advice.lower()


def test_no_text_of_the_screens_counts_by_itself_what_the_files_hold(written_texts):
    """`{questions}` and the like are filled in, so that a clinic's edit needs no second one."""
    counted = re.compile(
        rf"\b({'|'.join(WORDS[2:])}|\d+) (short )?(questions|options|points)\b", re.I
    )

    assert not [key for key, text in written_texts.items() if counted.search(text)]


def test_every_answer_to_a_note_has_a_reason_to_tell_it(questionnaire):
    for question in questionnaire.questions:
        if question.kind == "note":
            assert question.tell.keys() == question.levels.keys()
            assert not [level for level, say in question.tell.items() if not say]


def test_nobody_is_told_to_stop_a_medicine_alone(sentences):
    stop = [each for each in sentences if re.search(r"\bstop\b.*medicine", each.lower())]

    assert stop
    assert all(re.search(r"never stop", each.lower()) for each in stop)
