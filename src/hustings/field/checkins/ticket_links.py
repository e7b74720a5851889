"""Addresses of ticket pages: whoever has one may show the ticket, and it says whose it is to nobody."""

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.field.registrations.models import Seat
from hustings.field.registrations.seat_links import SeatLink

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


def link_of(seat: Seat) -> SeatLink | None:
    """The ticket of a seat that is taken, for the participant's page."""
    return SeatLink(_("My ticket"), path_of(seat)) if seat.state == Seat.State.SEATED else None
