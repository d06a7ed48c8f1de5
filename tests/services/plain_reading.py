"""The rule of who finds whom, said once more: slowly, plainly, and on its own.

Nothing here uses the search, the index or the privacy module.
"""

from __future__ import annotations

from bot.domain.placements import Placement, When
from bot.domain.profiles import Audience, Field, Kind, Profile
from bot.domain.search import Filter, Query


def meet(asker: Profile, other: Profile, where: int | None) -> bool:
    """Whether both are listed in a server that the question is asked in, and neither hides."""
    both = asker.listed_in & other.listed_in
    return not asker.hidden and not other.hidden and bool(both if where is None else both & {where})


def shows(asker: Profile, other: Profile, part: Field) -> bool:
    """Whether the asker, a member beside the other, sees a field of theirs."""
    if part is Field.TOWN and not shows(asker, other, Field.PREFECTURE):
        return False
    if part is Field.CITY and not shows(asker, other, Field.COUNTRY):
        return False
    audience = other.audience(part)
    return audience is Audience.MEMBERS or (
        audience is Audience.PLACES and share_a_place(asker, other)
    )


def seen(asker: Profile, other: Profile) -> set[Field]:
    """The fields that the asker sees of the other."""
    return {part for part in Field if shows(asker, other, part)}


def share_a_place(asker: Profile, other: Profile) -> bool:
    """Whether one of the other's places that is not theirs alone is one of the asker's."""
    mine = {place for _, place in places(asker)}
    return any(
        place in mine and other.audience(part) is not Audience.ONLY_ME
        for part, place in places(other)
    )


def places(person: Profile) -> list[tuple[Field, str]]:
    """Every place of a person with the field it stands in; Japan is none."""
    found = [(Field.PREFECTURE, f"prefecture {stay.prefecture}") for stay in person.placements]
    if person.kind is not Kind.LOCAL:
        found += [(Field.HOME, f"country {person.home}")] if person.home else []
        found += [(Field.COUNTRY, f"country {person.country}")] if person.country else []
    return [(part, place) for part, place in found if place != "country JP"]


def finds(asker: Profile, other: Profile, where: int | None, query: Query) -> bool:
    """Whether a question of the asker is answered with the other."""
    if other.user_id == asker.user_id or not meet(asker, other, where):
        return False
    sees = seen(asker, other)
    return all(
        (
            query.kind is None or (Field.KIND in sees and other.kind is query.kind),
            query.home is None or (Field.HOME in sees and other.home == query.home),
            query.lives_in is None or (Field.COUNTRY in sees and other.country == query.lives_in),
            query.field is None or (Field.WORK_FIELD in sees and other.work_field == query.field),
            query.open_to is None or (Field.OPEN_TO in sees and query.open_to in other.open_to),
            query.language is None
            or (
                Field.LANGUAGES in sees
                and any(spoken.language == query.language for spoken in other.languages)
            ),
            query.text is None or all(is_written(word, other, sees) for word in query.text.split()),
            not asks_of_a_stay(query)
            or any(is_such_a_stay(stay, sees, query) for stay in other.placements),
        )
    )


def is_written(word: str, person: Profile, sees: set[Field]) -> bool:
    """Whether a word is in a text that is seen; Japanese also as a part of one."""
    names = [person.name, person.reading if Field.READING in sees else None]
    texts = [
        person.occupation if Field.OCCUPATION in sees else None,
        person.about if Field.ABOUT in sees else None,
        person.interests if Field.INTERESTS in sees else None,
        *(stay.town for stay in person.placements if Field.TOWN in sees),
        *(stay.school for stay in person.placements if Field.SCHOOL in sees),
    ]
    word = word.lower()
    if not word.isascii():
        return any(word in text for text in (*names, *texts) if text)
    whole = {part for text in (*names, *texts) if text for part in text.lower().split()}
    beginnings = {part[: len(word)] for name in names if name for part in name.lower().split()}
    return word in whole or (len(word) >= 3 and word in beginnings)


def asks_of_a_stay(query: Query) -> bool:
    return any((query.prefecture, query.town, query.job, query.since, query.until))


def is_such_a_stay(stay: Placement, sees: set[Field], query: Query) -> bool:
    """Whether one stay is all that is asked for, as far as the asker sees it."""
    if query.prefecture and not (Field.PREFECTURE in sees and stay.prefecture == query.prefecture):
        return False
    if query.job and not (Field.JOB in sees and stay.job == query.job):
        return False
    if query.town:
        named = stay.town_code in query.town_codes if stay.town_code else stay.town == query.town
        if Field.TOWN not in sees or not named:
            return False
    if query.since or query.until:
        return Field.YEARS in sees and bool(months(stay, sees) & months_asked_for(query))
    return True


def months(stay: Placement, sees: set[Field]) -> set[tuple[int, int]]:
    """The months of a stay; a bare year is read by the changeover of the job, if that is seen."""
    assert stay.since is not None
    arrival, departure = stay.changeover.arrival, stay.changeover.departure
    if Field.JOB not in sees:
        arrival, departure = 1, 12
    first = (stay.since.year, stay.since.month or arrival)
    last = (stay.until.year, stay.until.month or departure) if stay.until else (2060, 12)
    if last < first:  # within one year: a bare end of it means all that is left of the year
        assert stay.until is not None
        if stay.until.month is None:
            last = (last[0], 12)
        else:
            first = (first[0], 1)
    return all_months(first, last)


def months_asked_for(query: Query) -> set[tuple[int, int]]:
    since, until = query.since or When(1900), query.until or When(2060)
    return all_months((since.year, since.month or 1), (until.year, until.month or 12))


def all_months(first: tuple[int, int], last: tuple[int, int]) -> set[tuple[int, int]]:
    return {
        (year, month)
        for year in range(first[0], last[0] + 1)
        for month in range(1, 13)
        if first <= (year, month) <= last
    }


def in_order(people: list[Profile]) -> list[int]:
    """Those freshest confirmed first; on one day, and never, those who came first."""

    def key(numbered: tuple[int, Profile]) -> tuple[int, int]:
        number, person = numbered
        return -person.confirmed_at.toordinal() if person.confirmed_at else 0, number

    return [person.user_id for _, person in sorted(enumerate(people), key=key)]


def counts(
    asker: Profile, people: list[Profile], where: int | None, query: Query
) -> dict[Filter, int]:
    """How many would be found without each filter, where that is anybody."""
    found = {
        each: sum(finds(asker, person, where, query.without(each)) for person in people)
        for each in query.filters
    }
    return {each: count for each, count in found.items() if count}
