"""Addresses are secrets: nothing writes them down, whatever happens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from aiohttp.test_utils import TestClient, unused_port

from bot.config import Settings
from bot.i18n import Catalogues
from bot.logs import write_logs
from bot.services.services import Services
from bot.web.app import application, serving
from tests.web.conftest import Door, subscribe


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    yield
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


async def send(port: int, text: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text.encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_no_address_is_in_any_log_or_answer(
    services: Services, door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    write_logs(Settings(log_level="DEBUG"))
    path, port = await subscribe(services), unused_port()
    secret = path.split("/")[-1].removesuffix(".ics")
    close = "HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    answers = []
    async with serving(application(services, door, Catalogues.read()), "127.0.0.1", port):
        answers.append(await send(port, f"GET {path} {close}"))
        answers.append(await send(port, f"GET {path}?again {close}"))
        answers.append(await send(port, f"POST {path} {close}"))
        answers.append(await send(port, f"GET {path} HTTP/nine\r\n\r\n"))
        answers.append(await send(port, f"GET {path} HTTP/1.1\r\nBad header {path}\r\n\r\n"))
        door.everybody_sees = lambda _: 1 / 0  # type: ignore[method-assign, return-value]
        answers.append(await send(port, f"GET {path} {close}"))
    logging.getLogger("test").error("asked for <Request GET %s >", path)

    statuses = [answer.split()[1] for answer in answers]
    assert statuses == [b"200", b"200", b"405", b"400", b"400", b"500"]
    written = capsys.readouterr()
    assert "unexpected failure of the web server, code" in written.err
    assert "ZeroDivisionError" in written.err
    assert "/feeds/[address].ics" in written.err
    # What was no request at all is thrown back at whoever sent it, who knows it anyway.
    own = [answer.decode() for answer in answers if not answer.startswith(b"HTTP/1.0 400")]
    for text in (written.err, written.out, *own):
        assert secret not in text


async def test_who_serves_is_not_told_in_detail(web: TestClient) -> None:
    async with web.get("/") as response:
        assert (response.status, response.headers["Server"]) == (404, "tsunagari")
        assert response.headers["Referrer-Policy"] == "no-referrer"
