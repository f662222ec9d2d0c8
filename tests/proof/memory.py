"""What a proof has finished, kept in a file, so that one that was stopped goes on. Other sources, another memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Memory:
    """The finished parts of one proof. `folder` holds the file and the logs of what went wrong."""

    def __init__(self, folder: Path, source: str, *, is_fresh: bool = False) -> None:
        self.folder, self._source = folder, source
        self._file = folder / "memory.json"
        kept = {} if is_fresh else self._read()
        self._content: dict[str, Any] = {"source": source, "known": None, "finished": {}, **kept}

    @property
    def known(self) -> Any:
        """What the proof has found out about its own extent, None when nothing yet."""
        return self._content["known"]

    @property
    def finished(self) -> dict[str, Any]:
        """The results so far, by name."""
        return dict(self._content["finished"])

    def learn(self, known: Any) -> None:
        """Keep the proof's extent."""
        self._content["known"] = known
        self._write()

    def finish(self, name: str, result: Any) -> None:
        """Keep a result."""
        self._content["finished"][name] = result
        self._write()

    def _read(self) -> dict[str, Any]:
        if not self._file.exists():
            return {}
        kept: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        return kept if kept["source"] == self._source else {}

    def _write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(self._content, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self._file)
