"""What ``hustings check`` looks at: each function looks at one thing and says what it found."""

import difflib
import os
import re
import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from hustings.cli import ground, prepare
from hustings.jobs import pulse

PACKAGE = Path(__file__).resolve().parent.parent


class Level(Enum):
    """How bad it is."""

    GOOD = "good"
    LOOK = "look"
    MEND = "mend"


@dataclass(frozen=True)
class Finding:
    """What was found, and what to do about it."""

    level: Level
    what: str
    remedy: str = ""


def good(what: str) -> Finding:
    """As it should be."""
    return Finding(Level.GOOD, what)


def look(what: str, remedy: str) -> Finding:
    """Works, but somebody should look at it."""
    return Finding(Level.LOOK, what, remedy)


def mend(what: str, remedy: str) -> Finding:
    """Must be mended before a campaign runs on it."""
    return Finding(Level.MEND, what, remedy)


# --- Always ------------------------------------------------------------------------------------
def database() -> Iterator[Finding]:
    """Reachable, of this version, its clock ours."""
    try:
        connection.ensure_connection()
        loader = MigrationLoader(connection)
    except DatabaseError as error:
        first = str(error).strip().splitlines()[0]
        yield mend(f"The database does not answer: {first}", "Start it, or correct HUSTINGS_DATABASE_URL.")
        return
    yield good(f"The database answers ({connection.display_name}).")
    try:
        prepare.refuse_newer(loader)
    except ground.NotReady as newer:
        yield mend("The database is of a later version.", str(newer))
        return
    if prepare.pending():
        yield mend("The database is not yet of this version.", "Run `hustings prepare --migrate`.")
        return
    yield good("The database is of this version.")
    yield from processes()
    yield from clock()


def processes() -> Iterator[Finding]:
    """Background work is done."""
    for kind, what in (("worker", "A worker"), ("scheduler", "A scheduler")):
        if pulse.alive(kind).exists():
            yield good(f"{what} gives signs of life.")
        else:
            yield look(
                f"{what} was not heard of in the last minute: mails and imports wait.",
                f"Start `hustings up`, or `hustings {kind}` where you run the parts one by one.",
            )


def clock() -> Iterator[Finding]:
    """Codes of authenticator apps last half a minute; both machines must agree on the time."""
    built = datetime.fromtimestamp((PACKAGE / "__init__.py").stat().st_mtime, UTC)
    now = datetime.now(UTC)
    if now < built - timedelta(days=1):
        yield mend(f"The clock says {now:%Y-%m-%d %H:%M} UTC, which is past.", "Set it; let NTP keep it.")
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
        if apart > 5:
            yield mend(f"The database's clock is {apart:.0f} s off ours.", "Let NTP keep both clocks.")
            return
    yield good("The clock is right as far as we can tell.")


def disk() -> Iterator[Finding]:
    """Room to grow."""
    free = shutil.disk_usage(settings.VAR).free
    if free < ground.ROOM:
        yield mend(f"The disk of {settings.VAR} is full: {free >> 20} MB are left.", "Make room.")
    elif free < 10 * ground.ROOM:
        yield look(f"Only {free >> 20} MB are left on the disk of {settings.VAR}.", "Make room soon.")
    else:
        yield good(f"{free >> 30} GB are free on the disk of {settings.VAR}.")


def permissions() -> Iterator[Finding]:
    """Nobody else on this machine reads what people entrusted to the campaign."""
    key = settings.VAR / "secret-key"
    private = [key, settings.VAR / "hustings.sqlite3", Path(settings.PRIVATE_ROOT)]
    open_to_all = settings.VAR.stat().st_mode & 0o005
    for path in private:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0
        if path == key and mode & 0o077:
            yield mend(f"Others may read {key}.", f"Run `chmod 600 {key}`.")
        elif path != key and mode & 0o007 and open_to_all:
            yield mend(f"Every user of this machine may read {path}.", f"Run `chmod o-rwx {settings.VAR}`.")
            return
    yield good(f"{settings.VAR} is closed to others.")


