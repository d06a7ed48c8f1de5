"""Pictures of events: taken from a form, loaded for a card."""

from __future__ import annotations

import io

import discord

from bot.domain.pictures import LARGEST, Picture
from bot.errors import PictureSizeError
from bot.services.services import Services

_MEGABYTE = 1024 * 1024


async def file_of(services: Services, picture: Picture) -> discord.File | None:
    """Load a picture as a file to send; None once there is another."""
    content = await services.pictures.content(picture)
    if content is None:
        return None
    return discord.File(io.BytesIO(content), picture.file, description=picture.alt)


async def uploaded(attachment: discord.Attachment) -> bytes:
    """Fetch what somebody uploaded; what is too large is not even fetched."""
    if attachment.size > LARGEST:
        raise PictureSizeError(megabytes=LARGEST // _MEGABYTE)
    return await attachment.read()
