"""What Discord's refusals mean for a step, as the reasons that admins read in words."""

from __future__ import annotations

import discord

from bot.domain.layout import Kind, Step
from bot.domain.layout.needs import needed
from bot.domain.outbox import Reason
from bot.outbox.carrier import Refused

CHANNELS_FULL, ROLES_FULL, THREADS_FULL = "channels_full", "roles_full", "threads_full"
CATEGORY_FULL, NO_PARENT, DELETED = "category_full", "no_parent", "deleted"
HIERARCHY, LACKS, FORM = "hierarchy", "lacks_permissions", "form"
WRITTEN, OTHERS = "written", "others"

_CODES = {
    30013: CHANNELS_FULL,
    30005: ROLES_FULL,
    30033: "people_full",
    160006: THREADS_FULL,
}
_GONE = {10003, 10004, 10011}


def read(refusal: discord.HTTPException, step: Step, guild: discord.Guild | None) -> Refused:
    """Return the verdict on a step that Discord refused."""
    code = refusal.code or refusal.status
    if refusal.code in _CODES:
        return Refused(_CODES[refusal.code])
    if refusal.code in _GONE or refusal.status == 404:
        return Refused(DELETED)
    if refusal.status == 403:
        return _forbidden(step, guild, code)
    if refusal.code == 50035:
        return _misfit(refusal)
    return Refused(Reason.REFUSED, code=code)


def _forbidden(step: Step, guild: discord.Guild | None, code: int) -> Refused:
    """Tell a role above the bot's from a permission that was taken away meanwhile."""
    if guild is None or guild.me is None:  # pyright: ignore[reportUnnecessaryComparison]
        return Refused(Reason.FORBIDDEN, code=code)
    held = guild.me.guild_permissions
    missing = sorted(name for name in needed(step) if not getattr(held, name))
    if missing:
        return Refused(LACKS, permissions=", ".join(map(titled, missing)))
    role = guild.get_role(step.id or 0) if step.kind is Kind.ROLE else None
    if role is not None and role >= guild.me.top_role:
        return Refused(HIERARCHY, role=role.name)
    return Refused(Reason.FORBIDDEN, code=code)


def titled(permission: str) -> str:
    """Write a permission as Discord's settings do, in English."""
    return permission.replace("_", " ").title()


def _misfit(refusal: discord.HTTPException) -> Refused:
    """Tell a full or missing category from a form that Discord does not take."""
    text = refusal.text.casefold()
    if "parent_id" not in text and "category" not in text:
        return Refused(FORM, code=50035)
    return Refused(CATEGORY_FULL if "maximum" in text else NO_PARENT)
