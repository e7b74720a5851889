"""Settings out of the environment. What is mistyped is named, and never counts as another value.

Values are not repeated: some are secrets.
"""

import ipaddress
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

from hustings.foundation.lib.process import secrets
from hustings.foundation.lib.process.cli_language import gettext as _

YES, NO = ("1", "true", "yes", "on", "y", "ok"), ("0", "false", "no", "off", "n")
MOST = 2**31 - 1


class Mistyped(ImproperlyConfigured):
    """Settings that are none; ``problems`` says of each in a sentence what is wrong and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


class Environment:
    """The variables, by their names. What is wrong is collected, so that all of it is told at once."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        """As it stands; an empty variable counts as none."""
        return self.given.get(name, "").strip() or default

    def several(self, name: str) -> list[str]:
        """Values set apart by commas."""
        return [each.strip() for each in self.text(name, "").split(",") if each.strip()]

    def number(self, name: str, default: int, least: int = 0, most: int = MOST) -> int:
        if not (given := self.text(name, "")):
            return default
        try:
            if least <= (number := int(given)) <= most:
                return number
        except ValueError:
            pass
        bounds = _("of at least {least}") if most == MOST else _("between {least} and {most}")
        self._refuse(
            _("{name}={given} is not a whole number {bounds}. Set it to one, like {default}, or unset it."),
            name=name, given=given, bounds=bounds.format(least=least, most=most), default=max(default, 1),
        )  # fmt: skip
        return default

    def seconds(self, name: str, default: float) -> float:
        """A time of more than nothing, in seconds."""
        given = self.text(name, "")
        try:
            if math.isfinite(seconds := float(given or default)) and seconds > 0:
                return seconds
        except ValueError:
            pass
        self._refuse(
            _("{name}={given} is not a number of seconds. Set it to one, like {default}, or unset it."),
            name=name, given=given, default=f"{default:g}",
        )  # fmt: skip
        return default

    def percent(self, name: str, default: float) -> float:
        """From 0 to 100."""
        given = self.text(name, "")
        try:
            if 0 <= (share := float(given.rstrip("% ") or default)) <= 100:
                return share
        except ValueError:
            pass
        self._refuse(
            _("{name}={given} is not a percentage. Set it to one, like {default}, or unset it."),
            name=name, given=given, default=f"{default:g}",
        )  # fmt: skip
        return default

    def switch(self, name: str, default: str = "0") -> bool:
        """On or off; off unless set."""
        given = self.text(name, default).lower()
        if given not in YES + NO:
            self._refuse(_("{name}={given} is neither on nor off. Set it to 1 or 0."), name=name, given=given)
        return given in YES

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        given = self.text(name, default)
        if given.lower() in (known := {each.lower(): each for each in choices}):
            return known[given.lower()]
        self._refuse(
            _("{name}={given} is not known. Set it to one of {choices}."),
            name=name, given=given, choices=", ".join(choices),
        )  # fmt: skip
        return default

    def zone(self, name: str, default: str) -> str:
        """A time zone by its name."""
        given = self.text(name, default)
        try:
            ZoneInfo(given)
        except (KeyError, ValueError, OSError):
            self._refuse(
                _("{name}={given} is not a time zone. Set it to one, like {default} or America/Cayenne."),
                name=name, given=given, default=default,
            )  # fmt: skip
            return default
        return given

    def site(self, name: str, default: str) -> str:
        """The address of a site, with its scheme: without one nobody could tell whether it is encrypted."""
        given = self.text(name, default).rstrip("/")
        try:
            known = urlsplit(given)
            is_one = known.scheme in {"http", "https"} and bool(known.hostname) and known.port != 0
        except ValueError:
            is_one = False
        if is_one:
            return given
        self._refuse(
            _("{name}={given} is not a site address. Set it to one, like https://www.example.org."),
            name=name, given=given,
        )  # fmt: skip
        return default

    def service(self, name: str, schemes: Sequence[str], default: str, example: str) -> str:
        """The address of a service. It may hold a password, so it is not repeated."""
        given = self.text(name, default)
        try:
            known = urlsplit(given)
            if known.scheme in schemes and known.port != 0:
                return given
        except ValueError:
            pass
        self._refuse(
            _("{name} is not a valid address. It should look like {example}."), name=name, example=example
        )
        return default

    def services(self, name: str, schemes: Sequence[str], example: str) -> list[str]:
        """Addresses of services, set apart by commas; none unless set."""
        found = self.several(name)
        if all(self._is_service(each, schemes) for each in found):
            return found
        self._refuse(
            _("{name} is not a valid address. It should look like {example}."), name=name, example=example
        )
        return []

    @staticmethod
    def _is_service(given: str, schemes: Sequence[str]) -> bool:
        try:
            known = urlsplit(given)
            return known.scheme in schemes and bool(known.hostname) and known.port != 0
        except ValueError:
            return False

    def daemon(self, name: str, example: str) -> str:
        """The path of a server's socket, or its host and port; none unless set."""
        given = self.text(name, "")
        if not given:
            return given
        from mailguard.files import clamd  # where none is set, a start doesn't wait for it

        try:
            clamd.place(given)
            return given
        except clamd.BadPlace:
            says = _(
                "{name}={given} is neither a socket path nor a host and port. It should look like {example}."
            )
            self._refuse(says, name=name, given=given, example=example)
            return ""

    def address(self, name: str) -> tuple[str, int] | None:
        """A host and a port of it to listen at; none unless set."""
        if not (given := self.text(name, "")):
            return None
        host, _colon, port = given.rpartition(":")
        if host and port.isascii() and port.isdigit() and 0 < int(port) < 65_536:
            return host.strip("[]"), int(port)
        self._refuse(
            _("{name}={given} is not a host and port. Set it to one, like 127.0.0.1:2424."),
            name=name,
            given=given,
        )
        return None

    def networks(self, name: str, example: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
        """Networks by their addresses, set apart by commas; none unless set."""
        try:
            return [ipaddress.ip_network(each) for each in self.several(name)]
        except ValueError:
            self._refuse(
                _("{name}={given} is not a list of networks. Set it to one, like {example}."),
                name=name, given=self.text(name, ""), example=example,
            )  # fmt: skip
        return []

    def sender(self, name: str, default: str) -> str:
        given = self.text(name, default)
        if not re.fullmatch(r"[^<>\r\n]*<[^@\s<>]+@[^@\s<>]+>|[^@\s<>]+@[^@\s<>]+", given):
            self._refuse(
                _("{name}={given} is not an e-mail address. Set it to one, like team@example.org."),
                name=name, given=given,
            )  # fmt: skip
            return default
        return given

    def mailbox(self, name: str, longest: int) -> tuple[str, str]:
        """``name@domain``, or ``@domain`` for a whole domain: the two parts; empty where nothing is set."""
        if not (given := self.text(name, "")):
            return "", ""
        found = re.fullmatch(r"([a-z0-9._=-]*)@((?:[a-z0-9-]+\.)+[a-z0-9-]+)", given.lower())
        if found and len(found[1]) <= longest:
            return found[1], found[2]
        self._refuse(
            _(
                "{name}={given} is neither an address, like bounces@example.org, nor a domain, like"
" @bounces.example.org."
            ),
            name=name, given=given,
        )  # fmt: skip
        return "", ""

    def kept(self, path: Path) -> str:
        """The secret in a file, made now if there is none."""
        try:
            return secrets.kept_in(path)
        except OSError as refusal:
            self._refuse(
                _(
                    "The folder {folder} can't be used for the secret key ({why}): run Hustings as the user"
                    " that owns it, or name another one in HUSTINGS_VAR."
                ),
                folder=path.parent, why=refusal.strerror or refusal,
            )  # fmt: skip
        return ""

    def refuse(self) -> None:
        """Raise Mistyped if there was any."""
        if self.problems:
            raise Mistyped(self.problems)

    def _refuse(self, sentence: str, **values: object) -> None:
        if (problem := sentence.format(**values)) not in self.problems:
            self.problems.append(problem)
