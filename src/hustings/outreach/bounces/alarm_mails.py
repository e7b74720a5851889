"""Tells the directors that a mailing was paused by itself."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.outreach.bounces.models import Alarm
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.models.problems import told


def whom(mailing: int) -> set[int]:
    directing = Grant.objects.live().filter(role=Role.DIRECTOR, zone=None, user__is_active=True)
    senders = Mailing.objects.filter(pk=mailing, sent_by__is_active=True)
    return {*directing.values_list("user", flat=True), *senders.values_list("sent_by", flat=True)}


@jobs.label(_("Report that a mailing was paused"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell(alarm_id: int, user_id: int) -> None:
    """Mail one of them, in their language; running it twice sends one letter."""
    alarm = Alarm.objects.select_related("mailing").get(pk=alarm_id)
    user = User.objects.get(pk=user_id)
    with translation.override(user.language):
        link = settings.BASE_URL + reverse("dispatch:mailing", args=[alarm.mailing_id])
        problem, says = told(alarm.kind), alarm.words
    with exactly_once.once(f"bounces.alarm {alarm_id} {user_id}") as is_due:
        if is_due:
            write(user, "bounces/alarm.txt", alarm=alarm, problem=problem, says=says, link=link)
