"""Past elections."""

import datetime as dt
import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hustings.field.stations.models import PastElection, ResultFile
from hustings.foundation.file_imports.uploads import originals

log = logging.getLogger(__name__)


class ElectionThere(Exception):
    """An election of this name and day is entered already."""


class InUse(Exception):
    """Results stand on this election."""


def add_election(*, name: str, held_on: dt.date, user: Any) -> PastElection:
    """Enter a round of an election; ElectionThere where it is entered already."""
    try:
        with transaction.atomic():
            made = PastElection.objects.create(name=name, held_on=held_on, user=user)
    except IntegrityError as there:
        raise ElectionThere(_("This election is already entered.")) from there
    log.info("past election added election=%s user=%s", made.pk, user.pk)
    return made


@transaction.atomic
def remove_election(*, election: PastElection) -> None:
    """Delete an election without results; InUse where there are any."""
    if election.results.exists() or election.files.filter(state__in=ResultFile.BUSY).exists():
        raise InUse(_("This election has results. Undo its files first."))
    if election.samples.exists():
        raise InUse(_("A sample was drawn by this election. Delete the sample first."))
    originals.delete(election.files.values_list("path", flat=True))
    election.files.all().delete()
    log.info("past election removed election=%s", election.pk)
    election.delete()
