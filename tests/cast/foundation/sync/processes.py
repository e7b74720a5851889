"""Processes beside the test, at its own database: they can be killed."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests import forking, waiting
from tests.cast.cluster import processes

HERE = Path(__file__).resolve().parent


def database_url() -> str:
    """Where the tests' own database is, for another process."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host = database["HOST"] or database["OPTIONS"].get("host", "")
    return f"postgres://{database['USER']}@/{database['NAME']}?host={host}"


def start(script: str, *words: str, var: Path, log: Path | None = None) -> forking.Process:
    """Start one of the scripts here."""
    environment = forking.clean(os.environ) | {
        "HUSTINGS_DATABASE_URL": database_url(), "HUSTINGS_VAR": str(var),
        "HUSTINGS_SECRET_KEY": settings.SECRET_KEY, "HUSTINGS_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "tests.cast.foundation.sync.settings",
        "PYTHONPATH": f"{forking.ROOT / 'src'}{os.pathsep}{forking.ROOT}",
    }  # fmt: skip
    return forking.start([str(HERE / script), *words], environment, log=log)


class Site:
    """A site that stops and starts at one address."""

    def __init__(self, var: Path, *words: str) -> None:
        self.var, self.port, self.words = var, processes.port(), words
        self.address = f"http://localhost:{self.port}"
        self.process: forking.Process | None = None

    def start(self) -> None:
        self.process = start("site.py", str(self.port), *self.words, var=self.var, log=self.var / "site.log")
        waiting.until(lambda: processes.serves(self.port), "the site")

    def stop(self) -> None:
        """kill -9: connections that browsers kept open end, too."""
        if self.process:
            self.process.kill()
            self.process.wait(60)
            self.process = None
