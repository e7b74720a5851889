"""Donations and monthly donations as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.money.donations.models import Donation, Plan
from hustings.people.persons.webhook_events import PERSON, with_persons

RECEIVED, REFUNDED = "donations.received", "donations.refunded"
DISPUTED, LOST = "donations.disputed", "donations.lost"
REFUND_FAILED, UNSETTLED = "donations.refund_failed", "donations.unsettled"
PLAN_STARTED, PLAN_CHANGED = "donations.plan_started", "donations.plan_changed"
PLAN_PAUSED, PLAN_ENDED = "donations.plan_paused", "donations.plan_ended"


def _gifts(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Donation.objects.filter(pk__in=keys).select_related("fund")
    said = {row.pk: (row.person_id, {"donation": _gift(row), "fund": _fund(row)}) for row in rows}
    return with_persons(said, sees_people)


def _plans(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Plan.objects.filter(pk__in=keys).select_related("fund__books")
    said = {row.pk: (row.person_id, {"plan": _plan(row), "fund": _fund(row)}) for row in rows}
    return with_persons(said, sees_people)


def _gift(row: Donation) -> dict[str, Any]:
    return {
        "id": row.pk, "number": row.number, "kind": row.kind, "means": row.means, "state": row.state,
        "amount": row.amount, "refunded": row.refunded, "currency": row.currency,
        "given_on": row.given_on.isoformat(), "plan": row.plan_id,
    }  # fmt: skip


def _plan(row: Plan) -> dict[str, Any]:
    return {
        "id": row.pk, "amount": row.amount, "currency": row.fund.books.currency, "day": row.day,
        "is_paused": row.paused_at is not None, "is_ended": row.ended_at is not None,
    }  # fmt: skip


def _fund(row: Any) -> dict[str, Any]:
    return {"id": row.fund_id, "slug": row.fund.slug}


_FUND = {"id": 3, "slug": "campaign"}
_GIFT = {
    "donation": {
        "id": 512, "number": "D512", "kind": "gift", "means": "card", "state": "settled", "amount": 5000,
        "refunded": 0, "currency": "EUR", "given_on": "2026-12-01", "plan": None,
    },
    "fund": _FUND,
    "person": PERSON,
}  # fmt: skip
_PLAN = {
    "plan": {"id": 7, "amount": 2000, "currency": "EUR", "day": 5, "is_paused": False, "is_ended": False},
    "fund": _FUND,
    "person": PERSON,
}
_BACK = {**_GIFT, "amount": 5000}
part = events(
    Event(RECEIVED, _("Donation received"), _GIFT, _gifts),
    Event(UNSETTLED, _("Donation awaited again: its payment was another’s"), _GIFT, _gifts),
    Event(REFUNDED, _("Donation refunded"), _BACK, _gifts),
    Event(REFUND_FAILED, _("Refund of a donation failed"), _BACK, _gifts),
    Event(DISPUTED, _("Donation disputed"), _GIFT, _gifts),
    Event(LOST, _("Donation taken back by the bank"), _GIFT, _gifts),
    Event(PLAN_STARTED, _("Monthly donation started"), _PLAN, _plans),
    Event(PLAN_CHANGED, _("Monthly donation changed"), _PLAN, _plans),
    Event(PLAN_PAUSED, _("Monthly donation paused"), _PLAN, _plans),
    Event(PLAN_ENDED, _("Monthly donation ended"), _PLAN, _plans),
)
