"""One request as the simulator's router sees it, and the refusals Discord would answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simcord.backend import Backend
from simcord.backend.errors import BackendError, invalid_form_body

MESSAGE_WITH_SOURCE, UPDATE_MESSAGE, AUTOCOMPLETE_RESULT = 4, 7, 8


@dataclass(frozen=True, slots=True)
class Request:
    """What the bot sent."""

    backend: Backend
    method: str
    path: str
    json: dict[str, Any] | list[dict[str, Any]] | None
    params: dict[str, Any]
    files: list[Any]
    reason: str | None

    @property
    def route(self) -> tuple[str, ...]:
        """Return the method and the path's parts, ready for a match statement."""
        return (self.method, *self.path.strip("/").split("/"))

    @property
    def body(self) -> dict[str, Any]:
        """Return the JSON object sent, or an empty one."""
        return self.json if isinstance(self.json, dict) else {}

    @property
    def items(self) -> list[dict[str, Any]]:
        """Return the JSON array sent, or an empty one."""
        return self.json if isinstance(self.json, list) else []

    def messages(self) -> Iterator[dict[str, Any]]:
        """Yield the message this request writes, wherever the body carries it."""
        match self.route:
            case ("POST", "channels", _, "messages") | ("PATCH", "channels", _, "messages", _):
                yield self.body
            case ("POST" | "PATCH", "webhooks", *_):
                yield self.body
            case ("POST", "interactions", _, _, "callback"):
                if self.body.get("type") in (MESSAGE_WITH_SOURCE, UPDATE_MESSAGE):
                    yield self.body.get("data") or {}
            case ("POST", "channels", _, "threads"):
                yield self.body.get("message") or {}
            case _:
                return


def require(allowed: bool, detail: str) -> None:
    """Answer 400 "Invalid Form Body" unless allowed."""
    if not allowed:
        raise invalid_form_body(detail)


def require_room(allowed: bool, code: int, what: str) -> None:
    """Answer 400 "Maximum number of ... reached" unless there is room."""
    if not allowed:
        raise BackendError(400, code, f"Maximum number of {what} reached")


def require_length(value: Any, most: int, field: str, least: int = 0) -> None:
    """Refuse a text that is longer or shorter than Discord takes."""
    if isinstance(value, str):
        require(
            least <= len(value) <= most, f"{field}: must be between {least} and {most} in length"
        )
