"""A check of the websites that letters lead to, by asking them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.foundation.lib.web.safe_http import Answer, Trouble, Visitor
from hustings.outreach.preflight import own_pages
from hustings.outreach.preflight.checks.links import host_of, links, malformed
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, Told, slow
from mailguard.authentication import dns

MOST = 60  # addresses of a mailing that are asked
_SECONDS = 45.0
_GONE = {404, 410}


def ask(desk: Desk, tell: Told, visitor: Visitor | None = None) -> dict[str, Any]:
    """What each address answers: a number of HTTP, or why there is none."""
    targets = [
        target
        for target in dict.fromkeys(link.target.partition("#")[0] for link in links(desk))
        if target.startswith("http") and not malformed(target) and not own_pages.is_ours(target)
    ]
    asked = targets[:MOST]
    found = (visitor or Visitor()).look_at_all(asked, _SECONDS, lambda n: tell(n, len(asked)))
    for target, answer in found.items():
        if answer.trouble is Trouble.NO_NAME and not _has_no_name(host_of(target)):
            found[target] = Answer(trouble=Trouble.UNREACHABLE)
    answers = {target: [answer.status, answer.trouble or ""] for target, answer in found.items()}
    return {"answers": answers, "late": [each for each in targets if each not in found]}


def _has_no_name(host: str) -> bool:
    """Whether the names system surely knows none such: it has to know others."""
    resolver = dns.Live(settings.NAME_SERVERS).for_message()
    return resolver.lookup(host, "A").status == "nxdomain" and resolver.lookup("com", "NS").status == "ok"


@slow(gettext_lazy("Links to other sites"), About.LETTERS, ask)
def link_outside(desk: Desk, facts: Any) -> Iterator[Finding]:
    """What surely isn't there, and what could not be looked at."""
    unasked: list[str] = list(facts["late"])
    for link in links(desk):
        target = link.target.partition("#")[0]
        status, trouble = facts["answers"].get(target, (0, Trouble.UNREACHABLE))
        said = _of_status(status) if status else _of_trouble(trouble)
        if said:
            text, remedy = said
            yield Finding(text % {"address": target, "status": status}, Weight.WARNS, remedy, link.place)
        elif _is_unclear(status, trouble) and target in facts["answers"]:
            unasked.append(target)
    if unasked := list(dict.fromkeys(unasked)):
        words = ngettext(
            "%(n)d address couldn’t be checked: no answer, or bots are blocked. %(some)s",
            "%(n)d addresses couldn’t be checked: no answer, or bots are blocked. %(some)s",
            len(unasked),
        )
        told = {"n": len(unasked), "some": ", ".join(unasked[:5]) + ("…" if len(unasked) > 5 else "")}
        yield Finding(words % told, Weight.HINT, _("Click them in a test e-mail."))


def _of_status(status: int) -> tuple[str, str] | None:
    if status in _GONE:
        return _("%(address)s doesn’t exist: the site answers %(status)d."), _("Correct the address.")
    if status >= 500:
        words = _("%(address)s has a problem: the site answers %(status)d.")
        return words, _("Check again later, or tell the site’s owner.")
    return None


def _of_trouble(trouble: str) -> tuple[str, str] | None:
    found = {
        Trouble.NO_NAME: (_("No site found at %(address)s."), _("Correct the address.")),
        Trouble.PRIVATE: (
            _("%(address)s is on a private network or an unusual port."),
            _("Link to a public page."),
        ),
        Trouble.UNSAFE: (
            _("The certificate of %(address)s is invalid: browsers show a warning."),
            _("Tell the site’s owner."),
        ),
        Trouble.CIRCLE: (_("%(address)s redirects without end."), _("Correct the address.")),
    }
    return next((said for key, said in found.items() if key == trouble), None)


def _is_unclear(status: int, trouble: str) -> bool:
    """Whether it says nothing of the page."""
    return trouble in {Trouble.UNREACHABLE, Trouble.ODD} or status in {401, 403, 405, 429}


CHECKS = (link_outside,)
