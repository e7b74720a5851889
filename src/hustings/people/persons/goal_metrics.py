"""What a campaign may set itself a goal in: people, and those who agreed to news by e-mail."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib import metrics
from hustings.people.persons.models import Consent, Person, Purpose


def _people(moment: datetime) -> int:
    return Person.objects.filter(created_at__lte=moment).count()


def _readers(moment: datetime) -> int:
    """Those who agree today and did so by then."""
    agreed = Consent.objects.live().filter(purpose=Purpose.EMAIL)
    return agreed.filter(entry__given_at__lte=moment).count()


part = metrics.metrics(
    metrics.Metric("people", _("Supporters"), _people),
    metrics.Metric("readers", _("E-mail consents"), _readers),
)
