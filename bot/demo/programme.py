"""What is on in the demo: who hosts which event, when from now, and who answered what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.events import Coming, Kind, Second
from bot.domain.repeats import Repeat, Rule, Unit
from bot.services.hosting import Said

GOING, MAYBE, NO = Coming.GOING, Coming.MAYBE, Coming.NO
ROOM = "events"


@dataclass(frozen=True, slots=True)
class Plan:
    """One event: ``cast`` answered, ``others`` counts the invented people who did too.

    It begins so many days from now at an hour of its own zone; without one, in so many minutes.
    """

    host: str
    said: Said
    days: int = 0
    at: time | None = None
    minutes: int = 0
    cast: Mapping[str, Coming] = field(default_factory=dict[str, Coming])
    guests: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    others: int = 0
    code: str | None = None
    room: str = ROOM
    is_weekly: bool = False

    def starts_at(self, now: datetime) -> datetime:
        """Return when it begins."""
        if self.at is None:
            return (now + timedelta(minutes=self.minutes)).replace(second=0, microsecond=0)
        zone = ZoneInfo(self.said.get("zone", "UTC"))
        day = now.astimezone(zone).date() + timedelta(days=self.days)
        return datetime.combine(day, self.at, zone)

    def repeat(self, now: datetime) -> Repeat | None:
        """Return by which rule it repeats."""
        if not self.is_weekly:
            return None
        start = self.starts_at(now)
        return Repeat(Rule(Unit.WEEK, weekdays=(start.weekday(),)), start.replace(tzinfo=None))


OVER = (
    Plan(
        "priya",
        Said(
            title="Welcome back evening",
            description="For everybody who came home this summer, and for those who waited.",
            place="The Lamb, 94 Lamb's Conduit Street, London",
            zone="Europe/London",
            length=timedelta(hours=3),
            kind=Kind.PARTY,
            second=Second("ja", "おかえり会", "この夏に帰国した皆さんを迎える集まりです。"),
        ),
        days=-12,
        at=time(19),
        cast={"james": GOING, "maria": GOING, "priya": GOING},
        others=34,
    ),
)
TO_COME = (
    Plan(
        "aoife",
        Said(
            title="Annual meeting",
            description="Accounts, elections, and what we do next year. Everybody may speak.",
            link="https://meet.example.org/annual",
            zone="Europe/Dublin",
            kind=Kind.MEETING,
            second=Second("ja", "年次総会", "会計報告、役員選挙、来年の活動について。"),
        ),
        days=20,
        at=time(19),
        cast={"aoife": GOING, "noah": GOING, "maria": GOING, "mei": NO, "james": MAYBE},
        others=60,
    ),
    Plan(
        "noah",
        Said(
            title="Dinner out in Sapporo",
            description="Soup curry, then the lights in Odori Park. One table, so few seats.",
            place="Minami 1-jo Nishi 4, Sapporo",
            zone="Asia/Tokyo",
            length=timedelta(hours=3),
            capacity=8,
            kind=Kind.MEAL,
            second=Second("ja", "札幌で夕食会", "スープカレーの後、大通公園へ行きます。"),
        ),
        days=3,
        at=time(18, 30),
        cast={
            "noah": GOING,
            "maria": GOING,
            "emily": GOING,
            "liam": GOING,
            "james": GOING,
            "mei": GOING,
            "aoife": GOING,
            "sato": MAYBE,
        },
        guests={"maria": ("Rui",), "liam": ("Aroha", "Tama")},
    ),
    Plan(
        "noah",
        Said(
            title="Sunday market walk in Kochi",
            description="From the castle gate to the last stall, then katsuo no tataki.",
            place="Otemon gate, Kochi Castle",
            bring="Cash, and a bag for what you cannot resist.",
            rain="We meet in Hirome Market instead.",
            zone="Asia/Tokyo",
            kind=Kind.OUTING,
            second=Second(
                "ja", "高知・日曜市さんぽ", "追手門に集合し、最後はひろめ市場へ行きます。"
            ),
        ),
        days=10,
        at=time(9),
        cast={"liam": GOING, "sato": GOING, "priya": MAYBE},
        others=6,
        code="p39",
    ),
    Plan(
        "priya",
        Said(
            title="日本語の会",
            description="どなたでもどうぞ。初めての方も歓迎します。",
            link="https://meet.example.org/nihongo",
            zone="Asia/Tokyo",
            length=timedelta(hours=1),
            kind=Kind.CALL,
            second=Second("en", "Japanese hour", "Talk Japanese, at any level, every week."),
        ),
        days=5,
        at=time(21),
        cast={"sato": GOING, "mei": GOING, "james": MAYBE},
        others=9,
        room="nihongo",
        is_weekly=True,
    ),
    Plan(
        "priya",
        Said(
            title="Coffee online: the first year at home",
            description="An hour to talk about coming home. Cameras are optional.",
            link="https://meet.example.org/coffee",
            zone="Asia/Singapore",
            length=timedelta(hours=1),
            kind=Kind.CALL,
            second=Second("ja", "オンライン茶話会：帰国一年目"),
        ),
        minutes=63,
        cast={"priya": GOING, "maria": GOING, "james": GOING, "emily": MAYBE, "aoife": GOING},
        others=17,
    ),
)
OF_REGIONS = (
    Plan(
        "maria",
        Said(
            title="Vinho verde and nihonshu",
            description="Bring a bottle of one of the two. We compare.",
            place="Mouraria, Lisbon",
            zone="Europe/Lisbon",
            capacity=20,
            kind=Kind.PARTY,
        ),
        days=13,
        at=time(20),
        cast={"maria": GOING, "tomas": MAYBE},
        others=4,
        code="cPT",
    ),
)
"""In the channel or post of their region, by those who stand for it."""
