"""Every refusal a member can meet: the class is the meaning, its values are named.

The message says what to do next. It is translated and filled in by
:func:`bot.ui.failures.answer_failure`, and only there.
"""

from __future__ import annotations

from bot.errors.base import NotSavedError, UserError
from bot.errors.finding import BudgetSpentError, NoCityError, NoWordsError, SearchGoneError
from bot.errors.hello import (
    HelloCameError,
    HelloEmptyError,
    HelloGoneError,
    HelloLimitError,
    HelloOffError,
    HelloToOneselfError,
    HelloWaitsError,
)
from bot.errors.names import (
    AmbiguousChoiceError,
    DidYouMeanError,
    MisspeltNameError,
    NotAMonthError,
    NotAPrefectureError,
    TownNotFoundError,
    UnclearNameError,
    UnknownChoiceError,
    UnknownNameError,
)
from bot.errors.onboarding import (
    BotRightsError,
    NoCommunityError,
    OnboardingFullError,
    OnboardingRefusedError,
    OnboardingUnansweredError,
)
from bot.errors.outbox import DeadLetterGoneError
from bot.errors.people import (
    LinkError,
    NameMissingError,
    NoProfileError,
    NotListedError,
    ProfileNotFoundError,
    TextTooLongError,
    TooManyError,
    WordMismatchError,
)
from bot.errors.placements import (
    EndBeforeStartError,
    FutureMonthError,
    NoPlacementsError,
    PlacementNotFoundError,
    TooEarlyError,
)
from bot.errors.regions import (
    NotInRegionError,
    RegionClosedError,
    RegionExistsError,
    RegionMergeError,
    RegionNameMissingError,
    RegionNotFoundError,
    SuggestionGoneError,
    SuggestionLimitError,
)
from bot.errors.server import (
    AdminsOnlyError,
    ChannelError,
    ChoiceError,
    ExcludedError,
    ModeratorsOnlyError,
    NotExcludedError,
    NumberError,
    OrganisersOnlyError,
    ReasonMissingError,
    RoleError,
    ServerNeededError,
    SettingNotFoundError,
)

__all__ = [
    "AdminsOnlyError",
    "AmbiguousChoiceError",
    "BotRightsError",
    "BudgetSpentError",
    "ChannelError",
    "ChoiceError",
    "DeadLetterGoneError",
    "DidYouMeanError",
    "EndBeforeStartError",
    "ExcludedError",
    "FutureMonthError",
    "HelloCameError",
    "HelloEmptyError",
    "HelloGoneError",
    "HelloLimitError",
    "HelloOffError",
    "HelloToOneselfError",
    "HelloWaitsError",
    "LinkError",
    "MisspeltNameError",
    "ModeratorsOnlyError",
    "NameMissingError",
    "NoCityError",
    "NoCommunityError",
    "NoPlacementsError",
    "NoProfileError",
    "NoWordsError",
    "NotAMonthError",
    "NotAPrefectureError",
    "NotExcludedError",
    "NotInRegionError",
    "NotListedError",
    "NotSavedError",
    "NumberError",
    "OnboardingFullError",
    "OnboardingRefusedError",
    "OnboardingUnansweredError",
    "OrganisersOnlyError",
    "PlacementNotFoundError",
    "ProfileNotFoundError",
    "ReasonMissingError",
    "RegionClosedError",
    "RegionExistsError",
    "RegionMergeError",
    "RegionNameMissingError",
    "RegionNotFoundError",
    "RoleError",
    "SearchGoneError",
    "ServerNeededError",
    "SettingNotFoundError",
    "SuggestionGoneError",
    "SuggestionLimitError",
    "TextTooLongError",
    "TooEarlyError",
    "TooManyError",
    "TownNotFoundError",
    "UnclearNameError",
    "UnknownChoiceError",
    "UnknownNameError",
    "UserError",
    "WordMismatchError",
]
