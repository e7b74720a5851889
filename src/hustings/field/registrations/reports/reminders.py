"""Reminders to report: one mail to the host, a to-do in HQ."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks import task

from hustings.field.events.models import Event
from hustings.field.events.models.kinds import EventKind
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.field.groups.models import GroupRole, Membership
from hustings.field.registrations.models import Report, ReportPicture
from hustings.foundation import jobs
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.todos import Todo
from hustings.outreach.mailings.audience import address_of

AFTER = dt.timedelta(hours=14)
REMINDED = dt.timedelta(days=14)  # a host whose event is longer ago gets no mail any more
BACK = dt.timedelta(days=60)
AT_ONCE = 200


def missing() -> Any:
    """Events of the last weeks, shown and held, of kinds that ask for a report, without one."""
    now = timezone.now()
    asking = EventKind.objects.filter(asks_report=True).values("code")
    filed = Report.objects.filed().filter(event=OuterRef("pk"))
    found = Event.objects.shown().filter(over_at__range=(now - BACK, now), cancelled_at=None, kind__in=asking)
    return found.exclude(Exists(filed))


def remind() -> int:
    """Write a row for each event that nobody reported on, and queue its mail: a scheduled job. Safe twice."""
    told = Report.objects.filter(event=OuterRef("pk")).exclude(reminded_at=None)
    now = timezone.now()
    over = missing().filter(over_at__range=(now - REMINDED, now - AFTER), group__isnull=False)
    due = over.exclude(Exists(told))
    n = 0
    for pk in due.values_list("pk", flat=True)[:AT_ONCE]:
        report, _is_new = Report.objects.get_or_create(event_id=pk)
        if Report.objects.filter(pk=report.pk, reminded_at=None).update(reminded_at=timezone.now()):
            send.enqueue(report.pk)
            n += 1
    return n


@jobs.label(gettext_lazy("Remind a host of the report"))
@jobs.retries(attempts=8, wait=30)
@task()
def send(pk: int) -> None:
    """Mail the reminder; running it twice sends one mail, and none once there is a report."""
    unmailed = Report.objects.filter(pk=pk, mailed_at=None, filed_at=None).select_related("event__group")
    exactly_once.mail_once(f"report {pk}", unmailed, _mail)


def _mail(report: Report) -> None:
    event = report.event
    hosts = Membership.objects.live().filter(group=event.group_id, role=GroupRole.HOST)
    host = hosts.select_related("person").first()
    if host is None or not (to := address_of(host.person)):
        return
    with translation.override(host.person.language):
        words = {"event": event.title}
        line = _("Two minutes are enough: how many came, what happened, what follows.")
        link = mails.link("host_reports:report", event.group_id, event.pk)
        subject = _("How was “%(event)s”?") % words
        mails.message(to, Words(subject, [line], _("Write the report"), link)).send()


def to_approve() -> Any:
    """Reports with something for the site that nobody looked at yet."""
    pictures = ReportPicture.objects.filter(report=OuterRef("pk"))
    return Report.objects.filed().filter(shown_at=None).filter(~Q(public_text="") | Q(Exists(pictures)))


def due(user: Any) -> Iterator[Todo]:
    if access.everywhere(user, PUBLISH_SITE) and (n := to_approve().count()):
        words = ngettext("%(n)s report to publish", "%(n)s reports to publish", n)
        yield Todo(words % {"n": n}, f"{reverse('reports:list')}?state=to_approve")
    if access.may(user, CHANGE_EVENTS) and (n := missing().visible_to(user).count()):
        words = ngettext("%(n)s event without a report", "%(n)s events without a report", n)
        yield Todo(words % {"n": n}, f"{reverse('reports:list')}?state=missing")
