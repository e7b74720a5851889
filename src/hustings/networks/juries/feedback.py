"""Reasons of a decision, as its letter and its page give them to the applicant."""

from hustings.foundation.lib.text.languages import in_language
from hustings.networks.initiatives.models import Application, State


def of(row: Application) -> list[str]:
    """Grounds of ineligibility, the committee's words, then the jurors', without their names."""
    found = [str(each) for each in row.reasons.all()]
    found += [row.feedback] if row.feedback else []
    if row.state != State.INELIGIBLE:
        said = row.reviews.exclude(done_at=None).exclude(for_applicant="").order_by("pk")
        found += said.values_list("for_applicant", flat=True)
    return found


def paragraph(row: Application) -> str:
    """The round's own words for this decision."""
    return in_language(row.round.words.get(row.state, {}))
