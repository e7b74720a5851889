"""Deeds on candidacies and on files of them."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.elections.models import Election
from hustings.foundation.territories import file_imports
from hustings.foundation.territories.file_imports import NotNow
from hustings.foundation.territories.named import name_key
from hustings.site.candidates import file_changes, pages, tasks
from hustings.site.candidates.models import Candidacy, CandidateImport
from hustings.site.website.serving import site_version

__all__ = [
    "NotNow", "SeatTaken", "bring", "change", "check", "make_pages", "nominate", "reinstate", "start",
    "undo", "withdraw",
]  # fmt: skip
log = logging.getLogger(__name__)


class SeatTaken(Exception):
    """Somebody else stands there for the same ticket, or under the same name."""


@transaction.atomic
def nominate(
    *, election: Election, values: Mapping[str, Any], user: User | None, page: bool = True
) -> Candidacy:
    """Enter one candidacy, with its page unless told otherwise."""
    made = Candidacy(election=election)
    _save(made, values)
    if page:
        pages.make([made.pk], user)
    log.info("candidates.nominate candidacy=%s", made.pk)
    return made


@transaction.atomic
def change(*, candidacy: Candidacy, values: Mapping[str, Any], user: User | None) -> None:
    _save(Candidacy.objects.select_for_update().get(pk=candidacy.pk), values)
    pages.rename([candidacy.pk], user)
    log.info("candidates.change candidacy=%s", candidacy.pk)


def _save(candidacy: Candidacy, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(candidacy, name, value)
    candidacy.name_key = name_key(candidacy.given_name, candidacy.family_name)
    try:
        with transaction.atomic():
            candidacy.save()
    except IntegrityError as taken:
        raise SeatTaken(
            _(
                "Somebody stands there already for this ticket, at this place or under this name."
                " Withdraw that candidacy first, or correct ticket, place or name."
            )
        ) from taken
    site_version.renew()


@transaction.atomic
def withdraw(*, candidacy: Candidacy, user: User | None) -> None:
    """End a candidacy: it is listed no more and its pages are hidden. It can be taken back."""
    if Candidacy.objects.filter(pk=candidacy.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        pages.hide([candidacy.pk], user)
        site_version.renew()
        log.info("candidates.withdraw candidacy=%s", candidacy.pk)


@transaction.atomic
def reinstate(*, candidacy: Candidacy, user: User | None) -> None:
    found = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if found.withdrawn_at is None:
        return
    _save(found, {"withdrawn_at": None})
    pages.show([found.pk], user)
    log.info("candidates.reinstate candidacy=%s", found.pk)


@transaction.atomic
def make_pages(*, candidacies: list[int], user: User | None) -> int:
    standing = Candidacy.objects.standing().filter(pk__in=candidacies)
    return pages.make(list(standing.values_list("pk", flat=True)), user)


def bring(
    *, election: Election, kind: str, file_name: str, content: bytes, with_pages: bool, user: User
) -> CandidateImport:
    """Keep a file and say what it would change. Nothing is written yet; lines.Unreadable refuses it."""
    imported = CandidateImport(
        election=election, kind=kind, file_name=file_name[-200:], content=content, with_pages=with_pages,
        user=user,
    )  # fmt: skip
    check(imported=imported)
    return imported


def check(*, imported: CandidateImport) -> None:
    file_imports.keep_checked(
        imported,
        file_changes.plan(imported),
        lambda step: {
            "line": step.row.line,
            "name": f"{step.row.values.get('given_name', '')} {step.row.values['family_name']}".strip(),
            "zone": step.row.zone,
        },
    )


def start(*, imported: CandidateImport, skip_bad: bool = False) -> None:
    """Have a file written by a task, or go on after a fault."""
    file_imports.start(imported, tasks.run_candidate_import.enqueue, skip_bad=skip_bad)


def undo(*, imported: CandidateImport, user: User) -> None:
    """Take back what a file did, but for what somebody has changed since."""
    file_imports.undo(imported, tasks.run_candidate_import.enqueue, user)
