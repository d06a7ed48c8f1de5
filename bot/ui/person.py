"""The card of one person: exactly what its reader may see of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.domain.privacy import SeenProfile
from bot.i18n import Words
from bot.reference import cities
from bot.ui import summaries, vocabulary
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import shown

TEXT_LENGTH = 4_000
"""What Discord takes in one message, all its texts together."""
_LINK_LABEL_LENGTH = 80


def person_card(
    seen: SeenProfile, words: Words, *, now: datetime, below: Iterable[Row] = ()
) -> Panel:
    """Show a person; ``below`` are rows such as buttons.

    Where all is at its longest, the oldest placements and the end of "about" give way.
    """
    title, facts, extras = _title(seen, words), _facts(seen, words, now), _extras(seen, words)
    confirmed = _confirmed(seen, words)
    rows = list(below)
    others = sum(len(row.content) for row in rows if isinstance(row, ui.TextDisplay))
    used = len("".join((title, facts, extras, confirmed))) + others
    about = shown(seen.about or "")
    room = TEXT_LENGTH - used
    stays = _stays(seen, words, max(room - len(about), room // 2))
    return Panel(
        [
            text(title),
            *_parts([stays, facts], [_clipped(about, room - len(stays)), extras]),
            *_links(seen.links),
            *([ui.Separator(), text(confirmed)] if confirmed else []),
            *rows,
        ]
    )


def others_card(seen: SeenProfile, words: Words, *, now: datetime) -> Panel:
    """Show somebody else, with the way to say hello."""
    hello = button(
        words("Say hello"), f"hello:to:{seen.user_id}", style=discord.ButtonStyle.primary
    )
    return person_card(seen, words, now=now, below=[buttons(hello)])


def _title(seen: SeenProfile, words: Words) -> str:
    name = shown(seen.name)
    if seen.reading:
        name = words("{name} ({reading})", name=name, reading=shown(seen.reading))
    kind = seen.kind and words(vocabulary.KINDS[seen.kind])
    return f"## {name}\n{summaries.joined(kind, summaries.home(seen, words), f'<@{seen.user_id}>')}"


def _facts(seen: SeenProfile, words: Words, now: datetime) -> str:
    """Tell where they live, what they speak and do, and what they may be asked for."""
    return _titled(
        (
            words("Lives now"),
            summaries.joined(summaries.now(seen, words), _there(seen, words, now)),
        ),
        (words("Languages"), summaries.spoken(seen, words)),
        (words("Work"), summaries.work(seen, words)),
        (words("Open to"), summaries.open_to(seen, words)),
    )


def _there(seen: SeenProfile, words: Words, now: datetime) -> str | None:
    city = cities.get(seen.city) if seen.city else None
    if city is None:
        return None
    return words("{time} there now", time=words.time(now.astimezone(ZoneInfo(city.time_zone))))


def _extras(seen: SeenProfile, words: Words) -> str:
    return _titled((words("Interests"), shown(seen.interests or "")))


def _confirmed(seen: SeenProfile, words: Words) -> str:
    at = seen.confirmed_at
    return words("-# confirmed {month}", month=words.month(at.year, at.month)) if at else ""


def _stays(seen: SeenProfile, words: Words, room: int) -> str:
    """List the placements in the order of time, as many of the latest as there is room for."""
    lines = [f"- {summaries.placement(stay, words)}" for stay in seen.placements]
    if not lines:
        return ""
    heading = f"**{summaries.placements_heading(seen, words)}**"
    for left_out in range(len(lines)):
        more = [words.n("- {n} earlier one", "- {n} earlier ones", left_out)] if left_out else []
        listed = "\n".join([heading, *more, *lines[left_out:]])
        if len(listed) <= room:
            return listed
    return heading


def _titled(*parts: tuple[str, str]) -> str:
    return "\n".join(f"**{title}** {content}" for title, content in parts if content)


def _parts(*groups: Sequence[str]) -> Iterable[Row]:
    """Put the texts there are below one another, a line before each group."""
    for group in groups:
        told = [content for content in group if content]
        if told:
            yield ui.Separator()
            yield from map(text, told)


def _clipped(content: str, room: int) -> str:
    return content if len(content) <= room else f"{content[: room - 1]}…"


def _links(links: Sequence[str]) -> Iterable[ui.ActionRow[Any]]:
    """Offer links as buttons, which say where they lead."""
    offered: list[ui.Button[Any]] = [
        ui.Button(style=discord.ButtonStyle.link, label=_host(link), url=link) for link in links
    ]
    if offered:
        yield ui.ActionRow(*offered)


def _host(link: str) -> str:
    return urlsplit(link).netloc.removeprefix("www.")[:_LINK_LABEL_LENGTH]
