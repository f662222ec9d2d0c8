"""A front-end database (前置库) that both sides poll: requests go in as rows, answers come back as rows.

It is the other side's; we insert requests, read answers and mark what we have taken, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from yimen.exchange.rules import Misunderstood
from yimen.kernel.errors import Unreachable
from yimen.kernel.words import Words


@dataclass(frozen=True)
class FrontDatabase:
    """One front-end database by its DSN; `version` is the shape of its tables that we understand."""

    name: Words
    dsn: str
    version: int = 1

    def rows(self, sql: str, values: Sequence[Any]) -> list[dict[str, Any]]:
        """Return rows of a query."""
        with self._connected() as connection:
            return connection.execute(sql, values).fetchall()

    def write(self, sql: str, values: Sequence[Any]) -> int:
        """Run one statement and return how many rows it touched."""
        with self._connected() as connection:
            return connection.execute(sql, values).rowcount

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[dict[str, Any]]]:
        """Open a connection for one use: the other side restarts when it likes. Raises Unreachable, Misunderstood."""
        try:
            with psycopg.connect(
                self.dsn, row_factory=dict_row, connect_timeout=2, options="-c statement_timeout=5s"
            ) as connection:
                found = connection.execute("SELECT bb FROM qz_bb").fetchone()
                if found is None or found["bb"] != self.version:
                    said = found["bb"] if found else "?"
                    raise Misunderstood(
                        Words(
                            f"{self.name.zh}前置库版本已变为{said}，本系统只懂{self.version}。",
                            f"{self.name.en}: the front-end database is now version {said}, we know {self.version}.",
                        )
                    )
                yield connection
        except psycopg.OperationalError as error:
            why = type(error).__name__
            raise Unreachable(
                Words(f"{self.name.zh}前置库连不上（{why}）。", f"{self.name.en}: no front-end database ({why}).")
            ) from None
        except psycopg.ProgrammingError as error:
            why = str(error).partition("\n")[0]
            raise Misunderstood(
                Words(f"{self.name.zh}前置库结构已变（{why}）。", f"{self.name.en}: its tables have changed ({why}).")
            ) from None
