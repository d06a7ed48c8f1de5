"""An event of this server, offered by its title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, cast

from bot.domain.events import Event
from bot.domain.rights import Standing
from bot.errors import EventAmbiguousError, EventGoneError, EventHostsOnlyError, UserError
from bot.ui.asking import standing
from bot.ui.autocomplete.base import Interaction, Option
from bot.ui.events import sees
from bot.ui.reading import words_for

_LONGEST_NUMBER = 18


class KnowsEvents(Protocol):
    """A client that knows which events there are."""

    async def events_for(
        self,
        asker: Standing,
        typed: str,
        visible: Callable[[Event], bool],
        *,
        managed: bool,
        past: bool,
    ) -> Sequence[Event]:
        """Return the events that somebody may mean, soonest first."""
        ...


class EventOption(Option):
    """An event that the asker sees; it arrives as its number."""

    managed = False
    past = False

    async def transform(self, interaction: Interaction, value: str, /) -> int:
        """Return the number that was picked, or of the only event with such a title."""
        if value.isdecimal() and len(value) <= _LONGEST_NUMBER:
            return int(value)
        found = await self._found(interaction, value)
        if len(found) > 1:  # what is to come is meant, rather than what is over
            found = [each for each in found if not each.is_past(interaction.created_at)]
        if len(found) > 1:
            raise EventAmbiguousError
        if not found:
            raise await self._missing(interaction, value)
        return found[0].id

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer the date and title of each."""
        words, found = words_for(interaction), await self._found(interaction, typed)
        return (
            (f"{words.date(each.day())}: {each.titled(words.locale)}", str(each.id))
            for each in found
        )

    async def _found(self, interaction: Interaction, typed: str) -> Sequence[Event]:
        return await self._events(interaction, typed, managed=self.managed)

    async def _missing(self, interaction: Interaction, typed: str) -> UserError:
        """Return why there is nothing to choose: others may have an event of that title."""
        others = self.managed and await self._events(interaction, typed, managed=False)
        return EventHostsOnlyError() if others else EventGoneError()

    async def _events(
        self, interaction: Interaction, typed: str, *, managed: bool
    ) -> Sequence[Event]:
        client = cast("KnowsEvents", interaction.client)
        return await client.events_for(
            standing(interaction), typed, sees(interaction), managed=managed, past=self.past
        )


class ManagedEventOption(EventOption):
    """An event that the asker may change, drafts of theirs too; it arrives as its number."""

    managed = True


class HeldEventOption(ManagedEventOption):
    """The same, and those that are over."""

    past = True
