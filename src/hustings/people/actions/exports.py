"""Take people out as a file, and write down who did."""

import logging
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hustings.accounts.models import User
from hustings.accounts.roles import Right
from hustings.people import exporting, segments
from hustings.people.models import Export, Person, Segment
from hustings.people.refusals import Refused

log = logging.getLogger(__name__)


class NothingChosen(Refused):
    """No column was chosen."""


def export(
    *,
    user: User | None,
    chosen: Sequence[str],
    segment: Segment | None = None,
    delimiter: str = ",",
    bom: bool = True,
) -> Iterator[str]:
    """The lines of the file: all people whom ``user`` may export (None: everybody), or a segment's."""
    known = exporting.groups()
    wanted = [key for key in known if key in chosen]
    if not wanted:
        raise NothingChosen(_("Choose at least one column."))
    people = segments.compile(segment.criteria) if segment else Person.objects.all()
    if user is not None:
        people = people.visible_to(user, Right.EXPORT_PEOPLE)
    row = Export.objects.create(user=user, people=segment.name if segment else "", columns=wanted)
    log.info(
        "export %s begun by user %s: %s of %s", row.pk, user and user.pk, wanted, row.people or "everybody"
    )
    return _counted(exporting.lines(people, wanted, delimiter=delimiter, bom=bom), row, bom)


def _counted(lines: Iterator[str], row: Export, bom: bool) -> Iterator[str]:
    n = -1 - bom  # neither the header nor the mark is a person
    for line in lines:
        n += 1
        yield line
    Export.objects.filter(pk=row.pk).update(n_people=max(n, 0))
    log.info("export %s done: %s people", row.pk, n)
