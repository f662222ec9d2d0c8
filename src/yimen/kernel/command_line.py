"""What commands that answer in JSON have in common: one error on stderr with code 2, and files of JSON lines.

In a batch every line has its answer or its error on stdout, in the same order; the exit code is 1 when any was wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, NoReturn

import click
import msgspec

from yimen.kernel.errors import BadInput, YimenError, error_of
from yimen.kernel.words import Words

_NO_FILE = Words("读不到文件 {file}：{problem}。", "The file {file} cannot be read: {problem}.")


def fail(error: YimenError) -> NoReturn:
    """Write the error on stderr and end with code 2."""
    click.echo(msgspec.json.encode(error_of(error)), err=True)
    sys.exit(2)


def answer_file(name: str, answer: Callable[[bytes], dict[str, object]]) -> None:
    """Answer each line of a file, `-` for stdin, on stdout. Ends with code 2 when it cannot be read."""
    if name == "-":
        wrong = _answer_lines(sys.stdin.buffer, sys.stdout.buffer, answer)
    else:
        try:
            lines = Path(name).open("rb")  # noqa: SIM115 - only opening may fail with this sentence
        except OSError as error:
            words = _NO_FILE.fill(file=name, problem=error.strerror)
            fail(BadInput(words, {"batch": [words]}))
        with lines:
            wrong = _answer_lines(lines, sys.stdout.buffer, answer)
    if wrong:
        sys.exit(1)


def _answer_lines(lines: Iterable[bytes], out: BinaryIO, answer: Callable[[bytes], dict[str, object]]) -> int:
    encode = msgspec.json.encode
    wrong = 0
    for line in lines:
        try:
            found = answer(line)
        except YimenError as error:
            found = error_of(error)
            wrong += 1
        out.write(encode(found) + b"\n")
    out.flush()
    return wrong
