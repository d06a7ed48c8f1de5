from __future__ import annotations

import re

import pytest

from bot.ui.reading import linked, shown

ID = "123456789012345678"


@pytest.mark.parametrize(
    "typed",
    [
        f"<@{ID}>",
        f"<@!{ID}>",
        f"<@&{ID}>",
        f"<#{ID}>",
        "<t:0:R>",
        f"</profile delete:{ID}>",
        "<id:customize>",
        "[Discord](https://evil.example)",
        "[Discord\nlogin](https://evil.example)",
        "\\[Discord](https://evil.example)",
        "\\\\<#1>",
    ],
)
def test_nothing_typed_turns_into_a_mention_or_a_link_in_disguise(typed: str) -> None:
    # A character counts as text after an odd number of backslashes.
    assert not re.search(r"(?<!\\)(?:\\\\)*[<\[]", shown(typed))


def test_pings_are_broken() -> None:
    assert "@everyone" not in shown("@everyone")
    assert f"@{ID}" not in shown(f"<@{ID}>")


def test_an_address_stays_an_address() -> None:
    address = "https://example.org/in/some_name_here"
    assert shown(address) == address


def test_a_label_does_not_end_its_link_early() -> None:
    label = "Dinner](https://evil.example)"

    assert linked(shown(label), "https://a.example").count("](") - label.count("](") == 1
    assert "\\](https://evil" in linked(shown(label), "https://a.example")
