"""Start a card terminal: `python -m simulators.terminal --port N --dsn DSN`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from simulators.houses import House
from simulators.people import Person
from simulators.program import Program, Route, arguments, run
from simulators.store import Db, Store, script
from simulators.terminal.sales import ask, cancel, settle, start
from simulators.workers import Worker

RECORDS = {
    "sales": "SELECT * FROM zd_xs ORDER BY sequence",
    "charges": "SELECT * FROM zd_kk ORDER BY reference_no",
}


def load(_: Db, __: Sequence[House], ___: Sequence[Person]) -> None:
    """A terminal knows neither people nor houses."""


def main() -> None:
    """Read the command line and serve."""
    parser = arguments("terminal", "A card terminal at a window.")
    parser.add_argument("--delay", type=float, default=0.3, help="seconds until the card is shown")
    given = parser.parse_args()
    store = Store(given.dsn)

    def settle_due() -> bool:
        with store.transaction() as db:
            settle(db)
        return False

    program = Program(
        name="terminal",
        store=store,
        tables=script(__file__),
        routes=[
            Route("POST", "/sales", partial(start, delay=given.delay)),
            Route("GET", "/sales/{request_no}", ask),
            Route("POST", "/sales/{request_no}/cancel", cancel),
        ],
        load=load,
        records=RECORDS,
        workers=[Worker("terminal charges", settle_due, rest=0.2)],
    )
    run(program, given.port, given.seeds)


if __name__ == "__main__":
    main()
