"""Check of addresses that no person has: a letter that names one would give it away."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib import trap_addresses
from hustings.outreach.preflight.desk import Desk, Sight
from hustings.outreach.preflight.findings import Finding
from hustings.outreach.preflight.registry import About, check


@check(gettext_lazy("Trap addresses"), About.LETTERS, may_stop=True)
def nobodys(desk: Desk) -> Iterator[Finding]:
    found = {number: _named(sight) for number, sight in enumerate(desk.sights)}
    known = (
        trap_addresses.among({key for keys in found.values() for key in keys})
        if any(found.values())
        else set()
    )
    for number, sight in enumerate(desk.sights):
        for key in found[number]:
            if key in known:
                remedy = _("Use the address of a real person.")
                yield Finding(trap_addresses.refusal(key), remedy=remedy, place=sight.place)


def _named(sight: Sight) -> list[str]:
    text = [sight.html, sight.written["subject"] or "", sight.written["preheader"] or ""]
    text += [link.target for link in sight.links]
    return trap_addresses.keys_in("\n".join(text))


CHECKS = (nobodys,)
