"""Start the housing department's system: `python -m simulators.housing --port N --dsn DSN --secret S`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from simulators.houses import House
from simulators.housing.callbacks import Deliverer, client
from simulators.housing.families import family_houses
from simulators.housing.filings import Decider, ask, full_width, receive
from simulators.housing.forms import SPELLING, USES
from simulators.housing.gate import Gate
from simulators.people import Person
from simulators.program import Program, Route, arguments, run
from simulators.spelling import one_decimal, spelt
from simulators.store import Db, Store, script
from simulators.workers import Worker

RECORDS = {
    "filings": "SELECT * FROM zj_htba ORDER BY sequence",
    "callbacks": "SELECT * FROM zj_hd ORDER BY answer_no",
    "queries": "SELECT * FROM zj_cx ORDER BY query_no",
}


def load(db: Db, houses: Sequence[House], _: Sequence[Person]) -> None:
    """Bring houses and owners into the department's list, in its spelling."""
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO zj_fw VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                (h.unit_no, full_width(h.cert_no), h.address, one_decimal(h.area), USES[h.use], h.is_sealed)
                for h in houses
            ],
        )
        cursor.executemany(
            "INSERT INTO zj_cq VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                (h.unit_no, o.person.id_number, spelt(o.person.name, SPELLING), str(o.share or h.ownership))
                for h in houses
                for o in h.owners
            ],
        )


def main() -> None:
    """Read the command line and serve."""
    parser = arguments("housing", "The housing department's system.")
    parser.add_argument("--secret", required=True, help="shared secret of both directions")
    parser.add_argument("--caller-key", default="yimen", help="X-Key of calls that come in")
    parser.add_argument("--own-key", default="housing", help="X-Key of callbacks that go out")
    parser.add_argument("--delay", type=float, default=0.2, help="seconds until a contract is decided")
    given = parser.parse_args()
    store = Store(given.dsn)
    gate = Gate(given.secret, given.caller_key)
    deliverer = Deliverer(store, given.secret, given.own_key, client())
    program = Program(
        name="housing",
        store=store,
        tables=script(__file__),
        routes=[
            Route("POST", "/api/v1/family-houses", gate.guard(family_houses)),
            Route("POST", "/api/v1/filings", gate.guard(partial(receive, delay=given.delay))),
            Route("GET", "/api/v1/filings/{request_no}", gate.guard(ask)),
        ],
        load=load,
        records=RECORDS,
        workers=[
            Worker("housing decides", Decider(store).step, rest=0.1),
            Worker("housing delivers", deliverer.step, rest=0.1),
        ],
    )
    run(program, given.port, given.seeds)


if __name__ == "__main__":
    main()
