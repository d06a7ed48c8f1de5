"""What hosts read of Discord's own event beside their card."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.events import Event
from bot.domain.mirrors import Mirror, Standing, Value, changed
from bot.i18n import N_, Words
from bot.services.event_notes import Note
from bot.ui.events import start, title
from bot.ui.panel import Panel, button, buttons, text
from bot.ui.reading import shown

SHOWN = 300
"""Characters of a changed text that are shown."""

NAMES: Mapping[str, str] = {
    "name": N_("Title"),
    "description": N_("Description"),
    "location": N_("Place"),
    "starts_at": N_("Start"),
    "ends_at": N_("End"),
}
WHY: Mapping[Standing, str] = {
    Standing.FORBIDDEN: N_(
        "-# Not among Discord's own events: the bot may not make them. An admin can give its role "
        "Create Events."
    ),
    Standing.FULL: N_(
        "-# Not among Discord's own events: the server has as many as Discord allows (100)."
    ),
    Standing.HIDDEN: N_("-# Not among Discord's own events: not everybody sees the card."),
    Standing.DELETED: N_("-# Not among Discord's own events: somebody deleted it there."),
    Standing.LEFT: N_("-# Not among Discord's own events, as its host wished."),
}
"""Why an event is not among Discord's own."""


def why_not(mirror: Mirror | None, words: Words) -> str:
    """Tell a host why their event is not among Discord's own; nothing where it is."""
    return words(WHY[mirror.standing]) if mirror and mirror.standing in WHY else ""


def changed_card(note: Note, words: Words) -> Panel:
    """Show what somebody changed there, and let the host decide."""
    event, mirror = note.event, note.mirror
    lines = [
        words(
            "**Somebody changed Discord's own event** of **{title}**. Nothing here has changed "
            "yet.",
            title=title(event),
        )
    ]
    theirs = None if mirror is None else mirror.theirs
    if mirror is not None and theirs is not None:
        for name, value in changed(mirror.written, theirs).items():
            old = _told(getattr(mirror.written, name))
            lines.append(f"**{words(NAMES[name])}:** {old} → {_told(value)}")
    lines.append(words("If you take it over, everybody who comes is told of a new time or place."))
    where = f"{event.id}:{event.server_id}"
    take = button(words("Take it over"), f"event-mirror:take:{where}")
    back = button(words("Put it back"), f"event-mirror:back:{where}")
    return Panel((text("\n".join(lines)), buttons(take, back)))


def gone_card(event: Event, words: Words) -> Panel:
    """Say that somebody deleted it there, and let the host decide."""
    told = words(
        "**Discord's own event of {title} was deleted or ended** by somebody. The event itself "
        "goes on, with its card and all answers. What shall become of it?",
        title=title(event),
    )
    where = f"{event.id}:{event.server_id}"
    return Panel(
        (
            text(f"{told}\n{start(event)}"),
            buttons(
                button(words("Make it again"), f"event-mirror:again:{where}"),
                button(words("Leave it"), f"event-mirror:leave:{where}"),
                button(words("Cancel the event"), f"event:ask:{where}"),
            ),
        )
    )


def _told(value: Value) -> str:
    if isinstance(value, str):
        cut = value if len(value) <= SHOWN else value[:SHOWN] + "…"
        return " ".join(shown(cut).split()) or "–"
    return f"<t:{int(value.timestamp())}:F>"
