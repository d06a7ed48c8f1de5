"""What /help explains, and for whom: data, so that later features add a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.rights import Right
from bot.i18n import N_


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject: a line in the overview, and a page of its own.

    ``right`` is who it is for; None is for everybody.
    """

    title: str
    line: str
    page: str
    right: Right | None = None


TOPICS: Mapping[str, Topic] = {
    "start": Topic(
        N_("Joining"),
        N_("/start sets up your profile in two minutes"),
        N_(
            "/start asks in four steps who you are, where in Japan you were, where you are now "
            "and who may see what. You can stop and go on later.\n"
            "Nobody sees anything until you press **List me** in a server. Each server has its "
            "own list."
        ),
    ),
    "profile": Topic(
        N_("Your profile"),
        N_("/profile view shows a profile, /profile edit changes yours"),
        N_(
            "/profile view shows you or somebody else, as far as you may see them.\n"
            "/profile edit changes any part; /profile placement add, edit and remove keep your "
            "placements.\n"
            "/profile confirm says that everything is still true: fresh profiles come first.\n"
            "/profile delete deletes everything at once."
        ),
    ),
    "privacy": Topic(
        N_("Privacy"),
        N_("/profile privacy decides who may see what"),
        N_(
            "Every field of your profile has an audience: only you, the people of your places, "
            "or all listed members. One switch in /profile privacy hides everything.\n"
            "/profile preview shows your card as others see it.\n"
            "What somebody may not see cannot be found by them either.\n"
            "Two things more you may agree to there, both off at first: being named in the weekly "
            "line of a region you join, and being introduced to newcomers."
        ),
    ),
    "find": Topic(
        N_("Finding people"),
        N_("/find people searches by place, years, work, language and more"),
        N_(
            "/find people combines as many filters as you like; with none it shows who is new "
            "and who is near.\n"
            "/find overlap: who was there together with you, before or after you.\n"
            "/find chain: everybody of one town, in the order of the years.\n"
            "/find near: who lives near a city.\n"
            "Only you see what you find."
        ),
    ),
    "hello": Topic(
        N_("Saying hello"),
        N_("**Say hello** on a profile card writes to somebody"),
        N_(
            "Open a profile with /profile view or from a search and press **Say hello**. You "
            "write up to 300 characters; the bot brings them.\n"
            "If they accept, you both learn each other's account. If not, you hear nothing: "
            "people may take their time or say no without a word.\n"
            "Hellos to you come by direct message or, if yours are closed, after your next "
            "command. If any wait for you, a button below shows them."
        ),
    ),
    "regions": Topic(
        N_("Regions"),
        N_("/region browse shows prefectures, countries, cities and chapters to join"),
        N_(
            "/region join joins one by its name in any language; /region mine shows yours.\n"
            "Before you join you read what others will see: a role is visible to the whole "
            "server. **Belong quietly** is known to you alone.\n"
            "/region info shows who stands for a region, how many listed people belong to it and "
            "what time it is there.\n"
            "**Regions for you** on your profile offers what follows from it; nothing is joined "
            "by itself.\n"
            "/region suggest asks the admins for one that is missing.\n"
            "Whoever stands for a region writes there with /region announce, pings its people "
            "with /region ping, and sees who is new with /region welcome."
        ),
    ),
    "time": Topic(
        N_("Times"),
        N_("/time show tells by which clock the times you write are read"),
        N_(
            "Wherever a time is asked for, write it as you would to a friend: next Friday 7pm, "
            "12 Dec 19:00, in 3 hours, 2026-12-24 18:30, or a timestamp of Discord. While you "
            "type you see how it was understood; pick that.\n"
            "It is read by your own clock: the zone you gave with /time set, else that of the "
            "city you live in. With JST or UTC behind it, by that clock.\n"
            "What can mean two times, such as 5/6 or a lone 7, is asked back. Where clocks go "
            "forward, a time that they skip moves on by as much; where they go back, the first "
            "of the two counts. Both are said.\n"
            "/time show shows your time, that in Japan, and how your zone is known. Nobody else "
            "sees it."
        ),
    ),
    "events": Topic(
        N_("Events"),
        N_("/event list shows what is coming; /event mine what you host or answered"),
        N_(
            "Press **Going**, **Maybe** or **Can't** on a card; you need no profile. Where every "
            "seat is taken you wait, strictly in order, and are told when you have one; within a "
            "day of the start it waits three hours for your yes, then goes to the next.\n"
            "Cards name you only if you choose that; the host sees who answers. **More** has "
            "guests, reminders, who comes, and a file for your calendar.\n"
            "/event create writes an event: you see its card before anybody else. Times are read "
            "by your own clock (/time set); everybody reads theirs.\n"
            "/event feed gives your calendar an address that follows every change.\n"
            "/event poll asks which of several times suits people, and the one that wins becomes "
            "an event; /event template begins one from words that were kept.\n"
            "/event edit, postpone and cancel are for hosts: everybody who comes or waits is told "
            "of a new time or place, and of a cancellation, once the host has seen how many that "
            "are. /event admission says who may come, until when, and who decides about seats."
        ),
    ),
    "announcements": Topic(
        N_("Announcements"),
        N_("/announce draft says something in several channels at once"),
        N_(
            "Name whom it is for, with commas: regions, all prefectures or all countries, a part "
            "of the world, alumni or another kind, roles; but_not leaves some of them out. Each "
            "region has it in its own channel or post; kinds, roles and everybody need channels "
            "that you name.\n"
            "You write English, Japanese or both, and see whom it reaches before it goes. It pings "
            "nobody unless you pick roles and one channel.\n"
            "/announce list shows what there is; /announce status how it stands in each channel; "
            "/announce edit and /announce recall change or delete it everywhere.\n"
            "Where an admin set approval_above, a second person lets it go: /announce approve or "
            "/announce reject."
        ),
        Right.ORGANISER,
    ),
    "mod": Topic(
        N_("For moderators"),
        N_("/mod unlist and /mod relist decide about the list of this server"),
        N_(
            "/mod unlist takes somebody off this server's list. They read your reason, not your "
            "name, and cannot list themselves again.\n"
            "/mod relist takes that back.\n"
            "Neither tells whether the person has a profile."
        ),
        Right.MODERATOR,
    ),
    "config": Topic(
        N_("For admins"),
        N_("/config show lists the settings of this server"),
        N_(
            "/config show lists every setting, /config set changes one, /config reset goes back "
            "to its default.\n"
            "moderator_role and organiser_role name a role each that has these rights besides "
            "Discord's own permissions."
        ),
        Right.ADMIN,
    ),
    "places": Topic(
        N_("Places for regions"),
        N_("/region-admin plan shows what would be made for the regions of this server"),
        N_(
            "/region-admin layout decides where a family of regions lives: a channel and a role "
            "each, posts in one forum, or both.\n"
            "/region-admin plan shows every step and changes nothing; tick there what was in the "
            "server before and is to be taken over. /region-admin apply does it, /region-admin "
            "undo takes it back.\n"
            "/region-admin panel posts a panel for people who type no commands; /region-admin "
            "onboarding shows what regions would ask newcomers, and writes it.\n"
            "/config set hand_changes decides what becomes of channels and roles that somebody "
            "changes by hand."
        ),
        Right.ADMIN,
    ),
    "queue": Topic(
        N_("Things that are stuck"),
        N_("/queue show lists what the bot could not carry out"),
        N_(
            "What the bot does by itself (messages, roles, channels) is tried until it is done, "
            "once each, also after a restart or an outage.\n"
            "/queue show lists what Discord refuses or what nobody can tell the end of, each with "
            "its reason. /queue retry tries one again, /queue drop gives it up."
        ),
        Right.ADMIN,
    ),
}
