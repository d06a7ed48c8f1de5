"""What admins see of layouts: the plan, its progress, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.domain.layout import Budgets, Candidate, Kind, Layout, Plan, Verb
from bot.domain.layout.jobs import Job
from bot.domain.regions import Family
from bot.i18n import N_, Words
from bot.services.layouts import Draft, WayBack
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import shown
from cogs.region_admin.refusals import titled
from cogs.region_admin.wording import (
    FAMILIES,
    KINDS,
    LAYOUTS,
    bar,
    duration,
    problem_line,
    step_line,
)

RENAMED = {
    False: N_("It is called **{region}** here now. {next}"),
    True: N_(
        "It is called **{region}** here now. What it took over in Discord was there before and "
        "keeps its name until you change it there. {next}"
    ),
}
"""By whether a channel or a role was taken over."""
STEPS_SHOWN = 12
STEPS_LENGTH, PROBLEM_LENGTH, ARCHIVED_LENGTH = 1_700, 200, 1_500
"""A message holds 4,000 characters, however long names are."""
TICKS_SHOWN, TICK_MENUS = 25, 8
PROBLEMS_SHOWN = 5
ARCHIVED_SHOWN = 30


def plan_card(
    draft: Draft,
    names: Mapping[str, str],
    missing: Mapping[str, int],
    words: Words,
    *,
    page: int = 0,
    job: Job | None = None,
) -> Panel:
    """Show what would be done: budgets, steps, how long, what cannot be, what may be ticked."""
    made = draft.plan
    rows: list[Row] = [text(words("## Plan")), text(_budget(made, draft.budgets, words))]
    if job is not None:
        rows.append(text(_standing(job, words)))
    if draft.has_forum:
        rows.append(
            text(words("-# Posts are open to all who see the forum: privacy needs channels."))
        )
    rows += _steps(made, draft.seconds, words, page, has_layouts=draft.has_layouts)
    rows += [
        text(f"⚠️ {problem_line(problem, words, names)}"[:PROBLEM_LENGTH])
        for problem in made.problems[:PROBLEMS_SHOWN]
    ]
    if missing:
        rows.append(text(lacks(missing, words)))
    rows += _candidates(draft, names, words)
    if made.steps:
        rows.append(
            text(words("-# /region-admin apply carries it out; until then nothing changes."))
        )
    return Panel(rows)


def lacks(missing: Mapping[str, int], words: Words) -> str:
    """Say which permissions the bot lacks, and how many steps need each."""
    lines = [
        words.n(
            "🔒 {permission} is missing; {n} step needs it.",
            "🔒 {permission} is missing; {n} steps need it.",
            count,
            permission=titled(name),
        )
        for name, count in missing.items()
    ]
    return "\n".join(lines)


def stop_card(job: Job, words: Words) -> Panel:
    """Ask whether a job is to stop where it is."""
    return Panel(
        (
            text(words("## Stop what is under way?")),
            text(_standing(job, words)),
            text(
                words(
                    "What is done stays until you take it back, about which you are asked next. "
                    "What is not done yet is left."
                )
            ),
            buttons(
                button(words("Stop it"), f"layout:stop:{job.id}", style=discord.ButtonStyle.danger)
            ),
        )
    )


def way_back_card(back: WayBack, words: Words) -> Panel:
    """Show what taking the latest plan back would do, and ask once."""
    rows: list[Row] = [
        text(words("## Take the latest plan back?")),
        text(
            words(
                "What is empty is deleted, what people wrote in goes to the archive, and all else "
                "is as it was before."
            )
        ),
        *_steps(back.plan, back.seconds, words, 0, has_layouts=True, turns=False),
        *_archived(back.plan, words),
        buttons(
            button(
                words("Take the plan back"),
                f"layout:undo:{back.job_id}",
                style=discord.ButtonStyle.danger,
            )
        ),
    ]
    return Panel(rows)


def _archived(back: Plan, words: Words) -> list[Row]:
    """List what cannot go because people wrote in it."""
    names = [shown(step.shape.name) for step in back.steps if step.verb is Verb.ARCHIVE]
    if not names:
        return []
    told = words(
        "To the archive: {names}", names=words.list(names[:ARCHIVED_SHOWN])[:ARCHIVED_LENGTH]
    )
    more = len(names) - ARCHIVED_SHOWN
    return [text(told if more <= 0 else told + words.n(" and {n} more", " and {n} more", more))]


def begun_card(job: Job, seconds: float, words: Words) -> Panel:
    """Say that it has begun and where its progress is."""
    if not job.total or not job.is_running:
        return Panel((text(words("There is nothing to do for that.")),))
    told = words.n(
        "{n} step, about {time}. A message in this channel shows how far it is; it survives "
        "restarts of the bot. /region-admin undo stops it and takes it back.",
        "{n} steps, about {time}. A message in this channel shows how far it is; it survives "
        "restarts of the bot. /region-admin undo stops it and takes it back.",
        job.total,
        time=duration(seconds, words),
    )
    return Panel((text(words("## It has begun")), text(told)))


def progress_card(job: Job, words: Words) -> Panel:
    """Show how far a job is."""
    return Panel((text(_standing(job, words)),))


def layout_card(family: Family, layout: Layout | None, words: Words) -> Panel:
    """Say what is wanted from now on."""
    called = words(FAMILIES[family])
    if layout is None:
        told = words("**{family}**: no places in Discord.", family=called)
    else:
        told = words("**{family}**: {layout}.", family=called, layout=words(LAYOUTS[layout]))
    rows = [text(told)]
    if family is Family.CHAPTER:
        rows.append(text(words("Only chapters that you accept are there: /region-admin add.")))
    hint = words("Nothing has changed in Discord yet: see /region-admin plan, then apply.")
    return Panel((*rows, text(hint)))


def told_card(told: str) -> Panel:
    """Say one thing."""
    return Panel((text(told),))


def _standing(job: Job, words: Words) -> str:
    title = words("Taking a layout back") if job.undoes is not None else words("Building a layout")
    lines = [f"**{title}**", f"`{bar(job.done, job.total)}` {job.done}/{job.total}"]
    if not job.is_running:
        lines.append(words("Done."))
    elif job.stuck:
        lines.append(words("⚠️ Stopped at a step. /queue show says why, and what to do."))
    elif job.pauses_to is not None:
        at = f"<t:{int(job.pauses_to.timestamp())}:t>"
        lines.append(
            words("⏸️ Paused: Discord takes no more for now. Continues at {time}.", time=at)
        )
    if job.dropped:
        lines.append(words.n("{n} step was dropped.", "{n} steps were dropped.", job.dropped))
    return "\n".join(lines)


def _budget(made: Plan, budgets: Budgets, words: Words) -> str:
    rows = (
        (words("Channels"), made.before.channels, made.after.channels, budgets.channels),
        (words("Roles"), made.before.roles, made.after.roles, budgets.roles),
        (words("Active threads"), made.before.threads, made.after.threads, budgets.threads),
    )
    return "\n".join(
        f"**{name}** {words.number(before)} → {words.number(after)} / {words.number(most)}\n"
        + "\n".join(f"`{drawn}`" for drawn in dict.fromkeys((bar(before, most), bar(after, most))))
        for name, before, after, most in rows
    )


def _steps(
    made: Plan, seconds: float, words: Words, page: int, *, has_layouts: bool, turns: bool = True
) -> list[Row]:
    if not made.steps:
        nothing = words("Nothing to do: everything is as it is wanted.")
        choose = words("No family has a layout yet: choose with /region-admin layout.")
        return [text(nothing if has_layouts else choose)]
    title = words.n(
        "**{n} step, about {time}**",
        "**{n} steps, about {time}**",
        len(made.steps),
        time=duration(seconds, words),
    )
    pages = -(-len(made.steps) // STEPS_SHOWN)
    page = min(page, pages - 1)
    first = page * STEPS_SHOWN
    lines = [
        f"{number}. {step_line(step, words)}"
        for number, step in enumerate(made.steps[first : first + STEPS_SHOWN], first + 1)
    ]
    rows: list[Row] = [text(title), text("\n".join(lines)[:STEPS_LENGTH])]
    if not turns and len(made.steps) > STEPS_SHOWN:
        rows.append(
            text(words.n("… and {n} more", "… and {n} more", len(made.steps) - STEPS_SHOWN))
        )
    turning = [
        button(label, f"layout:page:{to}")
        for label, to in ((words("Back"), page - 1), (words("Next"), page + 1))
        if 0 <= to < pages
    ]
    if turns and turning:
        rows.append(buttons(*turning))
    return rows


def _candidates(draft: Draft, names: Mapping[str, str], words: Words) -> list[Row]:
    """Offer what was there before by a region's name: each is taken over only if ticked."""
    offered: Sequence[Candidate] = draft.candidates[: TICKS_SHOWN * TICK_MENUS]
    if not offered:
        return []
    told = words.n(
        "{n} channel or role was there before by a region's name. Tick it to have the bot take it "
        "over instead of making another; it is never deleted.",
        "{n} channels and roles were there before by the names of regions. Tick those that the bot "
        "is to take over instead of making others; they are never deleted.",
        len(draft.candidates),
    )
    if len(draft.candidates) > len(offered):
        told += " " + words("The first {n} are offered, the others after them.", n=len(offered))
    starts = range(0, len(offered), TICKS_SHOWN)
    menus = [offered[start : start + TICKS_SHOWN] for start in starts]
    return [
        text(told),
        *(_menu(number, some, draft, names, words) for number, some in enumerate(menus)),
    ]


