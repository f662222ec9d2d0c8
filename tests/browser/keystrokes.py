"""What a person at a screen does, counted, and turned into time by a keystroke-level model.

`count(page)` counts in the browser itself, from the first page on: keys that put a character into a field apart from
all other keys, clicks of a pointer, and pages. `Work.seconds()` is a pure function of the counts and of the constants
below. It measures nobody and no laptop.

The operators are those of S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user performance time with
interactive systems", Communications of the ACM 23(7), 1980, pages 396 to 410; B is taken from D. Kieras, "Using the
keystroke-level model to estimate execution times", University of Michigan, 1993.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass

from playwright.sync_api import Page

# K, seconds a key, by skill: the best typist, a good one (90 words a minute), a skilled one (55), an average one who is
# no secretary (40), and one who does not know the keyboard.
KEY = {"best": 0.08, "good": 0.12, "skilled": 0.20, "average": 0.28, "worst": 1.20}
POINT = 1.10  # P, pointing at a target with a mouse
BUTTON = 0.10  # B, pressing or letting go of the mouse's button
HOME = 0.40  # H, moving the hand between keyboard and mouse
THINK = 1.35  # M, getting ready in mind for the next thing

# Ours, not theirs. R stands for a slow page, not for what was measured. A card and a sheet of paper are things done
# with the hands, for which the model has no operator: assumptions, to be timed in a hall.
RESPONSE = 0.30  # R, until a new page can be used
CARD = 3.0  # a card is taken, laid on the reader and given back
SHEET = 4.0  # a sheet is put under the camera and smoothed

# Chinese is typed in Pinyin by whole words: about 3 letters a character, and a key that chooses the word shared by
# about two. The browser is only told the character, so each counts for as many keys. Our approximation.
KEYS_A_CHARACTER = 3.5

_COUNT = """(() => {
  if (window !== top || !location.protocol.startsWith("http")) return;
  const KEPT = "yimen-keystrokes", touched = new Set();
  const add = (name, by = 1) => {
    const all = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    all[name] = (all[name] ?? 0) + by;
    sessionStorage.setItem(KEPT, JSON.stringify(all));
  };
  const takesText = (e) => e.matches?.("input, textarea") && !["radio", "checkbox", "file", "submit"].includes(e.type);
  const chinese = (text) => add("chinese", [...(text ?? "")].filter((c) => c > "\\x7f").length);
  addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    if (event.key.length === 1 && !event.ctrlKey && !event.altKey && takesText(event.target)) add("typed");
    else add(`command ${event.key === " " ? "Space" : event.key}`);
  }, true);
  addEventListener("compositionend", (event) => chinese(event.data), true);
  addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    if (event.inputType === "insertText" && !event.isComposing) chinese(event.data);
    if (touched.has(event.target.name)) return;
    touched.add(event.target.name);
    add("fields");
  }, true);
  addEventListener("click", (event) => {
    if (event.isTrusted && event.detail > 0) add("clicks"); // a key that presses a button has no detail
  }, true);
  add("screens");
})()"""
_TAKE = """() => {
  const all = sessionStorage.getItem("yimen-keystrokes");
  sessionStorage.removeItem("yimen-keystrokes");
  return all;
}"""


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody did, in numbers, added with `+`."""

    typed: int = 0  # keys that put a character into a field
    chinese: int = 0  # Chinese characters put into a field
    command: int = 0  # all other keys: Tab, Enter, arrows, Space on a choice, function keys
    clicks: int = 0
    screens: int = 0  # pages loaded
    fields: int = 0  # fields in which something was typed or chosen, on each page anew
    cards: int = 0
    sheets: int = 0

    def __add__(self, other: Work) -> Work:
        """Add somebody's or some later work."""
        mine, others = asdict(self), asdict(other)
        return Work(**{name: mine[name] + others[name] for name in mine})

    def parts(self, skill: str = "average") -> dict[str, float]:
        """Return the modelled seconds by operator.

        Where M goes: one for each page (what is to be done here) and one for each field in which something was entered.
        None for Tab, for Enter or for the function key at a page's end: these are anticipated (their rule 1).
        A click is H, P, two B, and H back.
        """
        keys = self.typed + KEYS_A_CHARACTER * self.chinese
        seconds = {
            "content": keys * KEY[skill],
            "commands": self.command * KEY[skill],
            "pointer": self.clicks * (POINT + 2 * BUTTON + 2 * HOME),
            "thinking": THINK * (self.screens + self.fields),
            "waiting": RESPONSE * self.screens,
            "hands": self.cards * CARD + self.sheets * SHEET,
        }
        return {name: round(value, 2) for name, value in seconds.items()}

    def seconds(self, skill: str = "average") -> float:
        """Return the modelled time.

        >>> Work(typed=10, command=2, screens=1, fields=1).seconds()
        6.36
        >>> Work(clicks=1).seconds()
        2.1
        """
        return round(sum(self.parts(skill).values()), 2)


def count(page: Page) -> None:
    """Count on this page, and on every page it goes to, from its next one on."""
    page.add_init_script(_COUNT)


def counted(page: Page) -> tuple[Work, dict[str, int]]:
    """Return what was done since the last call, and how often each key that types nothing was pressed."""
    page.wait_for_load_state()
    found = Counter[str](json.loads(page.evaluate(_TAKE) or "{}"))
    keys = {name.removeprefix("command "): n for name, n in found.items() if name.startswith("command ")}
    plain = {name: found[name] for name in ("typed", "chinese", "clicks", "screens", "fields")}
    return Work(command=sum(keys.values()), **plain), dict(sorted(keys.items(), key=lambda of: -of[1]))
