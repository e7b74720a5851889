"""How a connection to the mail server is made: greeting, TLS, log-in."""

import asyncio
import base64
import logging
import ssl
from collections.abc import Callable

from hustings.outreach.delivery.transports.smtp import Connection, Server, Trouble

log = logging.getLogger(__name__)
_PATIENCE = 30.0


async def connect(
    server: Server, on_news: Callable[[Connection], None], context: ssl.SSLContext | None = None
) -> Connection:
    """A connection that is ready for letters, or Trouble in words.

    TLS that is offered is tried without a check of names; where it fails, it goes on without.
    """
    if not server.tls and not server.is_local:
        try:
            return await _dialled(server, on_news, unverified())
        except _NoTls as error:
            log.info("%s:%s offers TLS that can't be used: %s", server.host, server.port, error)
    return await _dialled(server, on_news, context)


def unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class _NoTls(Exception):
    """It was offered, and does not work."""


async def _dialled(
    server: Server, on_news: Callable[[Connection], None], context: ssl.SSLContext | None
) -> Connection:
    connection = Connection(server, on_news)
    if server.tls and context is None:
        context = ssl.create_default_context()
    try:
        async with asyncio.timeout(_PATIENCE):
            await _set_up(connection, context)
    except TimeoutError as error:
        connection.drop("no answer")
        raise Trouble(f"{server.host}:{server.port} does not answer") from error
    except OSError as error:  # ssl.SSLError is one
        connection.drop("no connection")
        raise Trouble(f"{server.host}:{server.port}: {error.strerror or error}") from error
    except (Trouble, _NoTls):
        connection.drop("unwilling")
        raise
    return connection


async def _set_up(connection: Connection, context: ssl.SSLContext | None) -> None:
    server, loop = connection.server, asyncio.get_running_loop()
    implicit = context if server.tls == "implicit" else None
    await loop.create_connection(lambda: connection, server.host, server.port, ssl=implicit)
    await _demand(connection, "", 220)
    offer = await _hello(connection)
    if context and server.tls != "implicit" and (server.tls or "STARTTLS" in offer):
        if "STARTTLS" not in offer:
            raise Trouble("The mail server offers no TLS, but the settings ask for it")
        await _demand(connection, "STARTTLS", 220)
        try:
            await connection.encrypt(context)
        except OSError as error:
            if server.tls:
                raise
            raise _NoTls(str(error) or type(error).__name__) from error
        offer = await _hello(connection)
    if server.user:
        await _log_in(connection, offer.get("AUTH", "").split())
    connection.open(offer)


async def _demand(connection: Connection, command: str, *codes: int, secret: bool = False) -> list[str]:
    code, text = await connection.ask(command)
    if code not in codes:
        asked = "the log-in" if secret else command or "the connection"
        raise Trouble(f"The mail server refuses {asked}: {code} {' '.join(text)}")
    return text


async def _hello(connection: Connection) -> dict[str, str]:
    name = connection.server.name
    code, lines = await connection.ask(f"EHLO {name}")
    if code != 250:
        await _demand(connection, f"HELO {name}", 250)
        return {}
    pairs = [line.upper().partition(" ") for line in lines[1:]]
    return {word: rest for word, _, rest in pairs}


async def _log_in(connection: Connection, ways: list[str]) -> None:
    server = connection.server
    if not server.tls and not server.is_local:
        raise Trouble("The password is not sent without TLS: use smtp+tls:// or smtp+ssl://")
    if "PLAIN" in ways:
        secret = _base64(f"\0{server.user}\0{server.password}")
        await _demand(connection, f"AUTH PLAIN {secret}", 235, secret=True)
    elif "LOGIN" in ways:
        await _demand(connection, "AUTH LOGIN", 334)
        await _demand(connection, _base64(server.user), 334, secret=True)
        await _demand(connection, _base64(server.password), 235, secret=True)
    else:
        raise Trouble("The mail server offers no way to log in that we know (PLAIN, LOGIN)")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
