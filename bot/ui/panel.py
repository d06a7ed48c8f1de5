"""The panel that shows a person their own profile, each section with the button that changes it.

The buttons only carry their custom_ids: what they do, also after a restart, is registered by
the feature that fills in profiles.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import discord
from discord import ui

from bot.domain.placements import Placement
from bot.domain.profiles import Profile
from bot.i18n import Words
from bot.ui import summaries
from bot.ui.views import Layout

START, EDIT = "start", "edit"
"""The two panels, as custom_ids name them."""
LIST_ME = "profile:list"
PRIVACY = "profile:privacy"
LABEL_LENGTH = 100

Row = ui.Item[Any]


class Panel(Layout):
    """A private message of rows in one frame."""

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__()
        self.add_item(ui.Container(*rows))
        # Finished at once, so that discord.py does not keep it: buttons act by custom_id.
        self.stop()


def door(panel: str, section: str, target: int = 0, *, how: str = "open") -> str:
    """Return the custom_id that opens a section's form; "again" fills in what was refused."""
    return f"start:{how}:{panel}:{section}:{target}"


def text(content: str) -> ui.TextDisplay[Any]:
    """Return one paragraph."""
    return ui.TextDisplay(content)


def button(
    label: str,
    custom_id: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[Any]:
    """Return a button that says what it does."""
    return ui.Button(label=label, custom_id=custom_id, style=style)


def buttons(*each: ui.Button[Any]) -> ui.ActionRow[Any]:
    """Return buttons side by side."""
    return ui.ActionRow(*each)


def with_button(heading: str, content: str, opens: ui.Button[Any]) -> ui.Section[Any]:
    """Return a section: what is stored, beside the button that changes it."""
    return ui.Section(text(f"**{heading}**\n{content}"), accessory=opens)


def own_panel(
    profile: Profile, words: Words, today: date, *, more: Iterable[ui.Button[Any]] = ()
) -> Panel:
    """Show a person their profile; what was imported about them first as a question."""
    if profile.imported:
        return imported_panel(profile, words)
    return edit_panel(profile, words, today, more=more)


def edit_panel(
    profile: Profile,
    words: Words,
    today: date,
    *,
    notice: Iterable[Row] = (),
    more: Iterable[ui.Button[Any]] = (),
) -> Panel:
    """Show everything that can be changed, in the order of a card; ``more`` leads elsewhere."""
    about, *others = _sections(profile, words)
    return Panel(
        (
            *notice,
            text(
                words(
                    "## Your profile\nPress a button to change that part. What you save is "
                    "kept at once."
                )
            ),
            *alumnus_offer(EDIT, profile, words, today),
            _section(*about, words),
            *placement_rows(EDIT, summaries.placements_heading(profile, words), profile, words),
            *(_section(*row, words) for row in others),
            buttons(
                button(words("Who may see what"), PRIVACY),
                button(words("The four steps"), f"start:show:{START}"),
                *more,
            ),
        )
    )


def _sections(profile: Profile, words: Words) -> tuple[tuple[str, str, str], ...]:
    return (
        ("about", words("About you"), summaries.about(profile, words)),
        ("now", words("Where you live now"), summaries.now(profile, words)),
        ("work", words("Work"), summaries.work(profile, words)),
        ("more", words("In your own words"), summaries.more(profile, words)),
        ("open_to", words("Open to"), summaries.open_to(profile, words)),
    )


def _section(section: str, heading: str, summary: str, words: Words) -> ui.Section[Any]:
    opens = button(words("Change") if summary else words("Fill in"), door(EDIT, section))
    return with_button(heading, summary or words("Nothing yet."), opens)


def placement_rows(panel: str, heading: str, profile: Profile, words: Words) -> tuple[Row, ...]:
    """List the placements, with a menu to change one."""
    listed = summaries.placements(profile, words) or words("Nothing yet.")
    adds = button(words("Add"), door(panel, "placement"))
    rows = with_button(heading, listed, adds)
    if not profile.placements:
        return (rows,)
    menu: ui.Select[Any] = ui.Select(
        custom_id=f"start:placement:{panel}",
        placeholder=words("Pick one to change or remove it"),
        options=[
            discord.SelectOption(
                label=summaries.placement_label(stay, words)[:LABEL_LENGTH], value=str(stay.id)
            )
            for stay in profile.placements
        ],
    )
    return (rows, ui.ActionRow(menu))


def alumnus_offer(panel: str, profile: Profile, words: Words, today: date) -> tuple[Row, ...]:
    """Offer "alumnus" to a participant whose last placement has ended."""
    if not profile.has_left(today):
        return ()
    return (
        with_button(
            words("Has your time on the programme ended?"),
            words("Your last placement is over. Nothing changes unless you press the button."),
            button(words("I am an alumnus now"), f"start:alumnus:{panel}"),
        ),
    )


def imported_panel(profile: Profile, words: Words) -> Panel:
    """Show what was imported about somebody, theirs to keep, change or drop."""
    kept = "\n".join(
        f"**{heading}**\n{summary}" for _, heading, summary in _sections(profile, words) if summary
    )
    stays = summaries.placements(profile, words)
    return Panel(
        (
            text(
                words(
                    "## Is this you?\nSomebody who runs this directory entered the following "
                    "about you. Nobody can see it, and nobody will unless you press "
                    "**List me** later. If you do nothing, it is deleted."
                )
            ),
            text("\n".join(filter(None, (kept, stays)))),
            text(
                words(
                    "**Keep**: it becomes your profile as it is.\n**Change**: it becomes "
                    "your profile, and you correct it.\n**Drop**: all of it is deleted now."
                )
            ),
            buttons(
                button(words("Keep"), "start:claim:keep", style=discord.ButtonStyle.primary),
                button(words("Change"), "start:claim:change"),
                button(words("Drop"), "start:claim:drop", style=discord.ButtonStyle.danger),
            ),
        )
    )


def placement_panel(panel: str, stay: Placement, words: Words) -> Panel:
    """Show one placement and what can be done with it."""
    return Panel(
        (
            text(
                words("## One placement\n{placement}", placement=summaries.placement(stay, words))
            ),
            buttons(
                button(words("Change"), door(panel, "placement", stay.id)),
                button(words("Employer and school"), door(panel, "employer", stay.id)),
                button(words("Remove"), f"start:remove:{panel}:{stay.id}"),
                back(panel, words),
            ),
        )
    )


def back(panel: str, words: Words) -> ui.Button[Any]:
    """Return the button that leads back to the panel."""
    return button(words("Back"), f"start:show:{panel}")
