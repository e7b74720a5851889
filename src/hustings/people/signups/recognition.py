"""Recognition of a visitor by their browser: their own page is open in it, or it proved their mailbox once.

No link says whose it is, so none that is passed on, read by a scanner or found in a log does either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Email, Person
from hustings.people.signups.kinds import SubmissionKind
from hustings.people.signups.public_forms import embeds

OURS = "same-origin"
_FOUND = "recognised_as"  # on a request


@dataclass(frozen=True)
class Known:
    """A mailbox that this browser has proven. ``mark`` names the proof: stamps bind forms to it."""

    email: Email
    mark: str
    is_open: bool = False  # by their own page, whose link was mailed within hours

    @property
    def person(self) -> Person:
        return self.email.person

    @cached_property
    def given(self) -> frozenset[str]:
        """Purposes to which they stand at a yes."""
        return frozenset(self.person.consents.live().values_list("purpose", flat=True))

    @cached_property
    def facts(self) -> dict[str, str]:
        """Values for the fields of a form. A number comes from the open page alone."""
        where = self.person.addresses.exclude(postcode="").first()
        phone = self.person.phones.first() if self.is_open else None
        return {
            "given_name": self.person.given_name, "family_name": self.person.family_name,
            "email": self.email.address, "postcode": where.postcode if where else "",
            "phone": phone.number if phone else "",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """A way to prove one's mailbox: how it is found in a request, and how this browser forgets it."""

    find: Callable[[HttpRequest], Known | None]
    forget: Callable[[HttpRequest, HttpResponseBase], None]


proofs = Registry[Proof]("signups.recognition.proofs")


def of(request: HttpRequest | None) -> Known | None:
    """Whoever is recognised; nobody in a frame or form of another site. Without a cookie it asks nothing."""
    if request is None or embeds.of(request) or is_from_outside(request):
        return None
    if not hasattr(request, _FOUND):
        setattr(request, _FOUND, _find(request) if request.COOKIES else None)
    found: Known | None = getattr(request, _FOUND)
    return found


def is_from_outside(request: HttpRequest) -> bool:
    """Whether another site sends the form, as browsers say; a link from anywhere may lead to ours."""
    return request.method == "POST" and request.headers.get("Sec-Fetch-Site", OURS) != OURS


def _find(request: HttpRequest) -> Known | None:
    """The open page tells before a device does."""
    found = [known for proof in proofs.all() if (known := proof.find(request))]
    return max(found, key=lambda known: known.is_open, default=None)


def forget(request: HttpRequest, response: HttpResponseBase) -> None:
    """Have this browser know nobody any more."""
    for proof in proofs.all():
        proof.forget(request, response)


def counts_at_once(kind: SubmissionKind, row: Any) -> bool:
    """Whether a submission needs no click in a mail.

    An address that wants no mail is asked, since a click would say that it does. A remembered device never
    turns a no into a yes: it may be in other hands.
    """
    if row.known is None or kind.is_always_mailed(row) or row.known.email.status != Email.Status.CONFIRMED:
        return False
    said_no = row.known.person.consents.filter(purpose__in=[*row.consents], is_given=False)
    return bool(row.known.is_open) or not said_no.exists()
