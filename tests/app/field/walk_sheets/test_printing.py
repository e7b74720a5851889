"""Walk sheets prepared and printed, and who sees which."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from hustings.field.walk_sheets import actions, doors
from hustings.field.walk_sheets.models import Sheet, SheetVersion
from hustings.field.walk_sheets.paper import photos
from hustings.foundation.territories.models import Kind
from hustings.people.scripts import actions as scripts
from tests import conftest
from tests.cast.field import addresses, walk_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def at(name, *args):
    return reverse(f"walk_sheets:{name}", args=args)


def words(pdf):
    read = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.get_textpage().get_text_bounded() for page in read]


def test_a_sheet_of_a_street_lists_its_doors_in_order_and_a_line_for_each_home(organiser):
    addresses.with_doors("2 rue de la Paix")
    addresses.building("10 rue de la Paix", homes=3)
    addresses.building("1 rue Haute", homes=9)
    said = {"name": "Peace Street", "commune": "Lyon", "streets": "rue de la paix"}
    answer = organiser.post(at("sheet_new"), said, follow=True)
    assert "Not printed yet." in answer.content.decode()
    pdf = organiser.post(at("sheet_print", Sheet.objects.get().pk), follow=True)
    assert pdf["Content-Type"] == "application/pdf"
    lines = SheetVersion.objects.get().laid_out.doors
    assert len(lines) == 9
    assert [door.place for door in lines if door.place] == ["2 rue de la Paix", "10 rue de la Paix"]
    [page] = words(pdf.content)
    assert "Peace Street" in page and "Lyon · 9 doors" in page and "Door 3" in page


def test_the_questions_of_the_script_stand_beside_the_result_but_no_open_ones(organiser):
    made = walk_sheets.sheet(script=walk_sheets.script())
    version = actions.print_sheet(sheet=made, user=None)
    result, *asked = version.laid_out.questions
    assert (result.key, len(result.choices), result.is_many) == ("result", 5, False)
    assert [(each.title, each.is_many) for each in asked] == [("Will you vote?", False), ("Subjects", True)]


def test_printing_again_makes_a_new_version_only_where_something_changed(organiser):
    script = walk_sheets.script()
    made = walk_sheets.sheet(script=script)
    first = actions.print_sheet(sheet=made, user=None)
    assert actions.print_sheet(sheet=made, user=None) == first
    scripts.save_script(script=script, name="Turnout", texts={"en": "? Will you help?\n- Yes\n- No"})
    second = actions.print_sheet(sheet=made, user=None)
    assert (first.number, second.number) == (1, 2)
    old = organiser.get(at("paper", made.pk, 1)).content
    assert "vote?" in words(old)[0] and "help?" not in words(old)[0]
    listed = organiser.get(at("sheet", made.pk)).content.decode()
    assert at("paper", made.pk, 1) in listed and at("paper", made.pk, 2) in listed


def test_each_page_carries_the_sheet_its_version_and_its_own_number(organiser):
    made = walk_sheets.sheet()
    version = actions.print_sheet(sheet=made, user=None)
    pdf = organiser.get(at("paper", made.pk, version.number)).content
    picture = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=2).to_pil().convert("L")
    found = photos.found(picture)
    assert (found.page.plan, found.page.version, found.page.number) == (made.pk, version.number, 1)
    assert found.is_of(version.word) and not found.is_of("another word")


def test_questions_without_room_are_named_on_the_page_of_the_sheet(organiser):
    many = "? Which of these?\n" + "\n".join(f"- Answer {n}" for n in range(20))
    made = walk_sheets.sheet(script=walk_sheets.script(many))
    organiser.post(at("sheet_print", made.pk))
    page = organiser.get(at("sheet", made.pk)).content.decode()
    assert "No room on paper for:" in page and "Which of these?" in page


def test_streets_without_a_known_address_and_far_too_many_doors_are_refused(organiser, settings):
    addresses.building("10 rue de la Paix", homes=doors.MOST + 1)
    said = {"name": "Street", "commune": "Lyon", "streets": "rue Basse"}
    none = organiser.post(at("sheet_new"), said)
    assert none.status_code == 422 and "No address of these streets is known" in none.content.decode()
    many = organiser.post(at("sheet_new"), said | {"streets": "rue de la paix"})
    assert many.status_code == 422 and "Choose fewer streets" in many.content.decode()
    assert not Sheet.objects.exists()


def test_sheets_of_other_territories_are_not_there(organiser):
    conftest.zone(Kind.COMMUNE, "75056", "Paris")
    theirs = walk_sheets.sheet("75056")
    actions.print_sheet(sheet=theirs, user=None)
    for name, *more in (["sheet"], ["paper", 1]):
        assert organiser.get(at(name, theirs.pk, *more)).status_code == 404
    assert organiser.post(at("sheet_print", theirs.pk)).status_code == 404
    assert theirs.name not in organiser.get(at("sheets")).content.decode()
    said = {"name": "Street", "commune": "Paris", "streets": "rue de la paix"}
    assert organiser.post(at("sheet_new"), said).status_code == 422


def test_the_list_asks_the_same_number_of_questions_for_many_sheets(organiser, django_assert_max_num_queries):
    made = walk_sheets.sheet()
    organiser.get(at("sheets"))
    with django_assert_max_num_queries(25):
        organiser.get(at("sheets"))
    for n in range(10):
        Sheet.objects.create(name=f"Sheet {n}", municipality=made.municipality, streets="rue")
    with django_assert_max_num_queries(25):
        organiser.get(at("sheets"))
