"""Discord's own Onboarding: what a server asks newcomers, merged with what regions add.

Writing it replaces everything at once, so what others made goes back as it was read, with its
ids: with new ones, people would lose what they had chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
Grants = tuple[tuple[str, ...], tuple[str, ...]]

PROMPTS = 15
"""How many prompts Discord takes."""
OPTIONS = 50
"""How many options Discord takes in one prompt."""
TITLE_LENGTH = 100
OPTION_LENGTH = 50
DEFAULT_CHANNELS = 7
"""How many channels everybody must see from the start before Onboarding can be switched on."""
WRITABLE_CHANNELS = 5
"""In how many of these everybody must be able to write."""

_MULTIPLE_CHOICE = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a newcomer may tick, and what it grants."""

    title: str
    role_id: int | None = None
    channel_id: int | None = None

    @property
    def grants(self) -> Grants:
        """Return what it grants, as Discord writes it."""
        roles = (str(self.role_id),) if self.role_id else ()
        return roles, (str(self.channel_id),) if self.channel_id else ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to newcomers, of any number of options."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """What a server would ask: the prompts of others, untouched, then ours.

    ``before`` are ours as they are there now: what stays keeps its id.
    """

    others: tuple[Json, ...]
    ours: tuple[Prompt, ...]
    before: tuple[Json, ...] = ()

    @property
    def too_many(self) -> int:
        """Return how many prompts do not fit."""
        return max(0, len(self.others) + len(self.ours) - PROMPTS)

    @property
    def is_done(self) -> bool:
        """Tell whether ours are there already, just so."""
        return self.payload() == [_kept(prompt) for prompt in (*self.others, *self.before)]

    def payload(self) -> list[dict[str, Any]]:
        """Return the prompts as Discord takes them."""
        kept = [_kept(prompt) for prompt in self.others]
        left = list(self.before)
        for number, prompt in enumerate(self.ours):
            known = _most_alike(prompt, left)
            if known is not None:
                left.remove(known)
            # Discord numbers new prompts itself, but wants each to come with a number.
            kept.append({**_new(str(number)), **_kept(known or {}), **_asked(prompt, known)})
        return kept


def merge(
    current: Sequence[Json],
    wanted: Sequence[Prompt],
    *,
    granted: Collection[int],
    titles: Collection[str],
) -> Merge:
    """Put our prompts in the place of those we made before, and keep all others.

    ``granted`` are the roles and channels that are ours, ``titles`` what we call our prompts in
    any language. A prompt is ours when it has such a title and grants nothing else: so there is
    no list of what we made that could be lost or go stale.
    """
    ours = [_is_ours(each, granted, titles) for each in current]
    others = tuple(each for each, is_ours in zip(current, ours, strict=True) if not is_ours)
    before = tuple(each for each, is_ours in zip(current, ours, strict=True) if is_ours)
    return Merge(others, tuple(part for prompt in wanted for part in _parts(prompt)), before)


def missing_channels(default: Collection[int], writable: Collection[int]) -> tuple[int, int]:
    """Return how many default channels, and how many writable ones among them, are missing."""
    written = len(set(default).intersection(writable))
    return max(0, DEFAULT_CHANNELS - len(default)), max(0, WRITABLE_CHANNELS - written)


def _parts(prompt: Prompt) -> list[Prompt]:
    """Cut a prompt with more options than fit into several, each named by where it begins."""
    options = prompt.options
    if len(options) <= OPTIONS:
        return [Prompt(prompt.title[:TITLE_LENGTH], options)] if options else []
    cut = [options[start : start + OPTIONS] for start in range(0, len(options), OPTIONS)]
    return [
        Prompt(f"{prompt.title} ({part[0].title} – {part[-1].title})"[:TITLE_LENGTH], part)
        for part in cut
    ]


def _is_ours(prompt: Json, granted: Collection[int], titles: Collection[str]) -> bool:
    grants = {
        int(grant)
        for option in prompt["options"]
        for grant in (*option["role_ids"], *option["channel_ids"])
    }
    has_title = prompt["title"].startswith(tuple(titles))
    return has_title and bool(grants) and grants <= set(granted)


def _most_alike(prompt: Prompt, before: Sequence[Json]) -> Json | None:
    """Return which of the earlier prompts this one takes the place of."""
    granted = {option.grants for option in prompt.options}
    alike = [sum(_grants(option) in granted for option in each["options"]) for each in before]
    most = max(alike, default=0)
    return before[alike.index(most)] if most else None


def _kept(prompt: Json) -> dict[str, Any]:
    kept = {name: value for name, value in prompt.items() if name != "options"}
    return {**kept, "options": [_kept_option(option) for option in prompt.get("options", ())]}


def _kept_option(option: Json) -> dict[str, Any]:
    """Say an option as Discord takes it: its picture is read whole, but written in parts."""
    kept = {name: value for name, value in option.items() if name != "emoji"}
    emoji: Json = option.get("emoji") or {}
    if emoji.get("id") or emoji.get("name"):
        kept["emoji_id"] = emoji.get("id")
        kept["emoji_name"] = emoji.get("name")
        kept["emoji_animated"] = bool(emoji.get("animated"))
    return kept


def _new(number: str) -> dict[str, Any]:
    return {
        "id": number,
        "type": _MULTIPLE_CHOICE,
        "single_select": False,
        "required": False,
        "in_onboarding": True,
    }


def _asked(prompt: Prompt, known: Json | None) -> dict[str, Any]:
    """Return what we decide: the title and the options; what is known keeps its look."""
    before = {_grants(option): option for option in known["options"]} if known else {}
    return {
        "title": prompt.title,
        "options": [_option(option, before.get(option.grants)) for option in prompt.options],
    }


def _option(option: Option, known: Json | None) -> dict[str, Any]:
    title = option.title[:OPTION_LENGTH]
    if known is not None:
        return {**_kept_option(known), "title": title}
    roles, channels = option.grants
    return {
        "title": title,
        "description": None,
        "role_ids": list(roles),
        "channel_ids": list(channels),
    }


def _grants(option: Json) -> Grants:
    return tuple(option["role_ids"]), tuple(option["channel_ids"])
