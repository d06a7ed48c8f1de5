"""Who belongs to which region, stands for one, and agreed to be named or to welcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from bot.domain.consents import Purpose
from bot.domain.profiles import Profile
from bot.domain.regions import Family, Membership, Tie, follows
from bot.reference import regions
from bot.services.services import Services

ONE_IN = {Family.PREFECTURE: 40, Family.COUNTRY: 5, Family.CITY: 3}
"""So many of those from whose profile a region follows belong to it; a role each takes time."""
QUIET_ONE_IN = 6
WELCOMES, NAMED = Purpose.INTRODUCTIONS, Purpose.WEEKLY_LINE


@dataclass(frozen=True, slots=True)
class Belongings:
    """What one of those whom a visitor can be decided about regions."""

    openly: Mapping[str, Tie] = field(default_factory=dict[str, Tie])
    quietly: Mapping[str, Tie] = field(default_factory=dict[str, Tie])
    stands_for: tuple[str, ...] = ()
    agreed_to: tuple[Purpose, ...] = ()


OF_CAST: Mapping[str, Belongings] = {
    "maria": Belongings(
        {"p02": Tie.PLACED, "cPT": Tie.LIVES, "cES": Tie.FROM},
        stands_for=("cPT",),
        agreed_to=(NAMED, WELCOMES),
    ),
    "james": Belongings({"cGB": Tie.FROM}, {"p13": Tie.PLACED}, agreed_to=(WELCOMES,)),
    "emily": Belongings({"p46": Tie.PLACED}, {"cUS": Tie.LIVES}),
    "liam": Belongings(
        {"p39": Tie.LIVES, "cNZ": Tie.FROM}, stands_for=("p39",), agreed_to=(NAMED, WELCOMES)
    ),
    "mei": Belongings({"cUS": Tie.LIVES}),
    "noah": Belongings({"t01100": Tie.PLACED, "p01": Tie.PLACED, "cCA": Tie.LIVES}),
    "priya": Belongings(
        {"t28100": Tie.PLACED, "cSG": Tie.LIVES},
        {"cIN": Tie.FROM},
        agreed_to=(NAMED,),
    ),
    "aoife": Belongings({"p47": Tie.PLACED, "cIE": Tie.LIVES}, agreed_to=(WELCOMES,)),
}


def invented(profile: Profile, at: datetime) -> Iterator[Membership]:
    """Let some invented people belong where their profile leads, always the same ones."""
    lot = crc32(profile.name.encode())
    for code, ties in follows(profile, regions).items():
        region = regions.get(code)
        if region is not None and lot % ONE_IN[region.family] == 0:
            quiet = lot % QUIET_ONE_IN == 1
            for server_id in profile.listed_in:
                yield Membership(server_id, code, profile.user_id, ties[0], quiet, at)


async def join(services: Services, server_id: int, user_id: int, belongings: Belongings) -> None:
    """Carry out what somebody decided, as their own commands would."""
    for purpose in belongings.agreed_to:
        await services.consents.give(server_id, user_id, purpose)
    for code, tie in belongings.openly.items():
        await services.memberships.join(server_id, user_id, code, tie=tie)
    for code, tie in belongings.quietly.items():
        await services.memberships.join(server_id, user_id, code, tie=tie, quiet=True)
    for code in belongings.stands_for:
        await services.regions.add_representative(server_id, code, user_id)
