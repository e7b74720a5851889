"""Appeals of applicants, and their answers."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives import letters
from hustings.networks.initiatives.actions.course import locked, log
from hustings.networks.initiatives.models import Application, State
from hustings.networks.initiatives.refusals import NotDone, NotNow
from hustings.networks.juries.letter_words import APPEAL, DECISION
from hustings.networks.juries.models import Appeal

_APPEALED = {State.INELIGIBLE, State.REFUSED, State.RESERVE}


def appeals_until(application: Application) -> datetime | None:
    """The end of the time to appeal; None where nothing can be appealed."""
    letter = application.letters.filter(kind=DECISION).first()
    if not letter or application.state not in _APPEALED:
        return None
    return letter.made_at + timedelta(days=application.round.appeal_days)


@transaction.atomic
def appeal(*, application: Application, text: str) -> Appeal:
    """Keep an applicant's appeal. Raises NotNow."""
    row = locked(application)
    until = appeals_until(row) if row.is_told else None
    if until is None or until < timezone.now() or Appeal.objects.filter(application=row).exists():
        raise NotNow(_("The time to appeal is over, or you have appealed already."))
    made = Appeal.objects.create(application=row, text=text)
    log.info("initiatives.appeal application=%s", row.pk)
    return made


@transaction.atomic
def answer_appeal(*, row: Appeal, answer: str, is_upheld: bool, by: User) -> None:
    """Answer it; one that is right is put before the committee again. Raises NotNow, NotDone."""
    application = locked(row.application)
    row = Appeal.objects.select_for_update().get(pk=row.pk)
    if row.answered_at:
        raise NotNow(_("This appeal has been answered."))
    if not answer.strip():
        raise NotDone(_("Write an answer: the applicant gets it."))
    row.answer, row.is_upheld = answer.strip(), is_upheld
    row.answered_at, row.answered_by = timezone.now(), by
    row.save()
    if is_upheld:
        application.votes.all().delete()
        application.reasons.clear()
        Application.objects.filter(pk=application.pk).update(state=State.ELIGIBLE, feedback="")
        application.steps.create(state=State.ELIGIBLE, by=by, note=_("appeal upheld"))
    letters.tell(application, APPEAL)
    log.info("initiatives.appeal_answered application=%s upheld=%s by=%s", application.pk, is_upheld, by.pk)
