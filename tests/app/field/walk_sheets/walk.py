"""Walk sheets: see ``tests/walks.py``."""

from typing import Any

from django.utils import timezone

from hustings.field.walk_sheets import actions
from hustings.field.walk_sheets.models import Photo, Reading
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.cast.field import addresses, turfs, walk_sheets


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    place = conftest.zone(Kind.COMMUNE, "01005", "Ambérieux-en-Dombes")
    made = walk_sheets.sheet("01005")
    version = actions.print_sheet(sheet=made, user=None)
    photo = Photo.objects.create(
        name="1.jpg", walked_on="2026-11-01", user=dora, version=version, page=1, read_at=timezone.now(),
        picture=walk_sheets.jpeg(),
    )  # fmt: skip
    reading = photo.readings.create(
        row=0, door="1", question="result", choice="absent", state=Reading.State.DOUBTFUL, x=100, y=100
    )
    addresses.building("1 rue Haute", "01005", latitude=46.0, longitude=4.9)
    plan = turfs.cut(place)
    turf = plan.turfs.select_related("plan__zone").get()
    actions.print_sheet(sheet=actions.prepare_turf(name="Turf", turf=turf, script=None, user=None), user=None)
    return {
        **{f"walk_sheets:plan{name}": [plan.pk] for name in ("", "_csv")},
        **{f"walk_sheets:{name}": [photo.pk] for name in ("photo", "confirmation", "removal")},
        **{f"walk_sheets:{name}": [photo.pk, reading.pk] for name in ("reading", "cut_out")},
        "walk_sheets:sheet": [made.pk],
        "walk_sheets:turf_sheet": [plan.pk, 1],
        "walk_sheets:sheet_print": [made.pk],
        "walk_sheets:paper": [made.pk, version.number],
    }
