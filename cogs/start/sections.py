"""All sections by the names that buttons carry."""

from __future__ import annotations

from collections.abc import Mapping

from bot.i18n import N_
from cogs.start.audiences import AudienceSection
from cogs.start.description import DESCRIPTIONS
from cogs.start.placements import PLACEMENTS
from cogs.start.section import Section

SECTIONS: Mapping[str, Section] = {
    **DESCRIPTIONS,
    **PLACEMENTS,
    "audiences": AudienceSection(N_("Who may see what")),
}
