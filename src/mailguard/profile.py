"""The profile of what to protect: the team's domains, people, partners, services and decoys.

A TOML file on a mail host, or from the platform; all of it is optional.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from mailguard import toml_config
from mailguard.feedback import BadReviews, Reviews
from mailguard.feedback import read as read_reviews
from mailguard.i18n import LANGUAGES, Complaint
from mailguard.identifiers import addresses, domain_names, ibans, lists


class BadProfile(Complaint):
    """The profile can't be used; the message names the entry and what is expected there."""


@dataclass(frozen=True, slots=True)
class Insider:
    """Somebody on the team; ``addresses`` for work, ``private`` ones they have declared.

    ``role`` is one of candidate, director, treasurer, press, it, staff.
    """

    name: str
    addresses: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # other spellings and nicknames
    role: str = "staff"

    @property
    def all_addresses(self) -> frozenset[str]:
        return frozenset(address.lower() for address in (*self.addresses, *self.private))


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that the team deals with: suppliers, banks, the party, the press."""

    name: str
    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()  # IBANs that were checked by telephone


@dataclass(frozen=True, slots=True)
class Service:
    """A tool that the team signs in to: webmail, storage, the gift platform. Look-alikes are attacks."""

    name: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """See the fields. ``decoys`` are addresses that no true mail comes to or speaks of."""

    name: str = ""  # of the campaign
    domains: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()  # names and slogans that attackers put into domains
    insiders: tuple[Insider, ...] = ()
    partners: tuple[Partner, ...] = ()
    services: tuple[Service, ...] = ()
    trusted_receivers: tuple[str, ...] = ()  # hosts whose Authentication-Results we believe
    results_below: tuple[str, ...] = ()  # those that write them right below their own Received
    decoys: tuple[str, ...] = ()
    decoy_files: tuple[str, ...] = ()  # SHA-256 of copies of decoy documents, and marks in their metadata
    languages: tuple[str, ...] = ("en", "fr")
    reviews: Reviews = field(default_factory=Reviews)  # what was taught by saying whether verdicts were right

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Reckoned once: what is built of a profile is remembered by it, and asked for often."""
        return hash(tuple(getattr(self, each.name) for each in fields(self)))

    @cached_property
    def insiders_by_address(self) -> dict[str, Insider]:
        """Who writes from an address (lower case)."""
        return {address: insider for insider in self.insiders for address in insider.all_addresses}

    @cached_property
    def other_domains(self) -> frozenset[str]:
        each = [domain for partner in self.partners for domain in partner.domains]
        return frozenset([*each, *(domain for service in self.services for domain in service.domains)])

    @cached_property
    def own_ends(self) -> tuple[str, ...]:
        return tuple(f".{each.lower()}" for each in self.domains)

    @cached_property
    def other_ends(self) -> tuple[str, ...]:
        return tuple(f".{each}" for each in self.other_domains)


ROLES = ("candidate", "director", "treasurer", "press", "it", "staff")
_LISTS = {"domains", "brands", "trusted_receivers", "results_below", "decoys", "decoy_files", "languages"}
_TABLES: dict[str, type] = {"insiders": Insider, "partners": Partner, "services": Service}


def load(path: Path | None) -> Profile:
    """Read a TOML file, or JSON where its name ends so; None is nobody's profile. BadProfile, or OSError."""
    if path is None:
        return Profile()
    data = _json(path) if path.suffix == ".json" else toml_config.read(path, BadProfile)
    return build(data, str(path))


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise BadProfile("{path}: this is no table in JSON", path=path)
    return data


def build(data: dict[str, Any], where: str = "profile") -> Profile:
    """A profile from plain tables, as TOML or the platform gives them."""
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key == "name":
            values[key] = _text(value, f"{where}: name")
        elif key in _LISTS:
            read = _own_domains if key == "domains" else _CHECKED.get(key, _texts)
            values[key] = read(value, f"{where}: {key}")
        elif key in _TABLES:
            values[key] = _rows(_TABLES[key], value, f"{where}: {key}")
        elif key == "reviews":
            values[key] = _reviews(value, f"{where}: {key}")
        else:
            known = ", ".join(sorted({"name", "reviews", *_LISTS, *_TABLES}))
            raise BadProfile(
                "{where}: there is no entry “{name}”; known are {known}", where=where, name=key, known=known
            )
    return Profile(**values)


