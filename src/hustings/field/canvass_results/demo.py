"""Results of the demonstration: a small share of a day from door to door."""

from django.db import transaction
from django.utils.translation import gettext

from hustings.field.addresses.models import Building
from hustings.field.canvass_results import march
from hustings.field.canvassing.models import WalkList
from hustings.foundation.lib.demo import Say
from hustings.foundation.territories.models import Kind, Zone

N_CITIES, N_TEAMS, N_TALKS = 3, 4, 120


@transaction.atomic
def fill(say: Say) -> None:
    """Let a few teams walk in the largest cities."""
    if WalkList.objects.filter(version__isnull=False).exists():
        return
    towns = Zone.objects.filter(kind=Kind.COMMUNE, latitude__isnull=False, population__isnull=False)
    free = towns.exclude(pk__in=Building.objects.order_by().values("municipality__zone"))
    cities = list(free.order_by("-population", "code")[:N_CITIES])
    if cities:
        say(gettext("Doors"))
        march.replay(cities=cities, n_teams=N_TEAMS, n_talks=N_TALKS, seed=2016)
