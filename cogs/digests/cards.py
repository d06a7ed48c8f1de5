"""The digest of a region, as everybody there reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.domain.announcements import Announcement, Copy
from bot.domain.events import Event
from bot.i18n import Words
from bot.reference.locales import is_japanese
from bot.services.digests import Digest
from bot.ui.announcements import copy_link, excerpt
from bot.ui.events import link, start, title
from bot.ui.panel import Panel, text
from bot.ui.reading import linked
from bot.ui.regions import name

EVENTS, ANNOUNCED = 8, 4


def digest_card(digest: Digest, each: Sequence[Words]) -> Panel:
    """Tell what comes up and what was announced; the headings stand in each language."""
    heading = _in(each, lambda words: words("This week in {region}", region=_name(digest, words)))
    coming = _in(each, lambda words: words("Coming up"))
    announced = _in(each, lambda words: words("Announced"))
    lines = [f"## {heading}"]
    if digest.events:
        lines.append(f"**{coming}**")
        lines += [_event(event) for event in digest.events[:EVENTS]]
        lines += list(_more(len(digest.events) - EVENTS, each))
    if digest.announced:
        lines.append(f"**{announced}**")
        lines += [_announced(*found, each[0]) for found in digest.announced[-ANNOUNCED:]]
    return Panel((text("\n".join(lines)),))


def _name(digest: Digest, words: Words) -> str:
    return name(digest.region, words)


def _event(event: Event) -> str:
    address = link(event)
    called = title(event) if address is None else linked(title(event), address)
    return f"- {start(event)}: {called}"


def _announced(announcement: Announcement, copy: Copy, words: Words) -> str:
    first = excerpt(announcement, prefers_japanese=is_japanese(words.locale))
    return f"- {linked(first, copy_link(announcement.server_id, copy))}"


def _more(rest: int, each: Sequence[Words]) -> Iterator[str]:
    if rest > 0:
        yield "- " + _in(
            each,
            lambda words: words.n("and {n} more: /event list", "and {n} more: /event list", rest),
        )


def _in(each: Sequence[Words], write: Callable[[Words], str]) -> str:
    return " · ".join(dict.fromkeys(write(words) for words in each))
