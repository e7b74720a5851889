"""What is typed after options: read at once, so that a slip is told before any work begins."""

import ipaddress
import math
import os
import re
from typing import Any

import click

from mailguard.cli.language import spoken
from mailguard.files import clamd
from mailguard.identifiers import addresses

_HOST = re.compile(r"(?!-)[A-Za-z0-9_.-]{1,253}(?<!-)$")
MOST_JOBS = max(8, 4 * (os.cpu_count() or 1))


class Value(click.ParamType):  # type: ignore[type-arg] # of click 8.2 and later
    """A text that ``check`` accepts or refuses in words."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text as it is used, or a sentence about it."""
        try:
            return self.check(value)
        except ValueError:
            self.fail(self.refusal(value), param, ctx)

    def check(self, text: str) -> str:
        """The text in its normal form; ValueError where it is none."""
        raise NotImplementedError

    def refusal(self, text: str) -> str:
        raise NotImplementedError


class Ip(Value):
    def check(self, text: str) -> str:
        return str(ipaddress.ip_address(text.strip("[]"))) if text else ""

    def refusal(self, text: str) -> str:
        return spoken("“{given}” isn't an IP address.", given=text)


class Mailbox(Value):
    """An e-mail address; the empty one (``<>``) is that of bounces."""

    def check(self, text: str) -> str:
        bare = text.strip().removeprefix("<").removesuffix(">")
        return str(addresses.read(bare)) if bare else ""

    def refusal(self, text: str) -> str:
        return spoken("“{given}” isn't an e-mail address.", given=text)


class Host(Value):
    def check(self, text: str) -> str:
        if not _HOST.match(text):
            raise ValueError(text)
        return text

    def refusal(self, text: str) -> str:
        return spoken("“{given}” isn't a name of a host.", given=text)


class Server(Value):
    """A name server: an IP address, with its port or without."""

    def check(self, text: str) -> str:
        bare, port = text, "53"
        if match := re.fullmatch(r"\[(.+)\](?::(\d+))?|([^:]+):(\d+)", text):
            bare, port = match[1] or match[3], match[2] or match[4] or "53"
        ipaddress.ip_address(bare)
        if not 0 < int(port) < 65_536:
            raise ValueError(text)
        return text

    def refusal(self, text: str) -> str:
        return spoken("“{given}” isn't an address of a name server, such as 192.0.2.53:53.", given=text)


class Clamd(Value):
    """Where ClamAV's daemon listens: the path of a socket, or HOST:PORT."""

    def check(self, text: str) -> str:
        clamd.place(text)
        return text

    def refusal(self, text: str) -> str:
        return spoken(
            "“{given}” is neither the path of a socket, such as {path}, nor HOST:PORT.",
            given=text,
            path="/run/clamav/clamd.ctl",
        )


class Seconds(click.FloatRange):
    """A number within bounds; what is no number at all (nan) lies in none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click does, and no nan."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(spoken("“{given}” isn't a number.", given=value), param, ctx)
        return number
