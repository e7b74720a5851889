"""Applications are checked: eligible, or not and on which grounds."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives.actions.course import locked, move
from hustings.networks.initiatives.models import Application, Reason, State
from hustings.networks.initiatives.refusals import NotDone, NotNow


@transaction.atomic
def screen(
    *, application: Application, is_eligible: bool, reasons: Collection[Reason] = (), note: str = "",
    by: User | None = None,
) -> Application:  # fmt: skip
    """Let the jury read it, or not. Raises NotDone, NotNow."""
    row = locked(application)
    if row.round.announced_at and row.state != State.INELIGIBLE:
        raise NotNow(_("The letters have been sent: only an appeal changes this."))
    wanted = State.ELIGIBLE if is_eligible else State.INELIGIBLE
    if not is_eligible and not reasons and not note.strip():
        raise NotDone(_("Tick a reason, or write one: it goes into the letter."))
    if row.state != wanted:
        move(row, wanted, by)
    row.reasons.set([] if is_eligible else reasons)
    row.feedback = "" if is_eligible else note.strip()
    row.save(update_fields=["feedback"])
    return row


def screen_many(*, applications: Collection[Application], by: User | None = None) -> int:
    """Let the jury read all that wait; how many that were."""
    waiting = [row for row in applications if row.state == State.SENT and not row.withdrawn_at]
    for row in waiting:
        screen(application=row, is_eligible=True, by=by)
    return len(waiting)
