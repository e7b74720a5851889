"""File a report, show it, and tick off what came out of it."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.registrations.models import Report, ReportPicture, ReportTask
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
FIELDS = ("n_came", "n_contacts", "minutes", "public_text")
MOST_PICTURES = 6


class NotYet(Exception):
    """The event has not begun."""


@transaction.atomic
def file(
    *,
    event: Event,
    values: Mapping[str, Any],
    tasks: Sequence[Mapping[str, Any]] = (),
    user: User | None = None,
    by: Person | None = None,
) -> Report:
    """Write or change the report; ``tasks`` are added. A text that a host changed has to be approved anew."""
    if event.starts_at > timezone.now():
        raise NotYet
    report, _is_new = Report.objects.select_for_update().get_or_create(event=event)
    if report.public_text != values.get("public_text", report.public_text) and user is None:
        report.shown_at = None
    for name in FIELDS:
        setattr(report, name, values.get(name, getattr(report, name)))
    report.user, report.by = user, by
    report.filed_at = report.filed_at or timezone.now()
    report.save()
    ReportTask.objects.bulk_create(ReportTask(report=report, **task) for task in tasks)
    site_version.renew()
    log.info("registrations.report event=%s", event.pk)
    return report


@transaction.atomic
def add_picture(*, report: Report, image: Any, alt: str = "") -> ReportPicture | None:
    """None where it has as many as it may. A host's new picture has the whole wait for approval."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.pictures.count() >= MOST_PICTURES:
        return None
    site_version.renew()
    return ReportPicture.objects.create(report=held, image=image, alt=alt)


@transaction.atomic
def show(*, report: Report) -> None:
    """Put text and pictures on the event's page."""
    if Report.objects.filed().filter(pk=report.pk, shown_at=None).update(shown_at=timezone.now()):
        site_version.renew()
        log.info("registrations.report_shown event=%s", report.event_id)


@transaction.atomic
def hide(*, report: Report) -> None:
    if Report.objects.filter(pk=report.pk).exclude(shown_at=None).update(shown_at=None):
        site_version.renew()
        log.info("registrations.report_hidden event=%s", report.event_id)


def finish(*, task: ReportTask) -> None:
    """Tick it off, or not any more."""
    now = None if task.done_at else timezone.now()
    ReportTask.objects.filter(pk=task.pk).update(done_at=now)


@transaction.atomic
def remove_picture(*, picture: ReportPicture) -> None:
    """Take it out of the report; it stays in the media library."""
    picture.delete()
    site_version.renew()
