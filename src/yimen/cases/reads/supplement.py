"""What a party may still answer of the correction notice herself: her own points and those of the whole, no other's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from yimen.cases.access import proved_party
from yimen.cases.reads.application import Filled, filled
from yimen.cases.reads.completeness import Completeness, completeness
from yimen.cases.reads.correction import Point, correction
from yimen.cases.reads.intake import IntakeSheet, intake_of
from yimen.catalogue.rules.forms import Asked
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.states import Original
from yimen.kernel.words import Words


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """A point of the notice that is hers: as it was told, whether it is in, and the field or document it asks for.

    `is_uploaded`: it is in, and a window has yet to look at it. Neither field nor document: a window puts it right.
    """

    code: str
    words: Words
    is_here: bool
    asked: Asked | None = None
    needed: Needed | None = None
    is_uploaded: bool = False
    value: str = ""

    @property
    def is_to_bring(self) -> bool:
        """Return whether it can only be brought: the original is kept, or it is no field and no document."""
        if self.needed is not None:
            return self.needed.original is Original.KEPT
        return self.asked is None

    @property
    def is_open(self) -> bool:
        """Return whether she can answer it here and now."""
        return not self.is_here and not self.is_uploaded and not self.is_to_bring


@dataclass(frozen=True, slots=True)
class SupplementSheet:
    """The notice as one party answers it: her points, how many are other parties', until when."""

    name: Words
    receipt_no: str
    points: tuple[OwnPoint, ...]
    others: int
    """Open points of other parties: how many, never what."""
    intake: IntakeSheet | None

    @property
    def left(self) -> int:
        """Return how many of her points are not in."""
        return sum(not p.is_here and not p.is_uploaded for p in self.points)

    @property
    def is_answerable(self) -> bool:
        """Return whether there is anything she can answer from afar."""
        return any(p.is_open for p in self.points)


def supplement_of(application: Filled, place: str) -> SupplementSheet | None:
    """Return the notice of an application for the party at `place`, None when no answer is awaited."""
    examined = completeness(application)
    named = correction(application, examined)
    if named is None:
        return None
    others = sum(not p.is_here and not _is_hers(p.code, place) for p in named.points)
    return SupplementSheet(
        name=application.bundle.text.name,
        receipt_no=application.row.receipt_no or "",
        points=tuple(own_points(application, examined, place)),
        others=others,
        intake=intake_of(application.row),
    )


def supplement_sheet(application_id: UUID, place: str) -> SupplementSheet | None:
    """Return the notice for the party at `place`, who has proved it; None when none is awaited. Raises NotFound."""
    return supplement_of(filled(proved_party(application_id, ""), application_id), place)


def own_points(application: Filled, examined: Completeness, place: str) -> Sequence[OwnPoint]:
    """Return the points of the notice that the party at `place` may answer; of an empty place those of the whole."""
    named = correction(application, examined)
    fields = {a.field: a for a in examined.form}
    pile = {n.key: n for n in examined.pile}
    return [
        _own(point, application, fields.get(point.code), pile.get(point.code.removeprefix("material:")))
        for point in (named.points if named else ())
        if _is_hers(point.code, place)
    ]


def _own(point: Point, application: Filled, asked: Asked | None, needed: Needed | None) -> OwnPoint:
    held = application.given.get(needed.key) if needed else None
    return OwnPoint(
        code=point.code,
        words=point.words,
        is_here=point.is_here,
        asked=asked,
        needed=needed,
        is_uploaded=held is not None and held.is_uploaded,
        value=application.answers.get(point.code, "") if asked else "",
    )


def _is_hers(code: str, place: str) -> bool:
    """Return whether a point belongs to the party or to the whole.

    >>> [_is_hers(c, "seller[0]") for c in ("material:form", "material:card@buyer[0]", "seller[0].phone", "buyer")]
    [True, False, True, True]
    """
    kind, _, key = code.rpartition(":")
    holder = key.partition("@")[2] if kind == "material" else key.partition(".")[0]
    return "[" not in holder or holder == place
