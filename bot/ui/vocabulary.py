"""What the words of the domain are called when members read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.placements import Placement, When
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo
from bot.domain.questions import Question
from bot.i18n import Words
from bot.i18n.markers import N_
from bot.reference import municipalities, prefectures, programmes
from bot.ui.reading import shown

KINDS: Mapping[Kind, str] = {
    Kind.ALUMNUS: N_("Alumnus"),
    Kind.PARTICIPANT: N_("Participant"),
    Kind.LOCAL: N_("Local"),
    Kind.FRIEND: N_("Friend"),
}

KIND_HINTS: Mapping[Kind, str] = {
    Kind.ALUMNUS: N_("I was on the programme"),
    Kind.PARTICIPANT: N_("I am on the programme now"),
    Kind.LOCAL: N_("I live in Japan and work or live with participants"),
    Kind.FRIEND: N_("I am a friend of the programme"),
}

LEVELS: Mapping[Level, str] = {
    Level.BASIC: N_("basic"),
    Level.CONVERSATIONAL: N_("conversational"),
    Level.FLUENT: N_("fluent"),
    Level.NATIVE: N_("native"),
}

OPEN_TO: Mapping[OpenTo, str] = {
    OpenTo.MENTORING: N_("mentoring"),
    OpenTo.VISITORS: N_("meeting visitors"),
    OpenTo.TALKS: N_("guest talks and class visits"),
    OpenTo.JOBS: N_("job advice"),
    OpenTo.TRANSLATION: N_("translation help"),
    OpenTo.HOSTING: N_("hosting"),
}

FIELDS: Mapping[Field, str] = {
    Field.READING: N_("Reading of the name"),
    Field.KIND: N_("Part in the programme"),
    Field.HOME: N_("Home country"),
    Field.COUNTRY: N_("Country lived in"),
    Field.CITY: N_("City lived in"),
    Field.LANGUAGES: N_("Languages"),
    Field.OCCUPATION: N_("Occupation"),
    Field.WORK_FIELD: N_("Field of work"),
    Field.ABOUT: N_("About"),
    Field.INTERESTS: N_("Interests"),
    Field.LINKS: N_("Links"),
    Field.OPEN_TO: N_("Open to"),
    Field.PREFECTURE: N_("Prefectures in Japan"),
    Field.TOWN: N_("Towns in Japan"),
    Field.YEARS: N_("Years in Japan"),
    Field.JOB: N_("Jobs in Japan"),
    Field.ORGANISATION: N_("Kinds of employer in Japan"),
    Field.SCHOOL: N_("Schools and offices in Japan"),
}

AUDIENCES: Mapping[Audience, str] = {
    Audience.ONLY_ME: N_("Only me"),
    Audience.PLACES: N_("People of my places"),
    Audience.MEMBERS: N_("Members"),
}

AUDIENCE_HINTS: Mapping[Audience, str] = {
    Audience.ONLY_ME: N_("nobody sees it or finds you by it"),
    Audience.PLACES: N_("listed people who share a prefecture or a country with you"),
    Audience.MEMBERS: N_("all listed people of a server you are both in"),
}

QUESTIONS: Mapping[Question, str] = {
    Question.MANY_YEARS: N_(
        "That makes more years on the programme than is usual. If it is right, all is well."
    ),
    Question.OVERLAP: N_(
        "It overlaps with another of your placements. If it is right, all is well."
    ),
    Question.HAS_LEFT: N_(
        "Your last placement has ended. Would you like to be shown as an alumnus from now on?"
    ),
}


def month(when: When, words: Words) -> str:
    """Write a month or a bare year, as it was typed."""
    return words.month(when.year, when.month)


def years(stay: Placement, words: Words) -> str | None:
    """Write from when until when, as it was typed; None where it is unknown."""
    if stay.since is None:
        return None
    since = month(stay.since, words)
    if stay.until is None:
        return words("{since} – now", since=since)
    if stay.until == stay.since:
        return since
    return words("{since} – {until}", since=since, until=month(stay.until, words))


def place(stay: Placement, words: Words, show: Callable[[str], str] = shown) -> str | None:
    """Write the town with its prefecture, or the prefecture alone; ``show`` does what was typed."""
    if stay.prefecture is None:
        return None
    prefecture = prefectures.name(stay.prefecture, words.locale)
    if stay.town is None:
        return prefecture
    town = municipalities.name(stay.town_code, words.locale) if stay.town_code else show(stay.town)
    return words("{town}, {prefecture}", town=town, prefecture=prefecture)


def job(stay: Placement, words: Words) -> str | None:
    """Write the job or tie; roles by the short names that everybody uses."""
    programme = programmes.get(stay.programme) or programmes.default()
    if stay.job is None or programme.role(stay.job):
        return stay.job
    tie = programme.tie(stay.job)
    return tie.name(words.locale) if tie else stay.job


def organisation(stay: Placement, words: Words) -> str | None:
    """Write the kind of contracting organisation."""
    programme = programmes.get(stay.programme) or programmes.default()
    kind = programme.organisation(stay.organisation) if stay.organisation else None
    return kind.name(words.locale) if kind else None
