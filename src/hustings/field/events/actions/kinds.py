"""Kinds of events: added, renamed, archived."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.field.events.models import EventKind
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


@transaction.atomic
def add_kind(*, code: str, values: Mapping[str, Any]) -> EventKind:
    kind = EventKind.objects.create(code=code, **values)
    site_version.renew()
    log.info("events.add_kind code=%s", code)
    return kind


@transaction.atomic
def change_kind(*, kind: EventKind, values: Mapping[str, Any]) -> None:
    """Change everything but its code, by which its events know it."""
    EventKind.objects.filter(pk=kind.pk).update(**values)
    site_version.renew()
    log.info("events.change_kind code=%s", kind.code)


@transaction.atomic
def archive_kind(*, kind: EventKind) -> None:
    """Offer it no more; events of this kind keep it."""
    EventKind.objects.filter(pk=kind.pk, archived_at=None).update(archived_at=timezone.now())
    site_version.renew()
    log.info("events.archive_kind code=%s", kind.code)


@transaction.atomic
def reopen_kind(*, kind: EventKind) -> None:
    EventKind.objects.filter(pk=kind.pk).update(archived_at=None)
    site_version.renew()
    log.info("events.reopen_kind code=%s", kind.code)
