"""Appoint somebody to a post at several offices at once (任命): one examiner for every department of a directory.

For demo and test districts; again with the same changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.models import Appointment
from yimen.people.reads import offices
from yimen.people.states import Post


def appoint(*, account_id: int, post: str, at: Collection[str], actor: Actor) -> int:  # noqa: ARG001
    """Return at how many of the offices `at` the account holds the post from now on and did not before.

    Raises BadInput.
    """
    if post not in set(Post):
        raise BadInput(Words(f"没有“{post}”这个岗位。", f'There is no post "{post}".'))
    lacking = sorted(set(at) - set(offices()))
    if lacking:
        raise BadInput(Words(f"没有这些部门：{'、'.join(lacking)}", f"There are no such offices: {', '.join(lacking)}"))
    with transaction.atomic():
        rows = {a.office: a for a in Appointment.objects.filter(account=account_id, post=post, office__in=list(at))}
        again = [a.pk for a in rows.values() if not a.is_held]
        if again:
            Appointment.objects.filter(pk__in=again).update(is_held=True)
        new = [
            Appointment(account_id=account_id, post=post, office=office, region_id=offices()[office].region)
            for office in sorted(set(at) - set(rows))
        ]
        if new:
            Appointment.objects.bulk_create(new)
    return len(new) + len(again)
