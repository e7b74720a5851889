"""Those who guard mail are told that something waits for a look; what it is stands in HQ alone."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts import security_leads
from hustings.security.incidents import tasks
from hustings.security.incidents.models import Look, ShieldSettings

PAUSE = timedelta(hours=1)  # between two notices
_AGAIN = timedelta(days=1)  # though nobody has looked since the last one


@transaction.atomic
def notice() -> bool:
    """Mail them, unless they were told within the hour, or were told and nobody has looked since."""
    about, _is_new = ShieldSettings.objects.get_or_create(pk=1)
    now, last = timezone.now(), about.noticed_at
    if last and (
        now - last < PAUSE or (now - last < _AGAIN and not Look.objects.filter(at__gt=last).exists())
    ):
        return False
    if not ShieldSettings.objects.filter(pk=1, noticed_at=last).update(noticed_at=now):
        return False
    for user in security_leads.whom():
        tasks.mail_waiting.enqueue(user, now.isoformat())
    return True
