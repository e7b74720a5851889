"""Forms of walk sheets."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.addresses.models import Municipality
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.walk_sheets.models import Sheet
from hustings.foundation.accounts import access
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Kind
from hustings.people.scripts.models import Script


class SheetForm(forms.ModelForm):  # type: ignore[type-arg]
    """A sheet for some streets of a municipality."""

    commune = ZoneField(label=gettext_lazy("Municipality"), kinds=[Kind.COMMUNE])

    class Meta:
        model = Sheet
        fields = ["name", "streets", "script"]
        widgets = {"streets": forms.Textarea(attrs={"rows": 3})}

    field_order = ("name", "commune", "streets", "script")

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        script: Any = self.fields["script"]
        script.queryset, script.empty_label = Script.objects.live(), _("none")

    def clean_commune(self) -> Municipality:
        commune = self.cleaned_data["commune"]
        if not access.may(self.user, CHANGE_ADDRESSES, commune):
            raise forms.ValidationError(_("Choose a municipality of your territory."))
        found = Municipality.objects.filter(code=commune.code).first()
        if found is None:
            raise forms.ValidationError(_("No address of this municipality is known yet."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "name": said["name"], "municipality": said["commune"], "streets": said["streets"],
            "script": said["script"],
        }  # fmt: skip
