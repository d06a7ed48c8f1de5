"""What several features show of announcements."""

from __future__ import annotations

from bot.domain.announcements import Announcement, Copy
from bot.ui.reading import shown

SHORT = 60


def excerpt(announcement: Announcement, *, prefers_japanese: bool = False) -> str:
    """Return the first words of one language, safe to show."""
    texts = announcement.texts
    whole = " ".join(texts[-1 if prefers_japanese else 0].split())
    return shown(whole if len(whole) <= SHORT else whole[: SHORT - 1] + "…")


def copy_link(server_id: int, copy: Copy) -> str:
    """Return the address of what stands in one channel."""
    return f"https://discord.com/channels/{server_id}/{copy.channel_id}/{copy.message_id}"
