"""Start the tax office's system: `python -m simulators.tax --port N --dsn DSN`."""

from __future__ import annotations

from collections.abc import Sequence

from simulators.houses import House
from simulators.people import Person
from simulators.program import Program, Route, arguments, run
from simulators.store import Db, Store, script
from simulators.tax.declarations import person
from simulators.tax.operations import describe, serve

RECORDS = {
    "requests": "SELECT * FROM swj_qq ORDER BY ydlsh",
    "assessments": "SELECT * FROM swj_hj ORDER BY hjbh",
    "declarations": "SELECT * FROM swj_sb ORDER BY sbbh",
    "lines": "SELECT * FROM swj_sbmx ORDER BY sbbh, hh",
    "payments": "SELECT * FROM swj_jf ORDER BY qqlsh",
    "certificates": "SELECT * FROM swj_pz ORDER BY pzhm",
    "persons": "SELECT * FROM swj_zrr ORDER BY zrrdah",
}


def load(db: Db, _: Sequence[House], persons: Sequence[Person]) -> None:
    """Open an archive for everybody; houses the office learns from requests."""
    for who in persons:
        person(db, who.id_number, who.name)


def main() -> None:
    """Read the command line and serve."""
    given = arguments("tax", "The tax office's system.").parse_args()
    program = Program(
        name="tax",
        store=Store(given.dsn),
        tables=script(__file__),
        routes=[Route("GET", "/service", describe, uses_switch=False), Route("POST", "/service", serve)],
        load=load,
        records=RECORDS,
    )
    run(program, given.port, given.seeds)


if __name__ == "__main__":
    main()
