"""Saved mappings: kept, used, removed."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.people.imports.actions import imports
from hustings.people.imports.columns import mapping_presets
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import, ImportPlan
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import IMPORT_PEOPLE

log = logging.getLogger(__name__)


class NotYours(Refused):
    """Somebody else's mapping."""


@transaction.atomic
def save(*, imported: Import, name: str, user: Any, is_shared: bool = False) -> ImportPlan:
    """Keep the choices of an import under a name; one's own of the same name is replaced."""
    options = Options.read(imported.options)
    mapping, kept = mapping_presets.content(imported, imported.mapping, options)
    plan, is_new = ImportPlan.objects.update_or_create(
        user=user,
        name=name[:100],
        defaults={
            "columns": imported.columns, "mapping": mapping, "options": kept, "is_shared": is_shared,
            "used_at": timezone.now(),
        },
    )  # fmt: skip
    log.info("import plan %s %s", plan.pk, "saved" if is_new else "replaced")
    return plan


@transaction.atomic
def use(*, imported: Import, plan: ImportPlan) -> Import:
    """Make the choices of a saved mapping for this file; it is checked anew."""
    if plan not in mapping_presets.fitting(imported, None):
        raise Refused(_("This saved mapping is for other columns."))
    mapping, options = mapping_presets.applied(plan, imported)
    ImportPlan.objects.filter(pk=plan.pk).update(used_at=timezone.now())
    return imports.keep(imported=imported, mapping=mapping, options=options)


def may_remove(plan: ImportPlan, user: Any) -> bool:
    """One's own; those who import everywhere look after the shared ones."""
    return plan.user_id == user.pk or (plan.is_shared and access.everywhere(user, IMPORT_PEOPLE))


@transaction.atomic
def remove(*, plan: ImportPlan, user: Any) -> None:
    """Forget a saved mapping. Files that came in by it stay as they are."""
    if not may_remove(plan, user):
        raise NotYours(_("This saved mapping belongs to someone else."))
    log.info("import plan %s removed", plan.pk)
    plan.delete()
