"""What events are begun from: everything about one but when and where its card stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.events import Event, Kind, Second

NAME_LENGTH = 60
MOST = 50
"""So many a server keeps of its own."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template, shipped or of one server.

    ``key`` is a word for a shipped one, a number for a server's own. ``user_id`` made it; None
    for a shipped one, and once they deleted their profile.
    """

    key: str
    name: str
    title: str
    length: timedelta
    description: str | None = None
    place: str | None = None
    link: str | None = None
    capacity: int | None = None
    kind: Kind | None = None
    bring: str | None = None
    rain: str | None = None
    second: Second | None = None
    place_zone: str | None = None
    user_id: int | None = None

    @property
    def is_own(self) -> bool:
        """Tell whether it is the server's own."""
        return self.key.isdecimal()


def template_of(event: Event, name: str, user_id: int) -> Template:
    """Return a template that makes events like one, not kept yet."""
    return Template(
        key="0",
        name=name,
        title=event.title,
        length=event.ends_at - event.starts_at,
        description=event.description,
        place=event.place,
        link=event.link,
        capacity=event.capacity,
        kind=event.kind,
        bring=event.bring,
        rain=event.rain,
        second=event.second,
        place_zone=event.place_zone,
        user_id=user_id,
    )
