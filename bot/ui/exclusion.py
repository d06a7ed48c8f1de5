"""What somebody reads whom moderators took off a server's list."""

from __future__ import annotations

from bot.domain.exclusions import Exclusion
from bot.errors import ExcludedError
from bot.i18n import Words
from bot.ui.panel import Row, text
from bot.ui.reading import shown


def exclusion_rows(exclusion: Exclusion | None, words: Words) -> tuple[Row, ...]:
    """Tell the person why, on their own panels; nothing where nobody decided so."""
    if exclusion is None:
        return ()
    return (text(words(ExcludedError.message, reason=shown(exclusion.reason))),)
