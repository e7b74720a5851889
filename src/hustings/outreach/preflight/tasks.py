"""Slow checks run in the background."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation.jobs import label, retries
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import kept_results
from hustings.outreach.preflight import results as checks


@label(_("Run the slow checks of a mailing"))
@retries(attempts=2)
@task()
def look_outside(mailing_id: int) -> None:
    """Run the slow checks of a mailing as it was typed last. Safe twice; anew where it changes meanwhile."""
    for _again in range(3):
        mailing = Mailing.objects.get(pk=mailing_id)
        typed = mailing.get_latest_revision_as_object() if mailing.is_draft else mailing
        mark = checks.fingerprint(typed)
        kept_results.run(typed, mark)
        asked = kept_results.read(typed)
        if asked is None or asked.fingerprint == mark:
            return
