"""The form with the regions that follow from a profile, ticked; only what is sent in is joined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import ui

from bot.domain.regions import Offer, Offers
from bot.i18n import Words
from bot.ui.panel import LABEL_LENGTH
from bot.ui.regions import TIES, label
from bot.ui.views import Form

FORM = "region:take_up"
_REGIONS, _HOW, _QUIETLY = "regions", "how", "quietly"


class OffersForm(Form):
    """One ticked menu, and whether others may see it; it outlives a restart."""

    def __init__(self, offers: Offers, words: Words) -> None:
        super().__init__(custom_id=FORM, title=words("Regions for you"))
        self.add_item(
            ui.TextDisplay(
                words(
                    "This follows from your profile. Take out the ticks of what you do not want. "
                    "Where a region has a role, everybody in this server sees it on you, unless "
                    "you belong quietly."
                )
            )
        )
        options = [
            *(_option(each, _joining(each, words), words) for each in offers.join),
            *(_option(each, words("leave it"), words) for each in offers.leave),
        ]
        menu: ui.Select[Form] = ui.Select(
            custom_id=_REGIONS,
            min_values=0,
            max_values=len(options),
            options=options,
            required=False,
        )
        self.add_item(ui.Label(text=words("Your regions"), component=menu))
        self.add_item(ui.Label(text=words("How to belong"), component=_ways(words)))
        # Finished at once, so that discord.py does not keep it: a form outlives a restart.
        self.stop()


def sent_in(interaction: discord.Interaction[Any]) -> tuple[list[str], bool] | None:
    """Return what was ticked, and whether quietly; None for forms of others."""
    if interaction.custom_id != FORM:
        return None
    sent: Any = interaction.data
    found: Mapping[str, Any] = {
        part["component"]["custom_id"]: part["component"]
        for part in sent["components"]
        if "component" in part
    }
    return list(found[_REGIONS].get("values", ())), found[_HOW].get("value") == _QUIETLY


def _option(offer: Offer, told: str, words: Words) -> discord.SelectOption:
    return discord.SelectOption(
        label=label(offer.region, words)[:LABEL_LENGTH],
        value=offer.region.code,
        description=told[:LABEL_LENGTH],
        default=True,
    )


def _joining(offer: Offer, words: Words) -> str:
    tie = words(TIES[offer.tie])
    if offer.before is None:
        return words("join: {tie}", tie=tie)
    return words("now: {before}; from now on: {tie}", before=words(TIES[offer.before]), tie=tie)


def _ways(words: Words) -> ui.RadioGroup[Form]:
    return ui.RadioGroup(
        custom_id=_HOW,
        options=[
            discord.RadioGroupOption(
                label=words("With the role"),
                value="openly",
                description=words("Seen by everybody in this server"),
                default=True,
            ),
            discord.RadioGroupOption(
                label=words("Belong quietly"),
                value=_QUIETLY,
                description=words("Known to you alone: no role, no post, in no count"),
            ),
        ],
    )
