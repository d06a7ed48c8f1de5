"""The demo's own two pages, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from bot.demo.cast import CAST, Character
from bot.demo.community import DIRECT
from bot.demo.places import Readable
from bot.domain.regions import Region
from bot.i18n.markers import N_
from bot.i18n.words import Words
from bot.ui.regions import label, part_name

FIRST_ROOM = "general"
TITLE = N_("Try Tsunagari")
THINGS_TO_TRY = N_("Things to try")
INDEPENDENT = N_(
    "All people here are invented. This project is independent, and not affiliated with the JET "
    "Programme or its associations."
)
CANNOT_SHOW = (
    N_("Context menus: on Discord, “View profile” is also in a person's right-click menu."),
    N_(
        "Native events, the lists of channels and members, and a forum with its posts side by side."
    ),
    N_("Commands in Japanese: on Discord their names too follow the reader's language."),
    N_("The name of a suggestion you chose: here its code stays in the box."),
    N_("Two people acting in the same moment: here one waits for the other."),
)
EVERYBODY_TRIES = (
    ("/start", N_("describe yourself in four steps")),
    ("/find people", N_("add filters; prefecture and town suggest what you type")),
    ("/find overlap", N_("who was there together with you")),
    ("/find chain", N_("everyone of one town, from the first to now")),
    ("/profile view", N_("open a card, and say hello from there")),
    ("/region join", N_("belong to a prefecture or country; its channel then is on your page")),
    ("/region browse", N_("look through all regions, and see who stands for them")),
    ("/event list", N_("what is on; answer on the cards in #events, too")),
    ("/help", N_("what this person may do")),
)


class Html(str):
    """Text that is markup already and must not be escaped again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs to know: the visitor's words, and who can read which channels."""

    words: Words
    readable: dict[str, Readable]
    people: int

    def address(self, person: Character, room: str) -> str:
        """Return where a person talks in a channel."""
        return f"/as/{quote(person.key)}/{quote(room)}?lang={self.words.locale}"

    def room_for(self, person: Character, room: str) -> str:
        """Return the same channel if they can read it, else the one all can."""
        return room if room in self.readable[person.key] else FIRST_ROOM


def landing(visit: Visit) -> str:
    """Return the page that explains the demo and offers people to be."""
    words = visit.words
    body = _filled(
        "landing",
        skip=words("Skip to the people"),
        language=_language_switch(words, "/"),
        title=words(TITLE),
        intro=words(
            "This is the real bot in a simulated Discord server, on your own machine. Nothing "
            "leaves it, and no account is needed. {people} invented people fill the directory; "
            "choose who you want to be, and talk to the bot as they would.",
            people=words.number(visit.people),
        ),
        who=words("Who do you want to be?"),
        cards=_joined(_card(visit, person) for person in CAST),
        together=words(
            "Open several people in several tabs: say hello as one, and answer as the other. "
            "Everything is forgotten when the demo stops."
        ),
        things_to_try=words(THINGS_TO_TRY),
        write_these=words("Write these where you would write a message:"),
        tries=_joined(_try(command, words(what)) for command, what in EVERYBODY_TRIES),
        cannot_show=words("What this page cannot show"),
        missing=_joined(Html(f"<li>{escape(words(each))}</li>") for each in CANNOT_SHOW),
        independent=words(INDEPENDENT),
    )
    return _document(words, words(TITLE), body, kind="landing")


def talk(visit: Visit, person: Character, room: str, frame: str) -> str:
    """Return the page on which one person talks in one channel."""
    words = visit.words
    readable = visit.readable[person.key]
    called = next((label(r, words) for r in readable.regions if r.code == room), None)
    channel = called or _room_name(words, room)
    title = words("{name} in {channel}", name=person.name, channel=channel)
    body = _filled(
        "talk",
        skip=words("Skip to the conversation"),
        home=f"/?lang={words.locale}",
        about_demo=words("About this demo"),
        avatar=_avatar(person),
        name=person.name,
        part=words(person.part),
        channels=words("Channels"),
        rooms=_rooms(visit, person, readable.rooms, current=room),
        my_regions=words("My regions"),
        mine=_regions(visit, person, readable.mine, current=room),
        no_regions=""
        if readable.mine
        else words("None with a channel to read yet: /region join, then reload this page."),
        more_regions=words("More regions to read"),
        open=Html("open" if any(r.code == room for r in readable.others) else ""),
        parts=_joined(_part(visit, person, *part, current=room) for part in readable.parts),
        frame=frame,
        title=title,
        things_to_try=words(THINGS_TO_TRY),
        about=words(person.about),
        tries=_joined(_try(command) for command in person.tries),
        somebody_else=words("Be somebody else"),
        people=words("People"),
        others=_joined(_face(visit, other, room, current=other is person) for other in CAST),
        language=_language_switch(words, f"/as/{quote(person.key)}/{quote(room)}"),
    )
    return _document(words, title, body, kind="talking")


