"""The pages of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from discord import ui

from bot.domain.results import MOST, PAGE, Found, Page, Suggestion
from bot.domain.search import Filter
from bot.i18n import N_, Words
from bot.reference import cities
from bot.ui import summaries, vocabulary
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import shown
from cogs.find import overlap, reasons

FILTERS: Mapping[Filter, str] = {
    Filter.TEXT: N_("the text"),
    Filter.PREFECTURE: N_("the prefecture"),
    Filter.TOWN: N_("the town"),
    Filter.LIVES_IN: N_("where they live"),
    Filter.HOME: N_("the home country"),
    Filter.JOB: N_("the job"),
    Filter.KIND: N_("alumnus, participant, local or friend"),
    Filter.YEARS: N_("the years"),
    Filter.LANGUAGE: N_("the language"),
    Filter.FIELD: N_("the field of work"),
    Filter.OPEN_TO: N_("what they are open to"),
}

_SUGGESTED = 5
_TEXT_LENGTH = 3_300
"""What the people of one page may take of the 4,000 characters that Discord allows."""


def page_card(page: Page, words: Words) -> Panel:
    """Show whom a search found, each with the reasons and a button to their card."""
    if not page.found and not page.nearest:
        return _nobody(page, words)
    numbered = list(enumerate(page.found, PAGE * page.number + 1))
    further = list(enumerate(page.nearest, numbered[-1][0] + 1 if numbered else 1))
    room = _TEXT_LENGTH // len(numbered + further)
    return Panel(
        [
            text(f"## {_title(page, words)}"),
            *_grouped(page, numbered, room, words),
            *([text(words("### Nearest to you"))] if further else []),
            *(_person(page, *each, room, words) for each in further),
            *_notes(page, words),
            *_turning(page, words),
        ]
    )


def _grouped(
    page: Page, numbered: Sequence[tuple[int, Found]], room: int, words: Words
) -> Iterable[Row]:
    if place := overlap.place_in_chain(page, words):
        yield text(place)
    above = None
    for number, found in numbered:
        if heading := overlap.heading(found, above, words):
            yield text(heading)
        yield _person(page, number, found, room, words)
        above = found


def _title(page: Page, words: Words) -> str:
    if title := overlap.title(page, words):
        return title
    city = cities.get(page.city) if page.city else None
    if city and page.km:
        label = cities.label(city, words.locale)
        return words("Within {km} km of {city}", km=words.number(page.km), city=label)
    return words("People you can meet") if page.query.filters else words("Newest here")


def _person(page: Page, number: int, found: Found, room: int, words: Words) -> ui.Section[Any]:
    """Show one person: who, where now, and why; nothing by which to reach them."""
    seen = found.person
    name = shown(seen.name)
    if seen.reading:
        name = words("{name} ({reading})", name=name, reading=shown(seen.reading))
    kind = words(vocabulary.KINDS[seen.kind]) if seen.kind else None
    about = [
        summaries.joined(f"**{number}. {name}**", kind),
        summaries.now(seen, words),
        *(f"-# {line}" for line in reasons.lines(found.reasons, words)),
    ]
    told = "\n".join(filter(None, about))
    # With the number, because one person may be both among the newest and among the nearest.
    opens = button(words("Open"), f"find:open:{page.search_id}:{seen.user_id}:{number}")
    return ui.Section(text(told if len(told) <= room else f"{told[: room - 1]}…"), accessory=opens)


def _notes(page: Page, words: Words) -> Iterable[Row]:
    if page.sorted_among:
        yield text(
            words(
                "-# Sorted among the first {n} found, those confirmed last. Add a filter to sort "
                "them all.",
                n=page.sorted_among,
            )
        )
    if page.is_capped:
        yield text(words("-# At most {n} are shown. Add a filter to see others.", n=MOST))


def _turning(page: Page, words: Words) -> Iterable[Row]:
    turns: list[ui.Button[Any]] = []
    if page.number:
        turns.append(button(words("Previous"), _door(page, page.number - 1)))
    if page.has_next:
        turns.append(button(words("Next"), _door(page, page.number + 1)))
    if turns:
        yield buttons(*turns)


def _door(page: Page, number: int) -> str:
    return f"find:page:{page.search_id}:{number}"


def _nobody(page: Page, words: Words) -> Panel:
    """Say what would help, rather than only that nobody was found."""
    if page.number:
        hint = words("There is nobody on this page any more.")
        return Panel([text(hint), *_turning(page, words)])
    if page.suggestions:
        return _helpful(page.suggestions[:_SUGGESTED], page, words)
    if page.mode or page.town:
        hint = overlap.nobody(page, words)
    elif page.km:
        hint = words("## Nobody there\nTry it with a greater distance, or another place.")
    elif page.query.filters:
        hint = words("## Nobody matches\nTry it with fewer filters, or with other words.")
    else:
        hint = words("## Nobody else is here yet\nInvite people to fill in their profile: /start.")
    return Panel([text(hint), *_other_modes(page, words)])


def _other_modes(page: Page, words: Words) -> Iterable[Row]:
    if page.other_modes:
        yield buttons(
            *(
                button(words(overlap.MODES[mode]), f"find:mode:{page.search_id}:{mode}")
                for mode, _ in page.other_modes
            )
        )


def _helpful(suggestions: Sequence[Suggestion], page: Page, words: Words) -> Panel:
    lines = [
        words(
            "- without {filter}: {people}",
            filter=words(FILTERS[each.dropped]),
            people=_counted(each, words),
        )
        for each in suggestions
    ]
    hint = words("## Nobody matches all of it\nLeave one thing out:")
    return Panel(
        [
            text("\n".join([hint, *lines])),
            buttons(
                *(
                    button(
                        words("Without {filter}", filter=words(FILTERS[each.dropped])),
                        f"find:without:{page.search_id}:{each.dropped}",
                    )
                    for each in suggestions
                )
            ),
        ]
    )


def _counted(suggestion: Suggestion, words: Words) -> str:
    if suggestion.is_more:
        return words("{n}+ people", n=words.number(MOST))
    return words.n("{n} person", "{n} people", suggestion.count)
