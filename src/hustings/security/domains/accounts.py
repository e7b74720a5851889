"""Accounts of the team from a CSV file: checked whole first, then written whole; twice is like once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.own_domains import own_domains
from hustings.foundation.file_imports import table
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.security.domains.models import Account
from mailguard.identifiers import domain_names

MOST = 5_000
COLUMNS = {
    "address": "address|email|mail|e mail|adresse|courriel|adresse e mail|email address required"
    "|email address|user principal name|userprincipalname|nom d utilisateur principal"
    "|nom principal de l utilisateur|upn",
    "holder": "holder|name|nom|titulaire|display name|displayname|userdisplayname|user display name"
    "|nom d affichage|nom complet",
    "service": "service|provider|prestataire|fournisseur",
    "factor": "second factor|factor|2fa|mfa|second facteur|double authentification|methods registered"
    "|methodsregistered|methodes inscrites|methodes enregistrees|2sv enrolled read only|2sv enrolled"
    "|mfa status|multifactor auth status|multi factor auth status|ismfaregistered|mfa registered"
    "|multifactor authentication|statut mfa",
    "forwards_to": "forwards to|forwarding|transfert|renvoi vers|transfere vers",
    "keeps_days": "keeps days|retention|conservation|jours",
    "checked_on": "checked on|verifie le",
}
# Beside ours: headings and words of the lists of users that Google Workspace and Microsoft 365 export.
_NAMES = {
    "given_name": "first name required|first name|firstname|given name|givenname|prenom",
    "family_name": "last name required|last name|lastname|surname|family name|nom de famille",
}
FACTORS = {
    "key": (
        "key", "passkey", "security key", "fido", "fido2", "webauthn", "clé", "cle", "fido2securitykey",
        "fido2 security key", "passkeydevicebound", "passkeydeviceboundauthenticator",
        "passkeydeviceboundwindowshello", "windowshelloforbusiness", "windows hello for business",
        "passkey (device-bound)", "clé de sécurité", "clé d’accès", "clé d'accès",
    ),
    "app": (
        "app", "totp", "authenticator", "application", "yes", "true", "enabled", "oui", "vrai", "enforced",
        "activé", "appliqué", "microsoftauthenticatorpush", "microsoftauthenticatorpasswordless",
        "microsoft authenticator app (push notification)", "microsoft authenticator",
        "softwareonetimepasscode", "software oath token", "hardwareonetimepasscode", "hardware oath token",
    ),
    "sms": (
        "sms", "text", "texto", "mobilephone", "mobile phone", "alternatemobilephone",
        "alternate mobile phone", "officephone", "office phone", "téléphone mobile",
    ),
    "none": (
        "none", "no", "false", "disabled", "aucun", "non", "faux", "désactivé", "email", "securityquestion",
        "security questions",
    ),
}  # fmt: skip
_FACTOR = {word: factor for factor, words in FACTORS.items() for word in words}


@dataclass(frozen=True)
class Plan:
    """Plan of a file's rows by address, and of what is wrong with which line."""

    rows: dict[str, dict[str, Any]]
    problems: list[tuple[int, str]]


def read(content: bytes) -> Plan:
    """Check a file. Raises Unreadable where it is no table with addresses."""
    rows: dict[str, dict[str, Any]] = {}
    problems: list[tuple[int, str]] = []
    read = table.read(content, COLUMNS | _NAMES, {"address": _("address")})
    if len(read.records) > MOST:
        raise Unreadable(_("The file has more than %(n)s lines: split it.") % {"n": MOST})
    for record in read.records:
        try:
            if record.refused:
                raise ValueError(record.refused)
            values = _values(table.texts(record.cells, read.places))
        except ValueError as wrong:
            problems.append((record.line, str(wrong)))
            continue
        rows[values["address"]] = values
    return Plan(rows, problems)


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    address = cells.get("address", "").lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValueError(_("“%(text)s” isn’t a valid address.") % {"text": address[:80]}) from error
    holder = cells.get("holder", "") or f"{cells.get('given_name', '')} {cells.get('family_name', '')}"
    return {
        "address": address, "holder": holder.strip()[:120], "service": cells.get("service", "")[:80],
        "factor": _factor(cells.get("factor", "")), "forwards_to": _forwards(cells.get("forwards_to", "")),
        "keeps_days": _days(cells.get("keeps_days", "")), "checked_on": _day(cells.get("checked_on", "")),
    }  # fmt: skip


def _factor(text: str) -> str:
    """The best of those that a cell names: lists of methods have several."""
    said = text.lower().strip()
    found = {_FACTOR[said]} if said in _FACTOR else set()
    if not found:
        words = [each.strip(" []\"'") for each in re.split(r"[,;|]", said)]
        found = {_FACTOR[each] for each in words if each in _FACTOR}
    if said and not found:
        raise ValueError(
            _("“%(text)s” isn’t a two-factor method: use key, app, sms or none.") % {"text": said[:40]}
        )
    return next((each for each in FACTORS if each in found), "")


def _forwards(text: str) -> str:
    found = text.replace(",", " ").replace(";", " ").lower().split()
    for each in found:
        try:
            validate_email(each)
        except ValidationError as error:
            raise ValueError(
                _("“%(text)s” isn’t a valid forwarding address.") % {"text": each[:80]}
            ) from error
    return " ".join(found)[:500]


def _days(text: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or not 0 < int(text[:9]) <= 36_500:
        raise ValueError(_("“%(text)s” isn’t a number of days.") % {"text": text[:20]})
    return int(text)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            _("“%(text)s” isn’t a date: write it as 2026-11-30.") % {"text": text[:20]}
        ) from error


@transaction.atomic
def write(plan: Plan) -> tuple[int, int]:
    """Write a file, all or nothing: accounts new and updated. An empty cell leaves what is known."""
    known = {each.address: each for each in Account.objects.filter(address__in=plan.rows)}
    made = []
    for address, values in plan.rows.items():
        row = known.get(address)
        if row is None:
            made.append(Account(**values))
            continue
        for name, value in values.items():
            if value not in {"", None}:
                setattr(row, name, value)
        row.ended_at = None
    Account.objects.bulk_create(made, 500)
    Account.objects.bulk_update(known.values(), [*COLUMNS, "ended_at"], 200)
    return len(made), len(known)


def outside(account: Account, own: frozenset[str]) -> list[str]:
    """Addresses that mail is sent on to beyond our own domains: so work mail leaked from homes in 2017."""
    found = account.forwards_to.split()
    return [each for each in found if domain_names.organisation(each.rpartition("@")[2]) not in own]


def worries(account: Account, own: frozenset[str]) -> list[str]:
    """Faults of one, in words; nothing where all is well."""
    found = []
    if account.factor in {"", Account.Factor.NONE}:
        none = account.factor == Account.Factor.NONE
        found.append(_("no two-factor authentication") if none else _("two-factor authentication unknown"))
    elif account.factor == Account.Factor.SMS:
        found.append(_("text messages can be intercepted: switch to an app or a key"))
    if leads := outside(account, own):
        found.append(_("forwarded to %(addresses)s") % {"addresses": ", ".join(leads)})
    if account.keeps_days is None:
        found.append(_("old e-mails are never deleted"))
    if account.checked_on is None or (timezone.localdate() - account.checked_on).days > 90:
        found.append(_("not checked in the last three months"))
    return found


def own() -> frozenset[str]:
    return frozenset(own_domains())
