"""The description of the machines' door as OpenAPI 3.1: what ninja knows, and what the door adds to every address."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from typing import Any

from ninja.openapi.schema import get_schema

from yimen.doors.api.door import Declaration
from yimen.doors.api.machine import api, declarations
from yimen.kernel import errors as tree
from yimen.people.states import POST_WORDS

BASE = "/api/v1/"
_SAID = {
    401: "No live token.",
    403: "The token's account may not do this, or sits at no such window.",
    404: "There is none, or it is not yours: the same bytes.",
    405: "Another method.",
    409: "Not possible in its present state, changed meanwhile, or the law stands against it.",
    413: "More than is taken in one go.",
    415: "Sent as something else than application/json.",
    422: "What was given cannot be taken; `fields` names each.",
    429: "Asked too often.",
    503: "A department's system does not answer.",
}
_OF_ANYBODY, _ASKED_MORE = (409, 422, 429), (422,)
_EVERY, _BY_TOKEN, _WITH_BODY = (404, 405), (401, 403, 409, 422, 429), (413, 415, 503)
_HEADERS: tuple[dict[str, Any], ...] = (
    {
        "name": "X-Window",
        "in": "header",
        "required": False,
        "description": "The window a verb is done at; the token's own when left out.",
        "schema": {"type": "string", "maxLength": 40},
        "example": "hall-natural-07",
    },
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Asked again under the same key, the same answer comes back and nothing is done again.",
        "schema": {"type": "string", "pattern": r"^[!-~]{1,80}$", "minLength": 1, "maxLength": 80},
        "example": "2b7d6d1e-5a0a-4c55-9d1f-6f0d7e0c9a11",
    },
)


@cache
def text() -> str:
    """Return the description as JSON text, sorted as declared."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def document() -> dict[str, Any]:
    """Return the description of every address declared so far: the URL conf has been read before."""
    assert declarations, "the URL conf has not been read yet"
    found: dict[str, Any] = json.loads(json.dumps(get_schema(api, path_prefix=BASE.strip("/") + "/")))
    for path, methods in found["paths"].items():
        declared = declarations[path.removeprefix(BASE)]
        for operation in methods.values():
            _complete(operation, declared)
    _problem(found)
    found["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "Granted by `yimen accounts token new`."}
    }
    found["components"]["responses"] = {str(s): _refusal(s) for s in _SAID}
    found["servers"] = [{"url": "/", "description": "This node."}]
    found["tags"] = [
        {"name": name, "description": said}
        for name, said in (
            ("afterwards", "Decided anew by order, corrected, handed over, sent away, reported above."),
            ("applications", "From a draft to the certificate handed out."),
            ("cases", "The desk: examine, approve, refuse, systems in trouble."),
            ("catalogue", "Bundles, matters, decision tables, estimates."),
            ("custody", "Where paper lies, how it is handed over, how a result is delivered."),
            ("hands", "Who has a case in hand."),
            ("licences", "The registry's desk: find a certificate, ask for a change, decide on one."),
            ("at-once", "Decided while the person waits: at the window, by a table, by a person at her request."),
            ("limits", "The limit of a case: paused, resumed, extended, explained."),
            ("lists", "What waits and what was done."),
            ("outcomes", "What is not accepted, in writing."),
            ("papers", "PDFs and scans."),
            ("people", "Persons at this window."),
            ("preparations", "What somebody prepared at home, under a code that any window opens."),
            ("proceedings", "Opinions of other departments, third parties, visits, hearings."),
            ("progress", "Where one's own application stands."),
            ("verification", "Is a certificate or a paper genuine, and does it still hold."),
        )
    ]
    return found


def _complete(operation: dict[str, Any], declared: Declaration) -> None:
    """Add to an operation who may ask, its headers and every way it says no."""
    operation["operationId"] = operation["operationId"].removeprefix("yimen_doors_api_views_")
    is_verb = declared.method == "POST"
    of_anybody = _OF_ANYBODY if is_verb else _ASKED_MORE if operation.get("parameters") else ()
    by_token = _BY_TOKEN if declared.posts is not None else of_anybody
    statuses = [*_EVERY, *by_token, *(_WITH_BODY if is_verb else ())]
    responses = {str(status): told for status, told in operation["responses"].items()}
    responses |= {str(s): {"$ref": f"#/components/responses/{s}"} for s in sorted(statuses)}
    responses["200"].setdefault("description", "")
    responses["200"]["description"] = responses["200"]["description"].replace("OK", "Done.") or "Done."
    operation["responses"] = responses
    if declared.does:
        operation["x-verbs"] = list(declared.does)
    if declared.posts is None:
        operation["security"] = []
        operation["description"] = f"{operation.get('description', '')}\n\nFor: anybody, without a token.".strip()
        return
    operation["security"] = [{"token": []}]
    taken = _HEADERS if is_verb and declared.is_kept else _HEADERS[:1]
    operation["parameters"] = [*operation.get("parameters", ()), *taken]
    who = ", ".join(POST_WORDS[post].en.lower() for post in sorted(declared.posts)) or "any account"
    operation["description"] = f"{operation.get('description', '')}\n\nFor: {who}.".strip()


def _problem(found: dict[str, Any]) -> None:
    codes = sorted({kind.code for kind in vars(tree).values() if isinstance(kind, type) and hasattr(kind, "code")})
    sentence = {"type": "object", "required": ["zh", "en"], "properties": {n: {"type": "string"} for n in ("zh", "en")}}
    found["components"]["schemas"]["Problem"] = {
        "type": "object",
        "title": "Problem",
        "description": "How the house says no: a stable code and a sentence in both languages.",
        "required": ["code", "zh", "en"],
        "properties": {
            "code": {"type": "string", "description": "Stable: " + ", ".join(codes) + "; of the door: wrong_method."},
            "zh": {"type": "string"},
            "en": {"type": "string"},
            "fields": {"type": "object", "additionalProperties": {"type": "array", "items": sentence}},
        },
    }


def _refusal(status: int) -> dict[str, Any]:
    code = {401: "not_signed_in", 404: "not_found", 422: "bad_input", 429: "too_often"}.get(status, "refused")
    return {
        "description": f"{HTTPStatus(status).phrase}. {_SAID[status]}",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": {"code": code, "zh": "……", "en": _SAID[status]},
            }
        },
    }
