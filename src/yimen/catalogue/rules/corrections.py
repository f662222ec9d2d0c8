"""What a correction notice rests on in law: the matter's own text, or the Licensing Law for what is a licence. Pure.

The Licensing Law binds licences only (行政许可法 art 2, 3): for anything else nothing but the matter's own text counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from yimen.catalogue.rules.standards import Acceptance, Basis
from yimen.catalogue.states import LICENCE

_LICENSING = Basis(
    law="行政许可法",
    article="32(1)4",
    says="申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容",
)


def correction_basis(acceptances: Sequence[Acceptance], on: date) -> tuple[Basis, ...]:
    """Return the citations of one notice about these matters on a day, each once; empty when no text names any."""
    found: dict[Basis, None] = {}
    for acceptance in acceptances:
        own = () if isinstance(acceptance.correction, msgspec.UnsetType) else acceptance.correction
        holding = [basis for basis in own if basis.holds_on(on)]
        if not holding and acceptance.type == LICENCE:
            holding = [_LICENSING]
        found |= dict.fromkeys(holding)
    return tuple(found)
