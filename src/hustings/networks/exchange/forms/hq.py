"""HQ's forms: filters, invitations, limits, cohorts, evenings of speed dating."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.row_fields import RowsField
from hustings.networks.exchange.forms.public import time_zones
from hustings.networks.exchange.models import Cohort, ExchangeLimits, Kind, Member, Post, Side, SpeedDating

MOST_GUESTS = 300


class PostFilter(filters.FilterForm):
    """Filters of asks and offers."""

    side = forms.ChoiceField(
        label=gettext_lazy("Direction"), required=False,
        choices=[("", gettext_lazy("asks and offers")), *Side.choices],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("all")), *Kind.choices]
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", pgettext_lazy("exchange", "open")),
            ("waiting", gettext_lazy("open, nobody is asked")),
            ("over", pgettext_lazy("exchange", "closed")),
        ],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        if said["state"] == "over":
            rows = rows.exclude(pk__in=Post.objects.live().values("pk"))
        else:
            rows = rows.live()
        if said["state"] == "waiting":
            rows = rows.asks().exclude(matches__ended_at=None, matches__isnull=False)
        rows = rows.filter(side=said["side"]) if said["side"] else rows
        return rows.filter(kind=said["kind"]) if said["kind"] else rows


class InviteForm(forms.Form):
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=100, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=100, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES, initial=get_language
    )


class LimitsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ExchangeLimits
        fields = ["answer_hours", "post_days", "silences", "break_days"]


class CohortForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Cohort
        fields = ["name", "kind"]


class DatingForm(forms.ModelForm):  # type: ignore[type-arg]
    starts_at = MomentField(label=gettext_lazy("Start"))
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=time_zones)
    guests = RowsField(
        Member.objects.none(), label=pgettext_lazy("exchange", "Guests"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = SpeedDating
        fields = ["name", "place", "starts_at", "time_zone", "minutes", "break_minutes", "n_rounds", "guests"]

    def __init__(self, user: Any, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        posting = Post.objects.live().values("member")
        rows = Member.objects.visible_to(user).live().filter(pk__in=posting)
        first = rows.select_related("person", "organisation").order_by("person__name_key", "pk")
        guests: Any = self.fields["guests"]
        guests.queryset = Member.objects.filter(pk__in=[each.pk for each in first[:MOST_GUESTS]])
        guests.queryset = guests.queryset.select_related("person", "organisation").order_by(
            "person__name_key"
        )
        guests.label_from_instance = lambda one: ", ".join(filter(None, [str(one), one.organisation_name]))


class PartnerForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    url = forms.URLField(label=gettext_lazy("Address of their site"), max_length=300, assume_scheme="https")


class KeyForm(forms.Form):
    key = forms.CharField(
        label=gettext_lazy("Their key"), max_length=200,
        help_text=gettext_lazy("Their page of this partnership shows it, as this one shows yours."),
    )  # fmt: skip
