"""Gifts looked at again: what the law doesn't let us keep becomes a proposal to refund, or one is withdrawn.

Merges and corrected facts make one donor of two, or one too young: the answer of the law to each gift is
asked again in their order, those before counting as far as they may be kept.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.foundation.legal import gifts
from hustings.money.donations import caps
from hustings.money.donations.models import Donation, RefundProposal
from hustings.money.donations.models.donations import HELD
from hustings.people.persons.models import Person

_RECENT = timedelta(days=2)
Excess = tuple[int, gifts.Refused]


@transaction.atomic
def check(person: int) -> int:
    """Bring the proposals of one person in line; the number of open ones."""
    if not Person.objects.select_for_update(no_key=True, of=("self",)).filter(pk=person).exists():
        return 0
    rows = list(_rows(person))
    found = _excesses(rows)
    standing = {row.donation_id: row for row in RefundProposal.objects.open().filter(donation__person=person)}
    for key in standing.keys() - found.keys():
        RefundProposal.objects.open().filter(pk=standing[key].pk).update(withdrawn_at=timezone.now())
    for key, (amount, refused) in found.items():
        said = {
            "amount": amount, "code": refused.code, "rule": refused.rule.key, "article": refused.article,
        }  # fmt: skip
        if key in standing:
            RefundProposal.objects.open().filter(pk=standing[key].pk).update(**said)
        else:
            RefundProposal.objects.create(donation_id=key, **said)
    return len(found)


def _rows(person: int) -> Iterable[Donation]:
    rows = Donation.objects.counted().filter(person=person).select_related("fund__books__election", "donor")
    return rows.order_by("given_on", "pk")


def _excesses(rows: list[Donation]) -> dict[int, Excess]:
    """For each gift whose money is there what is too much of it, and the answer that says so."""
    pack = caps.law()
    found: dict[int, Excess] = {}
    if pack is None:
        return found
    past: list[gifts.Gift] = []
    funds: dict[int, gifts.Fund] = {}
    for row in rows:
        if row.fund_id not in funds:
            funds[row.fund_id] = caps.facts(row.fund, pack, has_totals=False)
        gift = caps.as_gift(row)
        answer = gifts.judge(pack, gift, row.donor.facts(), past, funds[row.fund_id])
        kept = gift.amount
        if isinstance(answer, gifts.Refused):
            kept = answer.left
            if row.state in HELD and gift.amount > kept:
                found[row.pk] = (gift.amount - kept, answer)
        past.append(caps.as_gift(row, kept))
    return found


def changed_lately() -> list[int]:
    """People with gifts whose record changed in the last days, such as a birth date."""
    since = timezone.now() - _RECENT
    with_gifts = Donation.objects.held().filter(person__updated_at__gte=since).order_by()
    return list(with_gifts.values_list("person", flat=True).distinct())
