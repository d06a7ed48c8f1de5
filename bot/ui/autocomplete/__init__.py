"""Options that are offered by name, in the member's language, and arrive as codes."""

from bot.ui.autocomplete.base import (
    Choices,
    CodeOption,
    Interaction,
    Option,
    Value,
    codes,
    labelled,
)
from bot.ui.autocomplete.events import EventOption, HeldEventOption, ManagedEventOption
from bot.ui.autocomplete.lengths import LengthOption, told
from bot.ui.autocomplete.months import MonthOption, UntilOption, month, until
from bot.ui.autocomplete.places import (
    CityOption,
    CountryOption,
    PrefectureOption,
    Town,
    TownOption,
    no_prefecture,
)
from bot.ui.autocomplete.programme import JobOption, OrganisationOption
from bot.ui.autocomplete.skills import LanguageOption, WorkFieldOption
from bot.ui.autocomplete.when import WhenOption, moment
from bot.ui.autocomplete.zones import ZoneOption

__all__ = [
    "Choices",
    "CityOption",
    "CodeOption",
    "CountryOption",
    "EventOption",
    "HeldEventOption",
    "Interaction",
    "JobOption",
    "LanguageOption",
    "LengthOption",
    "ManagedEventOption",
    "MonthOption",
    "Option",
    "OrganisationOption",
    "PrefectureOption",
    "Town",
    "TownOption",
    "UntilOption",
    "Value",
    "WhenOption",
    "WorkFieldOption",
    "ZoneOption",
    "codes",
    "labelled",
    "moment",
    "month",
    "no_prefecture",
    "told",
    "until",
]
