from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.layout.order import positions

standing = st.lists(
    st.none() | st.tuples(st.integers(0, 12), st.integers(0, 99)), max_size=12, unique=True
)


@given(standing, st.integers(0, 20))
def test_positions_put_everybody_in_order(row: list[tuple[int, int] | None], after: int) -> None:
    wanted = positions(row, after=after)

    end = [
        (position if position is not None else current[0], current[1] if current else 100 + n)  # type: ignore[index]
        for n, (current, position) in enumerate(zip(row, wanted, strict=True))
    ]
    assert end == sorted(end)
    assert all(position >= 0 for position, _ in end)
    again = [(position, number) for position, number in end]
    assert positions(again, after=after) == [None] * len(row)


def test_those_in_order_stay_and_the_others_fit_in_between() -> None:
    assert positions([(10, 1), None, (20, 2), (5, 3)]) == [None, 15, None, 30]


def test_without_a_gap_all_are_numbered_anew() -> None:
    assert positions([(1, 1), None, (2, 2)]) == [10, 20, 30]
