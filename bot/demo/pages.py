"""The demo's own two pages, as HTML in the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from bot.demo.cast import CAST, Character
from bot.demo.community import DIRECT
from bot.i18n.markers import N_
from bot.i18n.words import Words

TITLE = N_("Tsunagari, tried out")
INDEPENDENT = N_(
    "All people here are invented. This project is independent, and not affiliated with the JET "
    "Programme or its associations."
)
CANNOT_SHOW = (
    N_("Context menus: on Discord, “View profile” is also in a person's right-click menu."),
    N_("Native events and the list of members."),
    N_("Commands in Japanese: on Discord their names too follow the reader's language."),
    N_("Two people acting in the same moment: here one waits for the other."),
)
EVERYBODY_TRIES = (
    ("/start", N_("describe yourself in four steps")),
    ("/find people", N_("add filters; prefecture and town suggest what you type")),
    ("/find overlap", N_("who was there together with you")),
    ("/find chain", N_("everyone of one town, from the first to now")),
    ("/profile view", N_("open a card, and say hello from there")),
    ("/help", N_("what this person may do")),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs to know: the visitor's words, and who can read which channels."""

    words: Words
    rooms: dict[str, list[str]]
    people: int

    def address(self, person: str, room: str) -> str:
        """Return where a person talks in a channel."""
        return f"/as/{quote(person)}/{quote(room)}?lang={self.words.locale}"


def landing(visit: Visit) -> str:
    """Return the page that explains the demo and offers people to be."""
    words = visit.words
    cards = "".join(_card(visit, character) for character in CAST)
    tries = "".join(
        f"<li><code>{escape(command)}</code> {escape(words(what))}</li>"
        for command, what in EVERYBODY_TRIES
    )
    missing = "".join(f"<li>{escape(words(each))}</li>" for each in CANNOT_SHOW)
    intro = words(
        "This is the real bot in a simulated Discord server, on your own machine. Nothing leaves "
        "it, and no account is needed. {people} invented people fill the directory; choose who "
        "you want to be, and talk to the bot as they would.",
        people=words.number(visit.people),
    )
    together = words(
        "Open several people in several tabs: say hello as one, and answer as the other. "
        "Everything is forgotten when the demo stops."
    )
    return _document(
        words,
        words(TITLE),
        f"""
<a class="skip" href="#people">{escape(words("Skip to the people"))}</a>
<header class="masthead">
  {_MARK}
  <p class="language">{_language_switch(words, "/")}</p>
  <h1>{escape(words(TITLE))}</h1>
  <p class="lead">{escape(intro)}</p>
</header>
<main>
  <section aria-labelledby="people">
    <h2 id="people" tabindex="-1">{escape(words("Who do you want to be?"))}</h2>
    <ul class="cards">{cards}</ul>
    <p>{escape(together)}</p>
  </section>
  <div class="columns">
    <section aria-labelledby="tries">
      <h2 id="tries">{escape(words("Things to try"))}</h2>
      <p>{escape(words("Write these where you would write a message:"))}</p>
      <ul class="tries">{tries}</ul>
    </section>
    <section aria-labelledby="missing">
      <h2 id="missing">{escape(words("What this page cannot show"))}</h2>
      <ul>{missing}</ul>
    </section>
  </div>
</main>
<footer>
  <p>{escape(words(INDEPENDENT))}</p>
</footer>""",
        body_class="landing",
    )


def talk(visit: Visit, character: Character, room: str, frame: str) -> str:
    """Return the page on which one person talks in one channel."""
    words = visit.words
    where = room_name(words, room)
    title = words("{name} in {channel}", name=character.name, channel=where)
    rooms = "".join(
        _link(visit.address(character.key, each), room_name(words, each), current=each == room)
        for each in visit.rooms[character.key]
    )
    others = "".join(
        _link(
            visit.address(other.key, room if room in visit.rooms[other.key] else "general"),
            other.name,
            current=other is character,
            before=_avatar(other),
            note=words(other.part),
        )
        for other in CAST
    )
    tries = "".join(f"<li><code>{escape(each)}</code></li>" for each in character.tries)
    here = f"/as/{quote(character.key)}/{quote(room)}"
    return _document(
        words,
        title,
        f"""
<a class="skip" href="#conversation">{escape(words("Skip to the conversation"))}</a>
<div class="talk">
  <div class="aside who">
    <p class="home"><a href="/?lang={words.locale}">← {escape(words("About this demo"))}</a></p>
    <header>
      {_avatar(character)}
      <h1>{escape(character.name)}</h1>
      <p>{escape(words(character.part))}</p>
    </header>
    <nav aria-label="{escape(words("Channels"))}"><ul>{rooms}</ul></nav>
  </div>
  <main id="conversation" tabindex="-1">
    <iframe src="{escape(frame)}" title="{escape(title)}"></iframe>
  </main>
  <div class="aside more">
    <details open>
      <summary>{escape(words("Things to try"))}</summary>
      <p>{escape(words(character.about))}</p>
      <ul class="tries">{tries}</ul>
    </details>
    <details>
      <summary>{escape(words("Be somebody else"))}</summary>
      <nav aria-label="{escape(words("People"))}"><ul class="people">{others}</ul></nav>
    </details>
    <p class="language">{_language_switch(words, here)}</p>
  </div>
</div>""",
        body_class="talking",
    )


def room_name(words: Words, room: str) -> str:
    """Return how a channel is written."""
    return words("Messages from the bot") if room == DIRECT else f"#{room}"


def _card(visit: Visit, character: Character) -> str:
    words = visit.words
    rooms = "".join(
        _link(visit.address(character.key, room), room_name(words, room))
        for room in visit.rooms[character.key]
        if room != "general"
    )
    return f"""
<li class="card">
  <div class="face">
    {_avatar(character)}
    <h3><a href="{visit.address(character.key, "general")}">{escape(character.name)}</a></h3>
    <p class="part">{escape(words(character.part))}</p>
  </div>
  <p>{escape(words(character.about))}</p>
  <ul class="rooms" aria-label="{escape(words("Other channels as {name}", name=character.name))}">
    {rooms}
  </ul>
</li>"""


def _avatar(character: Character) -> str:
    initial = escape(character.name[0])
    return (
        '<svg class="avatar" viewBox="0 0 40 40" aria-hidden="true">'
        f'<circle cx="20" cy="20" r="20" fill="{character.colour}"/>'
        f'<text x="20" y="27" text-anchor="middle" fill="#fff">{initial}</text></svg>'
    )


def _link(
    address: str, text: str, *, current: bool = False, before: str = "", note: str = ""
) -> str:
    here = ' aria-current="page"' if current else ""
    small = f" <small>{escape(note)}</small>" if note else ""
    return f'<li><a href="{escape(address)}"{here}>{before}{escape(text)}{small}</a></li>'


def _language_switch(words: Words, here: str) -> str:
    other, name = ("ja", "日本語") if words.locale == "en" else ("en", "English")
    return f'<a href="{here}?lang={other}" hreflang="{other}" lang="{other}">{name}</a>'


def _document(words: Words, title: str, body: str, *, body_class: str) -> str:
    return f"""<!doctype html>
<html lang="{words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="/demo/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/demo.css">
</head>
<body class="{body_class}">{body}
</body>
</html>
"""


_MARK = '<img class="mark" src="/demo/mark.svg" alt="" width="72" height="72">'
