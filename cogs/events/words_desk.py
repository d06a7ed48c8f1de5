"""What hosts say of their events, form by form, and the draft that shows it."""

from __future__ import annotations

from bot.domain.events import Shown, State
from bot.domain.series import Scope
from bot.domain.settings import LANGUAGE
from bot.errors import PictureAltError, UserError
from bot.i18n import Words
from bot.services.hosting import Edited, Said
from bot.services.previews import Preview
from bot.services.services import Services
from bot.ui.allowed import require_allowed
from bot.ui.asking import standing
from bot.ui.failures import refusal
from bot.ui.public import public_words
from bot.ui.reading import words_for
from bot.ui.replies import answer, take_time
from cogs.events import hosting
from cogs.events.asking import Interaction
from cogs.events.pictures import file_of, uploaded
from cogs.events.word_forms import HintsForm, PictureForm, SecondForm, Upload


class WordsDesk:
    """Opens each form with what is said already, and shows what came of it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def show_draft(
        self, interaction: Interaction, seen: Shown, *, notice: str | None = None
    ) -> None:
        """Show a draft with its picture, as the card will be."""
        language = await self._services.settings.get(seen.event.server_id, LANGUAGE)
        each = public_words(interaction.client.catalogues, language)
        words, now = words_for(interaction), self._services.clock()
        card = hosting.draft_card(seen, each, words, now, notice)
        file = None if seen.picture is None else await file_of(self._services, seen.picture)
        await answer(interaction, card, [file] if file else [])

    async def hints(
        self, interaction: Interaction, event_id: int, scope: Scope = Scope.THIS
    ) -> None:
        """Open the form with what to bring, and what sort of event it is."""
        event = (await self._services.hosting.managed(standing(interaction), event_id)).event

        async def submit(submitted: Interaction, said: Said) -> None:
            await self.edit(submitted, event_id, {**said, "scope": scope})

        form = HintsForm(event, words_for(interaction), submit)
        await interaction.response.send_modal(form)

    async def second(
        self, interaction: Interaction, event_id: int, scope: Scope = Scope.THIS
    ) -> None:
        """Open the form with the other language."""
        event = (await self._services.hosting.managed(standing(interaction), event_id)).event
        words = words_for(interaction)

        async def submit(submitted: Interaction, said: Said) -> None:
            await self.edit(submitted, event_id, {**said, "scope": scope})

        language = event.second.language if event.second else other_language(words)
        await interaction.response.send_modal(SecondForm(event, language, words, submit))

    async def picture(
        self, interaction: Interaction, event_id: int, scope: Scope = Scope.THIS
    ) -> None:
        """Open the form with the picture."""
        seen = await self._services.hosting.managed(standing(interaction), event_id)

        async def submit(submitted: Interaction, upload: Upload) -> None:
            await take_time(submitted)
            await self._keep(submitted, event_id, upload, scope)
            await self.edit(submitted, event_id, Said())

        form = PictureForm(seen.picture, words_for(interaction), submit)
        await interaction.response.send_modal(form)

    async def edit(self, interaction: Interaction, event_id: int, said: Said) -> None:
        """Change an event; of what people are told of, its host sees first what it will do."""
        found = await self._services.previews.change(standing(interaction), event_id, **said)
        if isinstance(found, Preview):
            await answer(interaction, hosting.preview_card(found, words_for(interaction)))
        else:
            await self.show_edited(interaction, found)

    async def show_edited(self, interaction: Interaction, edited: Edited) -> None:
        """Show what an event is like now; a draft as a draft."""
        if edited.shown.event.state is State.DRAFT:
            return await self.show_draft(interaction, edited.shown)
        card = hosting.edited_card(edited, words_for(interaction), self._services.clock())
        return await answer(interaction, card)

    async def take(self, interaction: Interaction, event_id: int, upload: Upload) -> str | None:
        """Keep the picture of a new event; where that fails, say why and lose nothing else."""
        if upload.file is None:
            return None
        try:
            await self._keep(interaction, event_id, upload)
        except UserError as error:
            words = words_for(interaction)
            return words("**Without the picture:** {why}", why=refusal(error, words))
        return None

    async def _keep(
        self,
        interaction: Interaction,
        event_id: int,
        upload: Upload,
        scope: Scope = Scope.THIS,
    ) -> None:
        stands = standing(interaction)
        if upload.file is None:
            await self._services.pictures.describe(stands, event_id, upload.alt, scope)
            return
        if not upload.alt.strip():
            raise PictureAltError
        event = (await self._services.hosting.managed(stands, event_id)).event
        await require_allowed(interaction, event.channel_id, ("attach_files",))
        content = await uploaded(upload.file)
        await self._services.pictures.put(stands, event_id, content, upload.alt, scope)


def other_language(words: Words) -> str:
    """Return the language that somebody's events lack."""
    return "en" if words.locale == "ja" else "ja"
