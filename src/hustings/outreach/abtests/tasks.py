"""Tests of versions are decided in the background."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation.jobs import label, retries
from hustings.outreach.abtests import decision
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.delivery import tasks


@label(_("Pick the winner of an A/B test"))
@retries(attempts=10)
@task(priority=-5)
def look_at_trial(mailing_id: int) -> None:
    """Decide a test of versions where it is time, and let the others have theirs. Safe twice."""
    trial = ABTest.objects.running().select_related("mailing").filter(pk=mailing_id).first()
    if trial is None:
        return
    decision.look(trial)
    if not trial.decided_at:
        return
    while decision.release(trial):
        tasks.call(trial.mailing)  # the first letters leave while the last are being released
    decision.close(trial)


def look_at_trials() -> None:
    for key in ABTest.objects.running().values_list("pk", flat=True):
        look_at_trial.enqueue(key)
