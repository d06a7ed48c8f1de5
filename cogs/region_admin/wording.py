"""How steps, problems and durations read."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.layout import Kind, Layout, Problem, Reason, Remedy, Step, Verb
from bot.domain.regions import Family
from bot.i18n import N_, Words
from bot.ui.reading import shown

KINDS: Mapping[Kind, str] = {
    Kind.CATEGORY: N_("category"),
    Kind.CHANNEL: N_("channel"),
    Kind.FORUM: N_("forum"),
    Kind.POST: N_("post"),
    Kind.ROLE: N_("role"),
}
VERBS: Mapping[Verb, str] = {
    Verb.CREATE: N_("make {kind} **{name}**"),
    Verb.ADOPT: N_("take over {kind} **{name}**, which was there before"),
    Verb.RENAME: N_("rename {kind} **{before}** to **{name}**"),
    Verb.MOVE: N_("move {kind} **{name}**"),
    Verb.ALLOW: N_("change who reads and writes in {kind} **{name}**"),
    Verb.ARCHIVE: N_("put {kind} **{name}** into the archive, read-only"),
    Verb.RESTORE: N_("bring {kind} **{name}** back from the archive"),
    Verb.DELETE: N_("delete {kind} **{name}**, which is empty"),
    Verb.RELEASE: N_("give {kind} **{name}** back, as it was"),
}
FAMILIES: Mapping[Family, str] = {
    Family.PREFECTURE: N_("Prefectures"),
    Family.COUNTRY: N_("Countries"),
    Family.CITY: N_("Designated cities"),
    Family.CHAPTER: N_("Alumni chapters"),
    Family.OWN: N_("Groups"),
}
LAYOUTS: Mapping[Layout, str] = {
    Layout.CHANNELS: N_("a channel and a role each"),
    Layout.FORUM: N_("a post each in one forum, no roles"),
    Layout.HYBRID: N_("posts; a lively region earns a channel and a role"),
}
REASONS: Mapping[Reason, str] = {
    Reason.CHANNELS_FULL: N_("No room for channels: {regions}"),
    Reason.ROLES_FULL: N_("No room for roles: {regions}"),
    Reason.THREADS_FULL: N_("No room for active posts: {regions}"),
    Reason.ARCHIVE_FULL: N_(
        "No room for an archive category, so these stay as they are: {regions}"
    ),
    Reason.MEMBERS_NOT_STORED: N_(
        "These roles stay, because not everybody who has one is known yet: {regions}"
    ),
    Reason.NOT_ADOPTABLE: N_("What was ticked for these cannot be taken over any more: {regions}"),
}
REMEDIES: Mapping[Remedy, str] = {
    Remedy.FORUM: N_("as a forum they would fit: /region-admin layout"),
    Remedy.FEWER_CHANNELS: N_("delete channels, or reserve fewer: /config set reserved_channels"),
    Remedy.FEWER_ROLES: N_("delete roles, or reserve fewer: /config set reserved_roles"),
    Remedy.FEWER_THREADS: N_("close active threads, or wait until posts fall asleep"),
    Remedy.STORE_MEMBERS: N_("the bot is reading who has them; plan again in a while"),
    Remedy.TICK_ANOTHER: N_("tick another, or none, below"),
}
NAMED = 8
"""How many regions a problem names."""


def step_line(step: Step, words: Words) -> str:
    """Write one step."""
    before = step.was.name if step.was else step.shape.name
    return words(
        VERBS[step.verb],
        kind=words(KINDS[step.kind]),
        name=shown(step.shape.name),
        before=shown(before),
    )


def problem_line(problem: Problem, words: Words, names: Mapping[str, str]) -> str:
    """Write what does not fit, and what would."""
    called = [shown(names.get(code, code)) for code in problem.codes[:NAMED]]
    more = len(problem.codes) - NAMED
    if more > 0:
        called.append(words.n("{n} more", "{n} more", more))
    told = words(REASONS[problem.reason], regions=words.list(called))
    return words(
        "{problem}. What would help: {remedy}.",
        problem=told,
        remedy=words(REMEDIES[problem.remedy]),
    )


def duration(seconds: float, words: Words) -> str:
    """Write how long something takes, roughly."""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return words.n("{n} minute", "{n} minutes", minutes)
    return words.n("{n} hour", "{n} hours", round(minutes / 60))


def bar(used: int, most: int, width: int = 20) -> str:
    """Draw how full something is."""
    filled = min(width, round(width * used / most)) if most else width
    return "█" * filled + "░" * (width - filled)
