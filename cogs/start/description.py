"""The sections that describe the person: about you, now, work, own words, open to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from discord import ui

from bot.domain.profiles import (
    ABOUT_LENGTH,
    INTERESTS_LENGTH,
    LINK_LENGTH,
    LINKS,
    NAME_LENGTH,
    OCCUPATION_LENGTH,
    Kind,
    Level,
    OpenTo,
    Profile,
)
from bot.i18n import N_, Words
from bot.reference import cities, countries, occupation_fields
from bot.services.profiles import Description
from bot.services.services import Services
from bot.ui import vocabulary
from bot.ui.views import Form
from cogs.start.answers import Reader, settled_key
from cogs.start.languages import LANGUAGES_LENGTH, read_languages, written_languages
from cogs.start.questions import Answers, any_of, one_of, text
from cogs.start.section import Outcome, Section

PLACE_LENGTH = 150


@dataclass(frozen=True, slots=True)
class DescriptionSection:
    """A part of the profile itself."""

    title: str
    ask: Callable[[Answers, Words], Sequence[ui.Label[Form]]]
    write: Callable[[Profile, Words], Answers]
    read: Callable[[Reader], Description]

    def questions(
        self, profile: Profile | None, answers: Answers, words: Words
    ) -> Sequence[ui.Label[Form]]:
        """Ask the same of everybody."""
        return self.ask(answers, words)

    def answers(self, profile: Profile, target: int, words: Words) -> Answers:
        """Write what the profile says."""
        return self.write(profile, words)

    async def save(
        self, services: Services, user_id: int, target: int, answers: Answers, words: Words
    ) -> Outcome:
        """Describe the person anew in this part alone."""
        await services.profiles.describe(user_id, **self.read(Reader(answers, words)))
        return Outcome()


def _ask_about(answers: Answers, words: Words) -> Sequence[ui.Label[Form]]:
    return (
        text(
            "name",
            words("Name"),
            answers,
            hint=words("The name people know you by. Members see it once you are listed."),
            length=NAME_LENGTH,
            required=True,
        ),
        text(
            "reading",
            words("How your name is read"),
            answers,
            hint=words("If you like: in kana or in Roman letters."),
            length=NAME_LENGTH,
        ),
        one_of(
            "kind",
            words("Who you are"),
            answers,
            [(kind, words(vocabulary.KINDS[kind])) for kind in Kind],
            hints={kind: words(hint) for kind, hint in vocabulary.KIND_HINTS.items()},
            required=True,
        ),
        text(
            "home",
            words("Home country"),
            answers,
            hint=words("In any language, such as Ireland or アイルランド."),
            length=PLACE_LENGTH,
        ),
        text(
            "languages",
            words("Languages"),
            answers,
            hint=words(
                "Your own first, with commas: English, Japanese ({level})",
                level=words(vocabulary.LEVELS[Level.BASIC]),
            ),
            length=LANGUAGES_LENGTH,
        ),
    )


def _write_about(profile: Profile, words: Words) -> Answers:
    return {
        "name": profile.name,
        "reading": profile.reading or "",
        "kind": profile.kind or "",
        **_country("home", profile.home, words),
        "languages": written_languages(profile.languages, words),
    }


def _read_about(reader: Reader) -> Description:
    return {
        "name": reader.text("name") or "",
        "reading": reader.text("reading"),
        "kind": Kind(reader.text("kind") or ""),
        "home": reader.country("home"),
        "languages": read_languages(reader, "languages"),
    }


def _ask_now(answers: Answers, words: Words) -> Sequence[ui.Label[Form]]:
    return (
        text(
            "country",
            words("Country"),
            answers,
            hint=words("In any language, such as Ireland or アイルランド."),
            length=PLACE_LENGTH,
            required=True,
        ),
        text(
            "city",
            words("City"),
            answers,
            hint=words("If you like. A small town: type the next bigger city."),
            length=PLACE_LENGTH,
        ),
    )


def _write_now(profile: Profile, words: Words) -> Answers:
    city = cities.get(profile.city) if profile.city else None
    label = cities.label(city, words.locale) if city else ""
    return {
        **_country("country", profile.country, words),
        "city": label,
        settled_key("city", label): str(profile.city),
    }


def _country(question: str, code: str | None, words: Words) -> Answers:
    if code is None:
        return {question: ""}
    name = countries.name(code, words.locale)
    return {question: name, settled_key(question, name): code}


def _read_now(reader: Reader) -> Description:
    country = reader.country("country")
    return {"country": country, "city": reader.city("city", country)}


def _ask_work(answers: Answers, words: Words) -> Sequence[ui.Label[Form]]:
    return (
        text("occupation", words("Occupation"), answers, length=OCCUPATION_LENGTH),
        text(
            "work_field",
            words("Field of work"),
            answers,
            hint=words("One word is enough, such as education, health or tourism."),
            length=PLACE_LENGTH,
        ),
    )


def _write_work(profile: Profile, words: Words) -> Answers:
    field = profile.work_field
    return {
        "occupation": profile.occupation or "",
        "work_field": occupation_fields.name(field, words.locale) if field else "",
    }


def _read_work(reader: Reader) -> Description:
    return {
        "occupation": reader.text("occupation"),
        "work_field": reader.work_field("work_field"),
    }


def _ask_more(answers: Answers, words: Words) -> Sequence[ui.Label[Form]]:
    return (
        text("about", words("About me"), answers, length=ABOUT_LENGTH, long=True),
        text("interests", words("Interests"), answers, length=INTERESTS_LENGTH),
        text(
            "links",
            words("Links"),
            answers,
            hint=words("At most five addresses that begin with https://, one a line."),
            length=LINKS * (LINK_LENGTH + 1),
            long=True,
        ),
    )


def _write_more(profile: Profile, words: Words) -> Answers:
    return {
        "about": profile.about or "",
        "interests": profile.interests or "",
        "links": "\n".join(profile.links),
    }


def _read_more(reader: Reader) -> Description:
    return {
        "about": reader.text("about"),
        "interests": reader.text("interests"),
        "links": (reader.text("links") or "").split(),
    }


def _ask_open_to(answers: Answers, words: Words) -> Sequence[ui.Label[Form]]:
    choices = [(each, words(name)) for each, name in vocabulary.OPEN_TO.items()]
    hint = words("What people may gladly ask you for. None is fine too.")
    return (any_of("open_to", words("Open to"), answers, choices, hint=hint),)


def _write_open_to(profile: Profile, words: Words) -> Answers:
    return {"open_to": " ".join(sorted(profile.open_to))}


def _read_open_to(reader: Reader) -> Description:
    return {"open_to": [OpenTo(code) for code in reader.ticked("open_to")]}


DESCRIPTIONS: Mapping[str, Section] = {
    "about": DescriptionSection(N_("About you"), _ask_about, _write_about, _read_about),
    "now": DescriptionSection(N_("Where you live now"), _ask_now, _write_now, _read_now),
    "work": DescriptionSection(N_("Work"), _ask_work, _write_work, _read_work),
    "more": DescriptionSection(N_("In your own words"), _ask_more, _write_more, _read_more),
    "open_to": DescriptionSection(N_("Open to"), _ask_open_to, _write_open_to, _read_open_to),
}
