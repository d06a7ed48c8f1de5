"""A person's card as it is opened, previewed and confirmed."""

from __future__ import annotations

from datetime import datetime

from discord import ui

from bot.domain.privacy import SeenProfile
from bot.domain.profiles import Profile
from bot.i18n import Words
from bot.services.placements import day_in_japan
from bot.ui.panel import EDIT, PRIVACY, Panel, alumnus_offer, button, buttons, text
from bot.ui.person import others_card, person_card


def opened(seen: SeenProfile, viewer_id: int, words: Words, now: datetime) -> Panel:
    """Show a person to somebody, with the way to say hello; to themselves, with what next."""
    if seen.user_id != viewer_id:
        return others_card(seen, words, now=now)
    hint = words("-# All of your own profile. What others see of it: /profile preview.")
    change = button(words("Change"), f"start:show:{EDIT}")
    below = [
        text(hint),
        *alumnus_offer(EDIT, seen, words, day_in_japan(now)),
        buttons(change, button(words("Who may see what"), PRIVACY)),
    ]
    return person_card(seen, words, now=now, below=below)


def preview(mine: Profile, seen: SeenProfile | None, words: Words, now: datetime) -> Panel:
    """Show my card as an onlooker would see it."""
    notes: list[str] = []
    if mine.hidden:
        notes.append(words("Your profile is hidden, so nobody sees any of it."))
    elif seen is None:
        notes.append(words("They see nothing of you, and cannot tell whether you are here."))
    elif not mine.listed_in:
        notes.append(words("You are not listed yet. Once you are, they see this."))
    else:
        notes.append(words("This is all they see of you."))
    note = text("-# " + " ".join(notes))
    change = buttons(button(words("Who may see what"), PRIVACY))
    if seen is None:
        return Panel([note, change])
    return person_card(seen, words, now=now, below=[ui.Separator(), note, change])


def confirmed(mine: Profile, words: Words, now: datetime) -> Panel:
    """Thank for the confirmation, and ask what only the person can answer."""
    month = words.month(now.year, now.month)
    told = words("Thank you. Your card now says “confirmed {month}”.", month=month)
    change = buttons(button(words("Change something"), f"start:show:{EDIT}"))
    return Panel([text(told), *alumnus_offer(EDIT, mine, words, day_in_japan(now)), change])
