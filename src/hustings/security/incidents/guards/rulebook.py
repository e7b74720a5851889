"""The rules as guards have them."""

from collections.abc import Collection
from typing import Any

from hustings.security.incidents.models import Rule
from mailguard.agents.platform import rule_checks, rules
from mailguard.agents.platform.shapes import BadData

MOST = 5_000


def book() -> list[dict[str, Any]]:
    """All that hold now, oldest first."""
    return [_plain(rule) for rule in Rule.objects.live().order_by("pk")[:MOST]]


def _plain(rule: Rule) -> dict[str, Any]:
    until = rule.until.isoformat() if rule.until else None
    said = {"id": str(rule.pk), "deed": rule.deed, "kind": rule.kind, "value": rule.value}
    return {**said, "until": until, "reason": rule.reason}


def fitting(deed: str, kind: str, value: str) -> str:
    try:
        return rules.from_json({"id": "1", "deed": deed, "kind": kind, "value": value}).value
    except BadData:
        return ""


def fault(
    deed: str, kind: str, value: str, own: Collection[str], others: Collection[str] = ()
) -> rule_checks.Fault | None:
    """Why a value that is one would fit nothing, or the mail of the whole team."""
    return rule_checks.find(rules.Rule("1", deed, kind, value), own, others)
