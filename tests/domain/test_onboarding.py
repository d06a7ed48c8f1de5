from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import onboarding
from bot.domain.onboarding import OPTIONS, PROMPTS, Merge, Option, Prompt, missing_channels

TITLE = "Where in Japan were you?"
ROLES = range(1000, 1100)


def others_prompt(title: str = "Your games", role: str = "5") -> dict[str, Any]:
    option = {
        "id": "71",
        "title": "Go",
        "description": "A board game",
        "emoji": {"id": None, "name": "🎲", "animated": False},
        "role_ids": [role],
        "channel_ids": [],
    }
    return {
        "id": "70",
        "type": 1,
        "title": title,
        "options": [option],
        "single_select": True,
        "required": True,
        "in_onboarding": False,
    }


def prefectures(count: int = 47) -> Prompt:
    return Prompt(TITLE, tuple(Option(f"P{n:02}", role_id=ROLES[n]) for n in range(count)))


def merge(current: list[dict[str, Any]], *wanted: Prompt) -> Merge:
    titles = (TITLE, "日本のどこにいましたか")
    return onboarding.merge(current, wanted, granted=ROLES, titles=titles)


def as_read(payload: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Discord would show of what it was given: new prompts and options with ids."""
    numbers = itertools.count(9_000)

    def numbered(each: dict[str, Any]) -> dict[str, Any]:
        return {**each, "id": each["id"] if len(each.get("id", "")) > 1 else str(next(numbers))}

    return [
        {**numbered(prompt), "options": [numbered(option) for option in prompt["options"]]}
        for prompt in payload
    ]


def test_all_prefectures_fit_one_prompt() -> None:
    (prompt,) = merge([], prefectures()).payload()

    assert prompt["title"] == TITLE
    assert [option["role_ids"] for option in prompt["options"]] == [[str(r)] for r in ROLES[:47]]
    assert not prompt["single_select"]
    assert not prompt["required"]


def test_what_others_made_goes_back_with_its_ids_and_pictures() -> None:
    (kept, _) = merge([others_prompt()], prefectures()).payload()

    option = kept["options"][0]
    assert (kept["id"], kept["type"], kept["required"]) == ("70", 1, True)
    assert (option["id"], option["emoji_name"], option["role_ids"]) == ("71", "🎲", ["5"])
    assert "emoji" not in option


def test_a_second_merge_takes_the_place_of_the_first() -> None:
    first = as_read(merge([others_prompt()], prefectures(60)).payload())
    second = merge(first, prefectures(40))

    assert [each["id"] for each in second.others] == ["70"]
    assert [prompt.title for prompt in second.ours] == [TITLE]


def test_a_prompt_of_ours_in_another_language_is_replaced_too() -> None:
    japanese = Prompt("日本のどこにいましたか", prefectures().options)
    first = as_read(merge([], japanese).payload())

    assert merge(first, prefectures()).others == ()


def test_what_is_there_already_is_done_and_keeps_its_ids() -> None:
    first = as_read(merge([others_prompt()], prefectures()).payload())

    again = merge(first, prefectures())

    assert again.is_done
    assert not merge([others_prompt()], prefectures()).is_done
    assert again.payload()[1] == first[1]


def test_one_more_region_leaves_the_ids_of_the_rest_and_what_an_admin_wrote_there() -> None:
    first = as_read(merge([], prefectures(46)).payload())
    first[0]["required"] = True
    first[0]["options"][0]["description"] = "The north"

    again = merge(first, prefectures(47))

    assert not again.is_done
    (prompt,) = again.payload()
    assert (prompt["id"], prompt["required"]) == (first[0]["id"], True)
    assert prompt["options"][:46] == first[0]["options"]
    assert "id" not in prompt["options"][46]


def test_a_prompt_of_others_with_our_title_and_a_role_of_theirs_is_kept() -> None:
    theirs = others_prompt(TITLE)

    assert merge([theirs], prefectures()).others == (theirs,)


def test_more_options_than_fit_are_cut_into_prompts_that_say_where_they_begin() -> None:
    parts = merge([], prefectures(OPTIONS + 1)).ours

    assert [len(part.options) for part in parts] == [OPTIONS, 1]
    assert parts[0].title == f"{TITLE} (P00 – P49)"


def test_a_prompt_without_options_is_left_out() -> None:
    assert merge([], Prompt(TITLE, ())).payload() == []


def test_prompts_that_do_not_fit_are_counted() -> None:
    full = [others_prompt(f"Question {n}") for n in range(PROMPTS)]

    assert merge(full, prefectures()).too_many == 1


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(1, 30)))
def test_missing_channels_are_counted_by_what_discord_asks_for(
    default: set[int], writable: set[int]
) -> None:
    channels, written = missing_channels(default, writable)

    assert len(default) + channels >= 7
    assert len(default & writable) + written >= 5
    assert (channels, written) == (0, 0) or len(default) < 7 or len(default & writable) < 5
