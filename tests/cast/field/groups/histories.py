"""Random histories of groups: people join, leave, die, are erased, merged, silent; the clock goes on.

``History(seed).run()`` plays one and holds the rule after each step: no live group is without a host for
longer than its delay, has an open offer or is its zone's meanwhile, and nobody leads who did not accept.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from hustings.field.groups import actions, membership, succession
from hustings.field.groups.membership import Cause, NotAllowed
from hustings.field.groups.models import (
    GroupKind,
    GroupRole,
    Handover,
    LocalGroup,
    MembershipChange,
    Vacancy,
    Why,
)
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.contacts.actions.contacts import log_contact
from hustings.people.duplicates.actions.merges import merge, part
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Person
from hustings.people.privacy.actions.erasure import erase_person

BEGIN = datetime(2027, 1, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)  # between two runs of the job
PEOPLE, GROUPS, STEPS = 9, 2, 25


class RuleBroken(AssertionError):
    """A group was left alone, or handed over behind somebody's back."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """Nothing of it stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class History:
    """One random history; the same seed is the same history."""

    def __init__(self, seed: int) -> None:
        self.random, self.now = random.Random(seed), BEGIN
        self.told: list[str] = []
        self.user = User.objects.order_by("pk").first()
        zone = Zone.objects.order_by("pk").first()
        approvals = ["at_once", "zone"]
        made = [Person(given_name=f"P{n}", family_name=str(seed), zone=zone) for n in range(PEOPLE)]
        for person in made:
            person.rename(person.given_name, person.family_name)
        Person.objects.bulk_create(made)
        self.people = [person.pk for person in made]
        with self.clock():
            for n in range(GROUPS):
                kind = GroupKind.objects.create(code=f"k{seed}-{n}", approval=approvals[n % 2])
                values = {"name": f"Group {seed} {n}", "zone": zone, "kind": kind}
                group = actions.found(values=values, user=None)
                person, cause = made[n], Cause(Why.FOUNDED)
                membership.set_role(group=group, person=person, role=GroupRole.HOST, cause=cause)
        self.groups = list(LocalGroup.objects.order_by("-pk").values_list("pk", flat=True)[:GROUPS])

    @contextmanager
    def clock(self) -> Iterator[None]:
        with patch.object(timezone, "now", lambda: self.now):
            yield

    def run(self, steps: int = STEPS) -> None:
        """Play it, and look after each step. Raises RuleBroken."""
        deeds: list[Callable[[], None]] = [
            self.join, self.join, self.join, self.leave, self.propose, self.answer, self.answer, self.die,
            self.erase, self.sign, self.wait, self.wait, self.silence, self.remove, self.decide, self.merge,
            self.unmerge, self.close,
        ]  # fmt: skip
        with self.clock():
            for _step in range(steps):
                deed = self.random.choice(deeds)
                self.told.append(deed.__name__)
                try:
                    deed()
                except NotAllowed:
                    self.told[-1] += " (refused)"
                self.check()

    def _group(self) -> LocalGroup:
        return LocalGroup.objects.select_related("kind").get(pk=self.random.choice(self.groups))

    def _person(self) -> Person:
        found = Person.objects.filter(pk__in=self.people).order_by("pk")
        return self.random.choice(list(found))

    def _of(self, group: LocalGroup) -> Person:
        """One of the group's people, or anybody."""
        rows = list(group.memberships.live().select_related("person").order_by("pk"))
        return self.random.choice(rows).person if rows else self._person()

    def join(self) -> None:
        role = self.random.choice([GroupRole.MEMBER, GroupRole.MEMBER, GroupRole.FOLLOWER])
        membership.join(group=self._group(), person=self._person(), role=role)

    def leave(self) -> None:
        group = self._group()
        membership.leave(group=group, person=self._of(group))

    def remove(self) -> None:
        group = self._group()
        membership.remove(group=group, person=self._of(group), user=self.user)

    def propose(self) -> None:
        group = self._group()
        host = group.memberships.hosts().select_related("person").first()
        role = self.random.choice([GroupRole.HOST, GroupRole.CO_HOST])
        by, user = (host.person, None) if host else (None, self.user)
        succession.propose(group=group, person=self._of(group), role=role, by=by, user=user)

    def answer(self) -> None:
        offers = list(Handover.objects.unanswered().filter(group__in=self.groups).order_by("pk"))
        if offers:
            one = self.random.choice(offers)
            (succession.accept if self.random.random() < 0.6 else succession.decline)(offer=one)

    def decide(self) -> None:
        for one in Handover.objects.to_approve().filter(group__in=self.groups).order_by("pk"):
            deed = succession.approve if self.random.random() < 0.7 else succession.refuse
            deed(offer=one, user=self.user)

    def die(self) -> None:
        log_contact(person=self._of(self._group()), method="call", outcome="deceased", user=self.user)

    def erase(self) -> None:
        if Person.objects.filter(pk__in=self.people).count() > 2:
            erase_person(person=self._of(self._group()))

    def merge(self) -> None:
        kept, absorbed = self._of(self._group()), self._of(self._group())
        if kept.pk != absorbed.pk and Person.objects.filter(pk__in=self.people).count() > 2:
            merge(kept=kept, absorbed=absorbed, user=self.user)

    def unmerge(self) -> None:
        rows = Merge.objects.filter(kept__in=self.people, undone_at=None)
        if newest := rows.order_by("-pk").first():
            part(merge=newest, user=self.user)

    def close(self) -> None:
        group = self._group()
        (actions.reopen if group.closed_at else actions.close)(group=group)

    def sign(self) -> None:
        for one in self._group().memberships.hosts():
            succession.sign_of_life(one)

    def wait(self) -> None:
        self._pass(timedelta(days=self.random.randint(1, 9)))

    def silence(self) -> None:
        """Nobody does anything for longer than any host may be silent."""
        self._pass(timedelta(weeks=10), at_once=timedelta(days=12))

    def _pass(self, time: timedelta, at_once: timedelta = timedelta(days=2)) -> None:
        """The clock goes on; the job runs as often as it pleases, and twice is like once."""
        until = self.now + time
        while self.now < until:
            self.now = min(self.now + at_once, until)
            succession.run()
            if self.random.random() < 0.2:
                before = self._state()
                succession.run()
                self._demand(before == self._state(), "the job did something when it ran again")

    def _state(self) -> list[object]:
        offers = Handover.objects.filter(group__in=self.groups).order_by("pk")
        rows = MembershipChange.objects.filter(group__in=self.groups)
        return [rows.count(), *offers.values_list("pk", "ended_at")]

    def _demand(self, is_so: bool, words: str) -> None:
        if not is_so:
            raise RuleBroken(f"{words}: {', '.join(self.told)}")

    def check(self) -> None:
        for group in LocalGroup.objects.filter(pk__in=self.groups):
            hosts = list(group.memberships.hosts())
            self._demand(len(hosts) < 2, "two hosts")
            if hosts or group.closed_at:
                is_open = Vacancy.objects.filter(group=group, ended_at=None).exists()
                self._demand(not is_open, "a vacancy that is none")
            else:
                self._check_vacant(group)
        for pk in self.groups:
            self._check_acceptance(pk)

    def _check_vacant(self, group: LocalGroup) -> None:
        vacancy = Vacancy.objects.filter(group=group, ended_at=None).first()
        if vacancy is None:
            raise RuleBroken(f"no host, and nobody is asked: {', '.join(self.told)}")
        self._demand(self.now <= vacancy.due_at + HOUR, "no host for longer than the delay")
        is_asked = group.handovers.open().filter(role=GroupRole.HOST).exists()
        self._demand(
            is_asked or vacancy.step == Vacancy.Step.ZONE, "nobody is asked, and it is not the zone's"
        )

    def _check_acceptance(self, group: int) -> None:
        """Each role of a leader goes back to a founding or to an acceptance."""
        whys = [Why.HANDED_OVER, Why.NAMED]
        rows = MembershipChange.objects.filter(group=group, why__in=whys, person__isnull=False)
        for row in rows.filter(role_after__in=[GroupRole.HOST, GroupRole.CO_HOST]):
            offers = Handover.objects.filter(group=group, person=row.person, role=row.role_after)
            accepted = offers.exclude(accepted_at=None).filter(accepted_at__lte=row.at)
            self._demand(accepted.exists(), "a role that nobody accepted")


def play(seeds: range, steps: int = STEPS) -> int:
    """Play so many histories, each rolled back; how many there were. Raises RuleBroken."""
    for seed in seeds:
        with rolled_back():
            History(seed).run(steps)
    return len(seeds)
