"""What moderators and the people concerned read."""

from __future__ import annotations

from bot.i18n import Words
from bot.ui.panel import Panel, text
from bot.ui.reading import shown


def unlisted_card(mention: str, words: Words) -> Panel:
    """Tell a moderator what holds from now on."""
    return Panel(
        (
            text(
                words(
                    "{member} is not found in this server from now on and cannot join its list. "
                    "The roles of their regions go too. If they use the directory, they are told "
                    "the reason, not who decided. /mod relist takes it all back.",
                    member=mention,
                )
            ),
        )
    )


def relisted_card(mention: str, words: Words) -> Panel:
    """Tell a moderator that somebody may be listed again."""
    return Panel(
        (
            text(
                words(
                    "{member} may be listed here again: as before if they were listed, else "
                    "when they press **List me**.",
                    member=mention,
                )
            ),
        )
    )


def unlisted_letter(server: str, reason: str, words: Words) -> Panel:
    """Tell a person why they are not found any more, and what they can do."""
    return Panel(
        (
            text(
                words(
                    "## You were taken off a list\nThe moderators of **{server}** took you off "
                    "its list. Their reason:\n> {reason}",
                    server=shown(server),
                    reason=shown(reason),
                )
            ),
            text(
                words(
                    "Nobody finds you through that server now. Your profile is still yours: "
                    "/profile edit changes it, /profile delete deletes it. "
                    "If you think this is a mistake, please talk to the moderators there."
                )
            ),
        )
    )
