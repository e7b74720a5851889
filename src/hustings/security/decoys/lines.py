"""Finds decoys in lines of any log: sshd, Postfix, a VPN, a file server."""

import hashlib
import ipaddress
import re
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hustings.foundation.lib.past import past
from hustings.foundation.lib.text.jsons import plain
from hustings.security.decoys import alarms, digests
from hustings.security.decoys.models import Alarm, Decoy, Login, SeenLine

KEPT = timedelta(days=60)
FRESH = 30.0  # seconds
LONGEST = 4_000
SHORTEST_SHA1 = 6  # of the digits of a SHA-1
SHORTEST_LOCAL = 6  # a shorter name before the @ may be a word
_WORD = re.compile(r"[\w.+-]+@[\w.-]+|[\w.+-]+")
_IP = r"([0-9a-fA-F:.]{3,45})"
_ADDRESS = re.compile(_IP)
_FROM = re.compile(rf"\bfrom {_IP}(?= port |[\s,;]|$)")
_RIP = re.compile(rf"\brip={_IP}")
_CLIENT = re.compile(rf"\[{_IP}\]")
_DOVECOT = re.compile(r"\b(?:dovecot|\w+-login)\b")
_NAMES = re.compile(r"""<[^<>]*>|"[^"]*"|'[^']*'|\blip=\S*""")  # names that were typed; our own address
_GIVEN = re.compile(r"((?:SHA1 of )?given password: )(.+)\Z")
_PRIORITY = r"\s*(?:<\d{1,3}>\d? ?)?\[?"  # what may stand before the stamp
_ISO = re.compile(
    _PRIORITY + r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)"
)  # fmt: skip
_SYSLOG = re.compile(_PRIORITY + r"([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)\b")


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
        text = plain(line.strip()[:LONGEST])
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
    use = alarms.Use(_moment(text) or timezone.now(), address=_address(text), agent=told[:300], where=where)
    if login:
        alarms.login_used(login, use)
    else:
        alarms.decoy_seen(Alarm.Kind.ADDRESS, decoy, use)
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
    """The IP address that the server names, never one typed as a name: by its place in known lines.

    In others the only one; of two nobody knows which was typed.
    """
    head, _colon, said = text.partition(": ")
    if "sshd" in head:
        found = _FROM.findall(said)[-1:]
    elif "postfix/" in head:
        found = _CLIENT.findall(said)[:1]
    else:
        found = _RIP.findall(text)[-1:] if _DOVECOT.search(head) and not _GIVEN.search(text) else []
    found = found or _ADDRESS.findall(_NAMES.sub(" ", text))
    named = {ip for each in found if (ip := alarms.address_in(each.strip(":."))) and not _is_own(ip)}
    return named.pop() if len(named) == 1 else ""


def _is_own(ip: str) -> bool:
    read = ipaddress.ip_address(ip)
    return read.is_loopback or read.is_unspecified


def _moment(text: str) -> datetime | None:
    """Moment by the stamp at the line's beginning, which the server wrote; None without one that can be."""
    now, zone = timezone.now(), timezone.get_default_timezone()
    try:
        if found := _ISO.match(text):
            return past(datetime.fromisoformat(found[1].replace(",", ".")))
        if found := _SYSLOG.match(text):  # which says no year: the last time that day was
            moment = datetime.strptime(f"{now.year} {found[1]}", "%Y %b %d %H:%M:%S").replace(tzinfo=zone)
            return past(moment.replace(year=now.year - 1) if moment > now + timedelta(days=1) else moment)
    except ValueError:
        pass
    return None


def forget_old() -> int:
    return SeenLine.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
