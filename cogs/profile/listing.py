"""Being listed: the words of the consent, and what comes after."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.domain.profiles import Profile
from bot.domain.regions import Offers
from bot.domain.search import Stayed
from bot.i18n import Words
from bot.services.introductions import Introduction
from bot.ui import summaries
from bot.ui.panel import PRIVACY, START, Panel, Row, back, button, buttons, text, with_button
from bot.ui.reading import shown
from bot.ui.regions import offer_rows


def consent_panel(server: str, words: Words) -> Panel:
    """Ask for the consent; whoever changes its meaning raises CONSENT_VERSION."""
    told = words(
        "## List me in {server}\nPeople who are listed here see each other: your name, your "
        "Discord account, and of the rest what you allow each audience to see. You see them in "
        "the same way. You can unlist or hide yourself, or delete everything, at any time.\n"
        "By pressing the button you confirm that you are an adult (18 or older) and agree. The "
        "date of your consent is kept.",
        server=shown(server),
    )
    return Panel(
        [
            text(told),
            buttons(
                button(
                    words("I am an adult: list me"),
                    "profile:consent",
                    style=discord.ButtonStyle.success,
                ),
                button(words("Who may see what"), PRIVACY),
                back(START, words),
            ),
        ]
    )


def listed_panel(
    mine: Profile, offers: Offers, words: Words, introductions: Iterable[Introduction] = ()
) -> Panel:
    """Say that it is done, and what to try next: people to greet and find, regions to join."""
    if mine.hidden:
        told = words(
            "**You are listed,** but your profile is hidden: nobody sees it, and you see nobody. "
            "To change that, press the button."
        )
    else:
        told = words("**You are listed.** Try /find people to see who was where you were.")
    return Panel(
        [
            text(told),
            *(_introduced(each, words) for each in introductions),
            buttons(
                button(words("Who may see what"), PRIVACY),
                button(words("Welcome newcomers yourself"), "consent:ask:introductions"),
            ),
            *offer_rows(offers, words),
        ]
    )


def _introduced(introduction: Introduction, words: Words) -> Row:
    """Show somebody who welcomes newcomers, as far as this one may see them."""
    person = introduction.person
    stays = (why.stay for why in introduction.why if isinstance(why, Stayed))
    lines = summaries.joined(
        *(summaries.placement(stay, words) for stay in stays),
        summaries.home(person, words),
        summaries.now(person, words),
    )
    told = words("{name} welcomes newcomers", name=shown(person.name))
    return with_button(told, lines, button(words("Say hello"), f"hello:to:{person.user_id}"))
