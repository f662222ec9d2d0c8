"""Keep a document that was handed over (收材料), with its scans.

Runs inside the deed of the application it belongs to. The files were examined before: see `materials.rules.examine`.
Law: 国办函〔2016〕108号 (size quota).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from yimen.kernel import clock, files
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.materials.models import Former, Material, Scan
from yimen.materials.rules.examine import Examined, too_large
from yimen.materials.states import LARGEST_DOCUMENT, LARGEST_PILE, MOST_FILES, Trust


def keep(
    *,
    source_kind: str,
    source_id: UUID,
    code: str,
    holder: str,
    pages: Sequence[Examined | str] | None = None,
    trust: Trust,
    actor: Actor,
) -> None:
    """Keep one document of a pile.

    `pages` are its files in order: examined ones, and digests of those it has already. They become its scan; what was
    there before is kept as a former version. Without `pages` the document is seen, and its scan stays as it is.
    Raises BadInput when it or its pile outgrows the quota, or a digest is not its own.
    """
    one = {"source_kind": source_kind, "source_id": source_id, "code": code, "holder": holder}
    row = Material.objects.filter(**one).first() or Material(**one, files=[])
    if pages is not None:
        digests = _digests(row, pages)
        if row.files and row.files != digests:
            _remember(row)
        row.files = digests
    row.trust, row.given_at, row.taken_by = trust, clock.now(), actor.reference
    row.save()
    if pages is not None:
        _check_quota(row)


def _digests(row: Material, pages: Sequence[Examined | str]) -> list[str]:
    foreign = [page for page in pages if isinstance(page, str) and page not in row.files]
    if foreign or len(pages) > MOST_FILES:
        raise BadInput(
            Words(
                "这几页有的已经不在这份材料里，没有保存。请重新打开拍摄页。",
                "Some of these pages are no longer in this document; nothing was kept. Open the capture page again.",
            )
        )
    stored = iter(keep_files([page for page in pages if not isinstance(page, str)]))
    return list(dict.fromkeys(page if isinstance(page, str) else next(stored) for page in pages))


def keep_files(pages: Sequence[Examined]) -> list[str]:
    """Keep files, their small pictures and what was found out about them; of the same bytes once. Two statements.

    For actions, inside their deed. Returns the digests in order.
    """
    if not pages:
        return []
    small = [(page.thumbnail, "image/jpeg") for page in pages if page.thumbnail]
    kept = files.keep_all([*((page.content, page.media_type) for page in pages), *small])
    thumbnails = iter(kept[len(pages) :])
    scans = [
        Scan(
            digest=file.digest,
            media_type=page.media_type,
            size=file.size,
            pages=page.pages,
            thumbnail=next(thumbnails).digest if page.thumbnail else "",
        )
        for page, file in zip(pages, kept, strict=False)
    ]
    Scan.objects.bulk_create(scans, ignore_conflicts=True)
    return [scan.digest for scan in scans]


def _remember(row: Material) -> None:
    Former.objects.create(
        material=row,
        files=row.files,
        trust=row.trust,
        given_at=row.given_at,
        taken_by=row.taken_by,
        replaced_at=clock.now(),
    )


def _check_quota(row: Material) -> None:
    """After the write, inside the deed: what outgrows its quota is undone as a whole. Former versions count."""
    document = _size(row.files)
    if document > LARGEST_DOCUMENT:
        raise too_large(LARGEST_DOCUMENT)
    pile = Material.objects.filter(source_kind=row.source_kind, source_id=row.source_id)
    held = {digest for found in pile.values_list("files", flat=True) for digest in found}
    old = Former.objects.filter(material__in=pile).values_list("files", flat=True)
    if _size([*held, *(digest for found in old for digest in found)]) > LARGEST_PILE:
        raise too_large(LARGEST_PILE)


def _size(digests: Sequence[str]) -> int:
    found = Scan.objects.filter(pk__in=set(digests)).aggregate(size=Coalesce(Sum(F("size")), 0))
    return int(found["size"])
