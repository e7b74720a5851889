"""The shape of what the campaign wants of the archive."""

from typing import Any

from django import forms

from hustings.outreach.archive.models import Archive
from hustings.people.persons.models import Topic


class ArchiveForm(forms.ModelForm[Archive]):
    class Meta:
        model = Archive
        fields = ["is_on", "by_default", "topics", "is_indexed"]
        widgets = {"by_default": forms.RadioSelect, "topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        found = Topic.objects.filter(retired_at=None)
        if found.exists():
            self.fields["topics"].queryset = found  # type: ignore[attr-defined]
        else:
            del self.fields["topics"]
