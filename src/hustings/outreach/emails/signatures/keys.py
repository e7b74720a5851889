"""Private keys as files that their owner alone reads: ``FOLDER/DOMAIN/SELECTOR.STATE``.

``new`` until its public half stands in the DNS, then ``pem``, then ``old``: a change is one renaming.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.utils import timezone

from hustings.outreach.emails.signatures import dkim
from hustings.outreach.emails.signatures.dkim import Key
from mailguard.authentication import tags
from mailguard.authentication.dns import Resolver
from mailguard.identifiers import domain_names

State = Literal["new", "pem", "old"]
STATES: tuple[State, ...] = ("new", "pem", "old")
Standing = Literal["there", "missing", "other", "unknown"]
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class Refused(Exception):
    """It can't be done; ``why`` says in one word what stands against it."""

    def __init__(self, why: Literal["no such key", "taken", "bad name", "in use"]) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Kept:
    """A key in its file."""

    key: Key
    state: State
    path: Path

    @property
    def since(self) -> datetime:
        return datetime.fromtimestamp(self.path.stat().st_ctime, timezone.get_current_timezone())

    @property
    def is_open_to_others(self) -> bool:
        """Whether somebody else on this machine may read it."""
        return bool(self.path.stat().st_mode & 0o077)


def folder() -> Path:
    return Path(settings.DKIM_FOLDER)


def every(domain: str = "") -> list[Kept]:
    """All keys, or those of one domain, the newest last."""
    found = [
        Kept(_read(path, path.stat().st_mtime_ns), state, path)
        for state in STATES
        for path in sorted(folder().glob(f"{domain or '*'}/*.{state}"))
    ]
    return sorted(found, key=lambda kept: (kept.key.domain, kept.path.stat().st_mtime_ns))


def signing(domain: str) -> list[Key]:
    """The keys that sign mail from a domain: its own, else those of the nearest domain above it."""
    if settings.DKIM_BY == "relay":
        return []
    for each in _upwards(domain):
        if found := [kept.key for kept in every(each) if kept.state == "pem"]:
            return found
    return []


def _upwards(domain: str) -> Iterator[str]:
    """Receivers take a signature of the domains above for ours within one organisation (DMARC)."""
    last = domain_names.organisation(domain)
    while domain:
        yield domain
        if domain == last or "." not in domain:
            return
        domain = domain.partition(".")[2]


def make(domain: str, kind: str, selector: str = "") -> Kept:
    """A new key, which signs nothing yet; or Refused."""
    domain = domain_names.ascii_form(domain)
    selector = selector or _free(domain, kind)
    if not _NAME.fullmatch(selector) or not all(map(_NAME.fullmatch, domain.split("."))) or "." not in domain:
        raise Refused("bad name")
    if any(kept.key.selector == selector for kept in every(domain)):
        raise Refused("taken")
    key = dkim.make(domain, selector, kind)
    home = folder() / domain
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home / f"{selector}.new"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(dkim.to_pem(key))
    return Kept(key, "new", path)


def _free(domain: str, kind: str) -> str:
    start = f"h{timezone.localdate():%Y%m%d}{kind[0]}"
    taken = {kept.key.selector for kept in every(domain)}
    return next(name for n in range(1, 1000) if (name := f"{start}{n if n > 1 else ''}") not in taken)


def use(domain: str, selector: str) -> Kept:
    """Sign with this key from now on, and no more with the others of its kind; or Refused."""
    kept = find(domain, selector)
    path = kept.path.with_suffix(".pem")
    kept.path.rename(path)
    for other in every(domain):
        is_rival = other.state == "pem" and other.key.kind == kept.key.kind and other.path != path
        if is_rival:
            other.path.rename(other.path.with_suffix(".old"))
    return Kept(kept.key, "pem", path)


def drop(domain: str, selector: str) -> None:
    """Delete a key that doesn't sign; or Refused."""
    kept = find(domain, selector)
    if kept.state == "pem":
        raise Refused("in use")
    kept.path.unlink()


def find(domain: str, selector: str) -> Kept:
    """The key of that name, or Refused."""
    for kept in every(domain_names.ascii_form(domain)):
        if kept.key.selector == selector:
            return kept
    raise Refused("no such key")


def standing(key: Key, resolver: Resolver) -> Standing:
    """Whether the names system has this key's public half."""
    answer = resolver.lookup(key.name, "TXT")
    if answer.status == "unknown":
        return "unknown"
    wanted = _public(key.record.encode())
    found = [_public(text) for text in answer.byte_values]
    return "there" if wanted in found else "other" if any(found) else "missing"


def _public(record: bytes) -> bytes:
    try:
        return tags.from_base64(tags.read(record).get("p", ""))
    except tags.BadTags:
        return b""


@lru_cache(64)
def _read(path: Path, changed_at: int) -> Key:
    """Reading an RSA key proves it, which takes a tenth of a second: once a process is enough."""
    try:
        return dkim.from_pem(path.parent.name, path.stem, path.read_bytes())
    except ValueError as error:
        raise OSError(f"{path} holds no key that can sign: {error}") from error
