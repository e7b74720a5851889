"""The shape of the look of letters."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from hustings.foundation.lib.fields.colour_fields import ColourField
from hustings.foundation.lib.fields.picture_fields import PictureChooser
from hustings.outreach.emails import campaign_look, look
from hustings.outreach.emails.models import LetterLook

_NIGHT = "_by_night"
_LONGEST = 1_000


class LookForm(forms.ModelForm[LetterLook]):
    """Colours that can be told apart, what stands at the top, and words below in each language."""

    class Meta:
        model = LetterLook
        colours = [name + end for end in ("", _NIGHT) for name in LetterLook.COLOURS]
        fields = [*colours, "top", "logo"]
        field_classes: Mapping[str, Any] = dict.fromkeys(colours, ColourField)
        widgets: Mapping[str, Any] = {
            **{name: forms.TextInput(attrs={"type": "color"}) for name in colours},
            "top": forms.RadioSelect,
            "logo": PictureChooser,
        }

    def __init__(self, *args: Any, **more: Any) -> None:
        more["instance"] = LetterLook.current() or campaign_look.taken_from(look.of_site())
        super().__init__(*args, **more)
        for code, name in settings.LANGUAGES:
            self.fields[f"below_{code}"] = forms.CharField(
                label=name, required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
                initial=self.instance.below.get(code, ""),
            )  # fmt: skip

    @property
    def by_day(self) -> list[Any]:
        """The fields of colours by day."""
        return [self[name] for name in LetterLook.COLOURS]

    @property
    def by_night(self) -> list[Any]:
        """And by night."""
        return [self[name + _NIGHT] for name in LetterLook.COLOURS]

    @property
    def below(self) -> list[Any]:
        return [self[f"below_{code}"] for code, _name in settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:
        """Words below as they leave: no merge fields, which would differ from reader to reader."""
        said: dict[str, Any] = super().clean() or {}
        below = {code: (said.get(f"below_{code}") or "").strip() for code, _name in settings.LANGUAGES}
        for code, words in below.items():
            if "{{" in words:
                self.add_error(f"below_{code}", _("The common footer can’t contain merge fields."))
        self.instance.below = {code: words for code, words in below.items() if words}
        return said

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        no_colours = set(self.errors)
        for pair in campaign_look.pairs(self.instance):
            if not pair.is_told and pair.field not in no_colours:
                self.add_error(pair.field, pair.says)
