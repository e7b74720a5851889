"""Work on groups for later: mails, each after its row."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.groups import mails
from hustings.field.groups.models import Enquiry, Founding, Handover, HostMessage, Membership
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


@jobs.label(_("Tell a founder what was decided"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_decision(pk: int) -> None:
    """Mail a decision on a founding; running it twice sends one mail."""
    rows = Founding.objects.filter(pk=pk, answered_at=None, withdrawn_at=None).exclude(decided_at=None)
    with exactly_once.alone(f"groups.decision {pk}"):
        one = rows.select_related("group", "person").first()
        if one and one.person and one.group:
            mails.decision(one, one.person, one.group)
            rows.update(answered_at=timezone.now())


@jobs.label(_("Pass a message on to a group’s hosts"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_enquiry(pk: int) -> None:
    """Mail a confirmed message to the hosts; running it twice sends one mail."""
    rows = Enquiry.objects.confirmed().filter(pk=pk, told_at=None)
    with exactly_once.alone(f"groups.enquiry {pk}"):
        if one := rows.select_related("group").first():
            mails.enquiry(one)
            rows.update(told_at=timezone.now())


@jobs.label(_("Send a host’s answer"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_answer(pk: int) -> None:
    """Mail a host's answer; running it twice sends one mail."""
    rows = Enquiry.objects.filter(pk=pk, answer_mailed_at=None).exclude(answered_at=None)
    with exactly_once.alone(f"groups.answer {pk}"):
        if one := rows.select_related("group", "answered_by").first():
            mails.answer(one)
            rows.update(answer_mailed_at=timezone.now())


@jobs.label(_("Tell hosts what was taken down"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_taken_down(group: int, title: str, why: str, at: str) -> None:
    """Mail host and co-hosts; running it twice sends one mail each. ``title``: empty for the picture."""
    for leader in Membership.objects.leaders().filter(group=group).select_related("person", "group"):
        with exactly_once.once(f"groups.taken_down {at} {leader.pk}") as is_first:
            if is_first:
                mails.taken_down(leader, title, why)


@jobs.label(_("Pass on a host’s message"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_host_message(pk: int) -> None:
    """Mail one message of a host; running it twice sends one mail."""
    unmailed = HostMessage.objects.filter(pk=pk, mailed_at=None).select_related("group", "person", "by")
    exactly_once.mail_once(f"groups.host_message {pk}", unmailed, mails.host_message)
