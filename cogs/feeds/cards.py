"""What people read about the addresses of their feeds."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.feeds import Feed, What
from bot.i18n import N_, Words
from bot.ui.panel import Panel, button, buttons, text
from bot.ui.reading import shown

CONTENTS: Mapping[What, str] = {
    What.SERVER: N_(
        "In it are the events here that everybody may come to and whose channels everybody in "
        "this server sees, without who comes or hosts."
    ),
    What.REGION: N_(
        "In it are the events of this region that everybody may come to and whose channels "
        "everybody in this server sees, without who comes or hosts."
    ),
    What.MINE: N_(
        "In it is what you go to, wait for or may go to in this server. It ends when you leave "
        "the server or delete everything about you."
    ),
}


def given_card(address: str, feed: Feed, words: Words, *, again: bool) -> Panel:
    """Show an address, this once."""
    webcal = address.replace("https://", "webcal://", 1)
    lines = [
        words("## A calendar: {name}", name=shown(feed.name)),
        words(CONTENTS[feed.what]),
        words("Subscribe to this address in your calendar (add a calendar by URL):"),
        f"```\n{address}\n```",
        words("On an iPhone, iPad or Mac, and in Outlook, open this one:"),
        f"```\n{webcal}\n```",
        words(
            "**Copy it now; it is shown this once.** Whoever has it can read the calendar, so keep "
            "it to yourself. Several of your devices may share it."
        ),
    ]
    if again:
        lines.append(words("The address that you had before has stopped working."))
    lines.append(
        words("-# Calendars fetch changes by themselves, some every hour, some once a day.")
    )
    stop = button(words("Stop it"), presses("stop", feed.what, feed.code))
    return Panel((text("\n".join(lines)), buttons(stop)))


def kept_card(feed: Feed, words: Words) -> Panel:
    """Say that there is an address already, and what a new one would do."""
    told = words(
        "## A calendar: {name}\nYou have had an address for this since {day}, and it works. It "
        "cannot be shown again: only its fingerprint is kept. If you have lost it, make a new "
        "one; **the one you have stops working then**.",
        name=shown(feed.name),
        day=f"<t:{int(feed.made_at.timestamp())}:D>",
    )
    renew = button(words("Make a new one"), presses("renew", feed.what, feed.code))
    stop = button(words("Stop it"), presses("stop", feed.what, feed.code))
    return Panel((text(told), buttons(renew, stop)))


def stopped_card(words: Words) -> Panel:
    """Confirm that an address leads nowhere now."""
    told = words(
        "Stopped. That address leads nowhere now; take the calendar out of your calendars, too. "
        "/event feed makes a new one."
    )
    return Panel((text(told),))


def presses(wish: str, what: What, code: str | None) -> str:
    """Return the custom_id of a button."""
    return f"feed:{wish}:{what}:{code or '-'}"
