"""Gifts of other tools are taken in, and taken back when that was a mistake."""

import logging
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.money.donations import actions as donations
from hustings.money.donations import known_donors, paid, postings, told
from hustings.money.donations.models import Donation, Donor, State
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.gathering import gathered
from hustings.money.ledger.models import Books
from hustings.money.ledger.postings import Gate
from hustings.money.ledger.refusals import NotPosted
from hustings.money.payments.models import Payment
from hustings.people.persons.models import Activity

log = logging.getLogger(__name__)
_FACTS = ("fund", "amount", "means", "kind", "reference", "donor", "form_key")


@transaction.atomic
def take_in(*, rows: Sequence[Donation]) -> list[Donation]:
    """Enter gifts as a person does by hand. Raises NotTaken, NotPosted: then none is written."""
    made = []
    with gathered():
        for row in rows:
            person = known_donors.of([row.donor])[0]  # one of the rows before may have made them known
            said = {name: getattr(row, name) for name in _FACTS}
            made.append(donations.enter(by=row.made_by, on=row.given_on, person=person, **said))
    log.info("donation_data.take_in rows=%s", len(made))
    return made


def in_use(rows: Sequence[Donation]) -> Collection[int]:
    """Gifts that can't be taken back: something stands on them, or their books are closed."""
    keys = [row.pk for row in rows]
    used = {row.pk for row in rows if row.state != State.SETTLED or row.plan_id}
    for relation in Donation._meta.related_objects:  # receipts, proposals to refund
        found = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys})
        used |= set(found.values_list(relation.field.attname, flat=True))
    purposes = {paid.purpose(row): row.pk for row in rows}
    banked = Payment.objects.filter(purpose__in=purposes).filter(
        Q(slip__isnull=False) | Q(lines__isnull=False)
    )
    used |= {purposes[text] for text in banked.values_list("purpose", flat=True)}
    shut = {books.pk for books in {row.fund.books for row in rows} if not _is_open(books)}
    return used | {row.pk for row in rows if row.fund.books_id in shut}


def _is_open(books: Books) -> bool:
    try:
        Gate(books).check_day(timezone.localdate())
    except NotPosted:
        return False
    return True


@transaction.atomic
def take_back(*, keys: Sequence[int]) -> None:
    """Delete gifts that never were; the books keep their entries and get the contrary of each."""
    rows = list(Donation.objects.select_related("fund__books").filter(pk__in=keys).order_by("pk"))
    Payment.objects.filter(purpose__in=[paid.purpose(row) for row in rows]).delete()
    Activity.objects.filter(kind=told.SETTLED, data__donation__in=[row.pk for row in rows]).delete()
    donors = {row.donor_id for row in rows}
    Donation.objects.filter(pk__in=keys).delete()
    Donor.objects.filter(Q(donations=None) & Q(plans=None), pk__in=donors).delete()
    today = timezone.localdate()
    for row in rows:
        entry = postings.standing(row)
        why = _("Import of donation D%s undone") % row.pk
        ledger.reverse(entry=entry, on=today, why=why, source=f"{entry.source}:undone")
    log.info("donation_data.take_back rows=%s", len(rows))
