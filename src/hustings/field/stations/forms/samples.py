"""Form of a sample."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.field.stations.forms.rankings import SEED
from hustings.field.stations.models import PastElection, Sample
from hustings.foundation.territories.fields import ZoneField


class SampleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A sample: the election whose voters it stands for, where, how many stations."""

    zone = ZoneField(label=_("Territory"), required=False)

    class Meta:
        model = Sample
        fields = ["name", "election", "zone", "n_wanted", "seed"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["election"]
        field.queryset = PastElection.objects.filter(n_stations__gt=0)
        self.fields["seed"].required = False
        self.fields["seed"].help_text = SEED
