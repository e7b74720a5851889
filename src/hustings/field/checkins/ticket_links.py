"""Addresses of ticket pages: whoever has one may show the ticket, and it says whose it is to nobody."""

from django.core import signing
from django.urls import reverse

from hustings.field.registrations.models import Seat

_SIGNER = signing.Signer(sep=".", salt="hustings.field.checkins.ticket")


def path_of(seat: Seat) -> str:
    """The path of its page, in the language of now."""
    return reverse("tickets:ticket", args=[_SIGNER.sign(str(seat.pk))])


def seat_of(token: str) -> Seat:
    """The seat that a link leads to. Raises DoesNotExist."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError) as bad:
        raise Seat.DoesNotExist from bad
    return Seat.objects.select_related("registration", "shift__event__zone").get(pk=pk)
