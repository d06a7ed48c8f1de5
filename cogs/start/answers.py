"""Read what was typed into a form: names become codes, or a question with a menu.

Forms have no autocomplete, so what is typed goes through the same resolvers as the options
of commands.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.placements import When
from bot.errors import (
    MisspeltNameError,
    TownNotFoundError,
    UnclearNameError,
    UnknownNameError,
    UserError,
)
from bot.i18n import Words
from bot.reference import cities, municipalities
from bot.reference.locales import is_japanese
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown
from bot.ui.autocomplete import (
    CodeOption,
    CountryOption,
    LanguageOption,
    PrefectureOption,
    WorkFieldOption,
    codes,
    month,
    no_prefecture,
    until,
)
from cogs.start.questions import Answers, Choice

AS_TYPED = "as typed"
OPTIONS = 25


class UnclearAnswer(Exception):  # noqa: N818 - a question back, not an error
    """What was typed names several things or none; ``options`` are what it may mean."""

    def __init__(
        self, refusal: UserError, question: str, typed: str, options: list[Choice]
    ) -> None:
        super().__init__(question)
        self.refusal = refusal
        self.question = question
        self.typed = typed
        self.options = options


def settled_key(question: str, typed: str) -> str:
    """Return under which name the answers keep the code picked for something typed."""
    return f"{question}:{typed}"


class Reader:
    """Read the answers of one form, with what its menus settled before."""

    def __init__(self, answers: Answers, words: Words) -> None:
        self._answers = answers
        self.words = words

    def text(self, question: str) -> str | None:
        """Return a text, or None for nothing."""
        return self._answers.get(question) or None

    def ticked(self, question: str) -> list[str]:
        """Return the ticked codes."""
        return self._answers.get(question, "").split()

    def month(self, question: str) -> When:
        """Return a month or a bare year."""
        return month(self._answers.get(question, ""))

    def end(self, question: str) -> When | None:
        """Return the last month or year; None for "now", or for nothing typed."""
        typed = self.text(question)
        return None if typed is None else until(typed, self.words)

    def country(self, question: str) -> str | None:
        """Return a country's code."""
        return self._code(question, CountryOption())

    def work_field(self, question: str) -> str | None:
        """Return the code of a field of work."""
        return self._code(question, WorkFieldOption())

    def prefecture(self, question: str) -> str:
        """Return a prefecture's code."""
        typed, option = self._answers.get(question, ""), PrefectureOption()
        found = option.resolve(typed)
        if isinstance(found, Unknown) and not found.suggestions:
            raise no_prefecture(typed, self.words)
        return self._settle(question, typed, found, self._named_by(option))

    def language(self, question: str, typed: str) -> str:
        """Return the code of one language of a list."""
        option = LanguageOption()
        return self._settle(question, typed, option.resolve(typed), self._named_by(option))

    def city(self, question: str, country: str | None) -> int | None:
        """Return a city's id, in a country if that is known."""
        typed = self.text(question)
        if typed is None:
            return None
        found = codes(cities.resolve(typed, country), lambda city: str(city.id))
        return int(self._settle(question, typed, found, self._city))

    def town(self, question: str, prefecture: str) -> str | None:
        """Return a town's name: as typed where it is clear, or is to be kept so."""
        typed = self.text(question)
        found = codes(municipalities.resolve(typed or "", prefecture), lambda town: town.code)
        is_new = isinstance(found, Unknown) and not found.suggestions
        if typed is None or isinstance(found, Found) or is_new:
            return typed
        keep = self.words("Keep “{typed}” as I typed it", typed=typed)
        code = self._settle(question, typed, found, self._town, or_else=(AS_TYPED, keep))
        return typed if code == AS_TYPED else municipalities.name(code, self.words.locale)

    def _code(self, question: str, option: CodeOption) -> str | None:
        typed = self.text(question)
        if typed is None:
            return None
        return self._settle(question, typed, option.resolve(typed), self._named_by(option))

    def _settle(
        self,
        question: str,
        typed: str,
        found: Resolution[str],
        name: Callable[[str], str],
        *,
        or_else: Choice | None = None,
    ) -> str:
        """Return the code that was found or picked; raise UnclearAnswer to have it picked."""
        match found:
            case Found(code):
                return code
            case Ambiguous(meant) | Unknown(meant):
                options = [(code, name(code)) for code in meant]
        offered = [*options[: OPTIONS - 1], or_else] if or_else else options[:OPTIONS]
        picked = self._answers.get(settled_key(question, typed))
        if picked in {code for code, _ in offered}:
            return picked
        if isinstance(found, Ambiguous):
            refusal: type[UserError] = UnclearNameError
        elif or_else:
            refusal = TownNotFoundError
        else:
            refusal = MisspeltNameError if options else UnknownNameError
        raise UnclearAnswer(refusal(text=typed), question, typed, offered)

    def _named_by(self, option: CodeOption) -> Callable[[str], str]:
        return lambda code: option.name(code, self.words.locale)

    def _town(self, code: str) -> str:
        """Name a town so that a city and a town of one name differ."""
        town = municipalities.get(code)
        if town is None:
            return code
        japanese = is_japanese(self.words.locale)
        return f"{town.kanji}（{town.kana}）" if japanese else f"{town.romaji} ({town.kanji})"

    def _city(self, id_: str) -> str:
        city = cities.get(int(id_))
        return cities.label(city, self.words.locale) if city else id_
