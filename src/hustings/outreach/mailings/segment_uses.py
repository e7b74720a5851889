"""Mailings that use a segment."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.emails import conditions
from hustings.outreach.mailings.models import Mailing
from hustings.people.segments import criteria


def uses(segment: Any, user: Any) -> Iterable[criteria.Use]:
    """The mailings that go or went to a segment, or would as typed last: the newest, or their number."""
    as_typed = Q(state=Mailing.State.DRAFT, latest_revision__content__segment=segment.pk)
    found = Mailing.objects.filter(Q(segment=segment) | as_typed)
    if access.may(user, VIEW_MAILINGS):
        for mailing in found.only("name", "state")[:20]:
            says = _("the mailing “%(name)s” (%(state)s)")
            says %= {"name": mailing.name, "state": mailing.get_state_display()}
            yield criteria.Use(says, reverse("dispatch:mailing", args=[mailing.pk]))
    elif n := found.count():
        yield criteria.Use(ngettext("%(n)d mailing", "%(n)d mailings", n) % {"n": n})
    yield from _uses_of_parts(segment, user)


def _with_part_for(segment: int) -> list[Mailing]:
    """The letters, but for those that are sent, with a part for this segment. One query."""
    over = [Mailing.State.SENT, Mailing.State.CANCELLED]
    found = Mailing.objects.exclude(state__in=over).alias(raw=Cast("content", TextField()))
    found = found.filter(raw__contains='"only"').only("name", "state", "content")
    return [mailing for mailing in found if segment in conditions.named(mailing)]


def _uses_of_parts(segment: Any, user: Any) -> Iterable[criteria.Use]:
    """The letters with a part for its people alone, unless they are sent: those keep the criteria."""
    found = _with_part_for(segment.pk)
    if access.may(user, VIEW_MAILINGS):
        for mailing in found:
            words = {"name": mailing.name, "state": mailing.get_state_display()}
            says = _("a conditional part of the mailing “%(name)s” (%(state)s)") % words
            yield criteria.Use(says, reverse("dispatch:mailing", args=[mailing.pk]))
    elif n := len(found):
        says = ngettext("a conditional part of %(n)d mailing", "conditional parts of %(n)d mailings", n)
        yield criteria.Use(says % {"n": n})
