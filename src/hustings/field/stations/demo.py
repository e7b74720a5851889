"""Polling stations of the demonstration: results of two rounds in a few towns, and where to knock."""

import datetime as dt
import io
import random
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from hustings.field.stations import actions
from hustings.field.stations.models import PastElection, Station
from hustings.field.stations.outlines import cells, writing
from hustings.field.stations.ranking import scoring
from hustings.field.stations.results.kind import KIND
from hustings.foundation.accounts.models import User
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.file_imports.uploads import run
from hustings.foundation.lib.demo import Say
from hustings.foundation.territories.models import Kind, Zone

_LISTS = ("Ville vivante", "Horizon commun", "Avenir local")  # the first is ours
_TOWNS, _STATIONS, _ADDRESSES = 6, 5, 60
_LEAST_PEOPLE = 3_000
_HEAD = "Code commune;Libellé commune;Code BV;Inscrits;Votants;Blancs;Nuls;Exprimés"
_OF_A_LIST = "Libellé abrégé de liste {0};Voix {0}"


@transaction.atomic
def fill(say: Say) -> None:
    """Import two rounds, say which list is close, rank the stations."""
    found = Zone.objects.filter(kind=Kind.COMMUNE, population__gte=_LEAST_PEOPLE)
    towns = list(found.order_by("population", "code")[:_TOWNS])
    user = User.objects.order_by("pk").first()
    if not towns or user is None or Station.objects.exists():
        return
    say(gettext("Polling stations"))
    today = timezone.localdate()
    rounds = [
        _round(pgettext("demo", "Local vote, first round"), today - dt.timedelta(days=370), 0.0, towns, user),
        _round(
            pgettext("demo", "Local vote, second round"), today - dt.timedelta(days=363), 0.06, towns, user
        ),
    ]
    for one in rounds:
        ours = one.contenders.get(name__iexact=_LISTS[0])
        actions.set_lean(election=one, leans={ours.pk: 100})
    ranking = actions.add_ranking(
        name=pgettext("demo", "Where to knock first"), elections=rounds, zone=None,
        n_chosen=len(towns) * _STATIONS // 3, held_out=20, user=user,
    )  # fmt: skip
    scoring.score(ranking.pk)
    for town in towns:
        _outline(town)


def _outline(town: Zone) -> None:
    """Draw the town's stations as if each had addresses on its side of the town."""
    if town.latitude is None or town.longitude is None:
        return
    dice = random.Random(town.code)  # noqa: S311 # play, not secrecy
    placed = []
    for key in Station.objects.filter(municipality=town.code).values_list("pk", flat=True):
        x, y = dice.gauss(town.longitude, 0.012), dice.gauss(town.latitude, 0.008)
        placed += [(key, (dice.gauss(x, 0.004), dice.gauss(y, 0.003))) for _n in range(_ADDRESSES)]
    writing.estimate(town.code, cells.drawn(placed))


def _round(name: str, day: dt.date, shift: float, towns: Iterable[Zone], user: User) -> PastElection:
    made = actions.add_election(name=name, held_on=day, user=user)
    file = io.BytesIO("\n".join(_lines(towns, shift)).encode())
    kept = uploads.take(kind=KIND, file=file, name="resultats.csv", user=user, election=made, named="name")
    run.run(KIND, kept.pk)
    uploads.start(imported=kept)
    run.run(KIND, kept.pk)
    return made


def _lines(towns: Iterable[Zone], shift: float) -> Iterator[str]:
    """Each station stays as it is from round to round, but for ``shift`` and a little chance."""
    yield ";".join([_HEAD, *(_OF_A_LIST.format(n) for n in range(1, len(_LISTS) + 1))])
    stations, noise = random.Random(41), random.Random(str(shift))  # noqa: S311 # play, not secrecy
    for town in towns:
        for number in range(1, _STATIONS + 1):
            n = stations.randint(600, 1_200)
            home, lean = stations.uniform(0.25, 0.55), stations.uniform(0.15, 0.5)
            valid = int(n * (1 - home - shift) * noise.uniform(0.97, 1.0)) - 9
            ours = int(valid * lean * noise.uniform(0.95, 1.05))
            second = (valid - ours) * 3 // 5
            votes = zip(_LISTS, (ours, second, valid - ours - second), strict=True)
            cells = [town.code, town.name, number, n, valid + 9, 6, 3, valid]
            yield ";".join(map(str, [*cells, *(each for pair in votes for each in pair)]))
