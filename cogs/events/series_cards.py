"""The dates of a series, as whoever manages it reads them."""

from __future__ import annotations

from datetime import datetime

from bot.i18n import Words
from bot.services.series import Course
from bot.ui.events import start, title
from bot.ui.panel import Panel, text
from cogs.events.repeats import date_lines, rule_label

SHOWN = 8
"""So many of the dates to come are shown."""


def course_card(course: Course, words: Words, now: datetime, notice: str = "") -> Panel:
    """Show which dates have cards and which come; ``notice`` says what was just decided."""
    series = course.series
    lines = [notice] if notice else []
    lines.append(words("## Dates of {title}", title=title(course.event, words)))
    lines.append(words("**Repeats:** {rule}", rule=rule_label(series.rule, words)))
    if course.open:
        lines.append(words("**With a card**"))
        lines += [f"- {start(each)}" for each in course.open]
    if course.coming:
        lines.append(
            words("**Still to come, by the clock of {zone}**", zone=words.zone(series.zone))
        )
        lines += date_lines(series, list(course.coming[:SHOWN]), words, now)
    else:
        lines.append(words("No more dates come. With the action “extend” it goes on."))
    if series.host_id is None:
        lines.append(
            words(
                "**Nobody hosts it,** so its dates get no cards. With the action “extend” you take "
                "it over."
            )
        )
    return Panel((text("\n".join(lines)),))
