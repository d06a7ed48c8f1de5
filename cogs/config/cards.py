"""What an admin reads about the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.settings import Channel, Choice, Number, Setting, Switch
from bot.i18n import Words
from bot.i18n.markers import N_
from bot.ui.panel import Panel, text

CHOICES: Mapping[str, str] = {
    "en": N_("English"),
    "ja": N_("Japanese"),
    "both": N_("English and Japanese"),
}
"""What the values of settings are called; one that is not here speaks for itself."""


def settings_card(values: Mapping[Setting[Any], Any], words: Words) -> Panel:
    """Show every setting with its value."""
    rows = (_row(setting, value, words) for setting, value in values.items())
    return Panel(
        (
            text(words("## Settings of this server")),
            text("\n".join(rows)),
            text(words("Change one with /config set; /config reset goes back to the default.")),
        )
    )


def setting_card(
    setting: Setting[Any], value: Any, words: Words, *, notice: str | None = None
) -> Panel:
    """Show one setting: what it does, which values fit, and what stands now."""
    lines = (
        f"## {setting.name}",
        words(setting.description),
        words("Now: {value}", value=written(setting, value, words)),
        words("Default: {value}", value=written(setting, setting.default, words)),
        words("Fits: {values}", values=_fitting(setting, words)),
    )
    rows = [text(notice)] if notice else []
    return Panel((*rows, text("\n".join(lines))))


def written(setting: Setting[Any], value: Any, words: Words) -> str:
    """Write a value as people read it."""
    match setting:
        case Number():
            return words.number(value)
        case Choice():
            return choice(value, words)
        case Switch():
            return words("on") if value else words("off")
        case Channel():
            return words("no channel yet") if value is None else f"<#{value}>"
        case _:
            return words("no role yet") if value is None else f"<@&{value}>"


def choice(value: str, words: Words) -> str:
    """Write one of the values of a setting."""
    return words(CHOICES[value]) if value in CHOICES else value


def _row(setting: Setting[Any], value: Any, words: Words) -> str:
    stands = written(setting, value, words)
    if value == setting.default:
        stands = words("{value} (default)", value=stands)
    return f"**{setting.name}**: {stands}\n-# {words(setting.description)}"


def _fitting(setting: Setting[Any], words: Words) -> str:
    match setting:
        case Number():
            least, most = words.number(setting.least), words.number(setting.most)
            return words("a whole number from {least} to {most}", least=least, most=most)
        case Choice():
            return words.choice([f"`{value}` ({choice(value, words)})" for value in setting.values])
        case Switch():
            return words("`on` or `off`")
        case Channel():
            return words("a text channel of this server: its mention, its ID or its name")
        case _:
            return words("a role of this server: its mention, its ID or its name")
