"""The ways by which letters leave: what opens connections, and what the delivery loop must know of them."""

import ssl
from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from hustings.outreach.delivery.transports.connections import connect
from hustings.outreach.delivery.transports.providers import Provider
from hustings.outreach.delivery.transports.smtp import Connection, Server


class Way(Protocol):
    n_connections: int
    keeps_pace: bool  # limits and plans are ours to keep
    signs: bool  # we sign
    keeps_ids: bool  # what it calls a letter is kept

    async def connect(self, on_news: Callable[[Connection], None]) -> Connection: ...


class Smtp:
    keeps_pace = signs = True
    keeps_ids = False

    def __init__(self, server: Server, n_connections: int | None = None) -> None:
        self.server = server
        self.n_connections = n_connections or settings.SMTP_CONNECTIONS
        self._context = ssl.create_default_context() if server.tls else None

    async def connect(self, on_news: Callable[[Connection], None]) -> Connection:
        return await connect(self.server, on_news, self._context)


def of_settings(n_connections: int | None = None) -> Way:
    if settings.MAIL_PROVIDER:
        return Provider(settings.MAIL_PROVIDER, n_connections or settings.SMTP_CONNECTIONS)
    return Smtp(server(), n_connections)


def server() -> Server:
    tls = "implicit" if settings.EMAIL_USE_SSL else "start" if settings.EMAIL_USE_TLS else ""
    return Server(
        settings.EMAIL_HOST,
        int(settings.EMAIL_PORT),
        settings.EMAIL_HOST_USER,
        settings.EMAIL_HOST_PASSWORD,
        tls,  # type: ignore[arg-type]
        DNS_NAME.get_fqdn(),
    )
