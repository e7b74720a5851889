"""Large mailings are counted group by group in the background."""

from contextlib import suppress

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation.jobs import label, retries
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import breakdown
from hustings.people.segments.models import Segment


@label(_("Count a mailing’s results by group"))
@retries(attempts=3)
@task(priority=-20)
def count_division(mailing_id: int, by: str, key: int) -> None:
    """What became of a mailing by some groups, kept. Safe twice; what is gone since is left alone."""
    with suppress(Mailing.DoesNotExist, Segment.DoesNotExist):
        breakdown.keep(Mailing.objects.get(pk=mailing_id), by, key)
