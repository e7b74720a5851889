"""Put a petition that has ended out of the way, or delete it with its signatures; both have a way back."""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import PROTECT, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.site.petitions.models import Petition, Signature
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
GRACE = timedelta(days=30)  # in which a removed one comes back with a click
_AT_ONCE = 1_000


class StillRuns(Refused):
    """It can be signed, or will be."""


class StillShown(Refused):
    """A page of the site shows it."""


class TooLate(Refused):
    """Its signatures are being deleted."""


def archive(*, petition: Petition, user: User | None) -> None:
    """Out of the lists and of what is to be done; its page and its signatures stay. Raises StillRuns."""
    if petition.state not in {"closed", "delivered"}:
        raise StillRuns(_("Close the petition or mark it as delivered before you archive it."))
    _mark(petition, user, archived_at=timezone.now())


def bring_back(*, petition: Petition, user: User | None) -> None:
    """Undo either: it is at hand as before. Raises TooLate."""
    at_hand = Q(removed_at=None) | Q(removed_at__gte=timezone.now() - GRACE)
    with transaction.atomic():
        if not Petition.objects.filter(at_hand, pk=petition.pk).select_for_update().exists():
            raise TooLate(_("Its 30 days are over: it is being deleted."))
        _mark(petition, user, archived_at=None, removed_at=None)


def remove(*, petition: Petition, user: User | None) -> None:
    """Delete it with all of its signatures, thirty days from now. Raises StillRuns and StillShown."""
    has_ended = petition.state in {"closed", "delivered"}
    if not has_ended and Signature.objects.filter(petition=petition).exists():
        raise StillRuns(_("It has signatures and is still open: close it first."))
    if _is_shown(petition):
        raise StillShown(_("A page of the site shows it: delete the page first."))
    _mark(petition, user, removed_at=timezone.now())


@transaction.atomic
def _mark(petition: Petition, user: User | None, **marks: object) -> None:
    Petition.objects.filter(pk=petition.pk).update(**marks)
    site_version.renew()
    log.info("petition marked id=%s marks=%s user=%s", petition.pk, ",".join(marks), user and user.pk)


def _is_shown(petition: Petition) -> bool:
    fields: Any = Petition._meta.get_fields(include_hidden=True)
    return any(
        field.related_model._default_manager.filter(**{field.field.name: petition}).exists()
        for field in fields
        if getattr(field, "on_delete", None) is PROTECT and field.related_model is not Signature
    )


def delete_removed() -> int:
    """Delete those whose days are over, some signatures at once, so that it may stop at any moment."""
    n = 0
    for petition in Petition.objects.filter(removed_at__lt=timezone.now() - GRACE):
        if _is_shown(petition):
            log.warning("petition not deleted, a page shows it id=%s", petition.pk)
            continue
        rows = Signature.objects.filter(petition=petition).order_by("pk")
        while keys := list(rows.values_list("pk", flat=True)[:_AT_ONCE]):
            Signature.objects.filter(pk__in=keys).delete()
        try:
            petition.delete()
        except ProtectedError:  # a page shows it since this moment
            continue
        log.info("petition deleted id=%s", petition.pk)
        n += 1
    return n
