"""Consequences of a no and of a death: whoever waits on a list is called no more, at once."""

from typing import Any

from hustings.foundation.contributions import Contribution
from hustings.outreach.calls import clock
from hustings.outreach.calls.models import Callee
from hustings.people.persons.hooks import deaths, withdrawals
from hustings.people.persons.models import Person, Purpose


def _end(person: Person, user: Any = None) -> None:
    waiting = Callee.objects.filter(person=person, done_at=None, claimed_by=None)
    waiting.update(done_at=clock.now(), end=Callee.End.NO)


part = Contribution(
    withdrawals.withdrawals(withdrawals.Withdrawal(Purpose.PHONE, _end)),
    deaths.hearers(_end),
)
