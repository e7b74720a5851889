"""Forms of rankings: what is close to us, which elections count, the draw, the effect."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.stations.models import Contender, PastElection, Ranking
from hustings.foundation.territories.fields import ZoneField

_LEANS = [(0, _("not at all")), *((lean, f"{lean}\u202f%") for lean in Contender.LEANS if lean)]


SEED = _("A number that nobody can choose, such as the next lottery draw. Leave blank for a random one.")


class LeanForm(forms.Form):
    """Closeness of each list or candidate of one election to us."""

    def __init__(self, *args: Any, election: PastElection, **more: Any) -> None:
        super().__init__(*args, **more)
        for each in election.contenders.all():
            self.fields[str(each.pk)] = forms.TypedChoiceField(
                label=each.name, choices=_LEANS, coerce=int, initial=each.lean
            )

    @property
    def leans(self) -> dict[int, int]:
        return {int(pk): lean for pk, lean in self.cleaned_data.items()}


class RankingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A ranking: the elections that it stands on, where, how many stations."""

    zone = ZoneField(label=_("Territory"), required=False)

    class Meta:
        model = Ranking
        fields = ["name", "elections", "zone", "n_chosen", "held_out"]
        widgets = {"elections": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["elections"]
        field.queryset = PastElection.objects.filter(n_stations__gt=0)
        field.help_text = _("The more elections, the less chance decides")


class DrawForm(forms.Form):
    """The draw of hold-outs."""

    seed = forms.CharField(label=_("Seed"), required=False, max_length=100, help_text=SEED)


class EffectForm(forms.Form):
    """The election after the visits."""

    after = forms.ModelChoiceField(PastElection.objects.none(), label=_("Election after the visits"))

    def __init__(self, *args: Any, ranking: Ranking, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["after"]
        found = PastElection.objects.filter(n_stations__gt=0).exclude(rankings=ranking)
        drawn_at = ranking.drawn_at or timezone.now()
        field.queryset = found.filter(held_on__gte=timezone.localdate(drawn_at))
