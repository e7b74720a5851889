"""HQ's forms: an answer, a milestone, and filters of what is to be answered."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.deliberation.consultations import word_search
from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.syntheses.models import Answer, Milestone, Outcome
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.language_forms import InLanguages

OPEN = "open"


class ItemFilter(filters.FilterForm):
    """Which contributions: by answer, by words."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("Answer"), required=False,
        choices=[
            ("", pgettext_lazy("contributions", "all")),
            (OPEN, gettext_lazy("not answered")), *Outcome.choices,
        ],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        standing = Answer.objects.standing().filter(item=OuterRef("pk"))
        if said["state"] == OPEN:
            rows = rows.exclude(Exists(standing))
        elif said["state"]:
            rows = rows.filter(Exists(standing.filter(outcome=said["state"])))
        if said["q"]:
            rows = rows.filter(word_search.having(said["q"]))
        return rows


class AnswerForm(InLanguages):
    """An answer, its reasons, and in whose name."""

    texts = {"reason": (gettext_lazy("Reasons"), 4_000, True)}
    needed = frozenset({"reason"})
    outcome = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=[(each.value, capfirst(each.label)) for each in Outcome],
        widget=forms.RadioSelect,
    )
    author = forms.CharField(
        label=gettext_lazy("In the name of"), max_length=200,
        help_text=gettext_lazy("Shown to everyone, such as “The energy team”."),
    )  # fmt: skip
    field_order = ["outcome", "reason_fr", "reason_en", "author"]

    def __init__(self, *args: Any, answer: Answer | None = None, author: str = "", **more: Any) -> None:
        initial = {
            "outcome": answer.outcome if answer else None,
            "author": answer.author if answer else author,
        }
        more["initial"] = initial
        super().__init__(*args, **more)
        self._add_texts({"reason": answer.reasons if answer else {}})
        self.order_fields(self.field_order)


class MilestoneForm(InLanguages):
    """A promise with its date."""

    texts = {
        "title": (gettext_lazy("What will be done"), 200, False),
        "note": (gettext_lazy("News"), 4_000, True),
    }
    needed = frozenset({"title"})
    due_on = forms.DateField(label=gettext_lazy("Due on"), widget=DayInput())
    done_on = forms.DateField(label=gettext_lazy("Done on"), required=False, widget=DayInput())
    dropped_on = forms.DateField(
        label=gettext_lazy("Given up on"), required=False, widget=DayInput(),
        help_text=gettext_lazy("Say why under “News”."),
    )  # fmt: skip
    item = forms.IntegerField(
        label=gettext_lazy("Number of the contribution"), required=False, min_value=1,
        help_text=gettext_lazy("If it follows from one: the number in the address of its page."),
    )  # fmt: skip
    field_order = ["title_fr", "title_en", "due_on", "item", "note_fr", "note_en", "done_on", "dropped_on"]

    def __init__(
        self, *args: Any, consultation: Consultation, milestone: Milestone | None = None, **more: Any
    ) -> None:
        self.consultation = consultation
        of = milestone or Milestone()
        initial = {
            "due_on": of.due_on, "done_on": of.done_on, "dropped_on": of.dropped_on, "item": of.item_id,
            **more.pop("initial", {}),
        }  # fmt: skip
        more["initial"] = initial
        super().__init__(*args, **more)
        self._add_texts({"title": of.titles, "note": of.notes})
        self.order_fields(self.field_order)

    def clean_item(self) -> Item | None:
        pk = self.cleaned_data["item"]
        if pk is None:
            return None
        found = Item.objects.filter(pk=pk, consultation=self.consultation).first() if pk < 2**63 else None
        if found is None:
            raise forms.ValidationError(_("This consultation has no contribution with this number."))
        return found

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("done_on") and typed.get("dropped_on"):
            self.add_error("dropped_on", _("Enter one of the two dates only."))
        return typed

    @property
    def values(self) -> dict[str, Any]:
        names = ("due_on", "done_on", "dropped_on", "item")
        return {
            "titles": self.said("title"), "notes": self.said("note"),
            **{name: self.cleaned_data[name] for name in names},
        }  # fmt: skip
