"""Donations over the API, by key: read with their donors, and entered by the rules of a file's lines."""

from datetime import date
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from hustings.foundation.accounts.access import me
from hustings.foundation.accounts.models import hashed
from hustings.foundation.api_keys.auth import ByKey
from hustings.foundation.api_keys.scopes import Scope
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.lib.formats import money
from hustings.money.donation_data import actions, gift_cells
from hustings.money.donation_data.file_target import TARGET
from hustings.money.donations.models import Donation, Fund
from hustings.money.donations.models.words import Kinds
from hustings.money.donations.refusals import NotTaken
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY

READ = Scope("donations.read", _("read donations and their donors"), SEE_MONEY)
WRITE = Scope("donations.write", _("enter donations"), RUN_MONEY)
MOST = 100  # of one answer
_SHOWN = "amount refunded currency kind means state given_on is_monthly reference".split()
router = Router(tags=["donations"])


class DonorFacts(Schema):
    """The facts that law and receipts ask of a donor; countries as two letters."""

    given_name: str = Field(max_length=100)
    family_name: str = Field(max_length=100)
    email: str = ""
    born_on: date | None = None
    nationality: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


class DonationIn(Schema):
    """A donation whose money is there, in minor units. Sent again with its ``reference``, it is the same."""

    fund: str
    amount: int = Field(gt=0, lt=money.MOST)
    means: str
    kind: str = str(Kinds.GIFT)
    given_on: date
    reference: str = Field(min_length=1, max_length=60)
    donor: DonorFacts


class DonationOut(Schema):
    """Amounts in minor units; ``state`` and ``means`` as webhooks name them; ``person``: ID of the record."""

    id: int
    fund: str
    amount: int
    refunded: int
    currency: str
    kind: str
    means: str
    state: str
    given_on: date
    is_monthly: bool
    reference: str
    donor: DonorFacts
    person: str | None


class DonationPage(Schema):
    """``next``: the ``after`` of the next page; None on the last."""

    donations: list[DonationOut]
    next: int | None


@router.get("/donations", auth=ByKey(READ), response=DonationPage, summary="Donations")
def list_donations(
    request: HttpRequest, fund: str = "", state: str = "", after: int = 0, limit: int = 50
) -> dict[str, Any]:
    """Donations to the funds that the key's user sees, oldest first."""
    rows = _rows(request).filter(pk__gt=after)
    if fund:
        rows = rows.filter(fund=get_object_or_404(Fund.objects.of(request.user, SEE_MONEY), slug=fund))
    if state:
        rows = rows.filter(state=state)
    most = min(max(limit, 1), MOST)
    found = list(rows.order_by("pk")[: most + 1])
    shown = found[:most]
    return {"donations": [_told(row) for row in shown], "next": shown[-1].pk if len(found) > most else None}


@router.get("/donations/{int:pk}", auth=ByKey(READ), response=DonationOut, summary="A donation")
def one_donation(request: HttpRequest, pk: int) -> dict[str, Any]:
    """404 where the key's user doesn't see its fund."""
    return _told(get_object_or_404(_rows(request), pk=pk))


@router.post(
    "/donations", auth=ByKey(WRITE), response={200: DonationOut, 201: DonationOut}, summary="Enter a donation"
)
def enter_donation(request: HttpRequest, said: DonationIn) -> Status[Any]:
    """Enter a donation that another tool took: 201, or 200 where its reference is there already.

    422 with the reason, and the article where the law forbids it; then nothing is written.
    """
    fund = Fund.objects.of(request.user, RUN_MONEY).open().select_related("books__election")
    into = fund.filter(slug=said.fund).first()
    if into is None:
        raise HttpError(404, "Fund not found, or closed.")
    if row := _known(into, said):
        return Status(200, _told(row))
    try:
        return Status(201, _told(_taken_in(request, into, said)))
    except IntegrityError:  # the same request came twice at once
        if row := _known(into, said):
            return Status(200, _told(row))
        raise


def _taken_in(request: HttpRequest, fund: Fund, said: DonationIn) -> Donation:
    with override("en"):
        try:
            return actions.take_in(rows=[_row(request, fund, said)])[0]
        except (Wrong, NotTaken, NotPosted) as refused:
            raise HttpError(422, str(refused)) from refused


def _rows(request: HttpRequest) -> Any:
    return Donation.objects.of(request.user, SEE_MONEY).select_related("fund", "donor", "person")


def _known(fund: Fund, said: DonationIn) -> Donation | None:
    """The donation of this reference. HttpError where it has another amount."""
    rows = Donation.objects.select_related("fund", "donor", "person").filter(fund=fund)
    row = rows.filter(reference=said.reference).order_by("pk").first()
    if row and row.amount != said.amount:
        raise HttpError(409, "Another donation has this reference.")
    return row


def _row(request: HttpRequest, fund: Fund, said: DonationIn) -> Donation:
    """The donation as a line of a file would say it. Raises Wrong."""
    texts = {name: str(value) for name, value in said.donor.dict().items() if value}
    texts |= {
        "on": said.given_on.isoformat(), "amount": money.plain(said.amount, fund.books.currency),
        "means": said.means, "kind": said.kind, "reference": said.reference,
    }  # fmt: skip
    row = Donation(fund=fund, made_by=me(request), form_key=_form_key(fund, said.reference))
    TARGET.fill(row, gift_cells.reader(fund, said.means, [texts])(texts))
    return row


def _form_key(fund: Fund, reference: str) -> str:
    """Key that no second donation can have, also where two requests come at once."""
    return hashed(f"api {fund.pk} {reference}")[:32]


def _told(row: Donation) -> dict[str, Any]:
    donor = {name: getattr(row.donor, name) for name in DonorFacts.model_fields}
    return {name: getattr(row, name) for name in _SHOWN} | {
        "id": row.pk, "fund": row.fund.slug, "donor": donor, "person": row.person and str(row.person.uid),
    }  # fmt: skip
