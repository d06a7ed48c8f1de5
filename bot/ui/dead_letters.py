"""What admins read of things that could not be carried out: data, so that features add theirs.

The texts may use the plain values of the row's payload (kinds) and of the details (reasons).
They name nobody: a letter's reader and sender are no business of admins.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.outbox import DeadLetter, Reason
from bot.i18n import Words
from bot.i18n.markers import N_

KINDS: Mapping[str, str] = {
    "letter": N_("A message to a member"),
    "notice": N_("An announcement in <#{channel}>"),
    "announcement_due": N_("An announcement that was planned"),
    "announcement_expiry": N_("An announcement that waits for approval"),
    "announcement_copy": N_("An announcement in <#{channel}>"),
    "announcement_edit": N_("A change of an announcement in <#{channel}>"),
    "announcement_recall": N_("Deleting a recalled announcement in <#{channel}>"),
    "announcement_publish": N_("Publishing an announcement of <#{channel}> to its followers"),
    "announcement_request": N_("That an announcement waits for approval, in <#{channel}>"),
    "announcement_note": N_("Telling somebody about their announcement"),
    "digests": N_("Deciding which regions get this week's digest"),
    "digest": N_("The weekly digest in <#{channel}>"),
    "pin": N_("A pin in <#{channel}>"),
    "sleep": N_("Putting to sleep the post <#{channel}>"),
    "weekly_lines": N_("Deciding whom this week's lines name"),
    "weekly_line": N_("The weekly line in <#{channel}>"),
    "role": N_("A member's role of a region"),
    "walk": N_("Finding who holds the roles that regions took over"),
    "spread": N_("Giving the role <@&{role}> to the people of its region"),
    "hands": N_("The role <@&{role}>, which somebody gives or takes by hand"),
    "hands_layout": N_("“{name}”, which somebody changes by hand"),
    "follow": N_("Who follows a region's post"),
    "step": N_("A step of the regions' layout, about “{name}”"),
    "moved": N_("A post that tells a region's people where its channel is"),
    "panel": N_("The panel of the regions in <#{channel}>"),
    "progress": N_("The message that shows how far the regions' layout is"),
    "event_card": N_("The card of an event in <#{channel}>"),
    "event_edit": N_("A change of an event's card in <#{channel}>"),
    "event_tell": N_("Telling everybody who comes to an event"),
    "event_note": N_("Telling somebody about an event"),
    "event_confirm": N_("Giving on the seats at an event that nobody confirmed"),
    "event_due": N_("Reminding everybody who comes to an event"),
    "poll_card": N_("A poll in <#{channel}>"),
    "poll_edit": N_("A change of a poll in <#{channel}>"),
    "event_reminder": N_("A reminder of an event"),
    "host_note": N_("Telling somebody about hosting an event"),
    "event_recap": N_("The summary of an event in <#{channel}>"),
    "inquiry": N_("A question to the host of an event, or its answer"),
    "takeover": N_("Telling moderators that the host of an event is gone"),
    "event_mirror": N_("Discord's own event beside the card of an event"),
    "event_thread": N_("The thread of an event in <#{channel}>"),
    "event_in_thread": N_("Who is in the thread of an event, <#{thread}>"),
    "event_thread_sleep": N_("Putting to sleep the thread of an event, <#{thread}>"),
    "series_next": N_("Making the next date of a series of events"),
}
REASONS: Mapping[str, str] = {
    Reason.UNKNOWN: N_(
        "The answer was lost, and the bot cannot see whether it happened. Please look yourself: "
        "/queue retry does it again, /queue drop leaves it."
    ),
    Reason.UNREACHABLE: N_("Discord did not answer, again and again for more than a day."),
    Reason.FORBIDDEN: N_(
        "The bot is not allowed to (Discord's code {code}). Give it the permission it lacks, then "
        "use /queue retry."
    ),
    Reason.GONE: N_("What it was about is no longer there (Discord's code {code})."),
    Reason.REFUSED: N_("Discord does not take it (code {code})."),
    Reason.NO_CARRIER: N_("This version of the bot does not know how. Update it, or drop this."),
    Reason.FAULT: N_(
        "A fault of the bot. Whoever runs it finds it in the log under the code {code}."
    ),
    "role_gone": N_("The role is no longer there. /region-admin plan shows what to do about it."),
    "role_forbidden": N_(
        "The bot may not give or take <@&{role}>. Let it manage roles and put its own role above "
        "that one, then use /queue retry."
    ),
    "server_gone": N_("The bot is no longer in this server."),
    "no_members_intent": N_(
        "The bot may not see who is here. Whoever runs it switches Server Members Intent on in the "
        "developer portal; then use /queue retry."
    ),
    "repaired_too_often": N_(
        "The bot put it right {times} times, and each time somebody changed it back. From now on "
        "it stays as it is. /queue drop takes this off the list."
    ),
    "channels_full": N_(
        "The server has as many channels as Discord allows (500). Delete one, then use "
        "/queue retry; or /queue drop this."
    ),
    "roles_full": N_(
        "The server has as many roles as Discord allows (250). Delete one, then use /queue retry; "
        "or /queue drop this."
    ),
    "threads_full": N_(
        "The server has as many active threads as Discord allows (1,000). Close some, then use "
        "/queue retry."
    ),
    "people_full": N_("As many people as Discord allows (1,000) follow this post already."),
    "category_full": N_(
        "The category has as many channels as Discord allows (50): others came into it meanwhile. "
        "/queue drop this and use /region-admin apply again, which finds another."
    ),
    "no_parent": N_(
        "The category, forum or role that it belongs to is not there: it was deleted meanwhile, or "
        "its own step was dropped. /queue drop this and use /region-admin apply again."
    ),
    "deleted": N_(
        "Somebody deleted it meanwhile. /queue drop this; /region-admin plan shows what is missing."
    ),
    "hierarchy": N_(
        "The role “{role}” stands above the bot's own. Move the bot's role up in the server "
        "settings, then use /queue retry."
    ),
    "lacks_permissions": N_(
        "The bot was deprived of a permission meanwhile: {permissions}. Give it back, then use "
        "/queue retry."
    ),
    "written": N_(
        "Somebody wrote in it meanwhile, so it is not deleted. /queue drop this and use "
        "/region-admin apply again: it goes to the archive."
    ),
    "others": N_(
        "Somebody moved a channel into it meanwhile, so it is not deleted. Move that elsewhere, "
        "then use /queue retry; or /queue drop this."
    ),
    "form": N_(
        "Discord does not take the name or topic (code {code}). Rename the region with "
        "/region-admin rename, /queue drop this and use /region-admin apply again."
    ),
    "no_moderator_channel": N_(
        "No channel for moderators is set: name one with /config set moderator_channel, then use "
        "/queue retry. Or /queue drop this; the cards of events show who hosts them."
    ),
}
_OTHER_KIND = N_("Something the bot was to do")
_OTHER_REASON = N_("Reason: {reason}")


def what(letter: DeadLetter, words: Words) -> str:
    """Say what was to happen."""
    return _filled(KINDS.get(letter.row.kind), letter.row.payload, words) or words(_OTHER_KIND)


def why(letter: DeadLetter, words: Words) -> str:
    """Say why it did not, and what an admin can do."""
    return refusal(letter.reason, letter.details, words)


def refusal(reason: str, details: Mapping[str, str | int], words: Words) -> str:
    """Say what a reason means, with what Discord said."""
    told = _filled(REASONS.get(reason), details, words)
    return told or words(_OTHER_REASON, reason=reason)


def _filled(text: str | None, values: Mapping[str, object], words: Words) -> str | None:
    """Fill a text in; None where there is none, or a row of an older version lacks a value."""
    plain = {name: value for name, value in values.items() if isinstance(value, str | int)}
    try:
        return words(text, **plain) if text else None
    except KeyError:
        return None
