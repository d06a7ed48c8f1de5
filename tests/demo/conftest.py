"""The demo as a visitor meets it, with few people so that it opens at once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.demo.run import opened
from bot.demo.site import Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with opened(port=0, people=3, seed=1, with_places=False) as running:
        yield running


@pytest.fixture
async def visitor(site: Site) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(site.address) as session:
        yield session
