"""Homes of a family, which decide the house order for deed tax.

Reads the department's own list of owners and nothing else.
"""

from __future__ import annotations

from typing import Any

from psycopg.types.json import Jsonb

from simulators.houses import Use
from simulators.housing.forms import ASK_MOVES, HOMES_MOVES, USES, FamilyHouses
from simulators.messages import Call, Reply, digest, read, same_content, write
from simulators.store import Db, next_of_year, one_at_a_time
from simulators.switches import Wrong


def family_houses(call: Call) -> Reply:
    """Answer which homes a family owns; the same request number is answered as it was the first time."""
    asked = read(call, FamilyHouses, ASK_MOVES)
    one_at_a_time(call.db, asked.request_no)
    stored = call.db.execute("SELECT digest, answer FROM zj_cx WHERE request_no = %s", [asked.request_no]).fetchone()
    if stored:
        same_content(stored["digest"], digest(asked))
        answer = stored["answer"]
    else:
        answer = _search(call.db, asked)
    wrong = call.switch.wrong_about(asked.request_no)
    return write(call, 200, _wrong(call.db, answer, wrong) if wrong else answer, HOMES_MOVES)


def _search(db: Db, asked: FamilyHouses) -> dict[str, Any]:
    """Search and record a query."""
    houses = db.execute(
        "SELECT DISTINCT ON (fw.unit_no) fw.unit_no, cert_no, location, area::text AS area, use_code AS use"
        " FROM zj_fw fw JOIN zj_cq cq USING (unit_no)"
        " WHERE cq.id_number = ANY(%s) AND use_code = %s ORDER BY fw.unit_no",
        [[m.id_number for m in asked.members], USES[Use.HOME]],
    ).fetchall()
    year, number = next_of_year(db, "query", asked.office_time)
    answer = {
        "request_no": asked.request_no,
        "query_no": f"CX{year}{number:07d}",
        "count": len(houses),
        "houses": houses,
    }
    db.execute(
        "INSERT INTO zj_cx (request_no, digest, query_no, office_at, answer) VALUES (%s, %s, %s, %s, %s)",
        [asked.request_no, digest(asked), answer["query_no"], asked.office_time, Jsonb(answer)],
    )
    return answer


def _wrong(db: Db, answer: dict[str, Any], wrong: Wrong) -> dict[str, Any]:
    """Contradict the request: a house nobody of them owns, a count not theirs, no query number."""
    if wrong == "missing":
        return {key: value for key, value in answer.items() if key != "query_no"}
    if wrong == "amount":
        return {**answer, "count": answer["count"] + 1}
    other = db.execute(
        "SELECT unit_no, cert_no, location, area::text AS area, use_code AS use FROM zj_fw"
        " WHERE unit_no <> ALL(%s) ORDER BY unit_no LIMIT 1",
        [[house["unit_no"] for house in answer["houses"]]],
    ).fetchall()
    return {**answer, "request_no": f"{answer['request_no']}-0", "houses": other}
