"""Start the registry's system: `python -m simulators.registry --port N --dsn DSN --front-dsn DSN`."""

from __future__ import annotations

from simulators.program import Program, arguments, run
from simulators.registry import front, register
from simulators.registry.work import Registry
from simulators.store import Store, script
from simulators.workers import Worker

RECORDS = {
    "requests": "SELECT * FROM dj_sq ORDER BY xh",
    "entries": "SELECT * FROM dj_db ORDER BY dbh",
    "houses": "SELECT * FROM dj_fw ORDER BY bdcdyh",
    "owners": "SELECT * FROM dj_qlr ORDER BY bdcdyh, xh",
    "mortgages": "SELECT * FROM dj_dy ORDER BY dybh",
}


def main() -> None:
    """Read the command line and serve."""
    parser = arguments("registry", "The real-estate registry's system.")
    parser.add_argument("--front-dsn", required=True, help="the front-end database both sides poll")
    parser.add_argument("--poll", type=float, default=0.5, help="seconds between two looks at it")
    parser.add_argument("--delay", type=float, default=0.2, help="seconds a request is in work")
    given = parser.parse_args()
    registry = Registry(Store(given.dsn), Store(given.front_dsn), given.delay)
    front.set_up(registry.front)
    program = Program(
        name="registry",
        store=registry.register,
        tables=script(__file__),
        routes=[],
        load=register.load,
        records=RECORDS,
        workers=[Worker("registry works", registry.step, rest=given.poll)],
        settle=registry.settle,
    )
    run(program, given.port, given.seeds)


if __name__ == "__main__":
    main()
