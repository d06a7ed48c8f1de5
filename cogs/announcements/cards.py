"""What an announcement looks like: as it is posted, and to its author before that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain.addressees import Sort, Term
from bot.domain.announcements import ROOM, Announcement, State
from bot.domain.regions import Region, people
from bot.i18n import Words
from bot.reference.locales import is_japanese
from bot.services.announcements import Preview
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import relative, shown
from bot.ui.regions import name as region_name
from bot.ui.regions import told
from cogs.announcements.places import Sight

NAMED = 8
LISTED = 160
"""So many of one sort are named, within so many characters; of the others it says how many."""
MESSAGE = 3_900
"""Characters that a card may have, a few left for what stands around it."""

Each = Sequence[Words]
"""The two languages, in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft with all that is told of it before it goes."""

    preview: Preview
    sight: Sight
    names: Callable[[Term], str]
    now: datetime


def announcement_card(announcement: Announcement, each: Each, roles: Iterable[int] = ()) -> Panel:
    """Return what is posted: one language under the other, as plain text."""
    written = list(_written(announcement, each))
    pings = " ".join(f"<@&{role}>" for role in roles)
    heading = " · ".join(words("Announcement") for words, _ in written)
    rows: list[Row] = [text(pings)] if pings else []
    rows.append(text(f"## {heading}"))
    for at, (_, content) in enumerate(written):
        rows += [ui.Separator[Any]()] if at else []
        rows.append(text(shown(content)))
    if announcement.user_id is not None:
        author = f"<@{announcement.user_id}>"
        lines = dict.fromkeys(
            words("-# written by {member}", member=author) for words, _ in written
        )
        rows.append(text("\n".join(lines)))
    return Panel(rows)


def excess(*texts: str) -> int:
    """Return by how many characters texts are too long once they are made safe."""
    return max(sum(len(shown(each)) for each in texts) - ROOM, 0)


def request_card(announcement: Announcement, each: Each) -> Panel:
    """Say that one waits for a second person, and lead there; its text is not told yet."""
    number, author = f"#{announcement.id}", f"<@{announcement.user_id}>"
    told = [
        words(
            "**Announcement {number} by {member} waits for a second person.** Whoever else "
            "organises or moderates here can read it, and approve it or send it back.",
            number=number,
            member=author,
        )
        for words in each
    ]
    look = " · ".join(dict.fromkeys(words("Look") for words in each))
    return Panel(
        (text("\n".join(told)), buttons(button(look, f"announce:status:{announcement.id}")))
    )


def draft_card(seen: Seen, each: Each, words: Words) -> Panel:
    """Show a draft: both languages, whom it reaches, every ping, and the way to let it go."""
    draft = seen.preview.announcement
    over = excess(*draft.texts)
    goes = words("Ask for approval") if _needs_approval(seen) else words("Post it")
    if draft.due_at is not None and draft.due_at > seen.now and not _needs_approval(seen):
        goes = words("Plan it")
    send = button(goes, f"announce:send:{draft.id}", style=discord.ButtonStyle.primary)
    told = "\n".join(facts(seen, words))
    return Panel(
        (
            text(words("## Before it goes")),
            *text_rows(draft, each, MESSAGE - 100 - len(told)),
            text(told),
            *_ping_menus(seen, words),
            buttons(
                *([] if over else [send]),
                button(words("Change the text"), f"announce:edit:{draft.id}"),
                button(words("Drop it"), f"announce:drop:{draft.id}"),
            ),
        )
    )


def text_rows(announcement: Announcement, each: Each, room: int) -> list[Row]:
    """Show both texts as they will stand; cut, where not both fit into the room beside the rest."""
    safe = [shown(content) for _, content in _written(announcement, each)]
    whole = sum(map(len, safe))
    rows: list[Row] = []
    for content in safe:
        share = len(content) if whole <= room else room * len(content) // whole
        rows.append(text(content if len(content) <= share else content[: share - 2] + " …"))
    if not announcement.english or not announcement.japanese:
        rows.append(text(_missing(announcement, each)))
    return rows


def facts(seen: Seen, words: Words) -> Iterator[str]:
    """Say for whom it is, how far it reaches, whom it pings and when it goes."""
    draft, reached = seen.preview.announcement, seen.preview.reached
    if over := excess(*draft.texts):
        yield words(
            "**Too long by {n} characters:** marks such as * and _ need a sign more each.",
            n=words.number(over),
        )
    yield _for(seen, words)
    yield words(
        "**Channels ({n}):** {channels}",
        n=len(reached.channels),
        channels=_some([f"<#{each}>" for each in reached.channels], words),
    )
    yield from _reach(seen, words)
    yield from _pings(seen, words)
    yield from _gaps(seen, words)
    if draft.due_at is not None and draft.due_at > seen.now:
        moment = f"<t:{int(draft.due_at.timestamp())}:F>"
        yield words("**It goes** {when} ({away}).", when=moment, away=relative(draft.due_at))
    if _needs_approval(seen):
        yield words(
            "**It reaches more than {n} people,** so somebody else who organises or moderates "
            "here has to approve it, within seven days.",
            n=words.number(seen.preview.approval_above),
        )


def dropped_card(words: Words) -> Panel:
    """Say that nothing goes."""
    return Panel((text(words("Dropped: nothing was posted. /announce draft begins another.")),))


def _written(announcement: Announcement, each: Each) -> Iterator[tuple[Words, str]]:
    for words in each:
        content = announcement.japanese if is_japanese(words.locale) else announcement.english
        if content:
            yield words, content


def _missing(announcement: Announcement, each: Each) -> str:
    """Tell the author that one language is missing, which is allowed."""
    words = each[0]
    if announcement.japanese:
        return words("-# There is no English text.")
    return words("-# There is no Japanese text.")


def _for(seen: Seen, words: Words) -> str:
    named = seen.preview.announcement.addressees
    meant = _some([_term(each, seen) for each in named.meant], words)
    if not named.but_not:
        return words("**For** {meant}", meant=meant)
    but_not = _some([_term(each, seen) for each in named.but_not], words)
    return words(
        "**For** {meant}, **but not** {but_not}; where these see a channel, they can still read "
        "in it.",
        meant=meant,
        but_not=but_not,
    )


def _term(term: Term, seen: Seen) -> str:
    return f"<@&{term.value}>" if term.sort is Sort.ROLE else shown(seen.names(term))


def _reach(seen: Seen, words: Words) -> Iterator[str]:
    """Say how many people, and what of that nobody can count."""
    reached, heard = seen.preview.reached, seen.sight.heard
    number = reached.people
    yield words(
        "**People:** {people} that the bot knows of: who belongs openly to a region, or is listed "
        "and shows their part in the programme.",
        people=told(people(number, max(number, 2)), words),
    )
    if reached.roles:
        roles = [_role(role, seen, words) for role in reached.roles]
        yield words(
            "Besides, whoever has {roles}; some of them may be counted twice.",
            roles=_some(roles, words),
        )
    if reached.reach.but_not.roles:
        left_out = [f"<@&{role}>" for role in sorted(reached.reach.but_not.roles)]
        yield words(
            "Whoever has {roles} may be counted all the same.", roles=_some(left_out, words)
        )
    if heard.readers:
        yield words.n(
            "Everybody here can read at least one of the channels that you named: {n} person.",
            "Everybody here can read at least one of the channels that you named: {n} people.",
            heard.readers,
        )


def _role(role: int, seen: Seen, words: Words) -> str:
    number = seen.sight.heard.roles.get(role)
    if number is None:
        return words("{role} (nobody could count them)", role=f"<@&{role}>")
    return words.n("{role} ({n} person)", "{role} ({n} people)", number, role=f"<@&{role}>")


def _pings(seen: Seen, words: Words) -> Iterator[str]:
    draft, reached = seen.preview.announcement, seen.preview.reached
    if not draft.roles:
        yield words("**It pings nobody.**")
        return
    counted = len(draft.roles) <= NAMED
    each = [_role(role, seen, words) if counted else f"<@&{role}>" for role in draft.roles]
    roles = ", ".join(each)
    if draft.pings_in is None:
        yield words("**It is to ping** {roles}. Pick below in which one channel.", roles=roles)
    else:
        yield words(
            "**It pings** {roles}, once, in {channel}. The copies elsewhere ping nobody.",
            roles=roles,
            channel=f"<#{draft.pings_in}>",
        )
    if seen.preview.lately:
        lately = _regions(seen.preview.lately, words)
        yield words("**Pinged within a week already:** {regions}", regions=lately)
    if reached.roleless:
        yield words(
            "**No role, so not pinged:** {regions}", regions=_regions(reached.roleless, words)
        )


def _gaps(seen: Seen, words: Words) -> Iterator[str]:
    reached, sight = seen.preview.reached, seen.sight
    if reached.homeless:
        yield words(
            "**No channel and no post, so it does not get there:** {regions}",
            regions=_regions(reached.homeless, words),
        )
    if sight.news:
        channels = _some([f"<#{each}>" for each in sight.news], words)
        yield words("It is published to all servers that follow {channels}.", channels=channels)
    if sight.closed:
        channels = _some([f"<#{each}>" for each in sight.closed], words)
        yield words(
            "**I may not write in** {channels}. Please ask an admin first.", channels=channels
        )


def _ping_menus(seen: Seen, words: Words) -> list[Row]:
    """Offer the roles, and then the one channel; what was chosen stays chosen."""
    draft, number = seen.preview.announcement, seen.preview.announcement.id
    roles: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=f"announce:roles:{number}",
        placeholder=words("Ping roles (nobody, unless you pick some)"),
        min_values=0,
        max_values=25,
        default_values=[discord.Object(each, type=discord.Role) for each in draft.roles],
    )
    rows: list[Row] = [ui.ActionRow(roles)]
    if draft.roles:
        chosen = [] if draft.pings_in is None else [draft.pings_in]
        channel: ui.ChannelSelect[Any] = ui.ChannelSelect(
            custom_id=f"announce:channel:{number}",
            placeholder=words("In which one channel"),
            channel_types=[
                discord.ChannelType.text,
                discord.ChannelType.news,
                discord.ChannelType.public_thread,
            ],
            default_values=[discord.Object(each, type=discord.abc.GuildChannel) for each in chosen],
        )
        rows.append(ui.ActionRow(channel))
    if seen.preview.reached.region_roles:
        all_roles = words("Ping the roles of these regions")
        rows.append(buttons(button(all_roles, f"announce:all:{number}")))
    return rows


def _needs_approval(seen: Seen) -> bool:
    draft = seen.preview.announcement
    is_settled = draft.approved or draft.state is State.SENT
    return not is_settled and seen.preview.needs_approval(seen.sight.heard)


def _regions(regions: Sequence[Region], words: Words) -> str:
    return _some([region_name(each, words) for each in regions], words)


def _some(items: Sequence[str], words: Words) -> str:
    """Name some, and say how many more."""
    named = list(items[: NAMED if len(items) > NAMED + 1 else NAMED + 1])
    while len(named) > 1 and len(", ".join(named)) > LISTED:
        named.pop()
    if not (rest := len(items) - len(named)):
        return words.list(named)
    return words.n("{some} and {n} more", "{some} and {n} more", rest, some=", ".join(named))
