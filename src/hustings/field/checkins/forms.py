"""Forms of the doors of an event."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.field.checkins import tickets
from hustings.field.checkins.models import DoorPlan
from hustings.foundation.hq import filters


class DoorForm(forms.Form):
    """One more door."""

    door = forms.CharField(
        label=_("Name of the door"), max_length=60,
        help_text=_("For example “Main entrance”. Everyone at the doors sees it."),
    )  # fmt: skip


class RulesForm(forms.ModelForm[DoorPlan]):
    """Rules of the doors: who enters, and when."""

    class Meta:
        model = DoorPlan
        fields = ("may_reenter", "opens_before", "closes_at_end")


class ListFilterForm(filters.FilterForm):
    """People by name, address or short code."""

    q = forms.CharField(label=_("Name, e-mail or code"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Status"), required=False,
        choices=[("", _("everyone")), ("missing", _("not there yet")), ("came", _("checked in")),
                 ("absent", _("absent"))],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        """Each word must be in a name or the address; a short code finds its ticket."""
        state = said.get("state")
        if state == "missing":
            rows = rows.filter(attended_at=None, absent_at=None)
        elif state in {"came", "absent"}:
            rows = rows.exclude(**{"attended_at" if state == "came" else "absent_at": None})
        text = (said.get("q") or "").replace("\0", "")
        reading = tickets.read(text, event=0, keys={}, now=0)
        if reading.code == tickets.Code.TYPED:
            by_code = rows.filter(ticket__number=reading.number)
            if by_code.exists():
                return by_code
        for word in text.split()[:6]:
            rows = rows.filter(is_seen=True).filter(
                Q(registration__given_name__icontains=word) | Q(registration__family_name__icontains=word)
                | Q(registration__address__icontains=word)
            )  # fmt: skip
        return rows
