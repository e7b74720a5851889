"""Lines of the timeline that receipts write."""

from collections.abc import Iterable

from hustings.foundation.accounts.models import User
from hustings.money.receipts.models import Receipt
from hustings.people.persons.models import Activity

ISSUED, VOIDED = "receipts.issued", "receipts.voided"


def issued(rows: Iterable[Receipt], user: User | None) -> None:
    Activity.objects.bulk_create(line for row in rows if (line := _line(row, ISSUED, user)))


def voided(row: Receipt, user: User | None) -> None:
    if line := _line(row, VOIDED, user):
        line.save()


def _line(row: Receipt, kind: str, user: User | None) -> Activity | None:
    """For the donor’s record, if it is there."""
    if row.person_id is None:
        return None
    data = {"number": row.number, "amount": row.total, "currency": row.currency, "receipt": row.pk}
    return Activity(person_id=row.person_id, kind=kind, data=data, user=user)
