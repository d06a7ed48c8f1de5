"""What an admin reads about Onboarding, before and after it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.domain.onboarding import DEFAULT_CHANNELS, PROMPTS, WRITABLE_CHANNELS, Merge
from bot.domain.regions import Family
from bot.i18n import N_, Words
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import shown
from cogs.onboarding.prompts import Asked

WRITE = "onboarding:write"
_FAMILIES = {
    Family.PREFECTURE: N_("prefectures"),
    Family.CITY: N_("cities"),
    Family.COUNTRY: N_("countries"),
    Family.CHAPTER: N_("alumni chapters"),
    Family.OWN: N_("groups"),
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """The channels that everybody sees from the start, and how many more Discord wants."""

    channels: tuple[int, ...]
    missing: int
    missing_writable: int
    enabled: bool


def onboarding_card(merged: Merge, asked: Asked, defaults: Defaults, words: Words) -> Panel:
    """Show first what is kept, then what is added, then what is missing; and the button."""
    rows: list[Row] = [
        text(words("## Onboarding")),
        text(_kept(merged, defaults, words)),
        text(_added(merged, asked, words)),
        text(_state(merged, defaults, words)),
    ]
    if not merged.too_many and not merged.is_done:
        rows.append(buttons(button(words("Write it"), WRITE, style=discord.ButtonStyle.primary)))
    return Panel(rows)


def _kept(merged: Merge, defaults: Defaults, words: Words) -> str:
    titles = [(each["title"], len(each["options"])) for each in merged.others]
    prompts = _listed(titles, words) or words("There are none.")
    channels = words.list([f"<#{channel}>" for channel in defaults.channels[:20]])
    return words(
        "**Prompts that are there and stay just as they are:**\n{prompts}\n"
        "**Default channels, which stay too:** {channels}",
        prompts=prompts,
        channels=channels or words("none"),
    )


def _added(merged: Merge, asked: Asked, words: Words) -> str:
    titles = [(prompt.title, len(prompt.options)) for prompt in merged.ours]
    told = [
        words("**Prompts of the regions:**"),
        _listed(titles, words) or words("There are none: no region has a role to choose."),
    ]
    if asked.without_roles:
        families = words.list([words(_FAMILIES[family]) for family in asked.without_roles])
        if asked.has_panel:
            told.append(
                words(
                    "Without a role to choose, so led to the panel: {families}.", families=families
                )
            )
        else:
            told.append(
                words(
                    "Without a role to choose, and not asked, because there is no panel yet: "
                    "{families}. /region-admin panel posts one.",
                    families=families,
                )
            )
    return "\n".join(told)


def _state(merged: Merge, defaults: Defaults, words: Words) -> str:
    if merged.too_many:
        return words(
            "**This does not fit:** Discord takes {most} prompts, and {n} would be too many. What "
            "helps: remove prompts that nobody needs, or give countries a forum with "
            "/region-admin layout, which needs no prompt for each continent.",
            most=PROMPTS,
            n=merged.too_many,
        )
    told = [
        words("All of it is written.")
        if merged.is_done
        else words("Nothing is written until you press the button.")
    ]
    if not defaults.enabled:
        told.append(
            words(
                "Onboarding is switched off here. You switch it on yourself in **Server Settings "
                "> Onboarding**."
            )
        )
    if defaults.missing or defaults.missing_writable:
        told.append(
            words(
                "For that Discord wants {channels} default channels, {writable} of which everybody "
                "may write in. Still missing: {missing}, and {missing_writable} to write in. The "
                "bot adds none by itself: pick them there.",
                channels=DEFAULT_CHANNELS,
                writable=WRITABLE_CHANNELS,
                missing=defaults.missing,
                missing_writable=defaults.missing_writable,
            )
        )
    return "\n".join(told)


def _listed(titles: Iterable[tuple[str, int]], words: Words) -> str:
    counted = ((title, words.n("{n} option", "{n} options", count)) for title, count in titles)
    return "\n".join(f"- {shown(title)}: {options}" for title, options in counted)
