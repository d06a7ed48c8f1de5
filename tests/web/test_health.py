"""/healthz, for whoever watches over the bot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient

from bot.services.services import Services
from tests.events import publish
from tests.time import Time
from tests.web.conftest import Door


async def health(web: TestClient) -> tuple[int, Any]:
    async with web.get("/healthz") as response:
        assert response.headers["Cache-Control"] == "no-store"
        return response.status, await response.json()


async def test_all_is_well_until_the_gateway_is_gone(web: TestClient, door: Door) -> None:
    well = {"status": "ok", "gateway": True, "database": True, "queue_late_seconds": 0.0}
    assert await health(web) == (200, well)

    door.is_connected = False

    assert await health(web) == (503, well | {"status": "unwell", "gateway": False})


async def test_a_queue_that_is_stuck_is_told(
    services: Services, web: TestClient, clock: Time
) -> None:
    await publish(services)
    clock.pass_(seconds=900)
    assert (await health(web))[1]["queue_late_seconds"] == 900.0
    clock.pass_(seconds=1)

    status, told = await health(web)

    assert (status, told["status"], told["queue_late_seconds"]) == (503, "unwell", 901.0)


async def test_a_database_that_does_not_answer_is_told(
    services: Services, web: TestClient, tmp_path: Path
) -> None:
    async with services.health._db.transaction() as conn:
        await conn.execute("ALTER TABLE outbox RENAME TO elsewhere")

    status, told = await health(web)

    assert (status, told["database"], told["queue_late_seconds"]) == (503, False, None)
