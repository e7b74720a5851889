"""Another process that works for a network, slowly enough to be killed at it."""

import os
from pathlib import Path

from tests import forking
from tests.system.outreach.delivery.test_kill import database_url

ROOT = Path(__file__).resolve().parents[3]
_CODE = """
import time
import django
django.setup()
from django.conf import settings
from django.db import connection
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = {folder!r}
def watch(execute, sql, *more):
    if {at!r} in sql:
        print("there", flush=True)
        time.sleep({seconds})
    return execute(sql, *more)
with connection.execute_wrapper(watch):
    {deed}
"""


def start(deed: str, folder: Path, at: str, seconds: float) -> forking.Process:
    """Do this; before each statement that holds ``at`` say so, and wait."""
    environment = os.environ | {
        "HUSTINGS_DATABASE_URL": database_url(), "HUSTINGS_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "hustings.settings", "HUSTINGS_LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    code = _CODE.format(folder=str(folder / "mails"), deed=deed, at=at, seconds=seconds)
    return forking.start(["-c", code], environment)


def kill(process: forking.Process) -> None:
    """kill -9."""
    process.kill()
    assert process.wait(60) < 0
    if process.stdout:
        process.stdout.close()
