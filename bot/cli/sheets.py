"""The CSV files that people come from and go to."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.cli.exits import Refusal
from bot.domain.transfer import COLUMNS, IDENTITY, Row


@contextmanager
def told_plainly(path: Path) -> Generator[None, None, None]:
    """Refuse with a sentence what cannot be opened, read or written."""
    try:
        yield
    except OSError as error:
        raise Refusal(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} is not in UTF-8. Save it as 'CSV UTF-8'.") from error
    except csv.Error as error:
        raise Refusal(f"{path} is no CSV file: {error}.") from error


def read_rows(file: IO[str]) -> Iterator[Row]:
    """Read the rows below the header, one at a time; empty lines are passed over."""
    reader = csv.reader(file, strict=True)
    header = _header(next(reader, list[str]()))
    line = reader.line_num + 1
    for cells in reader:
        if any(cells):
            named = zip(header, (cell.strip() for cell in cells), strict=False)
            has_more = len(cells) > len(header)
            yield Row(line, {name: cell for name, cell in named if cell}, has_more)
        line = reader.line_num + 1


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    unknown = [name for name in names if name not in COLUMNS]
    if IDENTITY not in names:
        raise Refusal(f"The first line has to name the columns; {IDENTITY!r} is required.")
    if unknown or len(set(names)) < len(names):
        wrong = f"Unknown: {', '.join(map(repr, unknown))}" if unknown else "One is there twice"
        raise Refusal(f"{wrong}. The columns are: {', '.join(COLUMNS)}.")
    return names


@contextmanager
def private_file(path: Path) -> Generator[IO[str], None, None]:
    """Lend a new file that only its owner may read; it takes its name when it is whole."""
    # With the mark by which spreadsheets know UTF-8; temporary files have mode 0600.
    with tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8-sig",
        newline="",
        dir=path.parent,
        prefix=f".{path.name}.",
        delete=False,
    ) as file:
        written = Path(file.name)
        try:
            yield file
            file.close()
            written.replace(path)
        except BaseException:
            written.unlink()
            raise
