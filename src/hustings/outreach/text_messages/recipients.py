"""Recipients of texts: people who agreed, and have not sent STOP since, with a mobile number."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django.db.models import Exists, OuterRef, QuerySet

from hustings.foundation.accounts.models import User
from hustings.outreach.text_messages.models import Incoming, TextBlast
from hustings.outreach.text_messages.rights import SEND_TEXTS
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Consent, Person, Phone, Purpose
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.segments import criteria

WORKING = [Phone.Status.UNCONFIRMED, Phone.Status.CONFIRMED]
_MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


def within_reach(text: TextBlast, user: Any) -> PersonQuerySet:
    """People of the segment where ``user`` may send texts."""
    asked = text.segment.criteria if text.criteria is None else text.criteria
    return Person.objects.visible_to(user, SEND_TEXTS).filter(pk__in=criteria.compile(asked).values("pk"))


def agreed(people: PersonQuerySet) -> PersonQuerySet:
    """Those of them who said yes to texts, and of whom nobody noted that they have died."""
    yes = Consent.objects.live().filter(purpose=Purpose.SMS)
    died = Contact.objects.filter(person=OuterRef("pk"), outcome=Contact.Outcome.DECEASED)
    return people.filter(~Exists(died), pk__in=yes.values("person"))


def usable_phones() -> QuerySet[Phone]:
    """Numbers in service from which nobody sent STOP after the consent of their owner."""
    consent = Consent.objects.live().filter(purpose=Purpose.SMS, person=OuterRef(OuterRef("person")))
    stopped = Incoming.objects.filter(
        is_stop=True, number=OuterRef("number"), received_at__gte=consent.values("entry__given_at")[:1]
    )
    found: QuerySet[Phone] = Phone.objects.filter(~Exists(stopped), status__in=WORKING)
    return found.order_by("person", "position", "pk")


def stopped(numbers: Collection[str]) -> set[str]:
    """Those of them from which STOP came, by whichever gateway, and no consent of an owner since."""
    said = set(Incoming.objects.filter(is_stop=True, number__in=numbers).values_list("number", flat=True))
    anew = usable_phones().filter(number__in=said, person__in=agreed(Person.objects.all()).values("pk"))
    return said - set(anew.values_list("number", flat=True)) if said else said


def gets_texts(number: str) -> bool:
    """Whether a number in E.164 may be a mobile phone's."""
    try:
        return phonenumbers.number_type(phonenumbers.parse(number)) in _MOBILE
    except phonenumbers.NumberParseException:
        return False


def numbers(people: Collection[int]) -> dict[int, str]:
    """The first mobile number of each of those who agreed; one query for all."""
    found: dict[int, str] = {}
    fit = agreed(Person.objects.filter(pk__in=people)).values("pk")
    for person, number in usable_phones().filter(person__in=fit).values_list("person", "number"):
        if person not in found and gets_texts(number):
            found[person] = number
    return found


@dataclass(frozen=True, slots=True)
class Reach:
    """Number that a text reaches at most, and why not the others."""

    segment: int
    no_consent: int
    no_number: int

    @property
    def readers(self) -> int:
        return self.segment - self.no_consent - self.no_number


def reach(text: TextBlast, user: User) -> Reach:
    """Count them. Numbers that are no mobile's are left out only as the messages are written."""
    people = within_reach(text, user)
    willing = agreed(people)
    n, n_willing = people.count(), willing.count()
    n_readers = willing.filter(pk__in=usable_phones().order_by().values("person")).count()
    return Reach(n, n - n_willing, n_willing - n_readers)
