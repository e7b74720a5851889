"""How a mailbox is opened: a password from a file, or a token that is renewed when its time is over."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mailguard.agents.imap import tokens
from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.errors import Unreachable
from mailguard.i18n import Complaint, mark, of_system

PASSWORD, BEARER = "password", "bearer"
_EARLY = 120  # seconds before its end a token is renewed
_MOST = 65_536  # bytes of a file with a password


@dataclass(frozen=True, slots=True)
class Login:
    """``secret`` is a password (also one for a single program), or a token of OAuth 2."""

    kind: str
    secret: str

    def __repr__(self) -> str:
        return f"Login({self.kind!r}, …)"


class NoLogin(Complaint):
    """There is nothing to open the mailbox with; the message says why and what helps."""


class Credentials(Protocol):
    """Who hands out what opens a mailbox; asked from several threads."""

    def login(self, box: Box, *, was_refused: bool = False) -> Login:
        """What opens it now, or NoLogin; Unreachable where it may be had soon. ``was_refused``: the server
        said no to what was given last."""
        ...


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a box's login is kept: a file with its password, or one with tokens."""

    password: Path | None = None
    tokens: Path | None = None


class FromFiles:
    """Logins out of files, by the name of the box; each is read anew, so that a changed password works."""

    def __init__(self, secrets: Mapping[str, Secret]) -> None:
        self._secrets = dict(secrets)
        self._locks: dict[Path, threading.Lock] = {}
        self._guard = threading.Lock()

    def replace(self, secrets: Mapping[str, Secret]) -> None:
        self._secrets = dict(secrets)

    def login(self, box: Box, *, was_refused: bool = False) -> Login:
        """The password as it stands in the file, or a token that still holds."""
        secret = self._secrets.get(box.name, Secret())
        if secret.tokens:
            with self._guard:
                lock = self._locks.setdefault(secret.tokens, threading.Lock())
            with lock:
                return Login(BEARER, _token(secret.tokens, was_refused))
        if secret.password:
            return Login(PASSWORD, password(secret.password))
        raise NoLogin(mark("There is neither a password nor a token for {box}."), box=box.name)


def password(path: Path) -> str:
    """The first line of a file, or NoLogin."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoLogin(mark("{path}: it is not written in UTF-8; save it so"), path=path) from error
    except OSError as error:
        raise NoLogin(mark("{path} can't be read: {why}."), path=path, why=of_system(error)) from error
    first = text.partition("\n")[0].strip("\r")
    if not first:
        raise NoLogin(mark("{path}: its first line should be the password, and is empty."), path=path)
    return first


def _token(path: Path, was_refused: bool) -> str:
    """A token that holds for a while, renewed where needed; the file has the new one before it is used."""
    try:
        held = tokens.load(path)
        if was_refused or not held.access or held.ends_at < time.time() + _EARLY:
            held = tokens.renew(held)
            tokens.save(path, held)
    except tokens.Unreachable as error:  # nobody has to mend anything: it is asked again soon
        raise Unreachable("{why}", why=error) from error
    except tokens.Refused as error:
        raise NoLogin(mark("{path}: {why}"), path=path, why=error) from error
    except OSError as error:
        raise NoLogin(mark("{path} can't be read: {why}."), path=path, why=of_system(error)) from error
    return held.access
