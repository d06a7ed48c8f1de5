"""One attempt to carry a row out, and what its end means."""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import datetime, timedelta

import aiohttp
import discord

from bot.domain.outbox import Again, Dead, Done, Ended, Reason, Row, after_failure
from bot.outbox.answers import nothing_repeated
from bot.outbox.carrier import CannotLook, Carrier, Pause, Refused
from bot.services.clock import Clock

log = logging.getLogger(__name__)

TIME_LIMIT = 120.0
"""Seconds; discord.py gives up a wait for its turn after 30, and a file takes a while."""
BLOCKED = timedelta(minutes=10)

# Nobody knows whether Discord did it: its own trouble, or the answer was lost on the way.
_NO_ANSWER = (discord.DiscordServerError, aiohttp.ClientError, OSError, asyncio.TimeoutError)
_REASONS = {403: Reason.FORBIDDEN, 404: Reason.GONE}


async def attempt(carrier: Carrier, row: Row, clock: Clock) -> Ended:
    """Carry a row out; after an attempt of unknown end look first whether it was done."""
    carrying = False
    try:
        async with asyncio.timeout(TIME_LIMIT):
            if row.begun_at is not None:
                found = await carrier.look(row)
                if found is not None:
                    return Done(row, found)
            carrying = True
            with nothing_repeated():
                return Done(row, await carrier.carry(row))
    except Refused as verdict:
        return Dead(row, verdict.reason, verdict.details, certain=carrying)
    except CannotLook:
        return Dead(row, Reason.UNKNOWN, certain=False)
    except Pause as verdict:
        return Again(row, verdict.until, row.attempts, certain=carrying and verdict.certain)
    except discord.RateLimited as limit:
        wait = timedelta(seconds=limit.retry_after)
        return Again(row, clock() + wait, row.attempts, certain=carrying)
    except _NO_ANSWER as trouble:
        log.warning("row %d (%s) had no answer: %r", row.id, row.kind, trouble)
        return after_failure(row, clock())
    except discord.HTTPException as refusal:
        return _refused(row, refusal, clock(), carrying=carrying)
    except Exception as error:
        code = secrets.token_hex(3)
        log.error("unexpected failure of row %d (%s), code %s", row.id, row.kind, code)
        log.error("code %s", code, exc_info=error)
        return Dead(row, Reason.FAULT, {"code": code}, certain=False)


def _refused(
    row: Row, refusal: discord.HTTPException, now: datetime, *, carrying: bool
) -> Again | Dead:
    """Wait where all of the bot is blocked; everything else is about this row and final."""
    if refusal.status in {401, 429}:
        return Again(row, now + BLOCKED, row.attempts, certain=carrying, heard=False)
    if not carrying:
        return Dead(row, Reason.UNKNOWN, certain=False)
    reason = _REASONS.get(refusal.status, Reason.REFUSED)
    return Dead(row, reason, {"code": refusal.code or refusal.status})
