"""Mails of the account pages. Each is sent after its row, in the reader's language, once."""

from email.utils import formataddr
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts.models import Device, Invitation, User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once


@jobs.label(_("Send an invitation to the team"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail_invitation(invitation_id: int) -> None:
    """Mail a one-time link, made now so that it is never stored; running it twice sends one mail."""
    unmailed = Invitation.objects.filter(pk=invitation_id, mailed_at=None, expires_at__gt=timezone.now())
    waiting = unmailed.select_related("user", "made_by")
    exactly_once.mail_once(f"accounts.invitation {invitation_id}", waiting, _write_invitation)


def _write_invitation(invitation: Invitation) -> None:
    link = invitation.link()
    write(invitation.user, "accounts/mail/invitation.txt", invitation=invitation, link=link)


@jobs.label(_("Report a log-in from a new device"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail_new_device(device_id: int) -> None:
    """Tell a user that they signed in with a device not seen before; twice sends one mail."""
    waiting = Device.objects.filter(pk=device_id, mailed_at=None).select_related("user")
    exactly_once.mail_once(f"accounts.device {device_id}", waiting, _write_new_device)


def _write_new_device(device: Device) -> None:
    sessions = settings.BASE_URL + reverse("usersessions_list")
    write(device.user, "accounts/mail/new_device.txt", device=device, sessions=sessions)


@jobs.label(_("Report a change to someone’s log-in"))
@task()
def mail_notice(user_id: int, what: str, at: str, address: str, device: str) -> None:
    user = User.objects.get(pk=user_id)
    account = settings.BASE_URL + reverse("accounts:account")
    write(
        user,
        "accounts/mail/notice.txt",
        what=what,
        at=parse_datetime(at),
        address=address,
        device=device,
        account=account,
    )


@jobs.label(_("Send a password reset link"))
@task()
def mail_password_reset(email: str) -> None:
    """Mail the link to choose a new password, where such a user exists: the page never says whether."""
    user = User.objects.active().filter(email__iexact=email).first()
    if user:
        key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        path = reverse("account_reset_password_from_key", kwargs=key)
        write(user, "accounts/mail/password_reset.txt", link=settings.BASE_URL + path)


def write(user: User, template: str, **facts: Any) -> None:
    """Send somebody of the team a letter in their language: the first line of the template is the subject."""
    campaign = Campaign.current()
    with translation.override(user.language), timezone.override(settings.TIME_ZONE):
        text = render_to_string(template, {"user": user, "campaign": campaign, **facts})
    subject, __, body = text.strip().partition("\n")
    EmailMessage(
        subject.strip(), body.strip() + "\n", formataddr(campaign.sender), [user.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()  # fmt: skip
