"""GNU Mailman 3: one list, one posting, one letter for each member ("personalize: individual").

Its runners that make and send letters are started by hand, in a folder and on ports of their own; without
its web pages, moderation and archives, which have no part in sending. Its body is the same for all; a letter
to each member is what it has in the place of merge fields.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from benchmarks.mailers.installing import Unavailable, call, install

if TYPE_CHECKING:
    from benchmarks.mailers.comparing import Letter

NAME = "mailman 3"
PACKAGES = ("mailman==3.3.10", "psycopg[binary]<4", "setuptools<81")  # 3.3.10 is Debian 13's
SITE = Path(__file__).parent / "mailman_site" / "posting.py"
SETTINGS = """
[mailman]
layout: bench
site_owner: news@bench.example
[paths.bench]
var_dir: {folder}
bin_dir: {binaries}
[mta]
incoming: mailman.mta.null.NullMTA
smtp_host: 127.0.0.1
smtp_port: {port}
lmtp_port: {lmtp}
[webservice]
port: {web}
{database}
"""


def prepare(
    folder: Path, people: list[tuple[str, str]], letter: "Letter", port: int
) -> "Callable[[list[subprocess.Popen[bytes]]], None]":
    """A list with its members; the letter is posted when it starts."""
    python = install(folder / "mailman", *PACKAGES)
    var = folder / "mailman-var"
    var.mkdir()
    settings = var / "mailman.cfg"
    values = {"folder": var, "binaries": python.parent, "port": port, "lmtp": port + 1, "web": port + 2}
    settings.write_text(SETTINGS.format(**values, database=_database()))
    (var / "members.json").write_text(json.dumps(people))
    (var / "letter.eml").write_bytes(letter.raw)
    call(str(python), str(SITE), str(settings), "fill", **_environment())

    def start(running: "list[subprocess.Popen[bytes]]") -> None:
        for runner in ("pipeline", "out"):
            words = [str(python.parent / "runner"), "-C", str(settings), "-r", f"{runner}:0:1"]
            process = subprocess.Popen(words, env=_environment(), cwd=var, stderr=subprocess.DEVNULL)
            running.append(process)
        time.sleep(5)  # they load
        if any(process.poll() is not None for process in running):
            raise Unavailable(f"a runner ended; see {var}/logs")
        call(str(python), str(SITE), str(settings), "post", **_environment())

    return start


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DJANGO"))}


def _database() -> str:
    """Of the kind that ours has; on SQLite it makes its own file."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE mailman")
    url = os.environ["HUSTINGS_DATABASE_URL"]
    return (
        f"[database]\nclass: mailman.database.postgresql.PostgreSQLDatabase\nurl: {renamed(url, 'mailman')}"
    )


def renamed(url: str, name: str) -> str:
    """The same server's other database."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql://{parts.netloc}/{name}{query}"
