"""What an admin reads about the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.settings import Number, Setting
from bot.i18n import Words
from bot.ui.panel import Panel, text


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
        case _:
            return words("no role yet") if value is None else f"<@&{value}>"


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
        case _:
            return words("a role of this server: its mention, its ID or its name")
