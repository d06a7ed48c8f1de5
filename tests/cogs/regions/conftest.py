from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.client import AlumniBot
from bot.i18n import Catalogues
from bot.services.services import Services


@pytest.fixture
async def next_bot(services: Services) -> AsyncIterator[AlumniBot]:
    """The bot that a restart brings."""
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot
