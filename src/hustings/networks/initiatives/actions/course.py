"""The way of an application from one state to the next: under a lock, as ``BEFORE`` says, written down."""

import logging

from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.networks.initiatives.models import Application
from hustings.networks.initiatives.models.applications import BEFORE
from hustings.networks.initiatives.refusals import NotNow

log = logging.getLogger(__name__)


def locked(application: Application) -> Application:
    """The row as it is now; nobody else changes it until the end of the transaction."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("round__call", "person")
    return rows.get(pk=application.pk)


def move(row: Application, state: str, by: User | None, note: str = "") -> None:
    """Take the step, of a locked row. Raises NotNow."""
    if row.state not in BEFORE[state] or row.withdrawn_at:
        raise NotNow(_("Not possible: this application is in the state “%s”.") % row.get_state_display())
    row.state = state
    row.save(update_fields=["state"])
    row.steps.create(state=state, by=by, note=note[:300])
    log.info("initiatives.%s application=%s by=%s", state, row.pk, by and by.pk)
