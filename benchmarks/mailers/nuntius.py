"""nuntius, a Django app that a sister platform sends with: its own worker, with four processes that send.

Its newest release is of 2023 and imports a name that Django 4.0 took away, so it runs with Django 3.2, the
last that it knows, which has had no fixes since April 2024. Its limit of 50 letters a second is lifted.
"""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.mailers.installing import Unavailable, call, install
from benchmarks.mailers.mailman import renamed

if TYPE_CHECKING:
    from benchmarks.mailers.comparing import Letter

NAME = "nuntius"
PACKAGES = (
    "nuntius==2.5.0",
    "Django==3.2.25",
    "dj-database-url<2",
    "psycopg2-binary==2.9.13",
    "setuptools<81",
)
SITE = Path(__file__).parent / "nuntius_site"


def prepare(
    folder: Path, people: list[tuple[str, str]], letter: "Letter", port: int
) -> "Callable[[list[subprocess.Popen[bytes]]], None]":
    """Its tables with people and a campaign that waits for its word."""
    python = str(install(folder / "nuntius", *PACKAGES))
    var = folder / "nuntius-var"
    var.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HUSTINGS"))},
        "PYTHONPATH": str(SITE),
        "DJANGO_SETTINGS_MODULE": "nuntius_settings",
        "NUNTIUS_VAR": str(var),
        "NUNTIUS_SMTP_PORT": str(port),
        "NUNTIUS_DATABASE": _database(),
    }
    (var / "people.tsv").write_text("".join(f"{address}\t{name}\n" for address, name in people))
    (var / "letter.html").write_text(letter.html.replace("GIVENNAME", "{{ given_name }}"))
    (var / "letter.txt").write_text(letter.text.replace("GIVENNAME", "{{ given_name }}"))
    manage = [python, "-m", "django"]
    call(*manage, "migrate", "--run-syncdb", "-v0", **environment)
    call(*manage, "fill", **environment)

    def start(running: "list[subprocess.Popen[bytes]]") -> None:
        worker = subprocess.Popen(
            [*manage, "nuntius_worker"], env=environment, cwd=var, stderr=subprocess.DEVNULL
        )
        running.append(worker)
        time.sleep(5)  # it starts its processes
        if worker.poll() is not None:
            raise Unavailable("its worker ended")
        call(*manage, "fill", "--send", **environment)

    return start


def _database() -> str:
    """Of the kind that ours has: an address of PostgreSQL, or nothing for a file of its own."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE nuntius")
    return renamed(os.environ["HUSTINGS_DATABASE_URL"], "nuntius")
