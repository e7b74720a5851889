"""A small site, an election, four constituencies, and a divided commune."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.elections import actions as elections
from hustings.foundation.elections.models import Election
from hustings.foundation.territories.models import Containment, Kind, Postcode, Step, Zone
from hustings.site.candidates import actions
from hustings.site.candidates.models import Candidacy
from hustings.site.website.models import HomePage
from tests.cast.site.website.fixtures import build_small_site
from tests.conftest import user, zone

SQUARE = {"type": "Polygon", "coordinates": [[[4.7, 45.6], [4.9, 45.6], [4.9, 45.8], [4.7, 45.6]]]}


@pytest.fixture
def site(france: Zone) -> HomePage:
    """Two languages."""
    return build_small_site()


@pytest.fixture
def seats(france: Zone, rhone: Zone) -> dict[str, Zone]:
    """69-01 and 69-06 in the Rhône, 30-01 in the Gard; Lyon is divided, Villeurbanne lies in 69-06."""
    gard = Zone.objects.get(kind=Kind.DEPARTMENT, code="30")
    lyon, villeurbanne, nimes = (Zone.objects.get(name=name) for name in ("Lyon", "Villeurbanne", "Nîmes"))
    made = {
        code: zone(Kind.CONSTITUENCY, code, f"{around} – {code[-1]}e circonscription", around)
        for code, around in {"69-01": rhone, "69-02": rhone, "69-06": rhone, "30-01": gard}.items()
    }
    Zone.objects.filter(kind=Kind.CONSTITUENCY).update(shape=SQUARE)
    for number in ("01", "02"):
        zone(Kind.PART, f"69123-69-{number}", f"Lyon – {number}", lyon, made[f"69-{number}"])
    for commune, code in ((villeurbanne, "69-06"), (nimes, "30-01")):
        Step.objects.create(outer=made[code], inner=commune)
        Containment.objects.create(outer=made[code], inner=commune)
    for code, commune in {"69100": villeurbanne, "69001": lyon, "30000": nimes}.items():
        Postcode.objects.create(code=code, zone=commune)
    return made


@pytest.fixture
def election(db: None) -> Election:
    """Ahead."""
    day = timezone.localdate() + dt.timedelta(days=60)
    return elections.save_election(name="Législatives", kind="legislative", days=[day])


@pytest.fixture
def nominate(site: HomePage, seats: dict[str, Zone], election: Election) -> Callable[..., Candidacy]:
    """``nominate("Zoé Martin", "69-06")``"""

    def made(name: str, code: str, **values: Any) -> Candidacy:
        given, family = name.split(" ", 1)
        about = {"given_name": given, "family_name": family, "zone": seats[code], **values}
        return actions.nominate(election=election, values=about, user=None)

    return made


@pytest.fixture
def carla(rhone: Zone) -> Any:
    """Communications, in the Rhône alone."""
    return user("carla", Role.COMMUNICATIONS, rhone)
