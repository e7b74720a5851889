"""Rules that would fit nothing, or hold the mail of the whole team: whoever takes rules from people asks."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from mailguard.agents.platform.fingerprints import owned
from mailguard.agents.platform.rules import BLOCK, Rule
from mailguard.agents.platform.shapes import BadData
from mailguard.facts import identity, links
from mailguard.i18n import mark
from mailguard.identifiers import domain_names, lists

FORM, ASTERISK, OWN, HOME, SHARED, PART = "form", "asterisk", "own", "home", "shared", "part"
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*|\[?[0-9a-f:.]+\]?")
_FORMS = {"file": re.compile(r"[0-9a-f]{64}"), "lure": re.compile(r"[0-7w][0-9a-f]{16}")}
_SAYS = {
    FORM: mark("{where}: “{given}” isn't a value of this kind"),
    ASTERISK: mark(
        "{where}: “{given}”: an asterisk stands for nothing; write @ and a domain for everyone "
        "there, or a domain for links"
    ),
    OWN: mark(
        "{where}: “{given}” is your own: this would hold mail of the whole team, or every mail with a link to"
        " your pages; block one address of it, or what else the messages share"
    ),
    HOME: mark(
        "{where}: “{given}” is yours, a partner's or a service's by the profile, so that a rule about all of"
        " it fits nothing; write one address, or what else the messages share"
    ),
    SHARED: mark(
        "{where}: “{given}” is everyone's, so that a rule about all of it fits nothing; write "
        "one address, or what else the messages share"
    ),
    PART: mark("{where}: “{given}” fits nothing, for whole domains are compared; write {instead}"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule, and the value that would do, if one would."""

    name: str
    instead: str = ""


def find(rule: Rule, own: Collection[str] = (), others: Collection[str] = ()) -> Fault | None:
    """Faults of a readable rule; ``own`` domains are the team's, ``others`` of partners and services."""
    if form := _FORMS.get(rule.kind):
        return None if form.fullmatch(rule.value) else Fault(FORM)
    if rule.kind not in {"host", "sender"}:
        return None
    if "*" in rule.value:
        return Fault(ASTERISK)
    local, _at, host = rule.value.rpartition("@") if rule.kind == "sender" else ("", "", rule.value)
    if not _HOST.fullmatch(host):
        return Fault(FORM)
    return None if local else _whole(rule, host, own, others)


def _whole(rule: Rule, host: str, own: Collection[str], others: Collection[str]) -> Fault | None:
    is_own = any(
        domain_names.is_under(host, each) or domain_names.is_under(each, host) for each in own if each
    )
    if is_own and rule.deed == BLOCK:
        return Fault(OWN)
    if any(domain_names.is_under(host, each) for each in (*own, *others) if each):
        return Fault(HOME)
    if _is_shared(rule.kind, host):
        return Fault(SHARED)
    fits = owned(host) if rule.kind == "host" else domain_names.organisation(host)
    return None if fits == host else Fault(PART, f"@{fits}" if rule.kind == "sender" else fits)


def _is_shared(kind: str, host: str) -> bool:
    if domain_names.is_known_suffix(host) and domain_names.suffix(host) == host:
        return True  # of everybody who has a name below it
    if kind == "host":
        return links.is_well_known(host)
    return identity.is_free_domain(host) or bool(lists.match("bulk_mailers", host))


def check(rule: Rule, where: str, own: Collection[str], others: Collection[str] = ()) -> Rule:
    """The rule, or BadData with what is wrong with it and what to write."""
    if fault := find(rule, own, others):
        raise BadData(_SAYS[fault.name], where=where, given=rule.value, instead=fault.instead)
    return rule