def _card(visit: Visit, person: Character) -> Html:
    words = visit.words
    readable = visit.readable[person.key]
    rooms = [room for room in readable.rooms if room != FIRST_ROOM]
    return _filled(
        "card",
        avatar=_avatar(person),
        address=visit.address(person, FIRST_ROOM),
        name=person.name,
        part=words(person.part),
        about=words(person.about),
        other_channels=words("Other channels as {name}", name=person.name),
        rooms=_joined((_rooms(visit, person, rooms), _regions(visit, person, readable.mine))),
    )


def _rooms(visit: Visit, person: Character, rooms: Iterable[str], *, current: str = "") -> Html:
    return _joined(
        _link(visit.address(person, room), _room_name(visit.words, room), current=room == current)
        for room in rooms
    )


def _regions(
    visit: Visit, person: Character, regions: Iterable[Region], *, current: str = ""
) -> Html:
    return _joined(
        _link(
            visit.address(person, region.code),
            label(region, visit.words),
            current=region.code == current,
        )
        for region in regions
    )


def _part(
    visit: Visit, person: Character, part: str, regions: tuple[Region, ...], *, current: str
) -> Html:
    """Fold the regions of a part away, unless one of them is open."""
    is_open = any(region.code == current for region in regions)
    return _filled(
        "part",
        open=Html("open" if is_open else ""),
        part=part_name(part, visit.words),
        count=visit.words.number(len(regions)),
        regions=_regions(visit, person, regions, current=current),
    )


def _face(visit: Visit, person: Character, room: str, *, current: bool) -> Html:
    return _link(
        visit.address(person, visit.room_for(person, room)),
        person.name,
        current=current,
        before=_avatar(person),
        note=Html(f"<small>{escape(visit.words(person.part))}</small>"),
    )


def _room_name(words: Words, room: str) -> str:
    return words("Messages from the bot") if room == DIRECT else f"#{room}"


def _avatar(person: Character) -> Html:
    return _filled("avatar", colour=person.colour, initial=person.name[0])


def _try(command: str, what: str = "") -> Html:
    return Html(f"<li><code>{escape(command)}</code> {escape(what)}</li>")


def _link(
    address: str,
    text: str,
    *,
    current: bool = False,
    before: Html = Html(),  # noqa: B008 - an empty text never changes
    note: Html = Html(),  # noqa: B008 - nor does this one
) -> Html:
    here = Html('aria-current="page"' if current else "")
    return _filled("link", address=address, text=text, current=here, before=before, note=note)


def _language_switch(words: Words, here: str) -> Html:
    other, name = ("ja", "日本語") if words.locale == "en" else ("en", "English")
    return Html(f'<a href="{here}?lang={other}" hreflang="{other}" lang="{other}">{name}</a>')


def _document(words: Words, title: str, body: Html, *, kind: str) -> str:
    return _filled("document", lang=words.locale, title=title, kind=kind, body=body)


def _joined(parts: Iterable[Html]) -> Html:
    return Html("".join(parts))


def _filled(template: str, **values: str) -> Html:
    """Fill a template; whatever is not markup yet is escaped."""
    safe = {key: each if isinstance(each, Html) else escape(each) for key, each in values.items()}
    return Html(_template(template).substitute(safe))


@cache
def _template(name: str) -> Template:
    file = Path(__file__).with_name("templates") / f"{name}.html"
    return Template(file.read_text(encoding="utf-8").strip())
