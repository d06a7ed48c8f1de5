"""``python -m bot <command>``: read what was asked for, do it, and say how it went."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot import __version__
from bot.cli import demo, export_people, import_people, migrate, run
from bot.cli.exits import Exit, Refusal
from bot.config import SettingsError
from bot.errors import NotSavedError, UserError
from bot.storage.problems import DatabaseProblem

_COMMANDS = {
    "run": run,
    "demo": demo,
    "migrate": migrate,
    "import": import_people,
    "export": export_people,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.command(asked)
    except SettingsError as error:
        return _say(Exit.SETTINGS, "The settings cannot be used:", *error.problems)
    except DatabaseProblem as problem:
        return _say(Exit.DATABASE, str(problem))
    except Refusal as refusal:
        return _say(refusal.status, str(refusal))
    except NotSavedError:
        return _say(
            Exit.DATABASE,
            "The disk that holds the database is full or cannot be written. Make room and try "
            "again; nothing was changed.",
        )
    except UserError as refusal:
        return _say(Exit.FAILED, refusal.message.format(**refusal.values))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Tsunagari")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in _COMMANDS.items():
        own = commands.add_parser(name, help=command.HELP, description=command.HELP)
        command.add_options(own)
        own.set_defaults(command=command.main)
    return parser


def _say(status: Exit, *lines: str) -> int:
    sys.stderr.write("\n".join(lines) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
