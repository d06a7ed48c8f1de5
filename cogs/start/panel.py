"""The panels of /start: four steps, what was refused, one placement, the questions after saving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import discord
from discord import ui

from bot.domain.placements import Placement
from bot.domain.profiles import Kind, Profile
from bot.domain.questions import Question
from bot.i18n import Words
from bot.ui import summaries, vocabulary
from bot.ui.panel import (
    LABEL_LENGTH,
    LIST_ME,
    START,
    Panel,
    Row,
    alumnus_offer,
    back,
    button,
    buttons,
    door,
    placement_rows,
    text,
    with_button,
)
from cogs.start import audiences
from cogs.start.place import Place
from cogs.start.questions import Choice


def start_panel(
    profile: Profile | None,
    words: Words,
    *,
    today: date,
    server_id: int | None,
    notice: Iterable[Row] = (),
    more: Iterable[ui.Button[Any]] = (),
) -> Panel:
    """Show the four steps, each done or to do, and the way to be listed and elsewhere."""
    return Panel(
        (
            *notice,
            text(
                words(
                    "## Your profile in four steps\nThis takes about two minutes. Each step is "
                    "saved at once, so you can stop and come back with /start."
                )
            ),
            text(
                words(
                    "**What is stored, and why:** what you type here and your Discord "
                    "account's number, so that people who were in the same places can find you. "
                    "When you press **List me**, also when you agreed. Until then nobody sees "
                    "any of it. You can change all of it with /profile edit and delete all of "
                    "it with /profile delete, at any time."
                )
            ),
            *_steps(profile, words),
            *(alumnus_offer(START, profile, words, today) if profile else ()),
            *_listing(profile, words, server_id, more),
        )
    )


def _steps(profile: Profile | None, words: Words) -> tuple[Row, ...]:
    titles = (
        words("1. About you"),
        words("2. {heading}", heading=summaries.placements_heading(profile, words)),
        words("3. Where you live now"),
        words("4. Who may see what"),
    )
    if profile is None:
        begin = button(words("Begin"), door(START, "about"), style=discord.ButtonStyle.primary)
        after = words("after step 1")
        later = "\n".join(f"**{_titled(title, after, words)}**" for title in titles[1:])
        first = words("Name, what you are to the programme, home country, languages.")
        return (with_button(_titled(titles[0], words("to do"), words), first, begin), text(later))
    return (
        _step("about", titles[0], summaries.about(profile, words) if profile.kind else "", words),
        *placement_rows(START, _japan_title(titles[1], profile, words), profile, words),
        _step("now", titles[2], summaries.now(profile, words), words),
        _audiences(titles[3], profile, words),
    )


def _audiences(title: str, profile: Profile, words: Words) -> Row:
    """Show who may see what even before the person chose."""
    state = words("done") if profile.audiences else words("as suggested")
    change = button(words("Change"), door(START, "audiences"))
    return with_button(_titled(title, state, words), audiences.summary(profile, words), change)


def _step(section: str, title: str, summary: str, words: Words) -> Row:
    """Show one step; what to do is said in words, the button's colour only repeats it."""
    if summary:
        opens = button(words("Change"), door(START, section))
        return with_button(_titled(title, words("done"), words), summary, opens)
    opens = button(words("Fill in"), door(START, section), style=discord.ButtonStyle.primary)
    return with_button(_titled(title, words("to do"), words), words("Nothing yet."), opens)


def _japan_title(title: str, profile: Profile, words: Words) -> str:
    if profile.placements:
        return _titled(title, words("done"), words)
    if profile.kind is Kind.FRIEND:
        return _titled(title, words("if you were there"), words)
    return _titled(title, words("to do"), words)


def _titled(title: str, state: str, words: Words) -> str:
    return words("{title} ({state})", title=title, state=state)


def _listing(
    profile: Profile | None, words: Words, server_id: int | None, more: Iterable[ui.Button[Any]]
) -> tuple[Row, ...]:
    """Tell whether the person is listed here, and let them be."""
    if profile is None:
        return ()
    everything = button(words("Everything else"), "start:show:edit")
    if server_id is None:
        told = words("You are listed per server: use /start in a server to press **List me**.")
        return (text(told), buttons(everything))
    if server_id in profile.listed_in:
        told = words("**You are listed here.** Try /find people to see who was where you were.")
        return (text(told), buttons(everything, *more))
    told = words("**You are not listed yet.** Nobody sees you, and you see nobody, until you are.")
    lists = button(words("List me"), LIST_ME, style=discord.ButtonStyle.success)
    return (text(told), buttons(lists, everything, *more))


def refused(place: Place, refusal: str, options: Sequence[Choice], words: Words) -> Panel:
    """Show what could not be read, what it may mean, and the way back to the filled-in form."""
    rows: list[Row] = [text(refusal)]
    if options:
        menu: ui.Select[Any] = ui.Select(
            custom_id=place.id("settle"),
            placeholder=words("Pick the one you mean"),
            options=[
                discord.SelectOption(label=label[:LABEL_LENGTH], value=code)
                for code, label in options
            ],
        )
        rows.append(ui.ActionRow(menu))
    again = button(
        words("Open the form again"), place.id("again"), style=discord.ButtonStyle.primary
    )
    rows.append(buttons(again, back(place.panel, words)))
    rows.append(text(words("-# Nothing you typed is lost; it is kept for a day.")))
    return Panel(rows)


def removal_panel(panel: str, stay: Placement, words: Words) -> Panel:
    """Ask once before a placement goes."""
    placement = summaries.placement(stay, words)
    return Panel(
        (
            text(words("Remove this placement?\n{placement}", placement=placement)),
            buttons(
                button(
                    words("Yes, remove it"),
                    f"start:removed:{panel}:{stay.id}",
                    style=discord.ButtonStyle.danger,
                ),
                button(words("No, keep it"), f"start:show:{panel}"),
            ),
        )
    )


def gentle_questions(place: Place, questions: Iterable[Question], words: Words) -> tuple[Row, ...]:
    """Ask what looks unusual, though it is saved already."""
    asked = [question for question in questions if question is not Question.HAS_LEFT]
    if not asked:
        return ()
    told = "\n".join(words(vocabulary.QUESTIONS[question]) for question in asked)
    return (
        text(words("**It is saved.** {question}", question=told)),
        buttons(
            button(words("Yes, that is right"), f"start:show:{place.panel}"),
            button(words("Change it"), place.id("open")),
        ),
        ui.Separator(),
    )
