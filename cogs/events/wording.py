"""What the host said of an event, in one language or two, made safe and cut to fit a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.events import Event, Kind
from bot.i18n import N_
from bot.ui.events import title
from bot.ui.public import Each, in_each
from bot.ui.reading import shown as harmless

KINDS: Mapping[Kind, str] = {
    Kind.MEETUP: N_("Meetup"),
    Kind.MEAL: N_("Dinner or drinks"),
    Kind.PARTY: N_("Party"),
    Kind.OUTING: N_("Outing"),
    Kind.CALL: N_("Call"),
    Kind.TALK: N_("Talk or workshop"),
    Kind.CONTEST: N_("Contest"),
    Kind.MEETING: N_("Meeting"),
}
_LEAST = 60
"""A text is not cut to fewer characters than these."""


def heading(event: Event, each: Each) -> str:
    """Return the title, in both languages; whoever reads alone sees theirs first."""
    if event.second is None:
        return f"## {title(event)}"
    titles = [title(event), harmless(event.second.title)]
    first, second = reversed(titles) if _prefers_second(event, each) else titles
    return f"## {first}\n### {second}"


def said_rows(event: Event, each: Each, room: int) -> list[str]:
    """Return the descriptions, what to bring and the plan for rain, within so many characters."""
    described = [("", event.description), ("", event.second and event.second.description)]
    if _prefers_second(event, each):
        described.reverse()
    said = [*described, *_hints(event, each)]
    labelled = [(label, typed) for label, typed in said if typed]
    room -= sum(len(label) for label, _ in labelled)
    fitting = within([typed for _, typed in labelled], room)
    return [label + typed for (label, _), typed in zip(labelled, fitting, strict=True)]


def hints(event: Event, each: Each) -> list[str]:
    """Return what to bring and the plan for rain, a line each, as far as they were said."""
    return [label + harmless(typed) for label, typed in _hints(event, each) if typed]


def _hints(event: Event, each: Each) -> list[tuple[str, str | None]]:
    bring = in_each(each, lambda words: words("What to bring"))
    rain = in_each(each, lambda words: words("If it rains"))
    return [(f"**{bring}:** ", event.bring), (f"**{rain}:** ", event.rain)]


def within(typed: Sequence[str], room: int) -> list[str]:
    """Return texts made safe, the longest of them cut where all together would not fit."""
    safe = [harmless(each) for each in typed]
    lengths = sorted(map(len, safe))
    if sum(lengths) <= room:
        return safe
    room -= len(typed)  # A mark where each was cut.
    most = room
    for n, length in enumerate(lengths):
        most = room // (len(lengths) - n)
        if length > most:
            break
        room -= length
        most = length
    return [_cut(each, max(most, _LEAST)) for each in typed]


def _cut(typed: str, limit: int) -> str:
    kept = typed
    while len(harmless(kept)) > limit:
        kept = kept[: len(kept) - max((len(harmless(kept)) - limit) // 2, 1)]
    return harmless(kept) if kept == typed else harmless(kept) + "…"


def _prefers_second(event: Event, each: Each) -> bool:
    """Tell whether somebody reads alone, in the language that comes second."""
    return event.second is not None and [words.locale for words in each] == [event.second.language]
