"""Take people out as a file, and write down who did, what for and whom it held."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import packed_keys
from hustings.foundation.lib.text import csvs, xlsx
from hustings.people.persons.access import masking
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import EXPORT_PEOPLE
from hustings.people.privacy import export_rows
from hustings.people.privacy.models import Export, ExportBlock, ExportPlan
from hustings.people.segments import criteria
from hustings.people.segments.models import Segment

log = logging.getLogger(__name__)
FORMATS = {"csv": "text/csv; charset=utf-8", "xlsx": xlsx.TYPE}
_NOTED = 50  # chunks: as often it is written down who has gone out so far


class NothingChosen(Refused):
    """No column was chosen."""


class Hidden(Refused):
    """The user may not see contact data at the moment."""


class Exported:
    """A file on its way out. ``n`` people have gone out so far."""

    def __init__(self, row: Export, rows: Iterator[list[list[Any]]], keys: packed_keys.Keys) -> None:
        self.row = row
        self._rows, self._keys = rows, keys

    @property
    def n(self) -> int:
        return self._keys.n

    def csv(self, header: Sequence[str], *, delimiter: str, bom: bool) -> Iterator[bytes]:
        """As CSV in UTF-8, a piece for each chunk."""
        yield "".join(csvs.lines([header], delimiter=delimiter, bom=bom)).encode()
        for rows in self._written():
            yield "".join(csvs.lines(rows, delimiter=delimiter)).encode()

    def xlsx(
        self, header: Sequence[str], *, name: str = "", last: xlsx.Last | None = None
    ) -> Iterator[bytes]:
        """As a workbook; ``last`` is one more sheet, made once the rows are out."""
        return xlsx.workbook(header, self._written(), name=name or _("People"), last=last)

    def _written(self) -> Iterator[list[list[Any]]]:
        """The rows; whom they hold is written down every now and then, and when it ends or is broken off."""
        is_whole = False
        try:
            for n, rows in enumerate(self._rows, start=1):
                yield rows
                if not n % _NOTED:
                    self._note()
            is_whole = True
        finally:
            self._note(self.n if is_whole else None)
            log.info("export %s %s: %s people", self.row.pk, "done" if is_whole else "broken off", self.n)

    def _note(self, n: int | None = None) -> None:
        ExportBlock.objects.bulk_create(
            [ExportBlock(export=self.row, number=number, bits=bits) for number, bits in self._keys.changed()],
            batch_size=200,
            update_conflicts=True,
            unique_fields=["number", "export"],
            update_fields=["bits"],
        )
        Export.objects.filter(pk=self.row.pk).update(n_people=n)


def export(
    *,
    user: User | None,
    chosen: Sequence[str],
    segment: Segment | None = None,
    format: str = "csv",  # noqa: A002 - what everybody calls it
    delimiter: str = ",",
    bom: bool = True,
    reason: str = "",
) -> tuple[Exported, Iterator[bytes]]:
    """All people whom ``user`` may export (None: everybody), or a segment's: its record, and its pieces."""
    known = export_rows.groups()
    wanted = [key for key in known if key in chosen]
    if not wanted:
        raise NothingChosen(_("Choose at least one column."))
    if user is not None and export_rows.CONTACT.intersection(wanted) and masking.hides(user):
        raise Hidden(_("Contact data is hidden. Show it temporarily, or remove these columns."))
    people = criteria.compile(segment.criteria) if segment else Person.objects.all()
    if user is not None:
        people = people.visible_to(user, EXPORT_PEOPLE)
    row = Export.objects.create(
        user=user, people=segment.name if segment else "", columns=wanted, format=format, reason=reason[:200]
    )
    log.info(
        "export %s begun by user %s: %s of %s", row.pk, user and user.pk, wanted, row.people or "everybody"
    )
    keys, header = packed_keys.Keys(), export_rows.columns(wanted)
    exported = Exported(row, export_rows.rows(people, wanted, header, mark(row), keys), keys)
    if format == "xlsx":
        return exported, exported.xlsx(header)
    return exported, exported.csv(header, delimiter=delimiter, bom=bom)


def mark(row: Export) -> str:
    """What each line carries, so that a list that turns up somewhere says where it comes from."""
    at = timezone.localtime(row.created_at)
    who = f"{row.user} <{row.user.email}>" if row.user else _("the command line")
    return _("export %(n)s, %(who)s, %(when)s") % {"n": row.pk, "who": who, "when": f"{at:%Y-%m-%d %H:%M}"}


def keep_plan(
    *,
    user: User,
    name: str,
    is_shared: bool,
    columns: Sequence[str],
    format: str,  # noqa: A002 - what everybody calls it
    delimiter: str,
) -> ExportPlan:
    """Keep a choice of columns under a name; one's own of the same name is replaced."""
    plan, _made = ExportPlan.objects.update_or_create(
        user=user, name=" ".join(name.split())[:100],
        defaults={
            "is_shared": is_shared, "columns": list(columns), "format": format, "delimiter": delimiter,
            "used_at": timezone.now(),
        },
    )  # fmt: skip
    return plan
