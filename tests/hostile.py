"""Bad input for every form of every door and every call of the machines' door, found by looking: nothing is listed.

Forms are read from the pages that the district's staff can open, calls from the API's own description. Each field gets
every hostile value alone, the others stay as they were; each attack is undone, so that all begin on the same rows.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve

from yimen.doors.api import openapi

MARK = "<script>alert(7)</script>"
TEXTS: Mapping[str, str] = {
    "empty": "",
    "script": f"\"'>{MARK}",
    "sql": "'; DROP TABLE cases_case; --",
    "nul": "a\0b",
    "bidi": "\u202eabc\u202c",
    "zero width": "\u200b\u200d\ufeff",
    "emoji": "👩‍👩‍👧‍👦🀄",
    "rare": "㙟𠮷𬭎",
    "control": "\x1b[31m\x07\r\n",
    "number": "9" * 400,
    "template": "{{ 7*7 }} {% debug %} {0.__class__} %s %(x)s ${7*7}",
    "path": "../../../../etc/passwd\\..\\x",
    "long": "长" * 350_000,
}
JSONS: Mapping[str, Any] = {
    "null": None,
    "true": True,
    "list": [[[]]],
    "object": {"a": {"b": 1}},
    "int": 2**70,
    "float": 1e308,
    "surrogate": "\ud800",
}


@dataclass(frozen=True)
class Attack:
    """One bad input: where, what, and how it is sent."""

    route: str
    what: str
    send: Callable[[], Any]
    is_api: bool = False


@dataclass
class Form:
    """A form of a page with the values it shows."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    """Reads the forms that post."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self._select = page, ""
        self.found: list[Form] = []
        self._named: dict[str, Form] = {}
        self._inside: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a form, or a field of the open one."""
        told = {n: v or "" for n, v in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self._inside = Form(told.get("action") or self.page)
            self.found.append(self._inside)
            self._named.setdefault(told.get("id", ""), self._inside)
            return
        form = self._named.setdefault(told["form"], Form("")) if told.get("form") else self._inside
        if form is None:
            return
        name = told.get("name", "")
        if tag == "select":
            self._select = name
        if tag == "option" and self._select and told.get("value"):
            form.values.setdefault(self._select, [told["value"]])
        if tag in ("input", "textarea", "button", "select") and name:
            if told.get("type") == "file":
                form.files.add(name)
            else:
                form.values.setdefault(name, [])
                if told.get("value") and len(form.values[name]) < 2:
                    form.values[name].append(told["value"])

    def handle_endtag(self, tag: str) -> None:
        """Close the form."""
        if tag == "form":
            self._inside = None
        if tag == "select":
            self._select = ""


def forms_of(client: Client, pages: Sequence[str]) -> list[Form]:
    """Return the forms of these pages, one for each address they post to."""
    found: dict[str, Form] = {}
    for page in pages:
        answer = client.get(page)
        if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        reader = _Forms(page)
        reader.feed(answer.content.decode())
        for form in reader.found:
            found.setdefault(route_of(form.action), form)
            found[route_of(form.action)].values.update(form.values)
    return list(found.values())


def route_of(path: str) -> str:
    """Return the route of the URL conf that an address belongs to."""
    return str(resolve(path.partition("?")[0]).route)


def form_attacks(client: Client, form: Form) -> Iterator[Attack]:
    """Return every attack on a form: each field, and the whole sent as something else."""
    route, names = route_of(form.action), [n for n in form.values if n != "csrfmiddlewaretoken"]
    plain = {n: form.values[n][:1] or ["测试"] for n in names}

    def post(data: Any, **more: Any) -> Any:
        return client.post(form.action, data, **more)

    for name in names:
        for what, value in TEXTS.items():
            yield Attack(route, f"{name}: {what}", lambda n=name, v=value: post({**plain, n: [v]}))
        yield Attack(route, f"{name}: missing", lambda n=name: post({k: v for k, v in plain.items() if k != n}))
        yield Attack(route, f"{name}: twice", lambda n=name: post({**plain, n: ["a", "b"]}))
        upload = SimpleUploadedFile("x.txt", b"\0\xff")
        yield Attack(route, f"{name}: file", lambda n=name, u=upload: post({**plain, n: u}))
    for name in form.files:
        for what, content in files().items():
            yield Attack(
                route,
                f"{name}: {what}",
                lambda n=name, c=content: post({**plain, n: SimpleUploadedFile("../x\0.pdf", c)}),
            )
    for what, (body, kind) in ODD.items():
        yield Attack(route, what, lambda b=body, k=kind: post(b, content_type=k))


def files() -> Mapping[str, bytes]:
    """Files that are not what they say, cut off, or nothing."""
    return {
        "empty file": b"",
        "program": b"MZ\x90\0" + bytes(64),
        "cut PDF": b"%PDF-1.7",
        "cut PNG": b"\x89PNG\r\n\x1a\n",
        "page": f"<html>{MARK}</html>".encode(),
        "archive": b"PK\x03\x04" + bytes(64),
    }


ODD: Mapping[str, tuple[bytes, str]] = {
    "JSON": (b'{"a": 1}', "application/json"),
    "no type": (b"a=1", ""),
    "broken multipart": (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
    "no boundary": (b"--x", "multipart/form-data"),
    "bad UTF-8": (b"reason=\xff\xfe&name=%ff%fe", "application/x-www-form-urlencoded"),
    "many fields": ("&".join(f"a{n}=1" for n in range(2000)).encode(), "application/x-www-form-urlencoded"),
    "XML": (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"),
}


def api_attacks(client: Client, known: Mapping[str, str]) -> Iterator[Attack]:
    """Return every attack on the calls of the machines' door, from its description."""
    described = openapi.document()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            route = re.sub(r"{(\w+)}", r"<\1>", path.lstrip("/"))
            address = re.sub(r"{(\w+)}", lambda m: known.get(m[1], "x"), path)
            if method == "post":
                reference = operation["requestBody"]["content"]["application/json"]["schema"]
                body = _example(reference, described["components"]["schemas"])
                yield from _call_attacks(client, route, address, body)
            for name in re.findall(r"{(\w+)}", path):
                for what in ("script", "sql", "rare", "number", "path"):
                    wrong = address.replace(known.get(name, "x"), TEXTS[what].replace("/", "%2F"))
                    yield Attack(
                        route,
                        f"{name}: {what}",
                        lambda a=wrong, m=method: client.generic(m.upper(), a, "{}", content_type="application/json"),
                        is_api=True,
                    )


