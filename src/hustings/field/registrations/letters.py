"""Letters to one person around an event: a few sentences and a button, as text and as HTML."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import get_language

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.mailings.audience import usable_emails
from hustings.people.persons.models import Person


def to(person: Person | None) -> str:
    """Address for mails to them; empty for none."""
    if person is None:
        return ""
    email = usable_emails().filter(person=person).first()
    return email.address if email else ""


def write(
    *, to: str, subject: str, lines: Sequence[str], path: str = "", label: str = "", note: str = ""
) -> EmailMultiAlternatives:
    """In the language of the moment; ``path``: where the button leads."""
    words = {
        "campaign": Campaign.current(), "subject": subject, "lines": lines, "label": label, "note": note,
        "link": settings.BASE_URL + path if path else "", "language": get_language(),
    }  # fmt: skip
    return mails.compose(to=to, subject=subject, template="attendance/mails/letter", words=words)
