"""What hosts do with a series, from the command to the answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.domain.events import Event
from bot.domain.series import Scope
from bot.domain.times import Moment
from bot.errors.series import MoveTimeMissingError, SeriesDateError, SeriesEndMissingError
from bot.i18n import N_
from bot.services.series import Course
from bot.services.services import Services
from bot.ui.asking import server_of, standing
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.events.asking import Interaction
from cogs.events.desk import HostDesk
from cogs.events.repeat_options import End
from cogs.events.series_cards import course_card

SKIPPED = N_("**Skipped.** That date gets no card.")
MOVED = N_("**Moved.** That date gets its card for the new time.")
STOPPED = N_("**Stopped.** No more dates come; those with a card stay until you cancel them.")
EXTENDED = N_("**Extended.**")


class Act(StrEnum):
    """What is done with a series."""

    SEE = "see"
    SKIP = "skip"
    MOVE = "move"
    STOP = "stop"
    EXTEND = "extend"


class SeriesDesk:
    """A date with a card is cancelled or edited like any event, so that who comes is told."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._plans = services.series
        self._host = HostDesk(services)

    async def act(
        self,
        interaction: Interaction,
        event_id: int,
        act: Act,
        date: datetime | None,
        when: Moment | None,
        end: End | None,
    ) -> None:
        """Do what was asked for."""
        stands = standing(interaction)
        match act:
            case Act.SKIP:
                await self._skip(interaction, event_id, date)
            case Act.MOVE:
                await self._move(interaction, event_id, date, when)
            case Act.STOP:
                course = await self._plans.stop(stands, event_id)
                await self._show(interaction, course, STOPPED)
            case Act.EXTEND:
                if end is None:
                    raise SeriesEndMissingError
                course = await self._plans.extend(
                    stands, event_id, until=end.until, times=end.times
                )
                await self._show(interaction, course, EXTENDED)
            case Act.SEE:
                await self._show(interaction, await self._plans.course(stands, event_id))

    async def _skip(self, interaction: Interaction, event_id: int, date: datetime | None) -> None:
        course = await self._plans.course(standing(interaction), event_id)
        wall, made = _date(course, date, self._services.clock())
        if made is not None:
            server_id = server_of(interaction).id
            await self._host.ask(interaction, made.id, server_id, (Scope.THIS,))
            return
        course = await self._plans.skip(standing(interaction), event_id, wall)
        await self._show(interaction, course, SKIPPED)

    async def _move(
        self,
        interaction: Interaction,
        event_id: int,
        date: datetime | None,
        when: Moment | None,
    ) -> None:
        if when is None:
            raise MoveTimeMissingError
        course = await self._plans.course(standing(interaction), event_id)
        wall, made = _date(course, date, self._services.clock())
        if made is not None:
            await self._host.edit(interaction, made.id, {"starts_at": when.at, "zone": when.zone})
            return
        course = await self._plans.move(standing(interaction), event_id, wall, when.at)
        await self._show(interaction, course, MOVED)

    async def _show(self, interaction: Interaction, course: Course, notice: str = "") -> None:
        words, now = words_for(interaction), self._services.clock()
        told = words(notice) if notice else ""
        await answer(interaction, course_card(course, words, now, told))


def _date(course: Course, wall: datetime | None, now: datetime) -> tuple[datetime, Event | None]:
    """Return which date is meant, the next one if none was named, and its event if it has one."""
    made = {each.planned: each for each in course.open if each.planned is not None}
    if wall is None:
        walls = [wall for wall, each in made.items() if each.starts_at > now]
        walls += [each.wall for each in course.coming]
        if not walls:
            raise SeriesDateError
        wall = walls[0]
    return wall, made.get(wall)
