"""What can go wrong: every kind of harm, unfolded, in words and as dots out of 1,000."""

from __future__ import annotations

from assessment.drawing.dots import dots_picture, dots_picture_with_parts
from assessment.model.definition import Definition
from assessment.model.evidence import Figure, Harm
from assessment.rule import wording
from assessment.rule.suggestion import Suggestion
from serving import markup


def in_one_line(definition: Definition) -> str:
    """Return the figures that are part of no other as a line each, with a small picture."""
    texts = definition.texts
    lines = [_line(definition, harm.figure) for harm in definition.evidence.harms if harm.figure]
    lead = markup.element(
        "p",
        markup.text("span", texts("result.harms_lead")),
        " ",
        markup.text("span", texts("result.harms_key"), class_="hint"),
    )
    return markup.element("div", lead, *lines, class_="harms-in-one-line")


def section(definition: Definition, suggestion: Suggestion) -> str:
    """Return the section as HTML, with the remarks that apply at its end."""
    texts = definition.texts
    return markup.section(
        texts("result.effects_heading"),
        markup.text("p", texts("result.effects_lead")),
        markup.element(
            "div",
            *(_harm(definition, harm) for harm in definition.evidence.harms),
            class_="harm-list",
        ),
        _remarks(definition, suggestion),
        class_="harms",
    )


def _line(definition: Definition, figure: Figure) -> str:
    number, alternative = (
        wording.figure_number(definition, figure),
        _alternative(definition, figure),
    )
    svg = dots_picture(figure.count, figure.of, figure.up_to, number, alternative)
    words = markup.element(
        "p", markup.text("strong", number), " ", markup.text("span", f"{figure.say}.")
    )
    return words + markup.drawing(svg, alternative)


def _harm(definition: Definition, harm: Harm) -> str:
    said = [
        markup.with_sources("li", each.say, definition.evidence, each.sources) for each in harm.says
    ]
    return markup.element(
        "div",
        markup.text("h3", harm.name),
        _figure(definition, harm.figure) if harm.figure else "",
        markup.element("ul", *said),
        class_="harm card" if harm.figure else "harm",
    )


def _figure(definition: Definition, figure: Figure) -> str:
    """Return a figure in words and as one picture, the figures that are part of it inside it."""
    texts, evidence = definition.texts, definition.evidence
    parts = evidence.parts_of(figure)
    number, alternative = (
        wording.figure_number(definition, figure),
        _alternative(definition, figure),
    )
    counts = [part.count for part in parts]
    numbers = (figure.count, figure.of, figure.up_to)
    svg = dots_picture_with_parts(*numbers, number, alternative, parts=counts)
    key = _part_lines(definition, figure)
    rest = figure.of - figure.count
    told = (
        texts("result.effects_rest", rest=rest)
        if figure.up_to is None
        else texts("result.effects_rest_range", least=figure.of - figure.most, rest=rest)
    )
    return "".join(
        [
            markup.element(
                "p",
                markup.text("strong", number, class_="number"),
                " ",
                markup.text("span", f"{figure.say}. {told}"),
            ),
            markup.drawing(svg, alternative),
            markup.lines("ul", [*key, texts("result.effects_others")], class_="parts")
            if parts
            else "",
            markup.with_sources("p", figure.meaning, evidence, [figure.source]),
        ]
    )


def _alternative(definition: Definition, figure: Figure) -> str:
    """Return what a picture of dots shows, for those who do not see it."""
    texts = definition.texts
    told = texts("result.effects_picture", of=f"{figure.of:,}", count=figure.most, say=figure.say)
    return " ".join([told, *_part_lines(definition, figure)])


def _part_lines(definition: Definition, figure: Figure) -> list[str]:
    """Return what is said of each figure whose people are counted in this one."""
    return [
        definition.texts("result.effects_part", count=part.count, say=part.say)
        for part in definition.evidence.parts_of(figure)
    ]


def _remarks(definition: Definition, suggestion: Suggestion) -> str:
    """Return the remarks that do not stand above the suggestion, empty where there are none."""
    remarks = [
        markup.with_sources("li", each.say, definition.evidence, each.evidence)
        for each in suggestion.remarks
        if not each.first
    ]
    if not remarks:
        return ""
    heading = markup.text("h3", definition.texts("result.remarks_heading"))
    return markup.element("div", heading, markup.element("ul", *remarks), class_="remarks")
