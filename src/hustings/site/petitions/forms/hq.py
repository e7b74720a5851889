"""HQ's forms: a petition, its delivery, signatures as a file."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.people.persons.models import BESIDE, Purpose
from hustings.site.petitions.models import Ask, Petition, PetitionPage
from hustings.site.website.hq import row_pages
from hustings.site.website.hq.row_pages import PageFields

FORMATS = [
    ("xlsx", _("Excel (xlsx): signatures and a summary sheet")),
    ("csv", _("CSV: signatures")),
    ("summary", _("CSV: summary")),
    ("chain", _("Chain of seals, for verification (no personal data)")),
    ("program", _("Verification program (one Python file, works without Hustings)")),
]


class PetitionForm(InLanguages, PageFields):
    texts = {"title": (_("Title"), 160, False), "addressee": (_("Addressed to"), 160, False)}
    needed = frozenset({"title", "addressee"})
    goal = forms.IntegerField(
        label=_("First goal"), min_value=10, max_value=10_000_000, initial=500,
        help_text=_("At 90 %, the goal moves up to the next round number."),
    )  # fmt: skip
    opens_at = MomentField(label=_("Opens on"))
    closes_at = MomentField(label=_("Closes on"), required=False, help_text=_("Leave blank to keep it open."))
    asks = forms.MultipleChoiceField(
        label=_("Also ask for"), choices=Ask, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Given name, e-mail and postcode are always asked."),
    )  # fmt: skip
    consents = forms.MultipleChoiceField(
        label=_("Consents to ask for"), choices=[], required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Calls and texts require asking for the phone."),
    )  # fmt: skip
    field_order = ["title_fr", "title_en", "addressee_fr", "addressee_en", "goal", "opens_at", "closes_at"]

    def __init__(self, *args: Any, petition: Petition | None = None, **more: Any) -> None:
        of = petition or Petition(asks=[Ask.FAMILY_NAME, Ask.COMMENT], consents=[Purpose.EMAIL])
        more.setdefault("initial", {
            "goal": of.goal, "opens_at": of.opens_at or timezone.now(), "closes_at": of.closes_at,
            "asks": of.asks, "consents": of.consents,
        })  # fmt: skip
        super().__init__(*args, **more)
        consents: Any = self.fields["consents"]
        consents.choices = [choice for choice in Purpose.choices if choice[0] not in BESIDE]
        self._add_texts({"title": of.titles, "addressee": of.addressees})
        self._add_page_fields(row_pages.by_language(PetitionPage, petition=petition) if petition else {})
        of_page = [name for name in self.fields if name.startswith("page_")]
        self.order_fields(
            ["title_fr", "title_en", "addressee_fr", "addressee_en", *of_page, "publish", *self.field_order]
        )

    def words(self) -> dict[str, Any]:
        plain = {
            name: self.cleaned_data[name] for name in ("goal", "opens_at", "closes_at", "asks", "consents")
        }
        return {"titles": self.said("title"), "addressees": self.said("addressee"), **plain}


class DeliveryForm(InLanguages):
    texts = {
        "delivery": (_("How it was delivered"), 2_000, True),
        "picture_alt": (_("Image description"), 200, False),
    }
    needed = frozenset({"delivery"})
    delivered_at = MomentField(label=_("Delivered on"))
    picture = forms.ModelChoiceField(
        get_image_model().objects.none(), label=_("Picture"), required=False,
        help_text=_("One of the latest 100 images."),
    )  # fmt: skip
    field_order = ["delivered_at", "delivery_fr", "delivery_en", "picture"]

    def __init__(self, *args: Any, petition: Petition, **more: Any) -> None:
        more.setdefault(
            "initial",
            {"delivered_at": petition.delivered_at or timezone.now(), "picture": petition.picture_id},
        )
        super().__init__(*args, **more)
        picture: Any = self.fields["picture"]
        newest = get_image_model().objects.order_by("-pk").values("pk")[:100]
        picture.queryset = get_image_model().objects.filter(pk__in=list(newest.values_list("pk", flat=True)))
        self._add_texts({"delivery": petition.deliveries, "picture_alt": petition.picture_alts})
        self.order_fields(self.field_order)

    def words(self) -> dict[str, Any]:
        plain = {name: self.cleaned_data[name] for name in ("delivered_at", "picture")}
        return {"deliveries": self.said("delivery"), "picture_alts": self.said("picture_alt"), **plain}


class ExportForm(forms.Form):
    """How, and what for: it is written down."""

    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, initial="xlsx", widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
