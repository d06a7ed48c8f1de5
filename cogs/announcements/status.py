"""How an announcement stands: by channel, and in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain.announcements import Announcement, Copy, Delivery, State
from bot.i18n import Words
from bot.reference.locales import is_japanese
from bot.services.announcements import Status
from bot.ui import dead_letters
from bot.ui.announcements import copy_link, excerpt
from bot.ui.panel import Panel, Row, button, buttons, text, with_button
from bot.ui.reading import relative
from cogs.announcements.cards import MESSAGE, Each, Seen, facts, text_rows

PAGE, LISTED = 12, 10
EXCERPT = 600
_ORDER = tuple(Delivery)


def status_card(status: Status, seen: Seen | None, each: Each, words: Words, page: int) -> Panel:
    """Show one with what became of it in each channel, and what the reader may do.

    ``seen`` is whom it would reach, while it stands nowhere yet.
    """
    found = status.announcement
    heading = words("## Announcement {number}", number=f"#{found.id}")
    rows: list[Row] = [text("\n".join((heading, *_state(status, words))))]
    told = "\n".join(facts(seen, words)) if seen else ""
    rows += text_rows(found, each, MESSAGE - 400 - len(told) if told else EXCERPT)
    rows += [text(told)] if told else []
    if status.copies:
        rows.append(text("\n".join(_lines(status, words, page))))
    below = (_actions(status, words), _turns(status, words, page))
    return Panel((*rows, *(buttons(*each) for each in below if each)))


def recall_card(status: Status, words: Words) -> Panel:
    """Ask whether it is really to go away."""
    found = status.announcement
    if not status.copies:
        asked = words("## Take it back?\nIt stands nowhere yet, and becomes a draft again.")
    else:
        asked = words.n(
            "## Recall it?\nThe copy in {n} channel is deleted. Whoever read it has read it.",
            "## Recall it?\nThe copies in {n} channels are deleted. Whoever read it has read it.",
            len(status.copies),
        )
    recall = button(
        words("Recall it"), f"announce:recall:{found.id}", style=discord.ButtonStyle.danger
    )
    back = button(words("Leave it"), f"announce:status:{found.id}")
    return Panel((text(asked), buttons(recall, back)))


def returned_card(status: Status, words: Words) -> Panel:
    """Say that its author has it back."""
    number = f"#{status.announcement.id}"
    told = words(
        "Announcement {number} is its author's draft again, and they are told.", number=number
    )
    return Panel((text(told),))


def list_card(found: Sequence[Announcement], now: datetime, words: Words) -> Panel:
    """List the latest, each with the way to look at it."""
    if not found:
        return Panel((text(words("There is none yet. /announce draft writes one.")),))
    rows = [
        with_button(
            f"#{each.id}: {excerpt(each, prefers_japanese=is_japanese(words.locale))}",
            _told(each, now, words),
            button(words("Look"), f"announce:{_door(each)}:{each.id}"),
        )
        for each in found[:LISTED]
    ]
    return Panel((text(words("## Announcements")), *rows))


def label(announcement: Announcement, now: datetime, words: Words) -> str:
    """Name one in a line in which nothing is formatted."""
    text = announcement.texts[-1 if is_japanese(words.locale) else 0]
    return f"#{announcement.id} ({_told(announcement, now, words)}): {' '.join(text.split())}"


def _door(announcement: Announcement) -> str:
    return "draft" if announcement.state is State.DRAFT else "status"


def _told(announcement: Announcement, now: datetime, words: Words) -> str:
    match announcement.state:
        case State.DRAFT:
            return words("draft")
        case State.WAITING:
            return words("waits for approval")
        case State.RECALLED:
            return words("recalled")
        case State.SENT:
            return words("planned") if announcement.is_planned(now) else words("sent")


def _state(status: Status, words: Words) -> Iterator[str]:
    found = status.announcement
    match found.state:
        case State.DRAFT:
            yield words("It is a draft: only its author sees it. /announce list leads there.")
        case State.WAITING:
            yield words(
                "**It waits for a second person** who organises or moderates here; after seven "
                "days it becomes a draft again."
            )
        case State.RECALLED:
            yield words("**Recalled.**")
        case State.SENT if not status.copies and found.due_at is not None:
            yield words("**It goes** {when}.", when=relative(found.due_at))
        case State.SENT:
            yield _counted(status.copies, words)
    if found.user_id is not None:
        yield words("-# written by {member}", member=f"<@{found.user_id}>")
    if found.approver_user_id is not None:
        yield words("-# approved by {member}", member=f"<@{found.approver_user_id}>")


def _counted(copies: Sequence[Copy], words: Words) -> str:
    kinds = Counter(each.delivery for each in copies)
    posted, refused = kinds[Delivery.POSTED], sum(1 for each in copies if each.refusal)
    told = words.n(
        "**Posted in {posted} of {n} channel.**",
        "**Posted in {posted} of {n} channels.**",
        len(copies),
        posted=words.number(posted),
    )
    if refused:
        told += " " + words.n("{n} was refused.", "{n} were refused.", refused)
    return told


def _lines(status: Status, words: Words, page: int) -> Iterator[str]:
    """Tell of each copy on a page, what needs somebody first."""
    copies = sorted(status.copies, key=lambda each: (not each.refusal, _ORDER.index(each.delivery)))
    for copy in copies[page * PAGE : (page + 1) * PAGE]:
        yield f"- <#{copy.channel_id}>: {_copy(copy, status, words)}"


def _copy(copy: Copy, status: Status, words: Words) -> str:
    found = status.announcement
    link = copy_link(found.server_id, copy)
    match copy.delivery:
        case Delivery.WAITING if copy.refusal:
            return words(
                "refused. {why}", why=dead_letters.refusal(copy.refusal, copy.details, words)
            )
        case Delivery.WAITING:
            return words("on its way")
        case Delivery.POSTED if found.state is State.RECALLED:
            return words("[is being deleted]({link})", link=link)
        case Delivery.POSTED:
            return words("[posted]({link})", link=link)
        case Delivery.GONE:
            return words("somebody deleted it")
        case Delivery.DROPPED:
            return words("an admin gave it up")
        case Delivery.RECALLED:
            return words("not there any more")


def _actions(status: Status, words: Words) -> list[ui.Button[Any]]:
    found, number = status.announcement, status.announcement.id
    made: list[ui.Button[Any]] = []
    if status.may_approve:
        style = discord.ButtonStyle.success
        made += [
            button(words("Approve"), f"announce:approve:{number}", style=style),
            button(words("Send it back"), f"announce:reject:{number}"),
        ]
    if status.may_change and found.state in (State.WAITING, State.SENT):
        made += [
            button(words("Change the text"), f"announce:edit:{number}"),
            button(words("Recall"), f"announce:ask:{number}"),
        ]
    if status.is_own_draft:
        made.append(button(words("Look at the draft"), f"announce:draft:{number}"))
    return made


def _turns(status: Status, words: Words, page: int) -> list[ui.Button[Any]]:
    """Lead to other pages, and to how things stand by now."""
    number, last = status.announcement.id, (len(status.copies) - 1) // PAGE
    made: list[ui.Button[Any]] = []
    if status.copies:
        made.append(button(words("Look again"), f"announce:status:{number}:{page}"))
    if page < last:
        made.append(button(words("Next"), f"announce:status:{number}:{page + 1}"))
    elif page:
        made.append(button(words("To the beginning"), f"announce:status:{number}:0"))
    return made
