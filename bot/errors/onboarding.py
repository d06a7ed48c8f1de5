"""Refusals about Discord's own Onboarding."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class BotRightsError(UserError):
    """The bot's own role lacks something."""

    message = N_(
        "For this my own role needs {permissions}. Please switch it on in Server Settings > Roles, "
        "and run this again; nothing has been done yet."
    )


class NoCommunityError(UserError):
    """Only a Community server has Onboarding."""

    message = N_(
        "Onboarding is for Community servers, and this is none yet. **Server Settings > Enable "
        "Community > Get Started** makes it one; then run this again."
    )


class OnboardingFullError(UserError):
    """More prompts than Discord takes."""

    message = N_(
        "Prompts that do not fit any more: {n}. See what would help with /region-admin onboarding."
    )


class OnboardingRefusedError(UserError):
    """Discord takes the prompts no more than this."""

    message = N_(
        "Discord refused it (code {code}), and all is as it was. A role of a region may stand "
        "above mine: move mine up in Server Settings > Roles and press again."
    )


class OnboardingUnansweredError(UserError):
    """Nobody knows whether Discord did it."""

    message = N_(
        "Discord did not answer, so it may be written or not. Please run /region-admin onboarding "
        "once more: whatever is there already is not written twice."
    )
