"""What every option that is offered by name has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.errors import AmbiguousChoiceError, DidYouMeanError, UnknownChoiceError
from bot.i18n import Words
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown
from bot.ui.reading import words_for

SHOWN = 25
LABEL_LENGTH = 100
_NAMED = 5

T = TypeVar("T")
Interaction = discord.Interaction[Any]
Value = str | int | float
Choices = list[app_commands.Choice[Value]]


class Option(app_commands.Transformer):
    """An option that offers labels for values; what was typed and not picked is resolved."""

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Return what the beginning of a name may mean, as (label, value)."""
        raise NotImplementedError

    async def autocomplete(self, interaction: Interaction, value: Value, /) -> Choices:
        """Answer Discord while somebody types."""
        return labelled(await self.offered(interaction, str(value)))


class CodeOption(Option):
    """Something with a code and, in every language, a name; it arrives as its code."""

    def suggest(self, typed: str, locale: str) -> Iterable[str]:
        """Return the codes that the beginning of a name may mean."""
        raise NotImplementedError

    def resolve(self, typed: str) -> Resolution[str]:
        """Decide which code is meant."""
        raise NotImplementedError

    def name(self, code: str, locale: str) -> str:
        """Return what readers of a locale call it."""
        raise NotImplementedError

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """Return the code of what was picked or typed."""
        words = words_for(interaction)
        found = self.resolve(value)
        return settled(value, found, lambda code: self.name(code, words.locale), words)

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer names for codes."""
        locale = words_for(interaction).locale
        return ((self.name(code, locale), code) for code in self.suggest(typed, locale))


def labelled(offered: Iterable[tuple[str, str]]) -> Choices:
    """Return (label, value) pairs as choices, within Discord's limits."""
    return [
        app_commands.Choice(name=label[:LABEL_LENGTH], value=value)
        for label, value in list(offered)[:SHOWN]
    ]


def settled(typed: str, found: Resolution[T], name: Callable[[T], str], words: Words) -> T:
    """Return the one thing that was meant, or refuse with the names of those it may be."""
    match found:
        case Found(value):
            return value
        case Ambiguous(values):
            # A line each: the name of a city has commas of its own.
            choices = "\n".join(f"• {name(each)}" for each in values[:_NAMED])
            raise AmbiguousChoiceError(text=typed, choices=choices)
        case Unknown(()):
            raise UnknownChoiceError(text=typed)
        case Unknown(suggestions):
            close = words.choice([name(each) for each in suggestions[:_NAMED]])
            raise DidYouMeanError(text=typed, suggestions=close)


def codes(found: Resolution[T], code: Callable[[T], str]) -> Resolution[str]:
    """Return the same decision about codes instead of the things that have them."""
    match found:
        case Found(value):
            return Found(code(value))
        case Ambiguous(values):
            return Ambiguous(tuple(code(each) for each in values))
        case Unknown(suggestions):
            return Unknown(tuple(code(each) for each in suggestions))
