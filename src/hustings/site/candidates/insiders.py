"""Candidates as people whose names attackers use."""

from typing import Any

from hustings.site.candidates.models import Candidacy

MOST_INSIDERS = 2_000


def insiders() -> list[dict[str, Any]]:
    """Those who stand, as the mail guard's profile writes people: attackers use their names. One query."""
    rows = Candidacy.objects.filter(withdrawn_at=None).order_by("pk")
    return [
        {"name": f"{given} {family}".strip(), "addresses": [email] if email else [], "role": "candidate"}
        for given, family, email in rows.values_list("given_name", "family_name", "email")[:MOST_INSIDERS]
    ]
