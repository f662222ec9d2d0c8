"""The entry of a version's birth, noted by `issue` and by every change that makes a next version."""

from __future__ import annotations

from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.ISSUE,
    citizen=Words("证书已制好：{number}", "The certificate is made: {number}"),
    clerk=Words("已制证：{number}，第{version}版 {e_number}", "Issued: {number}, version {version} {e_number}"),
)
class Issue(Entry, frozen=True):
    """A version of a certificate was issued."""

    number: str
    e_number: str = ""
    version: int = 1
