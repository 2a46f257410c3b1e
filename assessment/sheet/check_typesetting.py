"""Whether a sheet can be made of a definition, whatever someone answers."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.sheet import typesetting
from assessment.sheet.contents import SheetRequest, sheet_contents
from assessment.sheet.parts import parts
from assessment.sheet.typesetting import SheetError, typeset


def check_typesetting(definition: Definition) -> None:
    """Make a sheet with every text that can stand on one, for nobody. Raises SheetError.

    The error's cause says why: there is no answer of a patient in it.
    """
    if not typesetting.has_font():
        missing = ModuleNotFoundError(
            f"The package {typesetting.FONT_PACKAGE} with its font is missing."
        )
        raise SheetError("The sheet would be set in another font.") from missing
    questionnaire = definition.questionnaire
    fullest = {
        each.id: each.level_ids[-1] if each.counts else each.level_ids
        for each in questionnaire.questions
    }
    every_part = frozenset(parts(questionnaire, fullest))
    request = SheetRequest("AAAA-AAAA", every_part, questionnaire.reviewed, helped=True)
    texts = [
        *(outcome.headline for outcome in questionnaire.outcomes.values()),
        *(outcome.meaning for outcome in questionnaire.outcomes.values()),
        *(clause.because for clause in questionnaire.rule),
        *(remark.say for remark in questionnaire.remarks),
        *(each.words(choice) for each in questionnaire.questions for choice in each.choices),
        *(unknown.say for unknown in definition.evidence.unknown),
        *(source.cite for source in definition.evidence.sources),
        *definition.texts.by_key.values(),
        questionnaire.not_sure_because,
    ]
    every_text = [{"say": each, "sources": []} for each in texts]
    contents = {**sheet_contents(definition, fullest, request), "unknown": every_text}
    typeset(contents, "pdf", typesetting.FITS[:1])  # no size takes so much on two pages
