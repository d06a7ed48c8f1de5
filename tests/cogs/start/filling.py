"""Fill in the panels as a member does."""

from __future__ import annotations

from typing import Any

from simcord.actors import MemberActor
from simcord.components import walk_components

from tests.reading import labels, read

ABOUT = {
    "name": "Ann Byrne",
    "reading": "アン",
    "kind": "alumnus",
    "home": "Ireland",
    "languages": "English, Japanese (fluent)",
}
PLACEMENT = {
    "prefecture": "Aomori",
    "town": "Hirosaki",
    "job": "ALT",
    "since": "2008",
    "until": "2010",
}
NOW = {"country": "Portugal", "city": "Lisbon"}
AUDIENCES = {"japan": "members", "abroad": "places", "rest": "only_me"}


def opens(section: str, *, panel: str = "start", target: int = 0) -> str:
    """Return the custom_id of the button that opens a form."""
    return f"start:open:{panel}:{section}:{target}"


class Member:
    """Somebody at their own panel, which is always the same private message."""

    def __init__(self, world: Any, actor: MemberActor) -> None:
        self.world = world
        self.actor = actor
        self.message: Any = None

    @property
    def text(self) -> str:
        """What the panel says."""
        return read(self.message)

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return labels(self.message)

    @property
    def choices(self) -> dict[str, str]:
        """What its menu offers, by value."""
        parts = walk_components(self.message.components)
        return {
            option["value"]: option["label"] for part in parts for option in part.get("options", ())
        }

    async def start(self) -> Member:
        """Use /start."""
        result = await self.actor.slash(self.world.channel, "start")
        assert result.ephemeral
        self.message = result.response
        return self

    async def press(self, label: str | None = None, *, custom_id: str | None = None) -> Any:
        """Press a button by what stands on it, or by what it carries."""
        result = await self.actor.click(self.message, label=label, custom_id=custom_id)
        return self._seen(result)

    async def pick(self, value: str) -> Any:
        """Choose from the menu."""
        return self._seen(await self.actor.select(self.message, [value]))

    async def fill(self, button: str, **answers: Any) -> Any:
        """Open a form and send it in."""
        shown = await self.press(custom_id=button)
        return await self.send(shown, answers)

    async def send(self, shown: Any, answers: dict[str, Any]) -> Any:
        """Send in a form that is open."""
        return self._seen(await self.actor.submit_modal(shown, answers))

    def _seen(self, result: Any) -> Any:
        if result.response is not None:
            assert result.response.ephemeral
            self.message = result.response
        return result


def prefilled(shown: Any) -> dict[str, Any]:
    """Return what a form has filled in already, ready to be sent in as it is."""
    found: dict[str, Any] = {}
    for part in (label["component"] for label in shown.modal["components"]):
        chosen = [option["value"] for option in part.get("options", ()) if option["default"]]
        if "options" not in part:
            found[part["custom_id"]] = part.get("value") or ""
        elif "max_values" in part:
            found[part["custom_id"]] = chosen
        elif chosen:
            found[part["custom_id"]] = chosen[0]
    return found
