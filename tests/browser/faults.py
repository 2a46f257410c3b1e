"""What may be wrong with a screen, each as a function from a person to a list of what is wrong."""

from __future__ import annotations

from typing import Literal

from assessment.loading import ROOT
from tests.browser.person import Person

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def turn_to(person: Person, scheme: Literal["light", "dark"]) -> None:
    """Turn the screen to day or night, and wait until Streamlit's page has followed."""
    person.page.emulate_media(color_scheme=scheme)
    person.page.wait_for_function(
        """(scheme) => {
          const app = document.querySelector('[data-testid="stApp"]')
          return !app || getComputedStyle(app).colorScheme === scheme
        }""",
        arg=scheme,
    )


def axe_violations(person: Person) -> list[str]:
    """Ask axe, with every rule it has, whatever its tags. The same fault is told once."""
    with person.unrolled():
        if not person.page.evaluate("'axe' in window"):
            person.page.evaluate(AXE)
        violations: list[str] = person.page.evaluate(
            """async () => {
              const rules = Object.fromEntries(
                axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]))
              const { violations } = await axe.run(document, { rules })
              return violations.flatMap(({ id, nodes }) => [...new Map(nodes.map(
                ({ html, failureSummary }) => [failureSummary, `${id}: ${html.slice(0, 200)} ` +
                  `(of ${nodes.length}) ${failureSummary}`])).values()])
            }"""
        )
    return violations


def sideways_scroll(person: Person) -> list[str]:
    """Find whether the page is wider than its window."""
    wide: list[str] = person.page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ tagName, scrollWidth, clientWidth }) =>
            `${tagName} is ${scrollWidth} wide in ${clientWidth}`)"""
    )
    return wide


def clipped_text(person: Person) -> list[str]:
    """Find words that stand outside the window or outside a box that hides what stands out."""
    clipped: list[str] = person.page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid=stMain]')
          const hiddenOnPurpose = (element) => {
            const { clipPath, visibility, opacity } = getComputedStyle(element)
            return clipPath !== 'none' || visibility === 'hidden' || opacity === '0'
          }
          const cuts = (box, words) => {
            const { overflowX, overflowY } = getComputedStyle(box)
            const edge = box.getBoundingClientRect()
            const across = words.left < edge.left - 1 || words.right > edge.right + 1
            const along = words.top < edge.top - 1 || words.bottom > edge.bottom + 1
            return (overflowX !== 'visible' && across)
              || (box !== main && ['hidden', 'clip'].includes(overflowY) && along)
          }
          const found = []
          const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
          while (texts.nextNode()) {
            const range = document.createRange()
            range.selectNodeContents(texts.currentNode)
            const boxes = []
            for (let box = texts.currentNode.parentElement; box !== main; box = box.parentElement)
              boxes.push(box)
            if (!texts.currentNode.data.trim() || boxes.some(hiddenOnPurpose)) continue
            for (const words of range.getClientRects())
              if (words.width && ([...boxes, main].some((box) => cuts(box, words))
                  || words.left < -1 || words.right > innerWidth + 1)) {
                found.push(`clipped: ${texts.currentNode.data}`)
                break
              }
          }
          return found
        }"""
    )
    return clipped


def small_targets(person: Person) -> list[str]:
    """Find what is tapped and yet less than 48 pixels high or wide."""
    small: list[str] = person.page.evaluate(
        """() => [...document.querySelectorAll('main button, main a, main label:has(input)')]
          .map((target) => [target, target.getBoundingClientRect()])
          .filter(([, { width, height }]) => height && (width < 48 || height < 48))
          .map(([{ innerText }, { width, height }]) => `${innerText}: ${width} by ${height}`)"""
    )
    return small
