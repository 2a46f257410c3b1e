"""Side effects: numbers out of 1,000, in words and as dots."""

from __future__ import annotations

from assessment.drawing.dots import dots_picture
from assessment.model.definition import Definition
from assessment.model.evidence import Figure
from screens import markup


def section(definition: Definition) -> str:
    """Return the section as HTML."""
    texts = definition.texts
    figures = [_figure(definition, figure) for figure in definition.evidence.figures]
    return markup.section(
        texts("result.effects_heading"),
        markup.text("p", texts("result.effects_lead")),
        markup.text("p", texts("result.effects_key")),
        markup.element("div", *figures, class_="figures"),
        markup.text("p", texts("result.effects_more")),
    )


def _figure(definition: Definition, figure: Figure) -> str:
    texts = definition.texts
    of = f"{figure.of:,}"
    if figure.up_to is None:
        number = texts("result.effects_number", count=figure.count, of=of)
        rest = texts("result.effects_rest", rest=figure.of - figure.count, of=of)
    else:
        number = texts("result.effects_range", count=figure.count, up_to=figure.up_to, of=of)
        rest = texts(
            "result.effects_rest_range",
            least=figure.of - figure.up_to,
            rest=figure.of - figure.count,
            of=of,
        )
    most = figure.up_to or figure.count
    alternative = texts("result.effects_picture", of=of, count=most, say=figure.say)
    svg = dots_picture(figure.count, figure.of, figure.up_to, number, alternative)
    return markup.element(
        "div",
        markup.text("h3", figure.name),
        markup.element(
            "p", markup.text("strong", number), " ", markup.text("span", f"{figure.say}. {rest}")
        ),
        markup.drawing(svg, alternative),
        markup.with_sources("p", figure.meaning, definition.evidence, [figure.source]),
        class_="figure card",
    )
