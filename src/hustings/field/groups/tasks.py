"""Work on groups for later: mails, each after its row."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.groups import mails
from hustings.field.groups.models import Handover, Membership
from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once


@jobs.label(_("Ask someone to host a group"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_offer(pk: int) -> None:
    """Mail one offer; running it twice sends one mail."""
    unmailed = Handover.objects.unanswered().filter(pk=pk, mailed_at=None)
    rows = unmailed.select_related("group", "person", "by", "user")
    exactly_once.mail_once(f"groups.offer {pk}", rows, mails.offer)


@jobs.label(_("Ask a host for a sign of life"))
@jobs.retries(attempts=8, wait=30)
@task()
def ask_for_sign(pk: int) -> None:
    """Mail a silent host once for each time that they are asked."""
    rows = Membership.objects.hosts().filter(pk=pk, ask_mailed_at=None).exclude(asked_at=None)
    with exactly_once.alone(f"groups.sign {pk}"):
        one = rows.select_related("group__kind", "person").first()
        if one:
            mails.sign(one, one.group.rules.offer_days)
            rows.update(ask_mailed_at=one.asked_at)
