"""What members ask, in the mix in which they ask it."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from bot.domain.overlap import Mode
from bot.domain.placements import Placement
from bot.domain.privacy import SeenProfile
from bot.domain.profiles import Profile
from bot.domain.results import Town
from bot.domain.search import Query, texts
from bot.domain.words import runs
from bot.i18n import Catalogues
from bot.reference import cities, countries, languages, municipalities, occupation_fields
from bot.reference import prefectures as japan
from bot.services.services import Services
from bot.ui.autocomplete import (
    CityOption,
    CountryOption,
    LanguageOption,
    Option,
    PrefectureOption,
    TownOption,
    WorkFieldOption,
)
from tests.benchmarks.crowd import SERVER

Ask = Callable[[], Awaitable[object]]

MIX = {"filters": 40, "text": 20, "autocomplete": 20, "card": 10, "overlap and chain": 10}
"""Of a hundred questions, how many are of each kind."""

_OPTIONS: dict[str, Option] = {
    "prefecture": PrefectureOption(),
    "town": TownOption(),
    "country": CountryOption(),
    "city": CityOption(),
    "language": LanguageOption(),
    "field": WorkFieldOption(),
}


@dataclass(slots=True)
class Questions:
    """Draw questions about people who exist, asked by people who may ask."""

    services: Services
    askers: list[Profile]
    people: list[Profile]
    chance: random.Random
    catalogues: Catalogues

    def draw(self, kind: str) -> Ask:
        """Return a question of a kind, ready to be asked."""
        makers: dict[str, Callable[[Profile], Ask]] = {
            "filters": self._filters,
            "text": self._text,
            "autocomplete": self._autocomplete,
            "card": self._card,
            "overlap and chain": self._overlap_or_chain,
        }
        return makers[kind](self._asker())

    def _filters(self, asker: Profile) -> Ask:
        filters = self._of(self._person())
        chosen = self.chance.sample(sorted(filters), min(len(filters), self.chance.randint(1, 3)))
        asked: dict[str, Any] = {}
        for name in chosen:
            asked |= filters[name]
        return lambda: self.services.search.people(asker.user_id, SERVER, Query(**asked))

    def _text(self, asker: Profile) -> Ask:
        words = self._words(self._person())
        text = " ".join(self.chance.sample(words, min(len(words), self.chance.randint(1, 2))))
        return lambda: self.services.search.people(asker.user_id, SERVER, Query(text=text))

    def _card(self, asker: Profile) -> Ask:
        shown, me = self._asker().user_id, asker.user_id
        return lambda: self.services.directory.look_up(shown, viewer_id=me, server_id=SERVER)

    def _overlap_or_chain(self, asker: Profile) -> Ask:
        search = self.services.search
        if self.chance.random() < 0.7 or not asker.placements:
            mode = self.chance.choice(tuple(Mode))
            return lambda: search.overlap(asker.user_id, SERVER, None, mode)
        # A town of one's own as often as another one.
        stay = self.chance.choice((asker.placements[0], self._stay()))
        town = Town(stay.prefecture or "", stay.town or "", stay.town_code)
        return lambda: search.chain(asker.user_id, SERVER, town)

    def _autocomplete(self, _: Profile) -> Ask:
        name = self.chance.choice(tuple(_OPTIONS))
        whole = self._name(name)
        typed = whole[: self.chance.randint(1, len(whole))]
        asking: Any = SimpleNamespace(
            client=SimpleNamespace(catalogues=self.catalogues),
            locale=SimpleNamespace(value=self.chance.choice(("en-US", "en-GB", "ja"))),
            namespace=SimpleNamespace(prefecture=None),
        )
        return lambda: _OPTIONS[name].autocomplete(asking, typed)

    def _of(self, person: Profile) -> dict[str, dict[str, Any]]:
        """Return every filter that this person meets, by its name."""
        simple = {
            "lives_in": person.country,
            "home": person.home,
            "kind": person.kind,
            "field": person.work_field,
            "language": person.languages[0].language if person.languages else None,
            "open_to": min(person.open_to, default=None),
        }
        found = {name: {name: value} for name, value in simple.items() if value}
        for stay in person.placements[:1]:
            found["prefecture"] = {"prefecture": stay.prefecture}
            found["job"] = {"job": stay.job}
            found["years"] = {"since": stay.since, "until": stay.until}
            codes = (stay.town_code,) if stay.town_code else ()
            found["town"] = {"town": stay.town, "town_codes": codes}
        return found

    def _words(self, person: Profile) -> list[str]:
        """Return what is written about a person, a name as likely as all the rest."""
        names = runs(person.name)
        others = [word for _, text in texts(SeenProfile(person)) for word in runs(text)]
        return names if self.chance.random() < 0.5 else others

    def _name(self, option: str) -> str:
        """Return the name of something that could be typed into an option."""
        chance, locale = self.chance, self.chance.choice(("en", "ja"))
        match option:
            case "prefecture":
                return japan.name(chance.choice(japan.all_prefectures()).code, locale)
            case "town":
                return municipalities.name(self._stay().town_code or "01100", locale)
            case "country":
                return countries.name(chance.choice(countries.codes()), locale)
            case "city":
                city = cities.get(self._person().city or 0)
                return "Lisbon" if city is None else city.name
            case "language":
                return languages.name(chance.choice(languages.codes()), locale)
            case _:
                return occupation_fields.name(chance.choice(occupation_fields.codes()), locale)

    def _asker(self) -> Profile:
        return self.chance.choice(self.askers)

    def _person(self) -> Profile:
        return self.chance.choice(self.people)

    def _stay(self) -> Placement:
        while True:
            person = self._person()
            if person.placements:
                return person.placements[0]