def mail() -> Iterator[Finding]:
    """The server that takes our mail."""
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        backend = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=5)
        backend.open()
        backend.close()
    except (OSError, smtplib.SMTPException) as error:
        yield look(f"The mail server {where} does not answer: {error}", "Correct HUSTINGS_SMTP_URL.")
    else:
        yield good(f"The mail server {where} answers.")


def static() -> Iterator[Finding]:
    """Pages have their styles."""
    if (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield good("The static files are in place.")
    else:
        yield look(
            "The static files were not collected yet.", "`hustings up` does it, or `hustings prepare`."
        )


def spelling() -> Iterator[Finding]:
    """A setting that nobody reads is a setting that somebody misspelt."""
    known = known_settings()
    for name in sorted(name for name in os.environ if name.startswith("HUSTINGS_")):
        if name not in known and not name.startswith("HUSTINGS_TEST_"):
            close = difflib.get_close_matches(name, known, n=1)
            remedy = f"Is {close[0]} meant?" if close else "Is it misspelt? See docs/reference/settings.md."
            yield look(f"{name} is set, but is no setting.", remedy)


def known_settings() -> set[str]:
    """Every variable that the programs read."""
    sources = [PACKAGE / "settings.py", *(PACKAGE / "cli").glob("*.py")]
    return {
        name for source in sources for name in re.findall(r"\"(HUSTINGS_[A-Z_]*[A-Z])\"", source.read_text())
    }


# --- In production -----------------------------------------------------------------------------
def transport() -> Iterator[Finding]:
    """What travels is encrypted."""
    if not settings.BEHIND_TLS:
        yield mend(
            f"The address {settings.BASE_URL} is not https: passwords would travel in the open.",
            "Put a proxy with a certificate before it and set HUSTINGS_BASE_URL=https://...",
        )
        return
    yield good(f"{settings.BASE_URL} is https, with HSTS and secure cookies.")
    if not settings.TRUSTED_PROXIES:
        yield mend(
            "Requests that come through the proxy as http would be sent to https for ever.",
            "Set HUSTINGS_TRUSTED_PROXIES to the number of proxies (1).",
        )


def doors() -> Iterator[Finding]:
    """Who gets in."""
    if settings.SECOND_FACTOR == "required":
        yield good("HQ demands a second factor.")
    else:
        yield mend("HQ lets users in by password alone.", "Set HUSTINGS_SECOND_FACTOR=required.")
    if settings.DEBUG:
        yield mend("Debugging is on: errors show the inside.", "Unset HUSTINGS_DEBUG.")
    if settings.DEMO:
        yield mend(
            "This is the demo: its passwords are public.", "Unset HUSTINGS_DEMO; use another HUSTINGS_VAR."
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield mend("Any host name is answered.", "Name yours in HUSTINGS_HOSTS.")
    if len(settings.SECRET_KEY) < 50:
        yield mend("The secret key is short.", "Unset HUSTINGS_SECRET_KEY: a good one is made and kept.")


def sender() -> Iterator[Finding]:
    """Mails come from an address that exists."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    if domain.endswith(("localdomain", "localhost", "example.org", "example.com")):
        yield mend(f"Mails would come from {settings.DEFAULT_FROM_EMAIL}.", "Set HUSTINGS_MAIL_FROM.")
    else:
        yield good(f"Mails come from {settings.DEFAULT_FROM_EMAIL}.")


def framework(*, production: bool) -> Iterator[Finding]:
    """Django's own checks."""
    try:
        messages = checks.run_checks(include_deployment_checks=production)
    except ImproperlyConfigured as error:
        yield mend(str(error), "See docs/reference/settings.md.")
        return
    for message in messages:
        if not message.is_silenced():
            make = mend if message.level >= checks.ERROR or production else look
            yield make(f"{message.msg} ({message.id})", message.hint or "See Django's documentation.")
    if not messages:
        yield good("Django has nothing to say against it.")


ALWAYS: list[Callable[[], Iterator[Finding]]] = [database, disk, permissions, static, mail, spelling]
IN_PRODUCTION: list[Callable[[], Iterator[Finding]]] = [transport, doors, sender]


def found(*, production: bool) -> Iterator[Finding]:
    """Look at everything, one after the other."""
    yield from framework(production=production)
    for each in [*ALWAYS, *(IN_PRODUCTION if production else [])]:
        yield from each()
