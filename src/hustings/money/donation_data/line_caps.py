"""The law's answer to each line of a file, after what its donor gave in the books and in lines above."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hustings.foundation.legal import Pack, gifts
from hustings.money.donations import caps, known_donors, refusals
from hustings.money.donations.models import Donation, Fund
from hustings.money.donations.models.words import Ways
from mailguard.identifiers import addresses

_AT_ONCE = 500


def refused(fund: Fund, rows: Sequence[Donation]) -> dict[int, str]:
    """Place among the rows -> why the law doesn't let that one be taken, in the reader's language."""
    pack = caps.law()
    if pack is None:
        return {}
    return dict(_Course(fund, pack, rows).answers())


class _Course:
    """The rows in the order of their days."""

    def __init__(self, fund: Fund, pack: Pack, rows: Sequence[Donation]) -> None:
        self.pack, self.rows = pack, rows
        self.fund = caps.facts(fund, pack)
        people = known_donors.of([row.donor for row in rows])
        self.owners = [
            person.pk if person else _stranger(row) for person, row in zip(people, rows, strict=True)
        ]
        self.past = _past({person.pk for person in people if person})

    def answers(self) -> Iterable[tuple[int, str]]:
        for at in sorted(range(len(self.rows)), key=lambda at: (self.rows[at].given_on, at)):
            row = self.rows[at]
            gift, past = caps.as_gift(row), self.past.setdefault(self.owners[at], [])
            answer = gifts.judge(self.pack, gift, row.donor.facts(), past, self.fund)
            if isinstance(answer, gifts.Refused):
                yield at, refusals.sentence(answer, row.donor.facts())
                continue
            past.append(gift)
            if row.means == Ways.CASH:
                self.fund = replace(self.fund, taken=(*self.fund.taken, (gift.kind, gift.means, gift.amount)))


def _stranger(row: Donation) -> str:
    return f"{row.donor.key} {addresses.key_of(row.donor.email) or row.donor.postcode}"


def _past(people: set[int]) -> dict[int | str, list[gifts.Gift]]:
    found: dict[int | str, list[gifts.Gift]] = {}
    keys = sorted(people)
    for at in range(0, len(keys), _AT_ONCE):
        rows = Donation.objects.counted().filter(person__in=keys[at : at + _AT_ONCE])
        for row in rows.select_related("fund__books").order_by("given_on", "pk"):
            assert row.person_id
            found.setdefault(row.person_id, []).append(caps.as_gift(row))
    return found
