"""Kinds of groups: added, changed, archived."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.field.groups.models import GroupKind
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


@transaction.atomic
def add(*, code: str, values: Mapping[str, Any]) -> GroupKind:
    kind = GroupKind.objects.create(code=code, **values)
    site_version.renew()
    log.info("groups.add_kind code=%s", code)
    return kind


@transaction.atomic
def change(*, kind: GroupKind, values: Mapping[str, Any]) -> None:
    """Change everything but its code, by which imports and segments know it."""
    GroupKind.objects.filter(pk=kind.pk).update(**values)
    site_version.renew()
    log.info("groups.change_kind code=%s", kind.code)


@transaction.atomic
def archive(*, kind: GroupKind, is_archived: bool) -> None:
    """Offer it no more, or again; its groups keep it."""
    GroupKind.objects.filter(pk=kind.pk).update(archived_at=timezone.now() if is_archived else None)
    site_version.renew()
    log.info("groups.archive_kind code=%s archived=%s", kind.code, is_archived)
