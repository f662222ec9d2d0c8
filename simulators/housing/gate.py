"""The gate of the housing department: only signed, fresh messages that were not seen before come in."""

from __future__ import annotations

import time
from dataclasses import dataclass

from simulators.messages import Call, Refusal, Reply
from simulators.program import Handler
from simulators.signing import FRESH_SECONDS, SignatureRefused, check


@dataclass(frozen=True, slots=True)
class Gate:
    """The secret shared with the caller and the caller's key."""

    secret: str
    key: str

    def guard(self, handler: Handler) -> Handler:
        """Put the gate before a handler."""

        def guarded(call: Call) -> Reply:
            self._admit(call)
            return handler(call)

        return guarded

    def _admit(self, call: Call) -> None:
        """Check the signature and note the nonce; raises Refusal 401."""
        try:
            nonce = check(self.secret, self.key, time.time(), call.method, call.path, call.body, call.headers)
        except SignatureRefused as refused:
            raise Refusal(401, refused.code, refused.sentence) from None
        call.db.execute("DELETE FROM zj_nonce WHERE seen_at < now() - make_interval(secs => %s)", [2 * FRESH_SECONDS])
        if call.db.execute("INSERT INTO zj_nonce VALUES (%s) ON CONFLICT DO NOTHING", [nonce]).rowcount == 0:
            raise Refusal(401, "replayed", "This nonce was used before.")
        call.db.commit()
