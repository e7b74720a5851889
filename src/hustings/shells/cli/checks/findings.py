"""Checks of ``hustings check``: each function looks at one thing and says what it found."""

import difflib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from hustings.foundation.jobs import heartbeat
from hustings.foundation.lib import map_extracts
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import number
from hustings.shells.cli import prepare
from hustings.shells.cli.checks.finding import Finding, Level, good, look, mend
from hustings.shells.cli.checks.findings_campaign import (
    answers,
    books,
    decoys,
    payment_keys,
    rules,
    text_gateways,
)
from hustings.shells.cli.checks.findings_mail import mail, signatures
from hustings.shells.cli.processes import preconditions, versions
from hustings.shells.cli.terminal import failures

__all__ = ["Finding", "Level", "mail", "signatures"]  # for those who look at everything
PACKAGE = Path(__file__).resolve().parents[3]


# --- Always ------------------------------------------------------------------------------------
def database() -> Iterator[Finding]:
    try:
        versions.refuse_unknown()
    except DatabaseError as error:
        if failures.is_full(error):
            yield mend(failures.sentence(error), _("Free up space."))
            return
        first = str(error).strip().splitlines()[0]
        yield mend(
            _("The database does not answer: {why}").format(why=first),
            _("Start it, or correct HUSTINGS_DATABASE_URL."),
        )
        return
    except preconditions.NotReady as refusal:
        yield mend(_("The database can't be used."), str(refusal))
        return
    yield good(_("The database answers ({kind}).").format(kind=connection.display_name))
    if prepare.pending():
        yield mend(_("The database needs an update."), _("Run `hustings prepare --migrate`."))
        return
    yield good(_("The database is up to date."))
    yield from processes()
    yield from clock()


def processes() -> Iterator[Finding]:
    for kind, lives, silent in (
        (
            "worker",
            _("A worker is running."),
            _("No worker has run in the last minute: e-mails and imports are on hold."),
        ),
        (
            "scheduler",
            _("A scheduler is running."),
            _("No scheduler has run in the last minute: scheduled jobs don’t start."),
        ),
    ):
        if heartbeat.alive(kind).exists():
            yield good(lives)
        else:
            says = _("Run `hustings up`, or `hustings {kind}` if you run each part separately.")
            yield look(silent, says.format(kind=kind))


def clock() -> Iterator[Finding]:
    """Codes of authenticator apps last half a minute; both machines must agree on the time."""
    built = datetime.fromtimestamp((PACKAGE / "__init__.py").stat().st_mtime, UTC)
    now = datetime.now(UTC)
    if now < built - timedelta(days=1):
        yield mend(
            _("The clock is wrong: it says {moment} UTC.").format(moment=f"{now:%Y-%m-%d %H:%M}"),
            _("Set it, and use NTP to keep it right."),
        )
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
        if apart > 5:
            yield mend(
                _("The database’s clock differs by {seconds} s.").format(seconds=number(apart)),
                _("Use NTP on both machines."),
            )
            return
    yield good(_("The clock seems right."))


def disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.VAR).free
    left = {"folder": settings.VAR, "n": number(free >> 20), "gigabytes": number(free / 2**30, 1)}
    if free < preconditions.ROOM:
        yield mend(_("The disk of {folder} is full: {n} MB left.").format(**left), _("Free up space."))
    elif free < 10 * preconditions.ROOM:
        yield look(_("Only {n} MB left on the disk of {folder}.").format(**left), _("Free up space soon."))
    else:
        yield good(_("{gigabytes} GB are free on the disk of {folder}.").format(**left))
    try:
        preconditions.writable(settings.VAR)
    except preconditions.NotReady as refusal:
        if free >= preconditions.ROOM:
            yield mend(_("Nothing can be written."), str(refusal))


def permissions() -> Iterator[Finding]:
    """Nobody else on this machine reads what people entrusted to the campaign."""
    key = settings.VAR / "secret-key"
    private = [key, settings.VAR / "hustings.sqlite3", Path(settings.PRIVATE_ROOT)]
    open_to_all = settings.VAR.stat().st_mode & 0o005
    for path in private:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0
        if path == key and mode & 0o077:
            yield mend(
                _("Other users can read {file}.").format(file=key),
                _("Run `{command}`.").format(command=f"chmod 600 {key}"),
            )
        elif path != key and mode & 0o007 and open_to_all:
            yield mend(
                _("Every user of this machine can read {file}.").format(file=path),
                _("Run `{command}`.").format(command=f"chmod o-rwx {settings.VAR}"),
            )
            return
    yield good(_("Other users can’t read {folder}.").format(folder=settings.VAR))


