"""Check of addresses that no person has: a letter that names one would give it away."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.lib import reserved
from hustings.mailing.checks.desk import Desk, Sight
from hustings.mailing.checks.finding import Finding
from hustings.mailing.checks.registry import About, check


@check(gettext_lazy("No address is named that no person has"), About.LETTERS, may_stop=True)
def nobodys(desk: Desk) -> Iterator[Finding]:
    """In words, links, subjects and preheaders. Nobody is told that one was found."""
    found = {number: _named(sight) for number, sight in enumerate(desk.sights)}
    known = reserved.among({key for keys in found.values() for key in keys}) if any(found.values()) else set()
    for number, sight in enumerate(desk.sights):
        for key in found[number]:
            if key in known:
                remedy = _("Write the address of somebody who reads it.")
                yield Finding(reserved.refusal(key), remedy=remedy, place=sight.place)


def _named(sight: Sight) -> list[str]:
    text = [sight.html, sight.written["subject"] or "", sight.written["preheader"] or ""]
    text += [link.target for link in sight.links]
    return reserved.keys_in("\n".join(text))


CHECKS = (nobodys,)
