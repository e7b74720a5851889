"""Signing in to a mailbox: by password, or by a token (XOAUTH2, RFC 7628) where there is one."""

from collections.abc import Callable
from imaplib import IMAP4
from typing import Any

from imapclient.exceptions import IMAPClientError

from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.credentials import BEARER, Login
from mailguard.agents.imap.errors import LoginRefused, Trouble, Unreachable
from mailguard.i18n import mark

_LATER = ("[UNAVAILABLE]", "[LIMIT]", "[INUSE]", "[SERVERBUG]", "[CONTACTADMIN]", "TOO MANY")


def sign_in(client: Any, box: Box, login: Login) -> None:
    """Or LoginRefused, or Unreachable where the server could not say."""
    try:
        _sign_in(client, box, login)
    except IMAPClientError as error:
        says = _said(error)
        broken = isinstance(error, IMAP4.abort) or isinstance(error.__context__, IMAP4.abort)
        if broken or any(word in says.upper() for word in _LATER):
            raise Unreachable(
                mark("{host} refuses all log-ins at the moment: {why}"), host=box.host, why=says
            ) from error
        raise LoginRefused(
            mark("{host} refuses the log-in of {user}: {why}"), host=box.host, user=box.user, why=says
        ) from error


def _said(error: Exception) -> str:
    """The server's words; they may be of any kind."""
    text = str(error)
    if text[:2] in {"b'", 'b"'}:
        text = text[2:-1]
    return "".join(each for each in text if each.isprintable())[:300] or type(error).__name__


def _sign_in(client: Any, box: Box, login: Login) -> None:
    told = frozenset(client.capabilities())
    if login.kind == BEARER:
        client.sasl_login(*_by_token(told, box, login))
    elif b"AUTH=PLAIN" in told:
        client.sasl_login("PLAIN", _once(f"\0{box.user}\0{login.secret}"))
    elif b"LOGINDISABLED" in told:
        raise Trouble(mark("{host} takes no password on this connection."), host=box.host)
    elif login.secret.isascii() and box.user.isascii():
        client.login(box.user, login.secret)
    else:
        raise Trouble(mark("{host} takes only letters without accents in passwords."), host=box.host)


def _by_token(told: frozenset[bytes], box: Box, login: Login) -> tuple[str, Callable[[bytes], bytes]]:
    if b"AUTH=XOAUTH2" in told or b"AUTH=OAUTHBEARER" not in told:
        return "XOAUTH2", _once(f"user={box.user}\1auth=Bearer {login.secret}\1\1")
    name = box.user.replace("=", "=3D").replace(",", "=2C")
    words = f"n,a={name},\1host={box.host}\1port={box.where}\1auth=Bearer {login.secret}\1\1"
    return "OAUTHBEARER", _once(words)


def _once(words: str) -> Callable[[bytes], bytes]:
    """Answers the first question; what the server says of a failure is answered by nothing."""
    left = [words.encode()]
    return lambda _challenge: left.pop() if left else b""
