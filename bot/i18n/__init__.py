"""Every word a member reads, in the reader's language."""

from bot.i18n.catalogues import LOCALES, Catalogues
from bot.i18n.markers import N_
from bot.i18n.words import Words

__all__ = ["LOCALES", "N_", "Catalogues", "Words"]
