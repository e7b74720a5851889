"""Deeds on the directory of representatives."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.named import name_key
from hustings.people.persons.refusals import Refused
from hustings.site.representatives.models import Representative

log = logging.getLogger(__name__)


class NameTaken(Refused):
    """Somebody of this name holds the same office there."""


@transaction.atomic
def save_representative(
    *, representative: Representative | None = None, values: Mapping[str, Any], user: User | None
) -> Representative:
    """Enter one, or change what is known."""
    found = representative or Representative()
    before = found.email
    for name, value in values.items():
        setattr(found, name, value)
    if found.email != before:
        _heal(found)
    found.name_key = name_key(found.given_name, found.family_name)
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as taken:
        raise NameTaken(_("This name is already listed there for this office.")) from taken
    log.info("representative saved id=%s user=%s", found.pk, user and user.pk)
    return found


def _heal(found: Representative) -> None:
    """The address is another one, or somebody says that it takes letters: they leave again."""
    found.email_changed_at, found.silent_at, found.silent_why = timezone.now(), None, ""


@transaction.atomic
def trust_address(*, representative: Representative, user: User | None) -> None:
    _heal(representative)
    representative.save(update_fields=["email_changed_at", "silent_at", "silent_why"])
    waiting = representative.approaches.filter(claimed_at=None, sent_at=None).exclude(due_at=None)
    waiting.filter(due_at__gt=timezone.now()).update(due_at=timezone.now())
    log.info("representative's address trusted id=%s user=%s", representative.pk, user and user.pk)


@transaction.atomic
def leave(*, representative: Representative, user: User | None) -> None:
    """They hold the office no more: nobody writes to them. It can be taken back."""
    Representative.objects.filter(pk=representative.pk, left_at=None).update(left_at=timezone.now())
    log.info("representative left id=%s user=%s", representative.pk, user and user.pk)


@transaction.atomic
def take_up(*, representative: Representative, user: User | None) -> None:
    Representative.objects.filter(pk=representative.pk).update(left_at=None)
    log.info("representative took up id=%s user=%s", representative.pk, user and user.pk)