def _call_attacks(client: Client, route: str, address: str, body: dict[str, Any]) -> Iterator[Attack]:
    def post(told: Any) -> Any:
        return client.post(address, json.dumps(told).encode(), content_type="application/json")

    for place in _places(body):
        for what, value in {**TEXTS, **JSONS}.items():
            wrong = copy.deepcopy(body)
            _put(wrong, place, value)
            yield Attack(route, f"{place}: {what}", lambda w=wrong: post(w), is_api=True)
        missing = copy.deepcopy(body)
        _put(missing, place, _GONE)
        yield Attack(route, f"{place}: missing", lambda w=missing: post(w), is_api=True)
    yield Attack(route, "unknown field", lambda: post({**body, "__proto__": {"a": 1}}), is_api=True)
    for what, (content, kind) in ODD.items():
        if what != "JSON":
            yield Attack(route, what, lambda c=content, k=kind: client.post(address, c, content_type=k), is_api=True)


_GONE = object()
Place = tuple[str | int, ...]


def _places(told: Any, before: Place = ()) -> Iterator[Place]:
    parts = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for name, value in parts:
        yield (*before, name)
        yield from _places(value, (*before, name))


def _put(told: Any, place: Place, value: Any) -> None:
    for part in place[:-1]:
        told = told[part]
    if value is _GONE:
        del told[place[-1]]
    else:
        told[place[-1]] = value


def _example(schema: Any, all_schemas: Mapping[str, Any]) -> Any:
    """Return a value of a schema: its example, or the plainest."""
    if "$ref" in schema:
        return _example(all_schemas[schema["$ref"].rpartition("/")[2]], all_schemas)
    if schema.get("examples"):
        return schema["examples"][0]
    if "default" in schema and schema["default"] not in ({}, []):
        return schema["default"]
    if schema.get("type") == "object" and "properties" in schema:
        return {name: _example(part, all_schemas) for name, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_example(schema["items"], all_schemas)]
    plain = {"object": {"a": "b"}, "string": "AAAA", "boolean": True, "integer": 1}
    return plain.get(schema.get("type", "string"), "x")


def strike(attack: Attack) -> str:
    """Make an attack, undo it, and return what is wrong with the answer; empty when all is well."""
    with transaction.atomic():
        before = _rows()
        answer = attack.send()
        after = _rows() if answer.status_code >= 400 else before
        transaction.set_rollback(True)
    said = answer.content.decode(errors="replace") if not answer.streaming else ""
    if answer.status_code >= 500 and answer.status_code != 503:
        return f"{attack.route} [{attack.what}]: {answer.status_code}"
    if MARK in said and not attack.is_api:
        return f"{attack.route} [{attack.what}]: what was sent came back unescaped"
    if after != before:
        changed = {n for n in after if after[n] != before[n]}
        return f"{attack.route} [{attack.what}]: {answer.status_code} and yet written: {sorted(changed)}"
    if answer.status_code >= 400 and not re.search(r"[\u4e00-\u9fff]{2}|(\\u[4-9][0-9a-f]{3}){2}", said):
        return f"{attack.route} [{attack.what}]: {answer.status_code} without a sentence: {said[:200]!r}"
    return ""


_WATCHED = (
    "accounts",
    "people",
    "cases",
    "materials",
    "payments",
    "licences",
    "notices",
    "exchange",
    "custody",
    "kernel",
)
# What is noted of a refused request on purpose: a look at persons, a guess that is counted.
_NOTED = frozenset({"kernel_look", "cases_attempt", "licences_verificationtry"})


def _rows() -> dict[str, int]:
    """Count the rows of every room, but for what is noted of refused requests."""
    tables = [m._meta.db_table for m in apps.get_models() if m._meta.app_label in _WATCHED]
    told = " UNION ALL ".join(f"SELECT '{t}', count(*) FROM {t}" for t in tables if t not in _NOTED)
    with connection.cursor() as cursor:
        cursor.execute(told)
        return dict(cursor.fetchall())


def sample(attacks: Sequence[Attack], each: int, number: int) -> list[Attack]:
    """Return `each` attacks of every route, chosen by the seed; the heavy ones of a megabyte are rare."""
    drawn = random.Random(number)
    routes: dict[str, list[Attack]] = {}
    for attack in attacks:
        routes.setdefault(attack.route, []).append(attack)
    return [a for listed in routes.values() for a in drawn.sample(listed, min(each, len(listed)))]
