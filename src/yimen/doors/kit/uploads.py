"""Turns away a request that is too large before its files are read: nothing of it is written anywhere."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from yimen.materials.states import LARGEST_REQUEST


class Quota(FileUploadHandler):
    """The first of the upload handlers: looks at the announced length and hands everything on."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002
        META: Any,  # noqa: ARG002, N803  (Django's name)
        content_length: int,
        boundary: Any,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Refuse a request beyond the limit; the house answers it with its sentence."""
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig(f"{content_length} bytes in one request")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """Hand the bytes on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """Make no file: the next handler does."""
        return
