"""Forms of walk sheets."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.addresses.models import Municipality
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.walk_sheets.models import Sheet
from hustings.foundation.accounts import access
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Kind
from hustings.people.scripts.models import Script

MOST_PHOTOS, LARGEST = 100, 15_000_000  # at once; bytes of each


class PhotosInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Photos as they were sent."""

    widget = PhotosInput(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("At most %(most)s photos at once.") % {"most": MOST_PHOTOS})
        kept = [super(PhotosField, self).clean(file, initial) for file in files] or [super().clean(None)]
        if any(file.size > LARGEST for file in kept):
            raise forms.ValidationError(_("A photo is larger than 15 MB."))
        return kept


class PhotosForm(forms.Form):
    """Photos of sheets that were walked on one day."""

    photos = PhotosField(
        label=gettext_lazy("Photos"),
        help_text=gettext_lazy("One page each, with all four square codes; several at once if you like."),
    )
    walked_on = forms.DateField(label=gettext_lazy("Day of the walk"), widget=DayInput)

    def clean_walked_on(self) -> Any:
        day = self.cleaned_data["walked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


def _with_scripts(form: Any) -> None:
    script = form.fields["script"]
    script.queryset, script.empty_label = Script.objects.live(), _("none")


class TurfSheetForm(forms.ModelForm):  # type: ignore[type-arg]
    """A sheet for a turf."""

    class Meta:
        model = Sheet
        fields = ["name", "script"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _with_scripts(self)


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
        _with_scripts(self)

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
