"""Walk sheets of a turf: its stops in walking order, with a map."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from hustings.field.turfs import division
from hustings.field.turfs.models import Turf
from hustings.field.walk_sheets import actions, documents
from hustings.field.walk_sheets.models import Sheet, SheetVersion
from hustings.field.walk_sheets.paper import photos
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.cast.field import addresses, turfs

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def plan():
    return turfs.plan()


def at(name, *args):
    return reverse(f"walk_sheets:{name}", args=args)


def prepared(client, plan):
    said = {"name": "Monday", "script": ""}
    assert client.post(at("turf_sheet", plan.pk, 1), said).status_code == 302
    return Sheet.objects.get()


def pages(pdf):
    return list(pypdfium2.PdfDocument(io.BytesIO(pdf)))


def test_the_page_of_a_turf_leads_to_a_sheet_of_its_stops_in_walking_order(organiser, plan):
    page = organiser.get(reverse("turfs:turf", args=[plan.pk, 1])).content.decode()
    assert at("turf_sheet", plan.pk, 1) in page
    assert "First round · Turf 1" in organiser.get(at("turf_sheet", plan.pk, 1)).content.decode()
    sheet = prepared(organiser, plan)
    assert plan.zone.name in organiser.get(at("sheets")).content.decode()
    organiser.post(at("sheet_print", sheet.pk))
    layout = SheetVersion.objects.get().laid_out
    stops = list(Turf.objects.get().stops.all())
    assert [door.place for door in layout.doors if door.place] == [f"{one.place}. {one}" for one in stops]
    assert len(layout.doors) == 6 * 2 + 6
    assert [place.number for place in layout.walk] == [str(stop.place) for stop in stops]
    assert actions.print_sheet(sheet=sheet, user=None).number == 1


def test_a_map_with_the_numbers_of_the_stops_lies_before_the_doors(organiser, plan):
    version = actions.print_sheet(sheet=prepared(organiser, plan), user=None)
    cover, doors = pages(documents.pdf(version))
    words = cover.get_textpage().get_text_bounded()
    assert "North is up" in words and "rue Haute" in words and "50 m" in words
    assert {str(n) for n in range(1, 8)} <= set(words.split())
    seen = photos.found(doors.render(scale=2).to_pil().convert("L"))
    assert (seen.page.plan, seen.page.number) == (version.sheet_id, 1)


def test_what_was_printed_of_a_turf_is_kept_when_the_plan_is_cut_anew(organiser, plan):
    sheet = prepared(organiser, plan)
    version = actions.print_sheet(sheet=sheet, user=None)
    division.divide(plan)
    Turf.objects.all().delete()
    refused = organiser.post(at("sheet_print", sheet.pk), follow=True).content.decode()
    assert "cut anew" in refused
    assert organiser.get(at("paper", sheet.pk, version.number))["Content-Type"] == "application/pdf"


def test_a_sheet_of_a_turf_elsewhere_is_not_there(organiser, plan, dora):
    place = conftest.zone(Kind.COMMUNE, "75056", "Paris")
    addresses.building("1 rue Haute", "75056", latitude=48.8, longitude=2.3)
    theirs = turfs.cut(place, "Paris")
    assert organiser.get(at("turf_sheet", theirs.pk, 1)).status_code == 404
    made = actions.prepare_turf(name="Paris", turf=theirs.turfs.get(), script=None, user=dora)
    assert organiser.get(at("sheet", made.pk)).status_code == 404
