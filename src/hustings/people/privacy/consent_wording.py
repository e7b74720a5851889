"""Wording of consents for anybody to read: when and by what kind of act, no file, page or segment."""

from datetime import datetime

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.dates import date_format
from hustings.people.imports.columns.options import CHANGED, CREATED
from hustings.people.persons.models import ConsentEntry, Person
from hustings.people.persons.origins import OWN_PAGE

_ARRIVALS = {
    "sign_up.confirmed": gettext_lazy("You signed up on our website on %(day)s."),
    CREATED: gettext_lazy("You were on a list that our team entered on %(day)s."),
    "person.added": gettext_lazy("Our team added you on %(day)s."),
}


class Acts:
    """Those of one person: two questions, however many answers are told."""

    def __init__(self, person: Person) -> None:
        self._person = person

    @property
    def arrival(self) -> str:
        found = self._person.activities.filter(kind__in=list(_ARRIVALS)).order_by("happened_at", "pk")
        kind, at = found.values_list("kind", "happened_at").first() or ("", self._person.created_at)
        words = _ARRIVALS.get(kind) or _("We have had your address since %(day)s.")
        return str(words) % {"day": _day(at)}

    def yes(self, entry: ConsentEntry) -> str:
        words = {"day": _day(entry.given_at), "written": _day(entry.recorded_at)}
        if entry.recorded_at in self._lists:
            return _("You agreed on %(day)s, on a list that our team entered on %(written)s.") % words
        if entry.user_id:
            return _("You agreed on %(day)s; our team recorded it on %(written)s.") % words
        if entry.source == OWN_PAGE:
            return _("You agreed on your personal page on %(day)s.") % words
        if entry.wording_id:
            return _("You agreed on our website on %(day)s.") % words
        return _("You agreed on %(day)s.") % words

    @cached_property
    def _lists(self) -> set[datetime]:
        """When lists that name them were entered: a list's answers bear the moment of its lines."""
        found = self._person.activities.filter(kind__in=[CREATED, CHANGED]).order_by()
        return set(found.values_list("happened_at", flat=True)[:100])


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at))
