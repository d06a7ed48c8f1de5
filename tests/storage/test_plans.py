"""What is asked at every click is found by an index, however much there is."""

from __future__ import annotations

import itertools

from bot.domain.events import Coming
from bot.services.services import Services
from tests.events import due, go, publish

COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
STATEMENTS = 20
"""So many turns of the database one answer may take, seats and all."""
HARMLESS = ("SCAN each", "SCAN places", "SCAN kinds", "SCAN CONSTANT ROW", "SCAN json_each")
"""Lists that the question itself brings along."""


async def asked_by_answers(services: Services) -> dict[str, list[str]]:
    """Return the statements of one who comes, one who waits, and one whose seat goes on."""
    event = await publish(services, capacity=1)
    asked: dict[str, list[str]] = {}
    for what, user_id, coming in (
        ("joins", 11, Coming.GOING),
        ("waits", 12, Coming.GOING),
        ("leaves", 11, Coming.NO),
    ):
        asked[what] = []
        await services.outbox._db._writer.set_trace_callback(asked[what].append)
        await go(services, event, user_id, coming)
    asked["queue"] = []
    await services.outbox._db._writer.set_trace_callback(asked["queue"].append)
    await due(services)
    return asked


async def test_no_click_walks_a_table(services: Services) -> None:
    asked = await asked_by_answers(services)

    walked: list[str] = []
    async with services.outbox._db.reader() as conn:
        for statement in itertools.chain(*asked.values()):
            if statement.lstrip().startswith(COMMANDS):
                plan = await conn.execute_fetchall(f"EXPLAIN QUERY PLAN {statement}")
                walked += [row["detail"] for row in plan if _walks(row["detail"])]
    assert not walked


async def test_an_answer_takes_few_statements(services: Services) -> None:
    asked = await asked_by_answers(services)

    for what in ("joins", "waits", "leaves"):
        assert len(asked[what]) <= STATEMENTS, asked[what]


def _walks(step: str) -> bool:
    """Tell whether a step reads all of a table, or all of a server in it."""
    is_scan = step.startswith("SCAN ") and not step.startswith(HARMLESS)
    return is_scan or step.endswith("(guild_id=?)")
