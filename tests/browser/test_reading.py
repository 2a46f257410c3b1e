"""Every screen of the clinic reads at grade 6 or lower, by two measures."""

from assessment.model.steps import RESULT
from screens.journey import Visit
from tests.browser.clinics_patient import CLINIC, ClinicsPatient, answers_toward, some_answers
from tests.browser.person import every_screen
from tests.browser.reading import grades, sentences


def test_every_screen_and_every_result_is_easy_to_read(someone, clinics_server):
    person = someone(kind=ClinicsPatient, at=clinics_server)
    found = {screen: grades(person) for screen in every_screen(person, some_answers())}
    for suggestion in sorted({example.suggest for example in CLINIC.questionnaire.examples}):
        person.comes_back_with(Visit(RESULT, answers_toward(suggestion), adult=True, turn=20))
        person.reads(CLINIC.questionnaire.outcomes[suggestion].headline)
        found[suggestion] = grades(person)

    hard = [f"{screen}: {grade}" for screen, grade in found.items() if not grade.low_enough]
    assert not hard, "\n".join(hard)


def test_a_line_is_a_sentence_and_a_defined_word_is_left_out():
    read = sentences("Your neck\nA specialist can tell. Ask first!\n\n2")

    assert read == ["Your neck.", "A can tell.", "Ask first!", "2."]
