"""What every simulator is made of: routes, switch, records, seeds, workers and the command line.

One call is one transaction, committed before the answer leaves; what a refused call touched is not kept.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, LiteralString, TypeAlias

import msgspec
import psycopg
import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as StarletteRoute

from simulators import switches
from simulators.houses import House
from simulators.logs import log_to_stderr
from simulators.messages import Call, Refusal, Reply, json_reply, refusal_reply
from simulators.people import Person
from simulators.population import base_population, sale
from simulators.store import Db, Store
from simulators.switches import NORMAL, Switch
from simulators.workers import Worker, working

log = logging.getLogger("simulators")

Handler: TypeAlias = Callable[[Call], Reply]
Load: TypeAlias = Callable[[Db, Sequence[House], Sequence[Person]], None]

_SEEDS = b"CREATE TABLE IF NOT EXISTS sim_seed (seed integer PRIMARY KEY)"
_THREADS = 8


@dataclass(frozen=True, slots=True)
class Route:
    """A business address: what is called on it, and by whom it is done."""

    method: str
    path: str
    handler: Handler
    uses_switch: bool = True
    """False: the switch is obeyed but `times` is not counted down."""


@dataclass(frozen=True, slots=True)
class Program:
    """A department's system: `load` brings in people and houses, `records` queries everything recorded."""

    name: str
    store: Store
    tables: bytes
    routes: Sequence[Route]
    load: Load
    records: Mapping[str, LiteralString]
    workers: Sequence[Worker] = ()
    settle: Callable[[], None] = lambda: None
    """Called when people were loaded or the switch was turned, before anybody is told."""


def arguments(name: str, about: str) -> argparse.ArgumentParser:
    """Return the command line every program has."""
    parser = argparse.ArgumentParser(prog=f"python -m simulators.{name}", description=about)
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1")
    parser.add_argument("--dsn", required=True, help="its own database, postgresql://...")
    parser.add_argument("--seeds", type=seeds, default=(), help="sales to load, such as 1,2,10-20")
    return parser


def seeds(text: str) -> tuple[int, ...]:
    """Read a list of seeds.

    >>> seeds("1,2,10-12"), seeds("")
    ((1, 2, 10, 11, 12), ())
    """
    found: list[int] = []
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return tuple(found)


def run(program: Program, port: int, with_seeds: Sequence[int]) -> None:
    """Set the store up, load people and houses, then serve until stopped."""
    log_to_stderr()
    program.store.set_up(switches.TABLES, _SEEDS, program.tables)
    with program.store.transaction() as db:
        for seed in (0, *with_seeds):
            _load(program, db, seed)
    program.settle()
    log.info("%s listens on port %d", program.name, port)
    uvicorn.run(application(program), host="127.0.0.1", port=port, log_config=None, access_log=False)


def application(program: Program) -> Starlette:
    """Put the program's routes and the control routes together."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _THREADS
        with working(program.workers):
            yield

    control = [
        Route("GET", "/_health", lambda call: _health(program, call)),
        Route("GET", "/_switch", lambda call: json_reply(200, switches.current(call.db))),
        Route("PUT", "/_switch", _turn_switch),
        Route("GET", "/_records", lambda call: _records(program, call)),
        Route("POST", "/_seed", lambda call: _seed(program, call)),
    ]
    routes = [
        StarletteRoute(route.path, _endpoint(program, route), methods=[route.method])
        for route in (*program.routes, *control)
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _endpoint(program: Program, route: Route) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        started = time.perf_counter()
        body = await request.body()
        reply, pause = await run_in_threadpool(_answer, program, route, request, body)
        await asyncio.sleep(pause)
        took = int((time.perf_counter() - started) * 1000)
        log.info("%s %s %s %d %dms", program.name, request.method, request.url.path, reply.status, took)
        return Response(reply.body, reply.status, dict(reply.headers), reply.media)

    return endpoint


def _answer(program: Program, route: Route, request: Request, body: bytes) -> tuple[Reply, float]:
    """Do one call in one transaction; return the reply and how many seconds it is held back."""
    path = request.url.path
    switch = NORMAL
    try:
        with program.store.transaction() as db:
            if not path.startswith("/_"):
                switch = switches.use(db) if route.uses_switch else switches.current(db)
                db.commit()
            if switch.down:
                return Reply(503, b"", "text/plain"), switch.slow
            params = {name: str(value) for name, value in request.path_params.items()}
            call = Call(request.method, path, params, request.url.query, request.headers, body, db, switch)
            reply = route.handler(call)
        if path.startswith("/_") and request.method != "GET":
            program.settle()
    except Refusal as refusal:
        reply = refusal_reply(refusal)
    except psycopg.OperationalError:
        log.exception("%s: its store failed", program.name)
        reply = Reply(503, b"", "text/plain")
    return replace(reply, headers={**reply.headers, "X-Interface-Version": switch.schema}), switch.slow


def _health(program: Program, call: Call) -> Reply:
    schema = switches.current(call.db).schema
    return json_reply(200, {"program": program.name, "ok": True, "interface": schema})


def _turn_switch(call: Call) -> Reply:
    try:
        switch = msgspec.json.decode(call.body, type=Switch)
    except msgspec.DecodeError as unreadable:
        raise Refusal(400, "bad_switch", str(unreadable)) from None
    switches.turn(call.db, switch)
    return json_reply(200, switch)


def _records(program: Program, call: Call) -> Reply:
    return json_reply(200, {name: call.db.execute(query).fetchall() for name, query in program.records.items()})


def _seed(program: Program, call: Call) -> Reply:
    try:
        seed = msgspec.json.decode(call.body, type=dict[str, int])["seed"]
        return json_reply(200, _load(program, call.db, seed))
    except (msgspec.DecodeError, KeyError, ValueError) as unreadable:
        raise Refusal(400, "bad_seed", f'Send {{"seed": n}}: {unreadable}') from None


def _load(program: Program, db: Db, seed: int) -> dict[str, Any]:
    """Load a sale, or the base population as seed 0, unless it was loaded before."""
    source = sale(seed) if seed else base_population()
    new = db.execute("INSERT INTO sim_seed VALUES (%s) ON CONFLICT DO NOTHING", [seed]).rowcount == 1
    if new:
        program.load(db, source.houses, source.persons)
    return {"seed": seed, "loaded": new, "houses": len(source.houses), "persons": len(source.persons)}
