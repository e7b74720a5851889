"""Tests of versions are decided in the background."""

from django_tasks import task

from hustings.jobs import retries
from hustings.mailing import tasks_delivery
from hustings.mailing.models import Trial
from hustings.mailing.trials import deciding


@retries(attempts=10)
@task(priority=-5)
def look_at_trial(mailing_id: int) -> None:
    """Decide a test of versions where it is time, and let the others have theirs. Safe twice."""
    trial = Trial.objects.running().select_related("mailing").filter(pk=mailing_id).first()
    if trial is None:
        return
    deciding.look(trial)
    if not trial.decided_at:
        return
    while deciding.release(trial):
        tasks_delivery.call(trial.mailing)  # the first letters leave while the last are being released
    deciding.close(trial)


def look_at_trials() -> None:
    """A scheduled deed."""
    for key in Trial.objects.running().values_list("pk", flat=True):
        look_at_trial.enqueue(key)