def _menu(
    number: int,
    some: Sequence[Candidate],
    draft: Draft,
    names: Mapping[str, str],
    words: Words,
) -> Row:
    menu: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=f"layout:tick:{number}",
        placeholder=words("What was there before, to be taken over")[:150],
        min_values=0,
        max_values=len(some),
        options=[_option(each, draft.ticked, names, words) for each in some],
    )
    return ui.ActionRow(menu)


def _option(
    each: Candidate,
    ticked: Mapping[tuple[Kind, str], int],
    names: Mapping[str, str],
    words: Words,
) -> discord.SelectOption:
    sign = "@" if each.kind is Kind.ROLE else "#"
    return discord.SelectOption(
        label=f"{sign}{each.name}"[:100],
        value=f"{each.kind}:{each.code}:{each.id}",
        description=words(
            "{kind} for {region}",
            kind=words(KINDS[each.kind]),
            region=names.get(each.code, each.code),
        )[:100],
        default=ticked.get((each.kind, each.code)) == each.id,
    )


def posted_card(channel: str, words: Words) -> Panel:
    """Say where the panel is."""
    return told_card(
        words(
            "The panel comes to {channel} in a moment, and works for as long as it stands there.",
            channel=channel,
        )
    )


def moved_card(channel_id: int | None, words: Words) -> Panel:
    """Tell a region's people where they are from now on."""
    if channel_id is None:
        return told_card(
            words(
                "This region's own channel is closed: its people meet in this post again. What "
                "they wrote there can still be read in the archive."
            )
        )
    return told_card(
        words(
            "This region is lively: it has a channel of its own now, <#{channel}>, for those who "
            "belong to it. This post stays.",
            channel=channel_id,
        )
    )
