"""Panel with the checks of a mailing, for its pages."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import kept_results
from hustings.outreach.preflight import results as checks
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.kept_results import Look
from hustings.outreach.preflight.registry import at_once, known, slow_ones


def of(mailing: Mailing, user: Any) -> dict[str, Any]:
    """Whom it reaches, what the checks find, the gravest first, and what was looked at."""
    desk = Desk(mailing, user)
    shown = outside(mailing)
    findings = sorted(_once(at_once(desk) + _told(desk, shown["look"])), key=lambda one: -one.weight)
    counts = Counter(one.check for one in findings)
    return shown | {
        "reach": desk.reach,
        "findings": findings,
        "stops": any(one.stops for one in findings),
        "n_warnings": sum(one.warns for one in findings),
        "n_hints": sum(one.weight is Weight.HINT for one in findings),
        "looked": [
            {
                "says": each.says,
                "n": counts[each.key],
                "is_done": not each.ask or _has(shown["look"], each.key),
            }
            for each in known.all()
        ],
    }


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """Without what is said of a block again: letters that differ in their subject share their blocks."""
    said = set()
    for one in findings:
        anchor = one.place.anchor if one.place else ""
        if anchor and (one.check, one.text, anchor) in said:
            continue
        said.add((one.check, one.text, anchor))
        yield one


def outside(mailing: Mailing) -> dict[str, Any]:
    """How far the slow checks are. ``look`` is the last one, if it was of what leaves now."""
    look = kept_results.read(mailing)
    is_stale = bool(look and look.fingerprint != checks.fingerprint(mailing))
    return {
        "look": None if is_stale else look,
        "is_stale": is_stale,
        "is_looking": bool(look and look.is_running and not is_stale),
        "is_looked": bool(look and look.ended_at and not is_stale),
    }


def _told(desk: Desk, look: Look | None) -> list[Finding]:
    return [one for each in slow_ones() if look and _has(look, each.key) for one in _of(desk, look, each.key)]


def _of(desk: Desk, look: Look, key: str) -> list[Finding]:
    check = known.find(key)
    return check.findings(desk, look.facts[key]) if check else []


def _has(look: Look | None, key: str) -> bool:
    return bool(look and look.ended_at and key in look.facts)
