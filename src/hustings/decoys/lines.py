"""Finds decoys in lines of any log: sshd, Postfix, a VPN, a file server."""

import hashlib
import ipaddress
import re
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hustings.decoys import digests, raising
from hustings.decoys.models import Alarm, Decoy, Login, SeenLine

KEPT = timedelta(days=60)
FRESH = 30.0  # seconds
LONGEST = 4_000
SHORTEST_SHA1 = 6  # of the digits of a SHA-1
SHORTEST_LOCAL = 6  # a shorter name before the @ may be a word
_WORD = re.compile(r"[\w.+-]+@[\w.-]+|[\w.+-]+")
_ADDRESS = re.compile(r"[0-9a-fA-F:.]{3,45}")
_GIVEN = re.compile(r"((?:SHA1 of )?given password: )(.+)\Z")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_SYSLOG = re.compile(r"^([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)\b")


class Reader:
    """Reads the lines of one server; what is laid out meanwhile is known after half a minute."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.read_at = 0.0
        self.decoys: dict[str, Decoy] = {}

    def see(self, line: str) -> bool:
        """Raise an alarm where the line names a decoy and was not read before; whether it did."""
        if not self.read_at or time.monotonic() - self.read_at > FRESH:
            self.decoys, self.read_at = _by_name(), time.monotonic()
        text = line.strip()[:LONGEST].replace("\0", "")
        decoy = next((self.decoys[word] for word in _words(text) if word in self.decoys), None)
        return decoy is not None and _see(decoy, text, self.where)


def _by_name() -> dict[str, Decoy]:
    return {
        name: decoy for decoy in Decoy.objects.all()
        for name in (decoy.key, decoy.local) if "@" in name or len(name) >= SHORTEST_LOCAL
    }  # fmt: skip


def _words(text: str) -> Iterable[str]:
    for found in _WORD.finditer(text.lower()):
        yield found[0].strip(".-+")


@transaction.atomic
def _see(decoy: Decoy, text: str, where: str) -> bool:
    digest = hashlib.sha256(f"{where}\x1f{text}".encode()).hexdigest()
    if SeenLine.objects.filter(digest=digest).exists():
        return False
    SeenLine.objects.bulk_create([SeenLine(digest=digest)], ignore_conflicts=True)
    told, login = _GIVEN.sub(r"\1…", text), _login(decoy, text)
    use = raising.Use(_moment(text) or timezone.now(), address=_address(told), agent=told[:300], where=where)
    if login:
        raising.login_used(login, use)
    else:
        raising.decoy_seen(Alarm.Kind.ADDRESS, decoy, use)
    return True


def _login(decoy: Decoy, text: str) -> Login | None:
    """The log-in whose password the line tells, or the SHA-1 of it, cut or not: as Dovecot writes."""
    given = _GIVEN.search(text)
    if given is None:
        return None
    word = given[2].removesuffix(")")
    if given[1].startswith("SHA1"):
        if len(word) < SHORTEST_SHA1:
            return None
        found = decoy.logins.filter(sha1__startswith=word.lower())
    else:
        nonce = digests.keeping().nonce
        told = [digests.digest(nonce, decoy.key, each) for each in (word, given[2])]
        found = decoy.logins.filter(digest__in=told)
    rows = list(found[:2])
    return rows[0] if len(rows) == 1 else None


def _address(text: str) -> str:
    """The first IP address that others could have: not one of this machine."""
    for found in _ADDRESS.finditer(text):
        try:
            ip = ipaddress.ip_address(found[0].strip(":."))
        except ValueError:
            continue
        if not (ip.is_loopback or ip.is_unspecified):
            return str(ip)
    return ""


def _moment(text: str) -> datetime | None:
    now, zone = timezone.now(), timezone.get_default_timezone()
    try:
        if found := _ISO.search(text):
            moment = datetime.fromisoformat(found[0].replace(",", "."))
        elif found := _SYSLOG.match(text):  # which says no year: the last time that day was
            moment = datetime.strptime(f"{now.year} {found[1]}", "%Y %b %d %H:%M:%S")  # noqa: DTZ007
            if moment.replace(tzinfo=zone) > now + timedelta(days=1):
                moment = moment.replace(year=now.year - 1)
        else:
            return None
    except ValueError:
        return None
    return min(moment if moment.tzinfo else moment.replace(tzinfo=zone), now)


def forget_old() -> int:
    """Lines that nobody reads again."""
    return SeenLine.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
