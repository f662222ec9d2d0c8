"""Start the water, power and gas companies' systems: `python -m simulators.utilities --port N --dsn DSN`."""

from __future__ import annotations

from collections.abc import Sequence

from simulators.houses import House
from simulators.people import Person
from simulators.program import Program, Route, arguments, run
from simulators.spelling import spelt
from simulators.store import Db, Store, script
from simulators.utilities.transfers import KINDS, SPELLING, ask, transfer

RECORDS = {
    "transfers": "SELECT * FROM gs_gh ORDER BY sequence",
    "accounts": "SELECT * FROM gs_zh ORDER BY kind, unit_no",
}


def load(db: Db, houses: Sequence[House], _: Sequence[Person]) -> None:
    """Open the three accounts of every house in the name of its first owner."""
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO gs_zh (kind, unit_no, zhh, name, id_number) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [
                (
                    kind,
                    h.unit_no,
                    f"{letter}{h.unit_no[8]}{h.unit_no[14:19]}{h.unit_no[20:]}",
                    spelt(h.owners[0].person.name, SPELLING),
                    h.owners[0].person.id_number,
                )
                for h in houses
                for kind, letter in KINDS.items()
            ],
        )


def main() -> None:
    """Read the command line and serve."""
    given = arguments("utilities", "The water, power and gas companies' systems.").parse_args()
    program = Program(
        name="utilities",
        store=Store(given.dsn),
        tables=script(__file__),
        routes=[
            Route("POST", "/{kind}/transfers", transfer),
            Route("GET", "/{kind}/transfers/{request_no}", ask),
        ],
        load=load,
        records=RECORDS,
    )
    run(program, given.port, given.seeds)


if __name__ == "__main__":
    main()
