"""What representatives read, and what they post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import discord

from bot.domain.notices import Notice
from bot.domain.privacy import SeenProfile
from bot.domain.regions import Region
from bot.i18n import Words
from bot.services.representatives import Draft
from bot.ui import summaries
from bot.ui.panel import Panel, button, buttons, text, with_button
from bot.ui.reading import shown
from bot.ui.regions import name, told


def notice_card(notice: Notice, region: Region, role: int | None, each: Iterable[Words]) -> Panel:
    """Return what is posted, in the server's language; the text is as it was typed."""
    titles, writers = dict[str, None](), dict[str, None]()
    for words in each:
        titles[words("Announcement for {region}", region=name(region, words))] = None
        writers[words("-# written by {member}", member=f"<@{notice.user_id}>")] = None
    return Panel(
        (
            *([text(f"<@&{role}>")] if role is not None else []),
            text(f"## {' · '.join(titles)}"),
            text(shown(notice.text)),
            text("\n".join(writers)),
        )
    )


def draft_card(draft: Draft, words: Words) -> Panel:
    """Show a notice before it goes, whom it would ping, and the way to let it go."""
    kept, number = draft.notice, draft.notice.id
    where = f"<#{draft.place.home}>"
    goes = words("Post and ping") if kept.pings else words("Post")
    stays = words("Post, ping and pin it") if kept.pings else words("Post and pin it")
    return Panel(
        (
            text(words("## Before it goes\nThis would stand in {channel}:", channel=where)),
            text(shown(kept.text)),
            text(_pinged(draft, words) if kept.pings else words("-# It pings nobody.")),
            buttons(
                button(goes, f"draft:post:{number}", style=discord.ButtonStyle.primary),
                button(stays, f"draft:pin:{number}"),
                button(words("Drop it"), f"draft:drop:{number}"),
            ),
        )
    )


def _pinged(draft: Draft, words: Words) -> str:
    return words(
        "**It pings everybody who has {role}:** {people} of this region, and whoever else was "
        "given the role. After that its people have a week of peace.",
        role=f"<@&{draft.place.role_id}>",
        people=told(draft.people, words),
    )


def sent_card(draft: Draft, words: Words) -> Panel:
    """Say that it is on its way."""
    return _note(
        words(
            "**It is on its way** to {channel}. If Discord refuses it, admins see that in "
            "/queue show.",
            channel=f"<#{draft.place.home}>",
        )
    )


def dropped_card(words: Words) -> Panel:
    """Say that nothing goes."""
    return _note(words("Dropped: nothing was posted. /region announce begins another."))


def pinned_card(region: Region, words: Words, *, pinned: bool) -> Panel:
    """Say what happens in a moment."""
    called = name(region, words)
    if pinned:
        return _note(words("In a moment it is pinned in {region}.", region=called))
    return _note(words("In a moment its pin in {region} is off.", region=called))


def archived_card(region: Region, words: Words) -> Panel:
    """Say what happens in a moment, and how it is undone."""
    return _note(
        words(
            "In a moment the post of {region} sleeps: it is not in the list any more, and "
            "nothing in it is lost. Whoever writes in it wakes it.",
            region=name(region, words),
        )
    )


def newest_card(region: Region, people: Sequence[SeenProfile], words: Words) -> Panel:
    """Show who joined last, as far as the reader may see them, each with a button to greet."""
    called = name(region, words)
    if not people:
        told = words(
            "Nobody whom you may see has joined {region} openly. /region announce reaches "
            "whoever reads there.",
            region=called,
        )
        return _note(told)
    return Panel(
        (
            text(words("## New in {region}\nA hello from you is a good beginning.", region=called)),
            *(
                with_button(shown(seen.name), _line(seen, words), _hello(seen, words))
                for seen in people
            ),
        )
    )


def _line(seen: SeenProfile, words: Words) -> str:
    kind = seen.placements[0] if seen.placements else None
    stay = summaries.placement(kind, words) if kind else None
    return summaries.joined(stay, summaries.now(seen, words), f"<@{seen.user_id}>")


def _hello(seen: SeenProfile, words: Words) -> discord.ui.Button[discord.ui.LayoutView]:
    return button(words("Say hello"), f"hello:to:{seen.user_id}")


def _note(content: str) -> Panel:
    return Panel((text(content),))
