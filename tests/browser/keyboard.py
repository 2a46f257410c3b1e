"""A person who uses the keyboard alone, and sees at every moment where they are."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.person import Person

MOST_STEPS = 40

LOOKS, BETWEEN_LOOKS = 20, 100  # milliseconds

FOCUS = """() => {
  const focused = document.activeElement
  const seen = focused.closest('label') ?? focused
  const { outlineStyle, outlineWidth } = getComputedStyle(seen)
  const { top, bottom } = seen.getBoundingClientRect()
  const nothing = [document.body, document.documentElement].includes(focused)
  return {
    what: `${focused.tagName} ${seen.innerText?.slice(0, 80)}`,
    outlined: nothing || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2),
    inView: nothing || (bottom > 0 && top < innerHeight),
  }
}"""
"""What has the focus, whether an outline shows it, and whether it is in the window."""


class AtTheKeyboard(Person):
    """Does everything that a person does, with Tab, the arrows, Space and Enter."""

    def presses(self, target: Locator) -> None:
        self.tabs_to(target)
        self.page.keyboard.press("Enter")

    def chooses(self, words: str) -> Person:
        choice = self.choice(words)
        if choice.get_attribute("type") == "checkbox":
            self.tabs_to(choice)
        else:
            self.tabs_to(self.page.get_by_role("radio"))
            self.arrows_to(choice)
        if not choice.is_checked():
            self.page.keyboard.press("Space")
        expect(choice).to_be_checked()
        return self.settled()

    def tabs_to(self, target: Locator) -> None:
        """Press Tab until the focus is on the target, or on one of them where it is several."""
        expect(target.first).to_be_visible()
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            self.sees_the_focus()
            if target.and_(self.page.locator(":focus")).count():
                return
        raise AssertionError(f"{MOST_STEPS} times Tab do not lead to {target}")

    def arrows_to(self, choice: Locator) -> None:
        focused = choice.and_(self.page.locator(":focus"))
        for _ in range(MOST_STEPS):
            if focused.count():
                return
            self.page.keyboard.press("ArrowDown")
            self.settled().sees_the_focus()
        raise AssertionError(f"The arrows do not lead to {choice}")

    def sees_the_focus(self) -> None:
        """Fail where what has the focus has no outline, or does not come to rest in the window.

        What is still on its way to the page may move it for a moment.
        """
        focus: dict[str, object] = {}
        for _ in range(LOOKS):
            focus = self.page.evaluate(FOCUS)
            if focus["inView"]:
                break
            self.page.wait_for_timeout(BETWEEN_LOOKS)
        assert focus["outlined"], f"no outline shows that the focus is on {focus['what']}"
        assert focus["inView"], f"the focus is out of sight, on {focus['what']}"