def _reviews(value: Any, where: str) -> Reviews:
    try:
        return read_reviews(value, where)
    except BadReviews as error:
        raise BadProfile("{why}", why=error) from error


def _rows(kind: type, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise BadProfile(
            "{where}: write each as a table, [[{name}]]", where=where, name=where.rpartition(" ")[2]
        )
    return tuple(_row(kind, row, f"{where} {number}") for number, row in enumerate(value, 1))


def _row(kind: type, row: dict[str, Any], where: str) -> Any:
    known = {field.name for field in fields(kind)}
    if unknown := set(row) - known:
        raise BadProfile(
            "{where}: there is no entry “{name}”; known are {known}",
            where=where,
            name=min(unknown),
            known=", ".join(sorted(known)),
        )
    if "name" not in row:
        raise BadProfile("{where}: a name is missing", where=where)
    return kind(**{key: _value(key, value, f"{where}: {key}") for key, value in row.items()})


def _value(key: str, value: Any, where: str) -> Any:
    if key not in {"name", "role"}:
        return _CHECKED.get(key, _texts)(value, where)
    text = _text(value, where)
    if key == "name" and not text.strip():
        raise BadProfile("{where}: a name is missing", where=where)
    if key == "role" and text not in ROLES:
        raise BadProfile(
            "{where}: “{given}” is none; known are {known}", where=where, given=text, known=", ".join(ROLES)
        )
    return text


def _hosts(value: Any, where: str) -> tuple[str, ...]:
    """Domain names in the form in which mail is compared: lower-case A-labels."""
    hosts = []
    for text in _texts(value, where):
        host = domain_names.ascii_form(text)
        if "." not in host or "@" in host or "/" in host or " " in host:
            raise BadProfile(
                "{where}: “{given}” isn't a domain name, such as example.org", where=where, given=text
            )
        hosts.append(host)
    return tuple(hosts)


def _own_domains(value: Any, where: str) -> tuple[str, ...]:
    """Domains that are ours alone: at a provider of mailboxes anybody may have one."""
    hosts = _hosts(value, where)
    for host in hosts:
        if host in lists.load("free_mail"):
            raise BadProfile(
                "{where}: “{given}” belongs to everyone; name the addresses of your people",
                where=where,
                given=host,
            )
    return hosts


def _mailboxes(value: Any, where: str) -> tuple[str, ...]:
    for text in _texts(value, where):
        try:
            addresses.read(text)
        except addresses.BadAddress as error:
            raise BadProfile(
                "{where}: “{given}” isn't an e-mail address: {why}",
                where=where,
                given=text,
                why=Complaint(str(error)),
            ) from error
    return tuple(value)


def _accounts(value: Any, where: str) -> tuple[str, ...]:
    for text in _texts(value, where):
        if re.match(r"[A-Za-z]{2}\d{2}", text.strip()) and not ibans.find(ibans.normal(text)):
            raise BadProfile(
                "{where}: “{given}” isn't a valid IBAN: length or check digits are wrong",
                where=where,
                given=text,
            )
    return tuple(value)


def _languages(value: Any, where: str) -> tuple[str, ...]:
    for text in _texts(value, where):
        if text not in LANGUAGES:
            raise BadProfile(
                "{where}: “{given}” is none; known are {known}",
                where=where,
                given=text,
                known=", ".join(LANGUAGES),
            )
    return tuple(value)


def _digests(value: Any, where: str) -> tuple[str, ...]:
    for text in _texts(value, where):
        if len(text) not in {32, 64} or set(text) - set("0123456789abcdef"):
            raise BadProfile(
                "{where}: “{given}” is neither a SHA-256 nor a mark of 32 hexadecimal digits",
                where=where,
                given=text[:80],
            )
    return tuple(value)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise BadProfile("{where}: a text in quotation marks is expected", where=where)
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if (
        isinstance(value, str)
        or not isinstance(value, list)
        or not all(isinstance(each, str) for each in value)
    ):
        raise BadProfile('{where}: a list of texts is expected, such as ["one", "two"]', where=where)
    return tuple(value)


_CHECKED: dict[str, Callable[[Any, str], tuple[str, ...]]] = {
    "domains": _hosts,
    "trusted_receivers": _hosts,
    "results_below": _hosts,
    "decoys": _mailboxes,
    "decoy_files": _digests,
    "addresses": _mailboxes,
    "private": _mailboxes,
    "accounts": _accounts,
    "languages": _languages,
}
