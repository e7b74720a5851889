"""A check of the sending domain: what the names system says of who may send for it."""

import ipaddress
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.foundation.lib.web.safe_http import is_open
from hustings.outreach.emails.signatures import keys
from hustings.outreach.preflight import sample_letters
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, Told, slow
from mailguard import domains
from mailguard.authentication.dns import Resolver
from mailguard.domains import Grade, Source, Unreachable

_OURS = {"DNS", "SPF", "DMARC", "MX"}  # keys are looked up by their own names


def ask(desk: Desk, tell: Told) -> dict[str, Any]:
    """What is found; nothing where no server answers, nor in a demonstration, whose mail stays here."""
    domain = desk.campaign.sender_domain
    if settings.DEMO:
        return {"domain": domain, "found": [], "keys": {}, "is_reached": True, "server": ""}
    signing = keys.signing(domain)
    source = Source(settings.NAME_SERVERS, None)
    try:
        found = domains.examine(domain, source, [key.selector for key in signing])
    except Unreachable:
        stands = {key.name: "unknown" for key in signing}
        return {"domain": domain, "found": [], "keys": stands, "is_reached": False, "server": ""}
    told = [
        [each.subject, each.grade.value, each.text, each.fix, dict(each.values), each.detail]
        for each in found
    ]
    stands = {key.name: keys.standing(key, source.resolver) for key in signing}
    server = "" if settings.MAIL_PROVIDER else _nameless(settings.EMAIL_HOST, source.resolver)
    return {"domain": domain, "found": told, "keys": stands, "is_reached": True, "server": server}


def _nameless(host: str, resolver: Resolver) -> str:
    """The public address of our mail server that has no name, or one that leads elsewhere; else nothing."""
    for address in resolver.lookup(host, "A").texts:
        if not is_open(address):
            continue
        names = resolver.lookup(ipaddress.ip_address(address).reverse_pointer, "PTR")
        if names.status == "unknown":
            continue
        leads = [resolver.lookup(name.rstrip("."), "A") for name in names.texts[:3]]
        if not any(address in each.texts or each.status == "unknown" for each in leads):
            return address
    return ""


@slow(
    gettext_lazy("Sending domain (SPF, DKIM, DMARC, MX, PTR)"),
    About.SENDER,
    ask,
)
def domain(desk: Desk, facts: Any) -> Iterator[Finding]:
    yield from _on_keys(facts)
    if not facts["is_reached"]:
        words = _("DNS doesn’t answer: %(domain)s was not checked.")
        yield Finding(words % {"domain": facts["domain"]}, Weight.HINT)
        return
    language = get_language() or "en"
    for subject, grade, text, fix, values, detail in facts["found"]:
        if subject not in _OURS and not (subject == "DKIM" and sample_letters.others_sign()):
            continue
        if grade <= Grade.GOOD:
            continue
        one = domains.Finding(subject, Grade(grade), text, fix, values, detail)
        weight = Weight.WARNS if grade == Grade.WRONG else Weight.HINT
        where = f"{subject} ({facts['domain']})"
        words = _("%(letter)s: %(what)s") % {"letter": where, "what": one.say(language)}
        yield Finding(
            f"{words} {detail}".strip() if grade == Grade.WRONG else words, weight, one.advise(language)
        )
    if facts["server"]:
        words = _(
            "Our mail server %(address)s has no matching reverse DNS name (PTR): many providers "
            "refuse its e-mails."
        )
        remedy = _("Ask your hosting provider to set it.")
        yield Finding(words % {"address": facts["server"]}, Weight.WARNS, remedy)


def _on_keys(facts: Any) -> Iterator[Finding]:
    if sample_letters.others_sign():
        return
    if not facts["keys"]:
        words = _("E-mails are not signed (DKIM): large providers refuse them.")
        yield Finding(words, Weight.WARNS, _("Run `hustings mail new-key`."))
    for name, stands in facts["keys"].items():
        if stands == "unknown":
            yield Finding(_("%(name)s couldn’t be checked.") % {"name": name}, Weight.HINT)
        elif stands != "there":
            words = (
                _("%(name)s has a different key from the one we sign with: signatures fail.")
                if stands == "other"
                else _("Our signing key is missing at %(name)s: signatures fail.")
            )
            remedy = _("Publish it: `hustings mail record %(selector)s`.")
            told = {"selector": name.partition(".")[0]}
            yield Finding(words % {"name": name}, Weight.WARNS, remedy % told)


CHECKS = (domain,)
