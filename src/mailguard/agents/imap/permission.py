"""The first token of a mailbox, allowed at the provider: a code (RFC 8628) or browser (RFC 8252, 7636)."""

import base64
import hashlib
import hmac
import http.server
import secrets
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mailguard.agents.imap import tokens
from mailguard.agents.imap.tokens import Refused, Tokens
from mailguard.i18n import Complaint, mark

_PATIENCE = 900.0  # seconds for somebody to sign in
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Provider:
    """Where permission is asked, and for what. Without ``device`` there is only the way by the browser."""

    token: str
    scope: str
    authorise: str = ""
    device: str = ""


_MICROSOFT = "https://login.microsoftonline.com/common/oauth2/v2.0"
PROVIDERS = {
    "google": Provider(
        token="https://oauth2.googleapis.com/token",  # noqa: S106 - no secret
        scope="https://mail.google.com/",
        authorise="https://accounts.google.com/o/oauth2/v2/auth",
    ),
    "microsoft": Provider(
        token=f"{_MICROSOFT}/token",
        scope="https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        authorise=f"{_MICROSOFT}/authorize",
        device=f"{_MICROSOFT}/devicecode",
    ),
}


@dataclass(frozen=True, slots=True)
class Client:
    """The program as the provider knows it: the campaign registers it there."""

    id: str
    secret: str = ""


def by_code(provider: Provider, client: Client, show: Callable[[str, str], None]) -> Tokens:
    """``show`` is given the page and the code to type there; then we wait until it was. Or Refused."""
    asked = tokens.ask(provider.device, {"client_id": client.id, "scope": provider.scope})
    page, code = asked.get("verification_uri") or asked.get("verification_url"), asked.get("user_code")
    handle = asked.get("device_code")
    if not (isinstance(page, str) and isinstance(code, str) and isinstance(handle, str)):
        raise Refused(mark("the provider answered without a code"))
    show(page, code)
    return _awaited(provider, client, handle, asked)


def _awaited(provider: Provider, client: Client, handle: str, asked: dict[str, Any]) -> Tokens:
    pause = max(_number(asked.get("interval"), 5.0), _LEAST)
    ends_at = time.monotonic() + min(_number(asked.get("expires_in"), _PATIENCE), _PATIENCE)
    words = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": handle}
    while time.monotonic() < ends_at:
        time.sleep(pause)
        try:
            return tokens.taken(_blank(provider, client), tokens.ask(provider.token, words | _named(client)))
        except tokens.Unreachable:
            pause += 1
        except Refused as error:
            if error.code not in {"authorization_pending", "slow_down"}:
                raise
            pause += 5 if error.code == "slow_down" else 0
    raise Refused(mark("no one logged in in time; try again"))


def _number(value: Any, default: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    return float(value) if is_number else default


def _named(client: Client) -> dict[str, str]:
    return {"client_id": client.id} | ({"client_secret": client.secret} if client.secret else {})


def _blank(provider: Provider, client: Client) -> Tokens:
    return Tokens(
        endpoint=provider.token, client_id=client.id, client_secret=client.secret, scope=provider.scope
    )


def by_browser(
    provider: Provider, client: Client, show: Callable[[str], None], user: str = "", language: str = "en"
) -> Tokens:
    """``show`` is given the address to open in a browser of this machine; or Refused."""
    proof = secrets.token_urlsafe(48)
    state = secrets.token_urlsafe(24)
    with _Door(("127.0.0.1", 0), _Answer) as door:
        door.language = language
        back = f"http://127.0.0.1:{door.server_address[1]}"
        wish = urllib.parse.urlencode(_wish(provider, client, proof, state, back, user))
        show(f"{provider.authorise}?{wish}")
        came = _come_back(door, state)
    if "error" in came or "code" not in came:
        raise Refused(mark("the provider refuses: {why}"), why=came.get("error", "?")[:300])
    words = {
        "grant_type": "authorization_code",
        "code": came["code"],
        "redirect_uri": back,
        "code_verifier": proof,
    }
    return tokens.taken(_blank(provider, client), tokens.ask(provider.token, words | _named(client)))


def _wish(provider: Provider, client: Client, proof: str, state: str, back: str, user: str) -> dict[str, str]:
    digest = hashlib.sha256(proof.encode()).digest()
    wish = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "access_type": "offline",  # Google gives a token that renews others only where asked so
        "prompt": "consent",
    }
    return wish | ({"login_hint": user} if user else {})


class _Door(http.server.HTTPServer):
    language = "en"
    timeout = 1.0
    came: dict[str, str] | None = None


class _Answer(http.server.BaseHTTPRequestHandler):
    timeout = 10
    server: _Door

    def do_GET(self) -> None:
        """Any address: only one carries our state."""
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        self.server.came = {name: values[0] for name, values in query.items()}
        text = Complaint(mark("You may close this page and go back to the terminal.")).say(
            self.server.language
        )
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the address carries a secret."""


def _come_back(door: _Door, state: str) -> dict[str, str]:
    ends_at = time.monotonic() + _PATIENCE
    while time.monotonic() < ends_at:
        door.handle_request()
        if door.came and hmac.compare_digest(door.came.get("state", "").encode(), state.encode()):
            return door.came
        door.came = None
    raise Refused(mark("no one logged in in time; try again"))
