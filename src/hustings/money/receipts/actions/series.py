"""Series are opened, changed, closed; they get numbers, a signature, and orders to make out what is due."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.jobs import enqueue_once
from hustings.money.ledger.models import Books
from hustings.money.receipts import tasks
from hustings.money.receipts.models import NumberRange, Run, Series, Signature
from hustings.money.receipts.refusals import NumbersTaken, SeriesClosed

log = logging.getLogger(__name__)


def open_series(*, books: Books, by: User | None = None, **values: Any) -> Series:
    """A new series of these books, which may have one at a time. Raises SeriesClosed."""
    try:
        with transaction.atomic():
            made = Series.objects.create(books=books, opened_by=by, **values)
    except IntegrityError:
        raise SeriesClosed(_("“%s” has a series of receipts already: close it first.") % books) from None
    log.info("receipts.open series=%s books=%s by=%s", made.pk, books.pk, by and by.pk)
    return made


@transaction.atomic
def change_series(*, series: Series, values: Mapping[str, Any], by: User | None = None) -> None:
    """Change what later receipts follow; how they are numbered stays."""
    Series.objects.filter(pk=series.pk).update(**values)
    log.info("receipts.change series=%s by=%s", series.pk, by and by.pk)


@transaction.atomic
def close_series(*, series: Series, by: User | None = None) -> None:
    """Make out no more of it; those there are stay as they are."""
    row = _locked(series)
    row.closed_at = row.closed_at or timezone.now()
    row.save(update_fields=["closed_at"])
    log.info("receipts.close series=%s by=%s", row.pk, by and by.pk)


@transaction.atomic
def add_range(
    *, series: Series, first: int, last: int, prefix: str = "", width: int = 0,
    received_on: date | None = None, by: User | None = None,
) -> NumberRange:  # fmt: skip
    """Numbers that the authority gave. Raises NumbersTaken where these books have some of them already."""
    row = _locked(series)
    same = NumberRange.objects.filter(series__books=row.books_id, prefix=prefix)
    if other := same.filter(first__lte=last, last__gte=first).first():
        raise NumbersTaken(_("Some of these numbers are there already: %s.") % other)
    return NumberRange.objects.create(
        series=row, first=first, last=last, prefix=prefix, width=width,
        received_on=received_on or timezone.localdate(), made_by=by,
    )  # fmt: skip


@transaction.atomic
def sign(*, series: Series, picture: Any, by: User | None = None) -> Signature:
    """A picture of the signature for the receipts to come; those made out keep theirs."""
    row = _locked(series)
    digest = hashlib.sha256(picture.read()).hexdigest()
    picture.seek(0)
    row.signatures.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    return Signature.objects.create(series=row, file=picture, sha256=digest, made_by=by)


@transaction.atomic
def unsign(*, series: Series) -> None:
    """Print no signature on the receipts to come."""
    series.signatures.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())


@transaction.atomic
def order_year(*, series: Series, year: int, by: User | None = None) -> Run:
    """Have all that is due for the gifts of a year made out in the background. Raises SeriesClosed."""
    row = _locked(series)
    if row.closed_at:
        raise SeriesClosed(_("This series is closed."))
    if going := row.runs.filter(year=year, done_at=None).first():
        enqueue_once(tasks.run, f"receipts-run-{going.pk}", going.pk)  # should its task have failed for good
        return going
    order = Run.objects.create(series=row, year=year, asked_by=by)
    enqueue_once(tasks.run, f"receipts-run-{order.pk}", order.pk)
    log.info("receipts.order series=%s year=%s by=%s", row.pk, year, by and by.pk)
    return order


def _locked(series: Series) -> Series:
    return Series.objects.select_for_update(of=("self",)).select_related("books").get(pk=series.pk)
