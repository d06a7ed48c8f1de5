"""One's own placements: added, changed and removed."""

from __future__ import annotations

from bot.domain.placements import Placement
from bot.domain.questions import Question
from bot.domain.regions import Offers
from bot.i18n import Words
from bot.services.placements import Saved
from bot.ui import summaries, vocabulary
from bot.ui.panel import EDIT, Panel, button, buttons, door, text
from bot.ui.regions import offers_button


def saved_card(saved: Saved, offers: Offers, words: Words) -> Panel:
    """Show what was kept, ask gently about what is unusual, and offer the regions that follow."""
    lines = [words("**Saved.** {placement}", placement=summaries.placement(saved.placement, words))]
    lines += [words(vocabulary.QUESTIONS[question]) for question in saved.questions]
    stay = saved.placement
    actions = [
        button(words("Change"), door(EDIT, "placement", stay.id)),
        button(words("Employer and school"), door(EDIT, "employer", stay.id)),
        button(words("Remove"), f"start:remove:{EDIT}:{stay.id}"),
    ]
    if Question.HAS_LEFT in saved.questions:
        actions.insert(0, button(words("I am an alumnus now"), f"start:alumnus:{EDIT}"))
    actions += offers_button(offers, words)
    return Panel([text("\n".join(lines)), buttons(*actions)])


def removed_card(stay: Placement, words: Words) -> Panel:
    """Tell what was removed and how to bring it back."""
    told = words(
        "**Removed:** {placement}\nTo bring it back, use /profile placement add.",
        placement=summaries.placement(stay, words),
    )
    return Panel([text(told)])
