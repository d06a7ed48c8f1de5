"""A process that has loaded the bot once and brings forth bots that are killed.

    nursery.py REST GATEWAY OUTPUT

For each line on its input it forks a child that is ``python -m bot run`` in all but the time
to load it, and writes the child's process id. The children's output goes to the file OUTPUT.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.state import ConnectionState

from bot.__main__ import main
from cogs import EXTENSIONS

for extension in EXTENSIONS:
    import_module(extension)
import_module("bot.client")
Route.BASE = sys.argv[1]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
_begin = ConnectionState.__init__


def _without_waiting_for_more_servers(state: Any, **options: Any) -> None:
    _begin(state, **options, guild_ready_timeout=0.0)


ConnectionState.__init__ = _without_waiting_for_more_servers  # type: ignore[method-assign]

for _ in sys.stdin:
    child = os.fork()
    if not child:
        output = os.open(sys.argv[3], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(output, 1)
        os.dup2(output, 2)
        status = 1
        try:
            status = main(["run"])
        finally:
            sys.stdout.flush()
            os._exit(status)
    print(child, flush=True)  # noqa: T201 - its answer
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - its answer
