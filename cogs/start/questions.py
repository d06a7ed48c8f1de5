"""The questions of a form, each with what is known already filled in.

Answers are plain texts by question, several ticked codes joined by spaces, so that a form
can be kept, changed and shown again whatever it asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.ui.views import Form

Answers = Mapping[str, str]
Choice = tuple[str, str]
"""A code and what the reader calls it."""


def text(
    name: str,
    label: str,
    answers: Answers,
    *,
    hint: str | None = None,
    length: int,
    required: bool = False,
    long: bool = False,
) -> ui.Label[Form]:
    """Ask for a text."""
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    field: ui.TextInput[Form] = ui.TextInput(
        custom_id=name,
        style=style,
        default=answers.get(name, "")[:length] or None,
        max_length=length,
        required=required,
    )
    return ui.Label(text=label, description=hint, component=field)


def one_of(
    name: str,
    label: str,
    answers: Answers,
    choices: Sequence[Choice],
    *,
    hints: Mapping[str, str] | None = None,
    required: bool = False,
) -> ui.Label[Form]:
    """Ask for one of at most ten; ``hints`` explain single choices."""
    options = [
        discord.RadioGroupOption(
            label=shown,
            value=code,
            description=(hints or {}).get(code),
            default=code == answers.get(name),
        )
        for code, shown in choices
    ]
    group: ui.RadioGroup[Form] = ui.RadioGroup(custom_id=name, options=options, required=required)
    return ui.Label(text=label, component=group)


def any_of(
    name: str, label: str, answers: Answers, choices: Sequence[Choice], *, hint: str | None = None
) -> ui.Label[Form]:
    """Ask for any of at most ten."""
    ticked = answers.get(name, "").split()
    options = [
        discord.CheckboxGroupOption(label=shown, value=code, default=code in ticked)
        for code, shown in choices
    ]
    group: ui.CheckboxGroup[Form] = ui.CheckboxGroup(
        custom_id=name, options=options, required=False, min_values=0
    )
    return ui.Label(text=label, description=hint, component=group)


def answer(sent: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name of a question and what was answered, as Discord sends it."""
    if "values" in sent:
        return sent["custom_id"], " ".join(sent["values"])
    return sent["custom_id"], (sent.get("value") or "").strip()
