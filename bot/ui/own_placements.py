"""One's own placements as an option of a command."""

from __future__ import annotations

from bot.domain.folding import squeeze
from bot.domain.placements import Placement
from bot.domain.profiles import Profile
from bot.errors import PlacementNotFoundError
from bot.i18n import Words
from bot.ui import summaries
from bot.ui.autocomplete import Choices, labelled


def offered(mine: Profile, typed: str, words: Words) -> Choices:
    """Offer the placements in whose line the typed text occurs."""
    lines = ((summaries.placement_label(stay, words), str(stay.id)) for stay in mine.placements)
    return labelled((line, id_) for line, id_ in lines if squeeze(typed) in squeeze(line))


def chosen(mine: Profile, picked: str) -> Placement:
    """Return the placement that was picked; raise PlacementNotFoundError."""
    for stay in mine.placements:
        if str(stay.id) == picked:
            return stay
    raise PlacementNotFoundError
