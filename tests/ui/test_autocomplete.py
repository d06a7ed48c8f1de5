"""What options offer and how what was typed is settled."""

from __future__ import annotations

import pytest

from bot.errors import AmbiguousChoiceError, DidYouMeanError, UnknownChoiceError
from bot.i18n import Catalogues
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown
from bot.ui.autocomplete import labelled
from bot.ui.autocomplete.base import LABEL_LENGTH, SHOWN, codes, settled

WORDS = Catalogues.read().words("en")


def test_choices_keep_discords_limits() -> None:
    choices = labelled(("x" * 200, str(n)) for n in range(40))

    assert len(choices) == SHOWN
    assert {len(choice.name) for choice in choices} == {LABEL_LENGTH}


def test_what_is_clear_is_taken() -> None:
    assert settled("gb", Found("GB"), str.lower, WORDS) == "GB"


@pytest.mark.parametrize(
    ("found", "refusal", "names"),
    [
        (Ambiguous(("CD", "CG")), AmbiguousChoiceError, "• cd\n• cg"),
        (Unknown(("GB",)), DidYouMeanError, "gb"),
        (Unknown(()), UnknownChoiceError, "Kongo"),
    ],
)
def test_what_is_not_clear_is_refused_with_what_it_may_be(
    found: Resolution[str], refusal: type[Exception], names: str
) -> None:
    with pytest.raises(refusal) as refused:
        settled("Kongo", found, str.lower, WORDS)

    assert names in refused.value.values.values()  # type: ignore[attr-defined]


def test_a_decision_about_things_is_one_about_their_codes() -> None:
    assert codes(Found(1), str) == Found("1")
    assert codes(Ambiguous((1, 2)), str) == Ambiguous(("1", "2"))
    assert codes(Unknown((3,)), str) == Unknown(("3",))
