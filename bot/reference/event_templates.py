"""Events that alumni communities hold again and again, described in two languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from bot.domain.events import Kind, Second
from bot.domain.templates import Template
from bot.reference.locales import is_japanese
from bot.reference.tables import DATA


@cache
def shipped(locale: str) -> tuple[Template, ...]:
    """Return the templates with a reader's language first, and the other as the second."""
    first, second = ("ja", "en") if is_japanese(locale) else ("en", "ja")
    return tuple(_template(each, first, second) for each in _table())


@cache
def _table() -> list[Mapping[str, Any]]:
    return json.loads((DATA / "event_templates.json").read_text(encoding="utf-8"))


def _template(row: Mapping[str, Any], first: str, second: str) -> Template:
    own, other = row[first], row[second]
    return Template(
        key=row["code"],
        name=own["name"],
        title=own["title"],
        length=timedelta(minutes=row["minutes"]),
        description=own["description"],
        capacity=row.get("capacity"),
        kind=Kind(row["kind"]),
        bring=own["bring"],
        rain=own["rain"],
        second=Second(second, other["title"], other["description"]),
    )
