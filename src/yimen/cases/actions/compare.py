"""Compare the originals of a case with their scans (核对原件与电子件) before its result goes out.

The clerk says of each whether it is the same; a difference is noted in words and stops the result until another has
looked. House rule: originals that were kept and scanned, or filed online.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.reads.served import served
from yimen.custody.actions.compare import compare as note_same
from yimen.custody.actions.compare import differ
from yimen.custody.actions.look_again import look_again as note_look
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.words import Words

_NOTHING = Words("这个事项没有要核对的原件。", "This matter has no original to be compared.")
_EACH = Words(
    "请逐份核对：一致的打勾，不一致的写明哪里不同。", "Compare each: tick what is the same, say in words what is not."
)


def compare(
    *, application_id: UUID, case_id: UUID, same: Collection[str], differing: Mapping[str, str], actor: Actor
) -> bool:
    """Note what was compared, by key; return whether all are the same.

    Raises NotFound, BadInput at `compare-<key>` for an original of which nothing is said, Conflict.
    """
    asked = served(actor, application_id, case_id)
    originals = {n.key: n for n in asked.originals}
    if not originals:
        raise Conflict(_NOTHING)
    said = {key: words.strip() for key, words in differing.items() if key in originals and words.strip()}
    lacking = [key for key in originals if key not in said and key not in same]
    if lacking:
        raise BadInput(_EACH, {f"compare-{key}": [_EACH] for key in lacking})
    if said:
        told = "；".join(f"{originals[key].name.zh}：{words}" for key, words in said.items())
        differ(case_id=case_id, said=opinion_text(told), actor=actor)
        return False
    note_same(case_id=case_id, count=len(originals), digest=asked.digest, actor=actor)
    return True


def look_again(*, application_id: UUID, case_id: UUID, finding: str, actor: Actor) -> None:
    """Note what a second person found who looked at what differed. Raises NotFound, BadInput, FourEyes, Conflict."""
    finding = opinion_text(finding, "finding")
    asked = served(actor, application_id, case_id)
    note_look(case_id=case_id, finding=finding, digest=asked.digest, actor=actor)
