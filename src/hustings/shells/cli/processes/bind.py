"""Bind address of the web server."""

import ipaddress
import os
from urllib.parse import urlsplit

import click

from hustings.foundation.lib.process.cli_language import gettext as _

DEFAULT = "127.0.0.1:8000"


class Address(click.ParamType):  # type: ignore[type-arg] # generic for the type checker only
    """``HOST:PORT`` or just ``PORT``."""

    name = "host:port"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        host, _colon, port = str(value).rpartition(":")
        host = _numbers(host.strip("[]"))
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            self.fail(_("{value} is not an address like 127.0.0.1:8000").format(value=value), param, ctx)
        return host, int(port)


def _numbers(host: str) -> str:
    """A network address as the web server takes it, which knows no names; empty for a name."""
    if host in {"", "localhost"}:
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""


option = click.option(
    "--bind",
    "address",
    type=Address(),
    envvar="HUSTINGS_BIND",
    help=_(
        "Host and port to listen on. Default: those of HUSTINGS_BASE_URL if on this machine,"
        " otherwise {default}."
    ).format(default=DEFAULT),
)


def settle(address: tuple[str, int] | None) -> tuple[str, int]:
    """Fill in what was not said, and the port in links, before the settings are read."""
    if address is None:
        address = _here(os.environ.get("HUSTINGS_BASE_URL", ""))
    if not os.environ.get("HUSTINGS_BASE_URL"):  # one that is mistyped is refused by the settings
        here = {"0.0.0.0", "::", "127.0.0.1"}  # noqa: S104 - compared only
        host = "localhost" if address[0] in here else address[0]  # passkeys want a name
        os.environ["HUSTINGS_BASE_URL"] = f"http://{f'[{host}]' if ':' in host else host}:{address[1]}"
    return address


def _here(url: str) -> tuple[str, int]:
    """Address if it's one of this machine, else the default."""
    try:
        known = urlsplit(url)
        if known.scheme == "http" and known.hostname in {"localhost", "127.0.0.1", "::1"}:
            return _numbers(known.hostname), known.port or 80
    except ValueError:
        pass  # which the settings refuse
    host, port = DEFAULT.split(":")
    return host, int(port)