def static() -> Iterator[Finding]:
    if (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield good(_("The static files are in place."))
    else:
        yield look(
            _("The static files haven’t been collected yet."), _("Run `hustings up` or `hustings prepare`.")
        )


def spelling() -> Iterator[Finding]:
    known = known_settings()
    for name in sorted(name for name in os.environ if name.startswith("HUSTINGS_")):
        if name not in known and not name.startswith("HUSTINGS_TEST_"):
            close = difflib.get_close_matches(name, known, n=1)
            remedy = _("Check the spelling: see docs/reference/settings.md.")
            if close:
                remedy = _("Did you mean {name}?").format(name=close[0])
            yield look(_("{name} is set, but is not a setting.").format(name=name), remedy)


def known_settings() -> set[str]:
    sources = [PACKAGE / "settings.py", *(PACKAGE / "shells/cli").rglob("*.py")]
    return {
        name for source in sources for name in re.findall(r"\"(HUSTINGS_[A-Z_]*[A-Z])\"", source.read_text())
    }


# --- In production -----------------------------------------------------------------------------
def transport() -> Iterator[Finding]:
    if not settings.BEHIND_TLS:
        yield mend(
            _("The address {url} is not https: passwords would be sent unencrypted.").format(
                url=settings.BASE_URL
            ),
            _("Use a proxy with a certificate and set HUSTINGS_BASE_URL=https://..."),
        )
        return
    yield good(_("{url} is https, with HSTS and secure cookies.").format(url=settings.BASE_URL))
    if not settings.TRUSTED_PROXIES:
        yield mend(
            _("Requests through the proxy would redirect to https forever."),
            _("Set HUSTINGS_TRUSTED_PROXIES to the number of proxies (1)."),
        )


def doors() -> Iterator[Finding]:
    if settings.SECOND_FACTOR == "required":
        yield good(_("HQ requires a second factor."))
    else:
        yield mend(_("HQ opens with a password alone."), _("Set HUSTINGS_SECOND_FACTOR=required."))
    if settings.DEBUG:
        yield mend(_("Debug mode is on: error pages reveal internals."), _("Unset HUSTINGS_DEBUG."))
    if settings.DEMO:
        yield mend(
            _("This is the demo: its passwords are public."),
            _("Unset HUSTINGS_DEMO; use another HUSTINGS_VAR."),
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield mend(_("The site answers to any host name."), _("Set yours in HUSTINGS_HOSTS."))
    if len(settings.SECRET_KEY) < 50:
        yield mend(
            _("The secret key is too short."),
            _("Unset HUSTINGS_SECRET_KEY: Hustings will generate a strong one."),
        )


def sender() -> Iterator[Finding]:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    if domain.endswith(("localdomain", "localhost", "example.org", "example.com")):
        yield mend(
            _("E-mails would be sent from {address}.").format(address=settings.DEFAULT_FROM_EMAIL),
            _("Set HUSTINGS_MAIL_FROM."),
        )
    else:
        yield good(_("E-mails are sent from {address}.").format(address=settings.DEFAULT_FROM_EMAIL))


def framework(*, production: bool) -> Iterator[Finding]:
    """Django's own checks."""
    try:
        messages = checks.run_checks(include_deployment_checks=production)
    except ImproperlyConfigured as error:
        yield mend(str(error), _("See docs/reference/settings.md."))
        return
    for message in messages:
        if not message.is_silenced():
            make = mend if message.level >= checks.ERROR or production else look
            yield make(f"{message.msg} ({message.id})", message.hint or _("See Django's documentation."))
    if not messages:
        yield good(_("Django’s own checks pass."))


def phone_map() -> Iterator[Finding]:
    if not settings.MAP_FILE:
        return
    try:
        map_extracts.look(Path(settings.MAP_FILE))
    except map_extracts.Unreadable as why:
        yield mend(
            _("The map for phones can't be read: {why}").format(why=why),
            _("Set HUSTINGS_MAP_FILE to a PMTiles file of vector tiles, or to nothing."),
        )
        return
    yield good(_("The map for phones can be read."))


ALWAYS: list[Callable[[], Iterator[Finding]]] = [
    database,
    disk,
    permissions,
    static,
    mail,
    signatures,
    spelling,
    answers,
    decoys,
    books,
    payment_keys,
    text_gateways,
    phone_map,
    rules,
]
IN_PRODUCTION: list[Callable[[], Iterator[Finding]]] = [transport, doors, sender]


def found(*, production: bool) -> Iterator[Finding]:
    yield from framework(production=production)
    for each in [*ALWAYS, *(IN_PRODUCTION if production else [])]:
        try:
            yield from each()
        except (DatabaseError, OSError) as failure:  # the others are looked at all the same
            yield mend(failures.sentence(failure), _("Fix that, then check again."))
