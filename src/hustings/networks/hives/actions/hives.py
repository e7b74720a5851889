"""Found a hive, open it once its rule is met, join, leave, hand it over, end it."""

import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.networks.hives import postings
from hustings.networks.hives.models import HandOver, Hive, Member
from hustings.networks.hives.refusals import NotDone, NotReady
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)
JOINED, LEFT = "hives.joined", "hives.left"


@dataclass(frozen=True, slots=True)
class Standing:
    """Members and producers of a hive, and whether it may open."""

    members: int
    producers: int
    has_needed: bool
    is_ready: bool


@transaction.atomic
def found(*, by: User | None = None, **values: Any) -> Hive:
    """A hive with accounts of its own in its books."""
    values |= postings.accounts(values["books"], values["name"])
    hive = Hive.objects.create(made_by=by, **values)
    if hive.host:
        join(hive=hive, person=hive.host)
    log.info("hives.found hive=%s by=%s", hive.pk, by and by.pk)
    return hive


def standing(hive: Hive) -> Standing:
    """Members and producers there are, and whether the opening rule is met."""
    members = hive.members.live().count()
    kinds = list(hive.supplies.live().values_list("producer__kind", flat=True))
    has_needed = not hive.needed_kind or hive.needed_kind in kinds
    is_ready = members >= hive.least_members and len(kinds) >= hive.least_producers and has_needed
    return Standing(members, len(kinds), has_needed, is_ready)


@transaction.atomic
def open_hive(*, hive: Hive, by: User | None = None) -> None:
    """Let it hold sales. Raises NotReady."""
    now = standing(hive)
    if not now.is_ready:
        raise NotReady(
            _(
                "Not enough yet: %(members)d of %(least_members)d members,"
                " %(producers)d of %(least_producers)d producers."
            )
            % {
                "members": now.members, "least_members": hive.least_members,
                "producers": now.producers, "least_producers": hive.least_producers,
            }
        )  # fmt: skip
    Hive.objects.filter(pk=hive.pk, opened_at=None).update(opened_at=timezone.now())
    log.info("hives.open hive=%s by=%s", hive.pk, by and by.pk)


@transaction.atomic
def end(*, hive: Hive, by: User | None = None) -> None:
    """Hold no more sales. Raises NotDone while one is open."""
    if hive.sales.ahead().exists():
        raise NotDone(_("Close the open sale first."))
    Hive.objects.filter(pk=hive.pk, ended_at=None).update(ended_at=timezone.now())
    log.info("hives.end hive=%s by=%s", hive.pk, by and by.pk)


@transaction.atomic
def join(*, hive: Hive, person: Person) -> Member:
    """Become a member, once."""
    member, is_new = Member.objects.get_or_create(hive=hive, person=person, left_at=None)
    if is_new:
        person.log(JOINED, hive=hive.pk, name=hive.name)
    return member


@transaction.atomic
def leave(*, hive: Hive, person: Person) -> None:
    """Order no more; what was ordered stays."""
    if Member.objects.live().filter(hive=hive, person=person).update(left_at=timezone.now()):
        person.log(LEFT, hive=hive.pk, name=hive.name)


@transaction.atomic
def offer_hand_over(*, hive: Hive, to: Person, by: User | None = None) -> HandOver:
    """Ask a member to take over as host; another offer that waits is taken back."""
    if not Member.objects.live().filter(hive=hive, person=to).exists():
        raise NotDone(_("Only a member can become host."))
    HandOver.objects.filter(hive=hive, answered_at=None).update(answered_at=timezone.now())
    made = HandOver.objects.create(hive=hive, to=to, was=hive.host)
    log.info("hives.hand_over hive=%s by=%s", hive.pk, by and by.pk)
    return made


@transaction.atomic
def answer_hand_over(*, offer: HandOver, is_accepted: bool) -> None:
    """Take over, or don't: once."""
    open_ = HandOver.objects.open().filter(pk=offer.pk)
    if open_.update(answered_at=timezone.now(), is_accepted=is_accepted) and is_accepted:
        Hive.objects.filter(pk=offer.hive_id).update(host=offer.to)
        log.info("hives.host hive=%s", offer.hive_id)
