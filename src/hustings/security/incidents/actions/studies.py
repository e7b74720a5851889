"""Mailboxes read whole: begun, begun anew, and what was learnt deleted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.jobs import enqueue_once
from hustings.foundation.lib.sql import sqlites
from hustings.security.incidents import access_log, tasks
from hustings.security.incidents.actions.incidents import Refused
from hustings.security.incidents.guards import relations, store
from hustings.security.incidents.models import Look, Source, Study
from hustings.security.incidents.sources import mailbox_study


@transaction.atomic
def ask(*, purpose: str, user: User | None, anew: bool = False, address: str = "") -> Study:
    """Write down that mailboxes are to be read; whoever calls starts the work. What runs goes on."""
    study, is_new = Study.objects.select_for_update().get_or_create(
        purpose=purpose, defaults={"asked_by": user, "is_anew": anew}
    )
    if not is_new and (anew or not study.is_busy):
        study.asked_at, study.asked_by, study.done_at, study.problem = timezone.now(), user, None, ""
        study.is_anew, study.n_faults, study.fault = study.is_anew or anew, 0, ""
        study.save()
    if user:
        access_log.note(user=user, what=Look.What.LEARNT, about=str(study), address=address)
    return study


@transaction.atomic
def learn(*, user: User | None, anew: bool = False, address: str = "") -> None:
    """Learn who writes to the team; refused where no mailbox may be read."""
    if not Source.objects.whole().exists():
        raise Refused(_("No mailbox may be read in full yet: allow it for a mailbox whose owner has agreed."))
    study = ask(purpose=Study.Purpose.RELATIONS, user=user, anew=anew, address=address)
    enqueue_once(tasks.learn_relations, f"incidents.learn.{study.asked_at.timestamp()}", study.pk)


@transaction.atomic
def unlearn(*, user: User, address: str = "") -> None:
    study = Study.objects.filter(purpose=Study.Purpose.RELATIONS).first()
    if study:
        Study.objects.filter(pk=study.pk).delete()  # who writes it stops
    access_log.note(
        user=user, what=Look.What.UNLEARNT, about=str(Study.Purpose.RELATIONS.label), address=address
    )
    transaction.on_commit(_remove)


def _remove() -> None:
    for path in (relations.growing(), store.path()):
        sqlites.remove(path)


def note_lost() -> int:
    """Say that nobody learns any more, where workers were killed too often: somebody may begin again."""
    return mailbox_study.note_lost(Study.Purpose.RELATIONS, tasks.learn_relations)


def learn_daily() -> None:
    if Source.objects.whole().exists():
        learn(user=None)
