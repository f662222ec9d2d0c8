"""Selling a home: price assessment, taxes and registration. Kept light: the command line imports it."""

from __future__ import annotations

from importlib.resources import files

from yimen.kernel.registry import Pack
from yimen.kernel.words import Words

PACK = Pack(
    code="realestate",
    title=Words("不动产", "Real estate"),
    folder=files(__name__),
    rules="yimen.packs.realestate.rules:RULES",
    connectors="yimen.packs.realestate.connectors:CONNECTORS",
    queries="yimen.packs.realestate.connectors:QUERIES",
    receivers="yimen.packs.realestate.connectors:RECEIVERS",
    estimates="yimen.packs.realestate.estimate_form:FORMS",
)
