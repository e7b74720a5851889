"""Tells the directors that a mailing was paused by itself."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from hustings.accounts.models import Grant, User
from hustings.accounts.roles import Role
from hustings.campaigns.models import Campaign
from hustings.mailing.models import Alarm, Mailing


def whom(mailing: int) -> set[int]:
    """The directors of the whole campaign, and who sent it."""
    directing = Grant.objects.live().filter(role=Role.DIRECTOR, zone=None, user__is_active=True)
    senders = Mailing.objects.filter(pk=mailing, sent_by__is_active=True)
    return {*directing.values_list("user", flat=True), *senders.values_list("sent_by", flat=True)}


@task()
def tell(alarm_id: int, user_id: int) -> None:
    """Mail one of them, in their language."""
    from hustings.mailing.returns import alarms  # which enqueues this

    alarm = Alarm.objects.select_related("mailing").get(pk=alarm_id)
    user, campaign = User.objects.get(pk=user_id), Campaign.current()
    with translation.override(user.language), timezone.override(settings.TIME_ZONE):
        link = settings.BASE_URL + reverse("mailing:mailing", args=[alarm.mailing_id])
        words = {
            "alarm": alarm,
            "problem": alarms.PROBLEMS[Alarm.Kind(alarm.kind)],
            "says": alarms.says(alarm),
        }
        text = render_to_string("mailing/alarm.txt", words | {"link": link, "campaign": campaign})
    subject, _end, body = text.strip().partition("\n")
    EmailMessage(
        subject.strip(), body.strip() + "\n", formataddr(campaign.sender), [user.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()  # fmt: skip
