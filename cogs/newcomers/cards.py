"""The weekly line, the message to newcomers, and the words of the two consents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import discord

from bot.domain.consents import Purpose
from bot.domain.newcomers import NAMED, Newcomer, Years
from bot.i18n import Words
from bot.reference import cities, countries
from bot.reference.locales import is_japanese
from bot.services.newcomers import Line
from bot.ui.panel import PRIVACY, Panel, Row, button, buttons, text
from bot.ui.reading import shown
from bot.ui.regions import name

LINE_LENGTH = 1_800
"""Half of what a message holds, for servers that post in two languages."""


def line_card(line: Line, each: Iterable[Words]) -> Panel:
    """Name who is new, in one language or in two."""
    return Panel([text(line_text(line, words)) for words in each])


def line_text(line: Line, words: Words) -> str:
    """Name as many as one line holds, and say how many more agreed to be named."""
    told = [_newcomer(person, words) for person in line.people[:NAMED]]
    while True:
        rest = len(line.people) - len(told)
        more = [words.n("and {n} more", "and {n} more", rest)] if rest else []
        content = words(
            "**New in {region} this week:** {people}",
            region=name(line.region, words),
            people=words("; ").join((*told, *more)),
        )
        if len(content) <= LINE_LENGTH:
            return content
        told.pop()


def _newcomer(person: Newcomer, words: Words) -> str:
    parts = [shown(person.name)]
    if person.years:
        years = words.list([_years(each, words) for each in person.years])
        parts.append(words("there {years}", years=years))
    if place := _lives(person, words):
        parts.append(words("now in {place}", place=place))
    return words(", ").join(parts)


def _years(years: Years, words: Words) -> str:
    since = words.month(years.since)
    if years.until is None:
        return words("since {since}", since=since)
    if years.until == years.since:
        return since
    return words("{since} – {until}", since=since, until=words.month(years.until))


def _lives(person: Newcomer, words: Words) -> str | None:
    city = cities.get(person.city) if person.city else None
    if city is not None:
        return (city.name_ja or city.name) if is_japanese(words.locale) else city.name
    return countries.in_sentence(person.country, words.locale) if person.country else None


def arrival_card(server: str, channel: int | None, each: Iterable[Words]) -> Panel:
    """Tell a newcomer once what there is; in the server's languages, for theirs is unknown."""
    return Panel([text(_arrival(server, channel, words)) for words in each])


def _arrival(server: str, channel: int | None, words: Words) -> str:
    told = words(
        "**Welcome to {server}!** It has a directory of people who were in Japan or work with "
        "those who were. /start there takes two minutes, and nobody sees you before you say so.",
        server=shown(server),
    )
    if channel is not None:
        told += "\n" + words("Its regions are in {channel}.", channel=f"<#{channel}>")
    return told + "\n" + words("-# This is the only message of its kind.")


def consent_panel(
    purpose: Purpose, words: Words, *, given: bool, preview: Sequence[str], is_on: bool
) -> Panel:
    """Say what somebody agrees to, or has agreed to, and let them decide."""
    if purpose is Purpose.WEEKLY_LINE:
        rows = [text(_line_terms(words)), text(_previewed(preview, words))]
        if not is_on:
            rows.append(text(words("-# This server has not switched the weekly line on.")))
    else:
        rows = [text(_introduction_terms(words))]
    return Panel((*rows, _decision(purpose, words, given=given)))


def _line_terms(words: Words) -> str:
    return words(
        "## The weekly line\nWhen you join a region and do not belong quietly, its channel or "
        "post may name you once, in the line of that week. **Everybody who can read there sees "
        "it,** listed or not, and it stays there.\nIt has your name, from which year to which "
        "you were there, and the city or country you live in now: nothing else, and of these "
        "only what you show to all members on the day it goes. Whoever is hidden, unlisted or "
        "gone is not named."
    )


def _previewed(preview: Sequence[str], words: Words) -> str:
    quoted = "\n".join(f"> {line}" for each in preview for line in each.splitlines())
    if not quoted:
        return words(
            "It would say nothing now: you are hidden, or no region goes with your profile."
        )
    return words("**This is what it would say now:**\n{lines}", lines=quoted)


def _introduction_terms(words: Words) -> str:
    return words(
        "## Welcoming newcomers\nWhoever lists themselves here is told of up to two people to "
        "turn to: one of the same town or prefecture, one of the same country. If you agree, "
        "you may be one of them. They see your name and what of your profile they may see "
        "anyway, and can press **Say hello**. Nothing is public."
    )


def _decision(purpose: Purpose, words: Words, *, given: bool) -> Row:
    privacy = button(words("Who may see what"), PRIVACY)
    if given:
        told = words("Take it back")
        return buttons(button(told, f"consent:withdraw:{purpose}"), privacy)
    agree = words("I agree: name me") if purpose is Purpose.WEEKLY_LINE else words("I agree")
    style = discord.ButtonStyle.success
    return buttons(button(agree, f"consent:give:{purpose}", style=style), privacy)
