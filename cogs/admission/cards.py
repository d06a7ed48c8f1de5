"""What hosts read of who may come and of who waits for their yes, privately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import discord
from discord import ui

from bot.domain.admission import By
from bot.domain.events import Answer, Event, Shown, State
from bot.domain.profiles import Kind
from bot.i18n import Words
from bot.services.admission import Approved, Asking
from bot.ui.admission import whom
from bot.ui.events import start, title
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import shown as harmless
from bot.ui.vocabulary import KINDS

ROLES = 10
"""So many roles may come at most."""


def rule_card(seen: Shown, words: Words, *, is_new: bool) -> Panel:
    """Show who may come, with the menus and buttons that change it."""
    event = seen.event
    lines = [words("## Who may come to {title}", title=title(event, words)), start(event)]
    if is_new:
        lines.append(words("**Saved.**"))
    lines += [f"- {line}" for line in _rules(seen, words)]
    if seen.tally.concerned:
        lines.append(
            words.n(
                "{n} person answered and keeps their answer, whatever you change here.",
                "{n} people answered and keep their answers, whatever you change here.",
                seen.tally.concerned,
            )
        )
    if event.admission.by is not By.EVERYBODY and event.thread_id and not event.thread_is_private:
        lines.append(
            words(
                "**Its thread stays open** to everybody who sees its channel. Whoever deletes it "
                "in Discord can then open a private one."
            )
        )
    hint = words(
        "-# Whether somebody may come is looked up in their own profile, which you do not see. "
        "/event admission also takes other regions, placements in a prefecture, and until when "
        "people can answer."
    )
    rows: list[Row] = [text("\n".join(lines)), _menu(event, words), _role_menu(event, words)]
    return Panel((*rows, buttons(*_choices(event, words)), text(hint)))


def asking_card(
    found: Asking, called: Mapping[int, str], words: Words, done: Approved | None = None
) -> Panel:
    """Show who waits for a host's yes, with the menu that says it; ``called`` are their names."""
    event = found.event
    lines = [words("## Who waits for your yes to {title}", title=title(event, words))]
    if done is not None:
        lines.append(_done(done, words))
    if not found.people:
        lines.append(words("Nobody at the moment."))
        return Panel((text("\n".join(lines)), buttons(_back(event, words))))
    lines += [f"{n}. {_line(each, words)}" for n, each in enumerate(found.people, 1)]
    where = f"{event.id}:{event.server_id}"
    options = [
        discord.SelectOption(
            label=f"{words.number(n)}. {called.get(each.user_id, '')}".strip(),
            value=str(each.user_id),
        )
        for n, each in enumerate(found.people, 1)
    ]
    menu: ui.Select[Any] = ui.Select(
        custom_id=f"admission:approve:{where}:0",
        placeholder=words("Say yes to these"),
        options=options,
        max_values=len(options),
    )
    made = [_back(event, words)]
    if found.behind is not None:
        made.insert(0, button(words("Next page"), f"admission:asking:{where}:{found.behind}"))
    return Panel((text("\n".join(lines)), ui.ActionRow(menu), buttons(*made)))


def _rules(seen: Shown, words: Words) -> Iterable[str]:
    event = seen.event
    yield whom(event.admission, seen.regions, words)
    if event.closes_at is None:
        yield words("People can answer until the event is over")
    else:
        when = f"<t:{int(event.closes_at.timestamp())}:F>"
        yield words("Answer until {when}", when=when)
    if event.by_approval:
        yield words("You decide who has a seat; until then nobody who presses **Going** has one")
    else:
        yield words("Whoever comes first has a seat")


def _done(done: Approved, words: Words) -> str:
    told = [words.n("{n} person has a seat now.", "{n} people have a seat now.", done.seated)]
    if done.waiting:
        told.append(
            words.n(
                "{n} person has your yes and the next seat that becomes free.",
                "{n} people have your yes and the next seats that become free.",
                done.waiting,
            )
        )
    return "**" + " ".join(told) + "**"


def _line(answer: Answer, words: Words) -> str:
    named = f"<@{answer.user_id}>"
    if not answer.guests:
        return named
    guests = words.list([harmless(each) for each in answer.guests])
    return words("{member}, with {guests}", member=named, guests=guests)


def _menu(event: Event, words: Words) -> Row:
    chosen = {f"{event.admission.by}:{each}" for each in event.admission.of}
    offered = [(By.EVERYBODY.value, words("Everybody"))]
    if event.code is not None:
        offered.append((f"{By.REGION}:{event.code}", words("People of the event's region")))
    offered += [(f"{By.KIND}:{kind}", words(KINDS[kind])) for kind in Kind]
    menu: ui.Select[Any] = ui.Select(
        custom_id=f"admission:whom:{event.id}",
        placeholder=words("Everybody, or only some"),
        max_values=len(offered),
        options=[
            discord.SelectOption(label=called, value=value, default=value in chosen)
            for value, called in offered
        ],
    )
    return ui.ActionRow(menu)


def _role_menu(event: Event, words: Words) -> Row:
    is_chosen = event.admission.by is By.ROLE
    chosen = [discord.Object(int(each)) for each in event.admission.of] if is_chosen else []
    menu: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=f"admission:roles:{event.id}",
        placeholder=words("Or only people with a role"),
        max_values=ROLES,
        default_values=[discord.SelectDefaultValue.from_role(each) for each in chosen],
    )
    return ui.ActionRow(menu)


def _choices(event: Event, words: Words) -> list[ui.Button[Any]]:
    made = [
        button(words("Who comes first has a seat"), f"admission:first:{event.id}")
        if event.by_approval
        else button(words("I decide who has a seat"), f"admission:approval:{event.id}")
    ]
    if event.closes_at is not None:
        made.append(button(words("No last moment to answer"), f"admission:open:{event.id}"))
    if event.series_id is not None:
        made.append(button(words("The same for later dates"), f"admission:later:{event.id}"))
    if event.state is State.DRAFT:
        made.append(button(words("Back to the draft"), f"event:draft:{event.id}"))
    elif event.by_approval:
        asks = f"admission:asking:{event.id}:{event.server_id}:0"
        made.append(button(words("Who waits"), asks))
    return made


def _back(event: Event, words: Words) -> ui.Button[Any]:
    return button(words("From the beginning"), f"admission:asking:{event.id}:{event.server_id}:0")
