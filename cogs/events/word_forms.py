"""The forms about what is said of an event: a new one, what to bring, a second language, a picture.

A form of Discord has room for five fields.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.domain.events import (
    DESCRIPTION_LENGTH,
    HINT_LENGTH,
    SECOND_LENGTH,
    TITLE_LENGTH,
    Event,
    Kind,
    Second,
)
from bot.domain.pictures import ALT_LENGTH, LARGEST, Picture
from bot.i18n import N_, Words
from bot.services.hosting import Said
from bot.ui.views import Form
from cogs.events.forms import OPEN_SECONDS, SubmitWords, text_input
from cogs.events.wording import KINDS

_FORM_TITLE = 45
_MEGABYTE = 1024 * 1024

LANGUAGES = {"en": N_("Title in English"), "ja": N_("Title in Japanese")}
DESCRIPTIONS = {"en": N_("Description in English"), "ja": N_("Description in Japanese")}


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture that somebody chose, or None, and what they say it shows."""

    file: discord.Attachment | None
    alt: str


SubmitNew = Callable[[discord.Interaction[Any], Said, Upload], Awaitable[None]]
SubmitUpload = Callable[[discord.Interaction[Any], Upload], Awaitable[None]]


class NewEventForm(Form):
    """What to say of a new event beside what the command said; some of it may be filled in."""

    def __init__(self, said: Said, words: Words, submit: SubmitNew) -> None:
        title = said.get("title", "")
        super().__init__(title=title[:_FORM_TITLE] or words("Event"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.text = text_input(
            "description", DESCRIPTION_LENGTH, said.get("description"), is_long=True
        )
        self.add_item(
            ui.Label(
                text=words("What is it about?"),
                description=words("It is shown as plain text."),
                component=self.text,
            )
        )
        self.hints = _Hints(self, said.get("bring"), said.get("rain"), words)
        self.picture = _PictureFields(self, None, words)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand everything over."""
        said: Said = {"description": self.text.value, **self.hints.said}
        await self._submit(interaction, said, self.picture.upload)


class HintsForm(Form):
    """What to bring, what if it rains, and what sort of event it is."""

    def __init__(self, event: Event, words: Words, submit: SubmitWords) -> None:
        super().__init__(title=words("What to bring, and more"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.hints = _Hints(self, event.bring, event.rain, words)
        self.kind: ui.Select[Form] = ui.Select(
            custom_id="kind",
            required=False,
            min_values=0,
            options=[
                discord.SelectOption(label=words(name), value=kind, default=kind is event.kind)
                for kind, name in KINDS.items()
            ],
        )
        self.add_item(ui.Label(text=words("What sort of event is it?"), component=self.kind))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand everything over."""
        kind = Kind(self.kind.values[0]) if self.kind.values else None
        await self._submit(interaction, {"kind": kind, **self.hints.said})


class SecondForm(Form):
    """The title and description in the other language; without a title they go."""

    def __init__(self, event: Event, language: str, words: Words, submit: SubmitWords) -> None:
        super().__init__(title=words("Second language"), timeout=OPEN_SECONDS)
        self._submit = submit
        self._language = language
        before = event.second or Second(language, "")
        self.title_ = text_input("title", TITLE_LENGTH, before.title or None)
        self.text = text_input("description", SECOND_LENGTH, before.description, is_long=True)
        self.add_item(
            ui.Label(
                text=words(LANGUAGES[language]),
                description=words("Empty: the card has one language."),
                component=self.title_,
            )
        )
        self.add_item(ui.Label(text=words(DESCRIPTIONS[language]), component=self.text))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand both over."""
        second = Second(self._language, self.title_.value, self.text.value)
        await self._submit(interaction, Said(second=second))


class PictureForm(Form):
    """Another picture, or other words for the one there is; without words it goes."""

    def __init__(self, picture: Picture | None, words: Words, submit: SubmitUpload) -> None:
        super().__init__(title=words("Picture"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.picture = _PictureFields(self, picture, words)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand it over."""
        await self._submit(interaction, self.picture.upload)


class _Hints:
    """The two fields about what to bring and the plan for rain."""

    def __init__(self, form: Form, bring: str | None, rain: str | None, words: Words) -> None:
        self._bring = text_input("bring", HINT_LENGTH, bring)
        self._rain = text_input("rain", HINT_LENGTH, rain)
        form.add_item(ui.Label(text=words("What to bring"), component=self._bring))
        form.add_item(ui.Label(text=words("If it rains"), component=self._rain))

    @property
    def said(self) -> Said:
        return Said(bring=self._bring.value, rain=self._rain.value)


class _PictureFields:
    """The two fields about a picture."""

    def __init__(self, form: Form, picture: Picture | None, words: Words) -> None:
        self._file: ui.FileUpload[Form] = ui.FileUpload(
            custom_id="picture", required=False, max_values=1
        )
        self._alt = text_input("alt", ALT_LENGTH, picture.alt if picture else None)
        size = words("PNG, JPEG, WebP or GIF, up to {n} MB", n=LARGEST // _MEGABYTE)
        hint = words("People who cannot see it hear this. A picture needs it.")
        if picture is not None:
            hint = words("People who cannot see it hear this. Without it the picture goes.")
        form.add_item(ui.Label(text=words("Picture"), description=size, component=self._file))
        form.add_item(
            ui.Label(text=words("What the picture shows"), description=hint, component=self._alt)
        )

    @property
    def upload(self) -> Upload:
        return Upload(next(iter(self._file.values), None), self._alt.value)
