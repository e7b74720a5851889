"""A mailbox tried out: connected to, logged in to, its folders listed. What fails says what to do."""

import json
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from hustings.shield.models import Source
from hustings.shield.secrets import Lost

HERE = {"localhost", "127.0.0.1", "::1"}
_TIMES = SocketTimeout(connect=10, read=30)


class Trouble(Exception):
    """The mailbox can't be used; the message says why and what to do."""


def try_out(source: Source) -> list[str]:
    """The folders of the mailbox, or Trouble."""
    with opened(source) as client:
        try:
            names = [str(name) for _flags, _sign, name in client.list_folders()]
            client.select_folder(source.folder, readonly=True)
        except (IMAPClientError, OSError) as error:
            known = ", ".join(locals().get("names", [])[:20])
            raise Trouble(
                _("The folder “%(folder)s” can’t be opened. There is: %(known)s.")
                % {"folder": source.folder, "known": known or "–"}
            ) from error
    return names


@contextmanager
def opened(source: Source) -> Iterator[IMAPClient]:
    """A connection that has logged in, or Trouble."""
    if source.safety == Source.Safety.PLAIN and source.host not in HERE:
        raise Trouble(_("The password would travel in the clear: choose TLS or STARTTLS."))
    client = _connected(source)
    try:
        _log_in(client, source)
        yield client
    finally:
        try:
            client.logout()
        except (IMAPClientError, OSError):
            client.shutdown()


def _connected(source: Source) -> IMAPClient:
    about = {"host": source.host, "port": source.port}
    try:
        is_tls = source.safety == Source.Safety.TLS
        client = IMAPClient(source.host, port=source.port, ssl=is_tls, timeout=_TIMES, use_uid=True)
        if source.safety == Source.Safety.STARTTLS:
            client.starttls(ssl.create_default_context())
        return client
    except socket.gaierror as error:
        raise Trouble(_("There is no server “%(host)s”: look at the name.") % about) from error
    except ssl.SSLCertVerificationError as error:
        raise Trouble(
            _("The certificate of %(host)s can’t be trusted (%(why)s): write the name that it is for.")
            % {**about, "why": error.verify_message}
        ) from error
    except ssl.SSLError as error:
        raise Trouble(
            _("%(host)s speaks no TLS on port %(port)s: choose STARTTLS, or port 993.") % about
        ) from error
    except TimeoutError as error:
        raise Trouble(
            _("%(host)s doesn’t answer on port %(port)s: is the port right, and does a firewall let us out?")
            % about
        ) from error
    except (IMAPClientError, OSError, EOFError) as error:
        raise Trouble(
            _("%(host)s refuses port %(port)s (%(why)s): is the port right, and is IMAP switched on there?")
            % {**about, "why": _short(error)}
        ) from error


def _log_in(client: IMAPClient, source: Source) -> None:
    try:
        secret = source.secret
    except Lost as error:
        raise Trouble(_("The secret key of the settings has changed: type the password again.")) from error
    try:
        if source.way == Source.Way.OAUTH:
            client.oauth2_login(source.login, access_token(source, secret))
        else:
            client.login(source.login, secret)
    except LoginError as error:
        raise Trouble(
            _(
                "The server refuses the log-in (%(why)s). With a second factor most providers want an app"
                " password; some want IMAP to be switched on first."
            )
            % {"why": _short(error)}
        ) from error
    except (IMAPClientError, OSError) as error:
        raise Trouble(_("The server broke off the log-in: %(why)s.") % {"why": _short(error)}) from error


def access_token(source: Source, refresh: str) -> str:
    """A fresh token (RFC 6749 6), or Trouble."""
    parts = urllib.parse.urlsplit(source.token_url)
    if parts.scheme != "https" and parts.hostname not in HERE:
        raise Trouble(_("Tokens are asked for by https:// only."))
    words = {"grant_type": "refresh_token", "refresh_token": refresh, "client_id": source.client_id}
    if source.sealed_more:
        words["client_secret"] = source.client_secret
    body = urllib.parse.urlencode(words).encode()
    request = urllib.request.Request(source.token_url, body, {"Accept": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - https, or this machine
            data: Any = json.loads(answer.read(1_000_000))
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Trouble(
            _("The provider gives no token (%(why)s): have its owner allow access again.")
            % {"why": _short(error)}
        ) from error
    token = data.get("access_token") if isinstance(data, dict) else None
    if not isinstance(token, str) or not token:
        raise Trouble(_("The provider answered without a token."))
    return token


def _short(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text.replace("b'", "").encode("utf-8", "replace").decode()[:200]
