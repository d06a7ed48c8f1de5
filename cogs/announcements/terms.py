"""Regions, kinds and roles as people name them, several in one text, and offered as they type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import discord

from bot.domain.addressees import TERMS, Sort, Term, distinct
from bot.domain.folding import fold
from bot.domain.profiles import Kind
from bot.domain.regions import Family, Region
from bot.errors import TermsError
from bot.i18n import Words
from bot.i18n.markers import N_
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown
from bot.services.region_catalogue import Catalogue
from bot.ui.autocomplete.base import settled
from bot.ui.regions import label, part_name

LONGEST = 100
"""Of what Discord takes as a choice."""
OFFERED = 25
_SEPARATOR = re.compile(r"[,;、，；\n]")
_MENTION = re.compile(r"<@&(\d{15,20})>")

KINDS: Mapping[Kind, str] = {
    Kind.ALUMNUS: N_("alumni"),
    Kind.PARTICIPANT: N_("participants"),
    Kind.LOCAL: N_("locals"),
    Kind.FRIEND: N_("friends"),
}
FAMILIES: Mapping[Family, str] = {
    Family.PREFECTURE: N_("all prefectures"),
    Family.COUNTRY: N_("all countries"),
    Family.CITY: N_("all cities"),
    Family.CHAPTER: N_("all chapters"),
    Family.OWN: N_("all groups"),
}
EVERYBODY = N_("everybody")


class Terms:
    """What can be named in one server: ``each`` is every language, the reader's first."""

    def __init__(self, known: Catalogue, server: discord.Guild, each: Sequence[Words]) -> None:
        self._known = known
        self._server = server
        self._each = each
        self._words = each[0]

    def read(self, typed: str | None) -> tuple[Term, ...]:
        """Return what was named; refuse what is not clear with what it may be."""
        items = list(_items(typed or ""))
        if len(items) > TERMS:
            raise TermsError(most=TERMS)
        return distinct(settled(item, self._find(item), self.name, self._words) for item in items)

    def suggest(self, typed: str) -> list[str]:
        """Return texts that complete the last one named, those before it kept."""
        before, last = _parted(typed)
        offered = list(dict.fromkeys(self._beginning(last)))[:OFFERED]
        for shorten in (str, self._code):
            kept = "".join(f"{shorten(item)}, " for item in before)
            fitting = [kept + each for each in offered if len(kept + each) <= LONGEST]
            if fitting:
                return fitting
        return []

    def name(self, term: Term) -> str:
        """Write a term so that :meth:`read` reads it again."""
        return self.named(term, self._words)

    def named(self, term: Term, words: Words) -> str:
        """Write a term in a language, in which nothing is formatted."""
        match term.sort:
            case Sort.ROLE:
                role = self._server.get_role(int(term.value))
                return f"@{role.name}" if role else "@?"
            case Sort.REGION:
                region = self._known.target(term.value)
                return label(region, words) if region else term.value
            case _:
                return fixed_name(term, words)

    def _find(self, item: str) -> Resolution[Term]:
        if mention := _MENTION.fullmatch(item):
            role = self._server.get_role(int(mention[1]))
            return _one_of([role] if role else [])
        if item.startswith("@"):
            wanted = fold(item[1:])
            return _one_of([each for each in self._roles if fold(each.name) == wanted])
        if found := self._labels.get(fold(item)) or self._codes.get(item):
            return Found(found)
        match self._known.resolve(item):
            case Found(region):
                return Found(_term(region))
            case Ambiguous(regions):
                return Ambiguous(tuple(map(_term, regions)))
            case Unknown(suggestions):
                return Unknown(tuple(map(_term, suggestions)))

    def _beginning(self, typed: str) -> Iterator[str]:
        wanted = fold(typed.removeprefix("@"))
        if not typed.startswith("@"):
            for term in self._fixed:
                if wanted in fold(self.name(term)):
                    yield self.name(term)
            for region in self._known.suggest(typed, self._words.locale, OFFERED):
                called = label(region, self._words)
                yield region.code if _SEPARATOR.search(called) else called
        for role in self._roles:
            if wanted and fold(role.name).startswith(wanted):
                alone = not _SEPARATOR.search(role.name)
                yield f"@{role.name}" if alone else role.mention

    def _code(self, item: str) -> str:
        """Write an item as short as it can be."""
        found = self._find(item)
        if not isinstance(found, Found) or found.value.sort is Sort.EVERYBODY:
            return item
        term = found.value
        return f"<@&{term.value}>" if term.sort is Sort.ROLE else term.value

    @cached_property
    def _roles(self) -> list[discord.Role]:
        return [each for each in self._server.roles if not each.is_default()]

    @cached_property
    def _fixed(self) -> list[Term]:
        """Return what is no region of its own and no role."""
        return [
            Term(Sort.EVERYBODY),
            *(Term(Sort.KIND, kind) for kind in Kind),
            *(Term(Sort.GROUP, family) for family in Family),
            *(Term(Sort.GROUP, part) for part in self._known.parts()),
        ]

    @cached_property
    def _codes(self) -> dict[str, Term]:
        return {term.value: term for term in self._fixed if term.value}

    @cached_property
    def _labels(self) -> dict[str, Term]:
        """Return what is meant by each label that is offered: Osaka (city) is no other's name."""
        labels = {fold(fixed_name(t, words)): t for words in self._each for t in self._fixed}
        for words in self._each:
            for region in self._known.all():
                labels.setdefault(fold(label(region, words)), _term(region))
        return labels


def fixed_name(term: Term, words: Words) -> str:
    """Write a term that is called the same in every server."""
    match term.sort:
        case Sort.KIND:
            return words(KINDS[Kind(term.value)])
        case Sort.GROUP if term.value in FAMILIES:
            return words(FAMILIES[Family(term.value)])
        case Sort.GROUP:
            return part_name(term.value, words)
        case _:
            return words(EVERYBODY)


def _term(region: Region) -> Term:
    return Term(Sort.REGION, region.code)


def _one_of(roles: Iterable[discord.Role]) -> Resolution[Term]:
    found = tuple(Term(Sort.ROLE, str(role.id)) for role in roles if not role.is_default())
    if len(found) == 1:
        return Found(found[0])
    return Ambiguous(found) if found else Unknown()


def _items(typed: str) -> Iterator[str]:
    for item in _SEPARATOR.split(_MENTION.sub(r"<@&\1>,", typed)):
        if item.strip():
            yield item.strip()


def _parted(typed: str) -> tuple[list[str], str]:
    """Return the items that are finished, and the one that is being typed."""
    *before, last = _SEPARATOR.split(_MENTION.sub(r"<@&\1>,", typed))
    return [item.strip() for item in before if item.strip()], last.strip()
