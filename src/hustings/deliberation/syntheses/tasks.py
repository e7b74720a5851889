"""Mails to all who took part, for later."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.syntheses import proposed, told_mails
from hustings.deliberation.syntheses.models import Telling, ToldMail
from hustings.foundation import jobs

CHUNK = 500


@jobs.label(_("Tell someone what became of their words"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_told(pk: int) -> None:
    """Mail one of them; running it twice sends one mail. What may not go yet waits for its moment."""
    if at := told_mails.send(pk):
        send_told.using(run_after=at).enqueue(pk)


@jobs.label(_("Tell everyone who took part in a consultation"))
@jobs.retries(attempts=8, wait=30)
@task()
def spread(pk: int) -> None:
    """Write down and queue a mail to each, some at a time; twice is once."""
    telling = Telling.objects.select_related("phase__consultation").filter(pk=pk, spread_at=None).first()
    if telling is None:
        return
    rows, after = told_mails.wanted(telling.phase.consultation).order_by("pk"), 0
    while some := list(rows.filter(pk__gt=after).values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            there = set(telling.mails.filter(participant__in=some).values_list("participant", flat=True))
            new = [ToldMail(telling=telling, participant_id=each) for each in some if each not in there]
            for made in ToldMail.objects.bulk_create(new):
                send_told.enqueue(made.pk)
        after = some[-1]
    Telling.objects.filter(pk=pk).update(spread_at=timezone.now())


@jobs.label(_("Group contributions that are alike"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def propose(pk: int) -> None:
    """Propose groups of contributions; running it again starts over."""
    proposed.run(pk, jobs.give_back_if_stopping)
