"""Hours that the campaign keeps, from what was typed."""

from hustings.foundation.elections.models import OwnHours
from hustings.foundation.legal import Hours

NEVER = "-"


def spans(text: str) -> list[str]:
    """``08:00-12:00 14:00-20:00`` as a list; ``-`` is never."""
    text = text.replace("–", "-").strip()
    return [] if text == NEVER else text.replace(",", " ").split()


def read(kept: OwnHours) -> Hours:
    """Those of a row; a day that is empty is like the days from Monday to Friday."""
    saturday, sunday, holiday = (
        spans(text) if text.strip() else None for text in (kept.saturday, kept.sunday, kept.holiday)
    )
    return Hours.of(spans(kept.weekdays), saturday=saturday, sunday=sunday, holiday=holiday)
