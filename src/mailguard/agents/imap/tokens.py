"""Tokens of OAuth 2 (RFC 6749): kept in a file of their owner alone, renewed by the provider."""

import http.client
import json
import os
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from mailguard.i18n import Complaint, mark

_HERE = {"localhost", "127.0.0.1", "::1"}
_MOST = 1_000_000  # bytes of an answer
_SECONDS = 20.0
_ODD = re.compile(r"[^!-~]")  # what no address of the web has in it
_LIFE = 3_600  # seconds of a token whose provider doesn't say


class Refused(Complaint):
    """The provider gives no token; the message says why. ``code`` is its own word."""

    code = ""


class Unreachable(Refused):
    """It doesn't answer; asking again later may help."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """``endpoint`` renews ``access``, which ends at ``ends_at`` (seconds since 1970), for ``refresh``."""

    endpoint: str = ""
    client_id: str = ""
    client_secret: str = ""
    scope: str = ""
    access: str = ""
    refresh: str = ""
    ends_at: float = 0.0

    def __repr__(self) -> str:
        return f"Tokens({self.endpoint!r}, …)"


def load(path: Path) -> Tokens:
    """Of a file that ``save`` wrote, or Refused; OSError where there is none."""
    raw = path.read_bytes()[:_MOST]
    try:
        data = json.loads(raw)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise Refused(mark("it holds no tokens; fetch them by `mailguard sign-in`"))
    kinds = {field.name: type(field.default) for field in fields(Tokens)}
    read = {name: value for name, value in data.items() if name in kinds}
    ends_at = read.get("ends_at", 0.0)
    is_number = isinstance(ends_at, int | float) and not isinstance(ends_at, bool)
    if not is_number or not all(isinstance(read[name], str) for name in read if name != "ends_at"):
        raise Refused(mark("it holds no tokens; fetch them by `mailguard sign-in`"))
    return Tokens(**(read | {"ends_at": float(ends_at)}))


def save(path: Path, tokens: Tokens) -> None:
    """Whole or not at all, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(tokens), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def renew(tokens: Tokens) -> Tokens:
    """With a fresh ``access``; the provider may change ``refresh``, too. Or Refused."""
    if not tokens.refresh or not tokens.endpoint:
        raise Refused(mark("the token has ended and can't be renewed; fetch one by `mailguard sign-in`"))
    words = {"grant_type": "refresh_token", "refresh_token": tokens.refresh, "client_id": tokens.client_id}
    try:
        return taken(tokens, ask(tokens.endpoint, words | _beside(tokens)))
    except Refused as error:
        if error.code not in {"invalid_grant", "interaction_required", "consent_required"}:
            raise
        raise Refused(mark("the provider has taken back its permission; run `mailguard sign-in`")) from error


def _beside(tokens: Tokens) -> dict[str, str]:
    more = {"client_secret": tokens.client_secret, "scope": tokens.scope}
    return {name: value for name, value in more.items() if value}


def taken(tokens: Tokens, answer: dict[str, Any]) -> Tokens:
    """The tokens with what an answer brings (RFC 6749 5.1)."""
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    if not isinstance(access, str) or not access:
        raise Refused(mark("the provider answered without a token"))
    try:
        life = float(answer.get("expires_in", _LIFE))
    except (TypeError, ValueError):
        life = _LIFE
    new = refresh if isinstance(refresh, str) and refresh else tokens.refresh
    return replace(tokens, access=access, refresh=new, ends_at=time.time() + life)


def check(endpoint: str) -> urllib.parse.SplitResult:
    """The parts of an address to which secrets may go, or Refused."""
    try:
        where = urllib.parse.urlsplit(endpoint)
        is_whole = bool(where.hostname) and where.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or _ODD.search(endpoint):
        raise Refused(
            mark("“{url}” isn't an address: write it as https://host/path"), url=_ODD.sub("?", endpoint)[:100]
        )
    if where.scheme != "https" and not (where.scheme == "http" and where.hostname in _HERE):
        raise Refused(mark("“{url}”: secrets travel by https:// only"), url=endpoint)
    return where


def ask(endpoint: str, words: dict[str, str]) -> dict[str, Any]:
    """Post a form and read the JSON that answers it; or Refused with the provider's code."""
    where = check(endpoint)
    body = urllib.parse.urlencode(words).encode()
    request = urllib.request.Request(endpoint, body, {"Accept": "application/json"})  # noqa: S310 - as above
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS, context=_context()) as answer:  # noqa: S310
            return _read(answer.read(_MOST))
    except urllib.error.HTTPError as error:
        raise _refusal(error.code, _read(error.read(_MOST))) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        why = getattr(error, "reason", error)
        raise Unreachable(
            mark("{host} doesn't answer: {why}"), host=where.hostname or endpoint, why=str(why)
        ) from error


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _read(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _refusal(status: int, data: dict[str, Any]) -> Refused:
    code = data.get("error")
    kind = Unreachable if status >= 500 or status == 429 else Refused
    says = data.get("error_description") or code or status
    refused = kind(mark("the provider refuses: {why}"), why=str(says)[:300])
    refused.code = code if isinstance(code, str) else ""
    return refused
