"""Profile that guards protect, made of what the platform knows. Upper apps add whom they know."""

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Registry
from hustings.security.decoys import lookups as decoys
from hustings.security.incidents.guards import guard_training
from hustings.security.incidents.models import ShieldSettings, Source, lines
from mailguard import profile as profiles
from mailguard.identifiers.domain_names import ascii_form

log = logging.getLogger(__name__)
Insiders = Callable[[], Iterable[dict[str, Any]]]
# More people whose names attackers use, as profiles write them
insiders = Registry[Insiders]("incidents.guards.protected_profile.insiders")
_MOST = 5_000  # people of one profile
_BUDGET = 3.0  # seconds for all questions about one message
_SCANNED_WITHIN = 5.0  # seconds; somebody who reports a mail waits for the answer
ROLES = {
    Role.DIRECTOR: "director",
    Role.TREASURER: "treasurer",
    Role.COMMUNICATIONS: "press",
    Role.SECURITY: "it",
}


def profile() -> dict[str, Any]:
    """The profile as plain tables. What the engine would refuse is left out, and logged."""
    about, campaign = ShieldSettings.current(), Campaign.current()
    wanted: dict[str, list[Any]] = {
        "domains": _domains(about, campaign),
        "brands": [campaign.name, *lines(about.brands)],
        "insiders": [*_staff(), *(row for source in insiders.all() for row in source())][:_MOST],
        "partners": list(_named(about.partners)),
        "services": list(_named(about.services)),
        "trusted_receivers": lines(about.receivers),
        "decoys": decoys.addresses_of_all(),
        "decoy_files": decoys.signs_of_files(),
    }
    made: dict[str, Any] = {"name": campaign.name}
    if taught := guard_training.for_guards():
        made["reviews"] = taught
    for key, rows in wanted.items():
        if kept := [row for row in _unique(rows) if _is_fit(key, row)]:
            made[key] = kept
    return made


def engine(*, asks: bool = True) -> Any:
    """An engine with this profile; it asks name servers unless told not to, and ClamAV; no more goes out."""
    from mailguard import Engine

    return Engine(
        profile=profiles.build(profile()),
        resolver=resolver() if asks else None,
        scanner=_scanner(settings.CLAMD) if asks and settings.CLAMD else None,
    )


def resolver() -> Any:
    """Resolver that asks name servers; None where the settings say that nobody does."""
    return _resolver(tuple(settings.NAME_SERVERS)) if settings.SHIELD_DNS else None


@lru_cache(4)
def _resolver(servers: tuple[str, ...]) -> Any:
    """One for the process: what was answered is remembered for as long as it holds."""
    from mailguard.authentication.dns import Cached, Live

    return Cached(Live(servers, budget=_BUDGET))


@lru_cache(4)
def _scanner(where: str) -> Any:
    """One for the process: it knows whether ClamAV keeps us waiting."""
    from mailguard.files.clamd import Clamd, Scanner

    return Scanner(Clamd(where, seconds=_SCANNED_WITHIN))


def staff() -> Any:
    return User.objects.active().filter(pk__in=Grant.objects.live().values("user"))


def _staff() -> Iterator[dict[str, Any]]:
    roles: dict[int, str] = {}
    for user, role in Grant.objects.live().order_by("pk").values_list("user", "role"):
        said = ROLES.get(Role(role), "staff") if role in Role.values else "staff"
        roles[user] = said if roles.get(user, "staff") == "staff" else roles[user]
    boxes: dict[int, list[str]] = {}
    watched = Source.objects.live().exclude(user=None).exclude(address="")
    for owner, address in watched.values_list("user", "address"):
        if owner is not None:
            boxes.setdefault(owner, []).append(address)
    for user in User.objects.active().filter(pk__in=roles).order_by("pk")[:_MOST]:
        addresses = list(dict.fromkeys([user.email, *boxes.get(user.pk, [])]))
        yield {"name": str(user), "addresses": addresses, "role": roles[user.pk]}


def domains() -> list[str]:
    """The campaign’s own, lower-case."""
    return _domains(ShieldSettings.current(), Campaign.current())


def others() -> list[str]:
    about = ShieldSettings.current()
    rows = [*_named(about.partners), *_named(about.services)]
    return [ascii_form(host) for row in rows for host in row["domains"]]


def _domains(about: ShieldSettings, campaign: Campaign) -> list[str]:
    hosts = [campaign.sender_domain, urlsplit(settings.BASE_URL).hostname or "", settings.BOUNCE_DOMAIN or ""]
    return [host.lower() for host in (*hosts, *lines(about.domains)) if not host.endswith("localdomain")]


def _named(text: str) -> Iterator[dict[str, Any]]:
    """``Name: domain, domain`` a line."""
    for line in lines(text):
        name, colon, hosts = line.partition(":")
        if colon and name.strip():
            yield {
                "name": name.strip(),
                "domains": [each.strip() for each in hosts.split(",") if each.strip()],
            }


def _unique(rows: Iterable[Any]) -> Iterator[Any]:
    seen: set[str] = set()
    for row in rows:
        if row and (key := repr(row)) not in seen:
            seen.add(key)
            yield row


def _is_fit(key: str, row: Any) -> bool:
    try:
        profiles.build({key: [row]})
    except profiles.BadProfile as why:
        log.debug("left out of the profile: %s", why)
        return False
    return True
