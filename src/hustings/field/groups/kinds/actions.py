"""Kinds that a campaign names, of groups or of events: added, changed, archived."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


@transaction.atomic
def add(model: Any, *, code: str, values: Mapping[str, Any]) -> Any:
    kind = model.objects.create(code=code, **values)
    site_version.renew()
    log.info("kind added model=%s code=%s", kind._meta.label_lower, code)
    return kind


@transaction.atomic
def change(*, kind: Any, values: Mapping[str, Any]) -> None:
    """Change everything but its code, by which files, segments and rows of it know it."""
    type(kind).objects.filter(pk=kind.pk).update(**values)
    site_version.renew()
    log.info("kind changed model=%s code=%s", kind._meta.label_lower, kind.code)


@transaction.atomic
def archive(*, kind: Any, is_archived: bool) -> None:
    """Offer it no more, or again; what is of this kind keeps it."""
    rows = type(kind).objects.filter(pk=kind.pk, archived_at__isnull=is_archived)
    rows.update(archived_at=timezone.now() if is_archived else None)
    site_version.renew()
    log.info("kind archived=%s model=%s code=%s", is_archived, kind._meta.label_lower, kind.code)
