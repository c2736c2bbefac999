"""Schemathesis over the app's own OpenAPI: every check that it knows, for one person who is let in."""

from __future__ import annotations

from collections import Counter
from typing import Any

import schemathesis
from browsing import PORT, TOKEN
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from starlette.testclient import TestClient

from rhomboid.web import Person, create_app

HERE = f"http://127.0.0.1:{PORT}"
PHASES = ("examples", "coverage", "fuzzing", "stateful")


class Fuzzed:
    """What schemathesis found wrong, a line each, and how many requests were answered with which status."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.statuses: Counter[int] = Counter()

    def counting(self, app: Any) -> Any:
        """The app, with its answers counted."""

        async def counted(scope: Any, receive: Any, send: Any) -> None:
            async def sending(message: Any) -> None:
                if message["type"] == "http.response.start":
                    self.statuses[int(message["status"])] += 1
                await send(message)

            await app(scope, receive, sending)

        return counted

    def note(self, event: Any) -> None:
        """Keep what one event of the run says is wrong."""
        if isinstance(event, (events.NonFatalError, events.FatalError)):
            self.faults.append(f"schemathesis itself: {event}")
        if not isinstance(event, events.ScenarioFinished):
            return
        for checks in event.recorder.checks.values():
            for check in checks:
                if check.failure_info:
                    failure = check.failure_info
                    self.faults.append(f"{check.name}: {failure.failure.message} {failure.code_sample}"[:1500])


def fuzz(person: Person, examples: int, phases: tuple[str, ...] = PHASES, seed: int = 1) -> Fuzzed:
    """Ask every operation `examples` times for what its description allows, and for what it does not."""
    app, fuzzed = create_app(person, TOKEN, PORT), Fuzzed()
    client = TestClient(app, base_url=HERE)
    client.get("/", params={"token": TOKEN})
    config = SchemathesisConfig.from_dict(
        {
            "base-url": HERE,
            "seed": seed,
            "continue-on-failure": True,
            "auth": {"openapi": {"launch": {"api_key": next(iter(client.cookies.values()))}}},
            "generation": {"max-examples": examples, "database": "none"},
            "phases": {name: {"enabled": name in phases} for name in PHASES},
        }
    )
    schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json(), config=config)
    schema.app = fuzzed.counting(app)
    for event in from_schema(schema).execute():
        fuzzed.note(event)
    return fuzzed
