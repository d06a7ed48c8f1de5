"""Jobs and organisations: the few named things of the programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.folding import squeeze
from bot.reference import programmes
from bot.reference.bilingual import Named
from bot.reference.resolution import Found, Resolution, Unknown
from bot.ui.autocomplete.base import CodeOption


class NamedOption(CodeOption):
    """One of a few things, found by any part of its name."""

    def things(self) -> Sequence[Named]:
        """Return all of them, in the order to show them."""
        raise NotImplementedError

    def suggest(self, typed: str, locale: str) -> Iterable[str]:
        """Return those in whose name or code the text occurs."""
        key = squeeze(typed)
        return [each.code for each in self.things() if any(key in name for name in _names(each))]

    def resolve(self, typed: str) -> Resolution[str]:
        """Decide by the whole name or code."""
        key = squeeze(typed)
        found = [each.code for each in self.things() if key in _names(each)]
        return Found(found[0]) if found else Unknown(tuple(each.code for each in self.things()))

    def name(self, code: str, locale: str) -> str:
        """Return its name."""
        return next(each.name(locale) for each in self.things() if each.code == code)


class JobOption(NamedOption):
    """A job of the programme, or what ties a local to it, as its code."""

    def things(self) -> Sequence[Named]:
        """Return roles first, then ties."""
        programme = programmes.default()
        return (*programme.roles, *programme.ties)

    def name(self, code: str, locale: str) -> str:
        """Return the name; that of a role with the short one that everybody uses."""
        name = super().name(code, locale)
        return f"{code} – {name}" if programmes.default().role(code) else name


class OrganisationOption(NamedOption):
    """A kind of contracting organisation, as its code."""

    def things(self) -> Sequence[Named]:
        """Return the kinds."""
        return programmes.default().organisations


def _names(thing: Named) -> tuple[str, ...]:
    return squeeze(thing.code), squeeze(thing.en), squeeze(thing.ja)
