"""The demo's inbox, a Maildir whose file names tell moment and recipient: listing reads no file."""

import asyncio
import contextlib
import itertools
import os
import re
import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_binary_file, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from aiosmtpd.smtp import SMTP
from django.conf import settings

_SAFE = "@+"
_NAME = re.compile(r"\d{19}\.[0-9]+_[0-9]+\.[^/\\\0:]{1,200}")
_counter = itertools.count()


@dataclass(frozen=True, slots=True)
class Caught:
    name: str
    at: datetime
    to: str
    sender: str = ""
    subject: str = ""


def folder() -> Path:
    root = Path(settings.INBOX)
    for part in ("tmp", "new", "cur"):
        (root / part).mkdir(parents=True, exist_ok=True)
    return root


def keep(contents: bytes, recipient: str) -> str:
    """Store one mail: written aside and moved in whole."""
    root = folder()
    name = f"{time.time_ns():019d}.{os.getpid()}_{next(_counter)}.{quote(recipient, safe=_SAFE)[:200]}"
    (root / "tmp" / name).write_bytes(contents)
    (root / "tmp" / name).rename(root / "new" / name)
    return name


def listed(search: str = "", start: int = 0, n: int = 25) -> tuple[list[Caught], int]:
    """A page of the mails whose recipient contains ``search``, newest first, and how many there are."""
    words = quote(search.strip().lower(), safe=_SAFE)
    names = sorted((entry.name for entry in os.scandir(folder() / "new")), reverse=True)
    names = [name for name in names if not words or words in name.split(".", 2)[-1].lower()]
    return [_head(name) for name in names[start : start + n]], len(names)


def _head(name: str) -> Caught:
    parser = BytesHeaderParser(policy=policy.default)
    with (folder() / "new" / name).open("rb") as file:
        headers = parser.parse(file)
    caught = _caught(name)
    return Caught(name, caught.at, caught.to, str(headers["from"] or ""), str(headers["subject"] or ""))


def _caught(name: str) -> Caught:
    moment, _unique, recipient = name.split(".", 2)
    return Caught(name, datetime.fromtimestamp(int(moment) / 1e9, UTC), unquote(recipient))


def read(name: str) -> tuple[Caught, EmailMessage] | None:
    """One mail, None where there is none of that name."""
    path = folder() / "new" / name
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    with path.open("rb") as file:
        message: Any = message_from_binary_file(file, policy=policy.default)
    return _caught(name), message


class _Keeper:
    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        for recipient in envelope.rcpt_tos:
            keep(envelope.original_content, recipient)
        return "250 Kept in the inbox"


async def _serve(port: int, host: str) -> None:
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(ValueError, RuntimeError):  # not in the main thread
            loop.add_signal_handler(number, end.set)
    keeper = _Keeper()

    def greet() -> SMTP:
        return SMTP(
            keeper, hostname="inbox.localhost", enable_SMTPUTF8=True, loop=loop, ident="Hustings inbox"
        )

    server = await loop.create_server(greet, host, port)
    async with server:
        await end.wait()


def catch(port: int | None = None, host: str = "127.0.0.1") -> None:
    """Catch mail until told to end (SIGINT or SIGTERM)."""
    folder()
    asyncio.run(_serve(port or settings.INBOX_PORT, host))
