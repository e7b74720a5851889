"""HQ: the list of an event by name, for those without a phone or a ticket, on screen and on paper."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.checkins import actions, door_lists, tickets
from hustings.field.checkins.forms import ListFilterForm
from hustings.field.checkins.models import Ticket
from hustings.field.checkins.views.doors import page, seen
from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.field.registrations.models import Registration, Seat
from hustings.foundation.accounts import access
from hustings.foundation.hq.resources import Deed, Resource
from hustings.foundation.hq.tables import Code, Column, Number, State, Title
from hustings.people.persons.rights import VIEW_PEOPLE

MOST_PRINTED = 5_000


# Names are for those who enter this event, of those people whom they may see.
_guard = access.guard(lambda user: enters_events(user) and access.may(user, VIEW_PEOPLE))


def _seats(event: Event, user: Any) -> QuerySet[Seat]:
    """All seats that are taken; ``is_seen``: whether this user may know of whom."""
    door_lists.issue(event)
    seen_by = Registration.objects.visible_to(user).filter(pk=OuterRef("registration"))
    return (
        Seat.objects.seated()
        .filter(shift__event=event)
        .annotate(is_seen=Exists(seen_by))
        .select_related("registration", "shift__event", "ticket__check_in")
    )


def _name(seat: Any) -> str:
    return str(seat.registration) if seat.is_seen else _("from elsewhere")


def _alphabetical(seat: Any) -> tuple[bool, str, str, int]:
    """Order by name; those whose names aren't shown last."""
    if not seat.is_seen:
        return True, "", "", seat.pk
    named = seat.registration
    return False, named.family_name.casefold(), named.given_name.casefold(), seat.pk


def _code(seat: Seat) -> str:
    return tickets.short(seat.ticket.number)


def _state(seat: Seat) -> tuple[str, str]:
    if seat.attended_at:
        check_in = getattr(seat.ticket, "check_in", None)
        door = check_in.door if check_in else ""
        return "done", _("checked in: %(door)s") % {"door": door} if door else _("checked in")
    if seat.ticket.revoked_at:
        return "off", _("ticket withdrawn")
    return ("failed", _("absent")) if seat.absent_at else ("", _("not there yet"))


class People(Resource):
    """Everyone with a seat."""

    guard = _guard
    icon = "date"
    caption = gettext_lazy("Participants")
    filters_class = ListFilterForm
    order = ("pk",)
    columns = (
        Title("name", gettext_lazy("Name"), accessor=_name),
        Number("n", gettext_lazy("People")),
        Column("shift", gettext_lazy("Shift")),
        Code("code", gettext_lazy("Code"), accessor=_code),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    tick = staticmethod(_name)
    deeds = (
        Deed("came", gettext_lazy("Mark as entered")),
        Deed("absent", gettext_lazy("Mark as absent")),
        Deed("unmark", gettext_lazy("Undo the mark")),
        Deed("revoke", gettext_lazy("Withdraw the ticket"), is_serious=True),
        Deed("restore", gettext_lazy("Make the ticket valid again")),
    )
    empty = gettext_lazy("No one has a seat yet.")

    @cached_property
    def event(self) -> Event:
        return seen(self.request, self.kwargs["pk"])

    @property
    def title(self) -> str:
        return _("Participants: %(event)s") % {"event": self.event.title}

    @property
    def trail(self) -> Sequence[tuple[str, Any]]:  # type: ignore[override]
        return (("events:events", pgettext_lazy("menu", "Events")),)

    def rows(self) -> QuerySet[Seat]:
        return _seats(self.event, self.user)

    def do(self, deed: str, keys: list[int]) -> str:
        event, user = self.event, access.me(self.request)
        found = Ticket.objects.filter(event=event, seat__in=keys).select_related("seat", "event")
        for ticket in found:
            if deed == "came":
                actions.mark_came(ticket=ticket, user=user)
            elif deed == "absent":
                actions.mark_absent(ticket=ticket, user=user)
            elif deed == "unmark":
                actions.unmark(ticket=ticket, user=user)
            elif deed == "revoke":
                actions.revoke_ticket(ticket=ticket)
            else:
                actions.restore_ticket(ticket=ticket)
        n = len(found)
        return ngettext("Done for %(n)s ticket.", "Done for %(n)s tickets.", n) % {"n": n}


@_guard
@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on paper, by name, with a box to tick."""
    event = seen(request, pk)
    rows = sorted(
        _seats(event, request.user)[:MOST_PRINTED],
        key=_alphabetical,
    )
    lines = [(seat, _code(seat)) for seat in rows]
    return page(request, "printed", _("List to print"), event, {"lines": lines})
