"""Jurors are invited, answer, declare conflicts, are reminded, and leave."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives.actions.course import log
from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.juries import conflicts
from hustings.networks.juries.letter_words import JURY, NUDGE, tell
from hustings.networks.juries.models import Conflict, Juror, Review
from hustings.people.persons.actions.addresses import find_by_address
from hustings.people.persons.actions.persons import add_person


@transaction.atomic
def invite_juror(
    *, round_: Round, address: str, given_name: str = "", family_name: str = "", most: int | None = None,
    language: str = "fr", by: User | None = None,
) -> Juror:  # fmt: skip
    """Ask somebody to read, by mail; who is not known yet becomes a person. Raises Refused, NotDone."""
    person = find_by_address(address=address) or add_person(
        given_name=given_name, family_name=family_name, email=address, language=language, user=by,
        source=str(round_)[:200],
    )  # fmt: skip
    if round_.jurors.filter(person=person, ended_at=None).exists():
        raise NotDone(_("This person is in the jury already."))
    name = str(person) or f"{given_name} {family_name}".strip() or address
    values = {"name": name[:200], "most": most, "declined_at": None, "ended_at": None}
    juror, _is_new = Juror.objects.update_or_create(round=round_, person=person, defaults=values)
    conflicts.find(round_)
    tell(juror, JURY, timezone.now().isoformat())
    log.info("initiatives.juror juror=%s round=%s by=%s", juror.pk, round_.pk, by and by.pk)
    return juror


@transaction.atomic
def answer_invitation(*, juror: Juror, is_yes: bool) -> None:
    """They read, or do not: what a no left unread is to be given to others."""
    now = timezone.now()
    values = {"agreed_at": now, "declined_at": None} if is_yes else {"declined_at": now, "agreed_at": None}
    Juror.objects.filter(pk=juror.pk).update(**values)
    if not is_yes:
        juror.reviews.filter(done_at=None).delete()


@transaction.atomic
def take_off(*, juror: Juror, by: User | None = None) -> None:
    """Take somebody off the jury; what they marked stays."""
    Juror.objects.filter(pk=juror.pk).update(ended_at=timezone.now())
    juror.reviews.filter(done_at=None).delete()
    log.info("initiatives.juror_off juror=%s by=%s", juror.pk, by and by.pk)


@transaction.atomic
def declare_conflict(*, juror: Juror, application: Application) -> None:
    """They must not read it: the review goes, also one that was done."""
    Conflict.objects.get_or_create(juror=juror, application=application, kind=Conflict.Kind.DECLARED)
    Review.objects.filter(juror=juror, application=application).delete()


def nudge(*, round_: Round) -> int:
    """Remind jurors of what they have not marked, once a day; how many get a mail."""
    late = round_.jurors.active().filter(reviews__done_at=None, reviews__isnull=False).distinct()
    return sum(tell(juror, NUDGE, timezone.localdate()) for juror in late)
