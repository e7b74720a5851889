"""HQ: the recipients of a text that was sent, by what became of each."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Moment, State, Title
from hustings.outreach.text_messages.models import TextBlast, TextMessage
from hustings.outreach.text_messages.rights import SEND_TEXTS
from hustings.people.persons.models import Person


class StateFilter(FilterForm):
    """Messages in one state."""

    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[("", pgettext_lazy("text messages", "all")), *TextMessage.State.choices],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        return rows.filter(state=said["state"]) if said["state"] else rows


def _why(row: TextMessage) -> str:
    return row.said or row.get_reason_display()


class Recipients(Resource):
    """People of the user's territories to whom a text goes or went."""

    guard = needs(SEND_TEXTS)
    icon = "mobile-alt"
    caption = gettext_lazy("Recipients")
    filters_class = StateFilter
    order = ("state", "pk")
    columns = (
        Title(
            "person", gettext_lazy("Name"), url=lambda row: reverse("persons:record", args=[row.person.uid])
        ),
        State("state", gettext_lazy("Status"), accessor=lambda row: (row.state, row.get_state_display())),
        Column("reason", gettext_lazy("Reason"), accessor=_why),
        Moment("sent_at", gettext_lazy("When")),
    )  # fmt: skip
    empty = gettext_lazy("Nothing has left yet.")
    nothing_found = gettext_lazy("No message is in this state.")

    @cached_property
    def text(self) -> TextBlast:
        return get_object_or_404(TextBlast, pk=self.kwargs["pk"])

    @property
    def title(self) -> str:
        return _("Recipients of “%(name)s”") % {"name": self.text.name}

    @property
    def trail(self) -> Sequence[tuple[Any, ...]]:  # type: ignore[override]
        return (
            ("text_messages:texts", gettext_lazy("Text messages")),
            ("text_messages:text", self.text.name, self.text.pk),
        )

    def rows(self) -> QuerySet[TextMessage]:
        seen = Person.objects.visible_to(self.user, SEND_TEXTS)
        return self.text.messages.filter(person__in=seen).select_related("person")
