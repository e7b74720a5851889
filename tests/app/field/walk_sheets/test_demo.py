"""Walk sheets of the demonstration."""

import pytest

from hustings.field.addresses.models import Building
from hustings.field.canvassing.models import WalkList
from hustings.field.turfs.models import Turf
from hustings.field.walk_sheets import demo, documents
from hustings.field.walk_sheets.models import SheetVersion
from hustings.foundation.territories.models import Zone

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_small_town_is_cut_and_its_first_turf_is_printed_once(rhone):
    Zone.objects.filter(code="69123").update(latitude=45.76, longitude=4.83, population=5_000)
    said = []
    demo.fill(said.append)
    demo.fill(said.append)
    assert (len(said), Building.objects.count()) == (1, 120)
    assert Turf.objects.count() >= 3 and Turf.objects.out().count() == 1
    version = SheetVersion.objects.get()
    assert documents.pdf(version).startswith(b"%PDF")
    assert WalkList.objects.get().turf == version.sheet.turf


def test_without_a_town_there_are_no_doors(rhone):
    demo.fill(lambda words: None)
    assert not Building.objects.exists()
