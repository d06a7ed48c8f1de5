"""What the web server asks of Discord, which it does not know itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Gate(Protocol):
    """A client that is connected to Discord."""

    @property
    def is_connected(self) -> bool:
        """Tell whether Discord can be heard just now."""
        ...

    def knows(self, server_id: int) -> bool:
        """Tell whether what is told of a server holds just now."""
        ...

    def everybody_sees(self, server_id: int) -> Callable[[int], bool] | None:
        """Return what tells whether everybody in a server sees a channel of it.

        None where the bot is not in that server.
        """
        ...

    async def is_member(self, server_id: int, user_id: int) -> bool:
        """Tell whether somebody is in a server, as far as that has to be asked."""
        ...
