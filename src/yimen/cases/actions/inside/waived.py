"""Which documents an application may be accepted without, checked against the published text."""

from __future__ import annotations

from collections.abc import Sequence

from yimen.cases.reads.application import Filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.rules.owed import Owing
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

_NOT_MARKED = {
    Owing.TOLERANCE: Words(
        "“{name}”是主要材料或者不在清单里，不能容缺。",
        "“{name}” is a main document or not on the list: it may not come later.",
    ),
    Owing.PROMISE: Words(
        "“{name}”没有列入告知承诺清单，不能以承诺代替。", "“{name}” is not on the list of promises: bring the document."
    ),
}
_SIGNED = Words(
    "要有申请人签名的承诺书。请先打印承诺书，请她看过、签名，再勾选。",
    "It needs the promise signed by the applicant. Print it, let her read and sign it, then tick this.",
)


def check_waived(application: Filled, keys: Sequence[str], owing: Owing, is_signed: bool) -> list[str]:
    """Return the keys, sorted. Raises BadInput naming what may not be waived, or that nothing is signed."""
    pile = {n.key: n for n in completeness(application).pile}
    waivable = {k for k, n in pile.items() if (n.tolerable if owing is Owing.TOLERANCE else n.promise) is not None}
    for key in keys:
        if key not in waivable:
            name = pile[key].name if key in pile else Words(key[:40], key[:40])
            sentence = _NOT_MARKED[owing]
            words = Words(sentence.zh.format(name=name.zh), sentence.en.format(name=name.en))
            raise BadInput(words, {"key": [words]})
    if keys and not is_signed:
        raise BadInput(_SIGNED, {f"is_signed_{owing}": [_SIGNED]})
    return sorted(set(keys))
