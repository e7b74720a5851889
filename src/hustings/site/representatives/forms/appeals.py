"""HQ's forms: an appeal, and what a representative answered."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.fields.language_forms import main_first
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.row_fields import RowsField
from hustings.people.persons.models import BESIDE, Purpose
from hustings.people.signups.public_forms.base import NUMBERED
from hustings.site.representatives.models import (
    Appeal,
    AppealPage,
    Office,
    Representative,
    Sending,
    Stand,
    Way,
)
from hustings.site.website.hq import row_pages
from hustings.site.website.hq.row_pages import PageFields

CODES = [code for code, _language in settings.LANGUAGES]
TEXTS: dict[str, tuple[Any, int, int, Any]] = {  # name -> label, longest, lines, help
    "titles": (_("Title"), 160, 1, ""),
    "subjects": (_("Subject of the letter"), 150, 1, _(
        "Visitors can change it. Leave blank to use the title.")),
    "openings": (_("Opening sentences"), 2_000, 4, _("One per line; each visitor gets one at random.")),
    "points": (
        _("Points to choose from"), 8_000, 10,
        _(
            "One paragraph per point: the first line is what visitors tick, the lines below are ways to"
            " say it."),
    ),
    "closings": (_("Closing sentences"), 2_000, 4, _("One per line.")),
    "scripts": (_("Phone script"), 3_000, 6, _("Talking points for calls.")),
}  # fmt: skip


class AppealForm(PageFields):
    """What it asks of whom, by which way, with which texts, at which pace."""

    ways = forms.MultipleChoiceField(label=_("Channel"), choices=Way, widget=forms.CheckboxSelectMultiple)
    offices = forms.MultipleChoiceField(
        label=_("Recipients: representatives of the visitor’s area"), choices=Office,
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    representatives = RowsField(
        Representative.objects.none(), label=_("And these representatives, for all visitors"), required=False,
        help_text=_("Up to 500 representatives in office."),
    )  # fmt: skip
    sending = forms.ChoiceField(
        label=_("Letters are sent by"), choices=Sending, widget=forms.RadioSelect,
        help_text=_("Sent from the campaign’s address; replies go to the writer."),
    )  # fmt: skip
    per_hour = forms.IntegerField(
        label=_("Maximum letters per representative and hour"), min_value=1, max_value=600,
        help_text=_("Further letters wait, so that no inbox is flooded."),
    )  # fmt: skip
    kept_days = forms.IntegerField(label=_("Days to keep the text after sending"), min_value=0, max_value=365)
    consents = forms.MultipleChoiceField(
        label=_("Consents to ask for"), choices=[], required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("With the wording of the site’s forms."),
    )  # fmt: skip
    opens_at = MomentField(label=_("Opens on"))
    closes_at = MomentField(label=_("Closes on"), required=False, help_text=_("Leave blank to keep it open."))

    def __init__(self, *args: Any, appeal: Appeal | None = None, **more: Any) -> None:
        of = appeal or Appeal(ways=[Way.LETTER], offices=[Office.MP], consents=[Purpose.EMAIL])
        names = ["ways", "offices", "sending", "per_hour", "kept_days", "consents", "closes_at"]
        initial = {name: getattr(of, name) for name in names}
        initial |= {"opens_at": of.opens_at or timezone.now()}
        if appeal:
            initial["representatives"] = list(appeal.representatives.values_list("pk", flat=True))
        more.setdefault("initial", initial)
        super().__init__(*args, **more)
        said: Any = self.fields
        said["consents"].choices = [
            choice for choice in Purpose.choices if choice[0] not in {*NUMBERED, *BESIDE}
        ]
        said["representatives"].queryset = self._offered(appeal)
        said["representatives"].widget.attrs["size"] = 8
        self._add_texts(of)
        first = [f"{name}_{code}" for name in ("titles",) for code in CODES]
        texts = [f"{name}_{code}" for name in TEXTS if name != "titles" for code in CODES]
        self._add_page_fields(row_pages.by_language(AppealPage, appeal=appeal) if appeal else {})
        of_page = [name for name in self.fields if name.startswith("page_")]
        self.order_fields(
            [*first, *of_page, "publish", "ways", "offices", "representatives", *texts, "sending"]
        )

    @staticmethod
    def _offered(appeal: Appeal | None) -> Any:
        rows = Representative.objects.in_office().order_by("name_key", "pk").values_list("pk", flat=True)
        wanted = set(rows[:500])
        if appeal:
            wanted |= set(appeal.representatives.values_list("pk", flat=True))
        return Representative.objects.filter(pk__in=wanted).order_by("name_key", "pk")

    def _add_texts(self, of: Appeal) -> None:
        for name, (label, longest, lines, says) in TEXTS.items():
            for code, language in main_first():
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=_("%(what)s (%(language)s)") % {"what": label, "language": language},
                    max_length=longest, initial=getattr(of, name).get(code, ""), help_text=says,
                    required=name == "titles" and code == settings.LANGUAGE_CODE,
                    widget=forms.Textarea({"rows": lines}) if lines > 1 else forms.TextInput(),
                )  # fmt: skip

    def words(self) -> dict[str, Any]:
        said = self.cleaned_data
        texts = {
            name: {code: typed for code in CODES if (typed := said[f"{name}_{code}"].strip())}
            for name in TEXTS
        }
        plain = [
            "ways", "offices", "representatives", "sending", "per_hour", "kept_days", "consents", "opens_at",
            "closes_at",
        ]  # fmt: skip
        return texts | {name: said[name] for name in plain}


class StandForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Position"), choices=[("", _("not known")), *Stand.Side.choices], required=False
    )
    note = forms.CharField(label=_("Quote or note"), max_length=1_000, required=False)
