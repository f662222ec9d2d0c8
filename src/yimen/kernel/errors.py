"""Every way the house says no: one tree, each with a stable code, a sentence for the person, and an HTTP status.

YimenError
├── BadInput        422  what was given cannot be taken; names each field
├── NotSignedIn     401  nobody is signed in
├── NotFound        404  there is none, or it is not yours: the same answer
├── Refused         403  it is there, but this person may not do this
│   └── FourEyes    403  who examined may not check or approve (一审一核)
├── Conflict        409  it is there, but not possible in its present state
│   ├── Stale       409  somebody changed it since it was read
│   └── Busy        409  somebody is working on it at this moment
├── Obstacle        409  the law or a fact stands against it; names the article
├── TooOften        429  asked too often without success: wait, or come to a window
├── NotCovered      422  no rule or table row covers the question
├── TooLarge        413  more than the house takes in one go
├── WrongMedia      415  sent as something the address does not read
├── TooOften        429  asked more often than it may
└── Unreachable     503  a department's system does not answer
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from yimen.kernel.words import Words


class YimenError(Exception):
    """Root of the tree; `words` is the sentence for the person, `code` is stable for machines."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500

    def __init__(self, words: Words, **facts: object) -> None:
        super().__init__(words.en)
        self.words = words
        self.facts = facts

    def as_json(self) -> dict[str, object]:
        """Return the error as machines read it."""
        return {"code": self.code, "zh": self.words.zh, "en": self.words.en, **self.facts}


class BadInput(YimenError):
    """What was given cannot be taken. `fields` maps a field (`seller[0].phone`) to its sentences."""

    code = "bad_input"
    status = 422

    def __init__(self, words: Words, fields: Mapping[str, Sequence[Words]] | None = None) -> None:
        super().__init__(words)
        self.fields: dict[str, tuple[Words, ...]] = {k: tuple(v) for k, v in (fields or {}).items()}

    def as_json(self) -> dict[str, object]:
        """Return the error with its fields."""
        fields = {k: [{"zh": w.zh, "en": w.en} for w in v] for k, v in self.fields.items()}
        return {**super().as_json(), "fields": fields}


class NotSignedIn(YimenError):
    """Nobody is signed in, or the session has ended."""

    code = "not_signed_in"
    status = 401

    def __init__(self) -> None:
        super().__init__(Words("请先登录。", "Please sign in first."))


class NotFound(YimenError):
    """There is no such thing, or it is not this person's: nobody can tell which."""

    code = "not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            Words(
                "没有找到。请核对编号，或向大厅咨询台询问。",
                "Not found. Check the number, or ask at the desk.",
            )
        )


class Refused(YimenError):
    """It is there, but this person may not do this."""

    code = "refused"
    status = 403


class FourEyes(Refused):
    """Who examined may not be who checks or approves (一审一核)."""

    code = "four_eyes"


class Conflict(YimenError):
    """It is there, but not possible in its present state; says the state, the verb and what is possible now."""

    code = "conflict"
    status = 409


class Stale(Conflict):
    """Somebody changed it since it was read."""

    code = "stale"

    def __init__(self) -> None:
        super().__init__(
            Words("这件刚刚被别人办过，请刷新后再看。", "Somebody has just changed this. Reload and look again.")
        )


class Busy(Conflict):
    """Somebody holds it at this moment; the wait ran out."""

    code = "busy"

    def __init__(self) -> None:
        super().__init__(
            Words("别人正在办理这件，请过几秒再试。", "Somebody is working on this. Try again in a few seconds.")
        )


class Obstacle(YimenError):
    """The law or a fact stands against it. `facts['basis']` names the article."""

    code = "obstacle"
    status = 409


class NotCovered(YimenError):
    """No recorded rule or table row covers the question; never an empty answer."""

    code = "not_covered"
    status = 422


class Unreachable(YimenError):
    """A department's system does not answer."""

    code = "unreachable"
    status = 503


class TooLarge(YimenError):
    """More was sent than the house takes in one go. Says how much it takes."""

    code = "too_large"
    status = 413


class WrongMedia(YimenError):
    """What was sent is not of the type the address reads."""

    code = "wrong_media"
    status = 415


class TooOften(YimenError):
    """Asked more often than it may; after a pause it may again."""

    code = "too_often"
    status = 429


def error_of(error: YimenError) -> dict[str, object]:
    """Return an error as the command line writes it: `{"error": {"code", "zh", "en", "field", …}}`.

    `field` is the first field that is wrong, or null; the sentences tell all of them.
    """
    field = next(iter(error.fields), None) if isinstance(error, BadInput) else None
    said = {"code": error.code, "zh": error.words.zh, "en": error.words.en, "field": field}
    return {"error": {**said, **error.facts}}
