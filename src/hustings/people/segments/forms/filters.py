"""The search box and the filters above the list of people."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text import phrases
from hustings.foundation.territories.fields import ZoneField
from hustings.people.persons.models import Consent, Email, Purpose, Tag, Tagging
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.segments import criteria, list_pages, territory_queries
from hustings.people.segments.models import Segment

MANY = 20_000  # two filters that each pass one in a hundred would walk through most of a million
ANSWERS = {"yes": _("yes"), "no": _("no"), "never": _("never asked")}


def _consents() -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [("", _("any"))]
    for purpose in Purpose:
        choices += [
            (f"{purpose.value}.{key}", phrases.pair(purpose.label, word)) for key, word in ANSWERS.items()
        ]
    return choices


_NOT_NARROWING = {"order", "whole"}


class FilterForm(forms.Form):
    """All optional; what can't be read is said and left out."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, e-mail or phone")}),
    )
    zone = ZoneField(label=_("Territory"), required=False)
    tag = forms.ModelChoiceField(Tag.objects.all(), label=_("Tag"), required=False, empty_label=_("any"))
    consent = forms.ChoiceField(label=_("Consent"), required=False, choices=_consents)
    email = forms.ChoiceField(
        label=_("E-mail"), required=False, choices=lambda: [("", _("any")), *Email.Status.choices]
    )
    segment = forms.ModelChoiceField(
        Segment.objects.all(), label=_("Segment"), required=False, empty_label=_("any")
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=lambda: [
            ("", _("default")),
            *((name, order.label) for name, order in list_pages.ORDERS.items()),
        ],
    )

    whole = forms.BooleanField(required=False, widget=forms.HiddenInput)  # see searched()

    def __init__(self, data: QueryDict | None = None, *, user: Any = None) -> None:
        super().__init__(data)
        if user:
            chooses: Any = self.fields["segment"]
            chooses.queryset = Segment.objects.visible_to(user)

    @property
    def sequence(self) -> str:
        """A key of ``paging.ORDERS``: what is found comes by name unless another order is asked for."""
        usual = "name" if self.cleaned_data.get("q") else "newest"
        return self.cleaned_data.get("order") or usual

    def narrow(self, people: PersonQuerySet) -> PersonQuerySet:
        """Those of ``people`` who pass. Adds an error where the segment is broken, and then shows nobody."""
        asked = self.cleaned_data if self.is_valid() else {**self.cleaned_data}
        if self.errors:
            return people.none()
        if zone := asked.get("zone"):
            people = territory_queries.zone(people, zone)
        if tag := asked.get("tag"):
            people = _among(people, Tagging.objects.filter(tag=tag))
        if consent := asked.get("consent"):
            people = _by_consent(people, *consent.split("."))
        if status := asked.get("email"):
            people = _among(people, Email.objects.filter(status=status))
        if segment := asked.get("segment"):
            try:
                people = people.filter(pk__in=criteria.compile(segment.criteria).values("pk"))
            except criteria.BadCriteria as bad:
                self.add_error("segment", str(bad))
                return people.none()
        if text := asked.get("q"):
            people = people.search(text, is_whole=bool(asked.get("whole")))
        return people

    @property
    def is_filtered(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name not in _NOT_NARROWING)

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name not in _NOT_NARROWING | {"q"})


def _by_consent(people: PersonQuerySet, purpose: str, answer: str) -> PersonQuerySet:
    stands = Consent.objects.filter(purpose=purpose)
    if answer == "never":
        return people.exclude(Exists(stands.filter(person=OuterRef("pk"))))
    return _among(people, stands.filter(is_given=answer == "yes"))


def _among(people: PersonQuerySet, rows: QuerySet[Any]) -> PersonQuerySet:
    """Those named by ``rows``. A page wants fifty: many rows are asked one by one, few are read as a set."""
    if rows.order_by()[: MANY + 1].count() > MANY:
        return people.filter(Exists(rows.filter(person=OuterRef("pk"))))
    return people.filter(pk__in=rows.order_by().values("person"))


def searched(asked: QueryDict, *, hides: bool) -> QueryDict:
    """What was asked; by whole e-mails and phones where the user may not see them, against guessing on."""
    asked = asked.copy()
    if hides:
        asked["whole"] = "on"
    return asked


def narrowed(query: str, people: PersonQuerySet) -> PersonQuerySet:
    """Those of ``people`` whom the list shows at ``?query``: for deeds on all of them."""
    return FilterForm(QueryDict(query)).narrow(people)


def described(query: str) -> str:
    """The same in words."""
    form = FilterForm(QueryDict(query))
    if not form.is_valid() or not form.is_filtered:
        return gettext("everyone")
    return phrases.row(
        phrases.pair(form[name].label, _in_words(form.fields[name], value))
        for name, value in form.cleaned_data.items()
        if value and name not in _NOT_NARROWING
    )


def _in_words(field: forms.Field, value: Any) -> str:
    is_choice = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    return str(dict(field.choices).get(value, value)) if is_choice else str(value)  # type: ignore[attr-defined]
