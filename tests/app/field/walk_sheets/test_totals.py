"""Totals of walk sheets: of a plan, sheet by sheet, as confirmed photos say."""

import csv

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.field.walk_sheets import actions, totals
from hustings.field.walk_sheets.models import Reading, Sheet
from tests.cast.field import turfs, walk_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TICKED, DOUBTFUL = Reading.State.TICKED, Reading.State.DOUBTFUL


@pytest.fixture
def plan(france):
    return turfs.plan()


@pytest.fixture
def printed(plan):
    """Two sheets of the one turf of the plan, one of them with a script; one that nobody printed."""
    turf = plan.turfs.select_related("plan__zone").get()
    made = [
        actions.prepare_turf(name=name, turf=turf, script=script, user=None)
        for name, script in [("Monday", walk_sheets.script()), ("Tuesday", None), ("Unprinted", None)]
    ]
    return [actions.print_sheet(sheet=sheet, user=None) for sheet in made[:2]]


def photo(version, page, *ticks, is_confirmed=True, problem=""):
    now = timezone.now()
    made = version.photos.create(
        name="x.jpg", walked_on=timezone.localdate(), page=page, read_at=now, problem=problem,
        confirmed_at=now if is_confirmed else None,
    )  # fmt: skip
    for row, (door, question, choice, state) in enumerate(ticks):
        made.readings.create(row=row, door=door, question=question, choice=choice, state=state, x=1, y=1)
    return made


def at(name, plan):
    return reverse(f"walk_sheets:{name}", args=[plan.pk])


def told(rows):
    return {row.sheet.name: (row.n_pages, row.n_read, row.n_open, row.n_missing, row.n_doors) for row in rows}


def test_pages_are_read_to_be_checked_or_missing(printed):
    first, second = printed
    n = first.laid_out.n_pages
    photo(first, 1, ("a", "result", "absent", TICKED), ("b", "result", "reached", TICKED))
    photo(first, 1, ("a", "result", "reached", TICKED))  # the same page on another day
    photo(second, 1, ("a", "result", "absent", DOUBTFUL), is_confirmed=False)
    photo(second, 1, is_confirmed=False, problem="blurred")
    found = told(totals.returns(Sheet.objects.all()))
    assert found == {
        "Monday": (n, 1, 0, n - 1, 2), "Tuesday": (n, 0, 1, n - 1, 0), "Unprinted": (0, 0, 0, 0, 0),
    }  # fmt: skip
    photo(second, 1, ("a", "result", "absent", TICKED))
    assert told(totals.returns(Sheet.objects.all()))["Tuesday"] == (n, 1, 0, n - 1, 1)


def test_a_door_counts_once_over_all_sheets_of_a_plan(printed):
    first, second = printed
    photo(first, 1, ("a", "result", "absent", TICKED), ("a", "q1", "1", TICKED))
    photo(second, 1, ("a", "result", "absent", TICKED), ("b", "result", "absent", TICKED))
    found = [(one.question, one.choice, one.n) for one in totals.by_question(Sheet.objects.all())]
    assert ("Will you vote?", "Yes", 1) in found and [n for *_words, n in found] == [2, 1]
    assert [one.n for one in totals.of(second.sheet)] == [2]


def test_the_page_of_a_plan_and_its_file_say_the_same(organiser, plan, printed):
    photo(printed[0], 1, ("a", "result", "reached", TICKED), ("a", "q1", "2", TICKED))
    organiser.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = " ".join(organiser.get(at("plan", plan)).content.decode().split())
    assert "Walk sheets: First round" in page and "Will you vote?" in page
    assert (
        "<dt>Pages read</dt> <dd>1</dd>"
        in page.replace("<dt>Pages read</dt><dd>", "<dt>Pages read</dt> <dd>")
        and at("plan_csv", plan) in page
    )
    sheet = organiser.get(reverse("walk_sheets:sheet", args=[printed[0].sheet_id])).content.decode()
    assert at("plan", plan) in sheet
    content = b"".join(organiser.get(at("plan_csv", plan)).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(content.splitlines(), delimiter=";"))
    assert rows[0]["Turf"] == "Turf 1" and "Turf 1" in page  # the code that hands it out stays elsewhere
    assert [row["Sheet"] for row in rows] == ["Monday", "Tuesday", "Unprinted"]
    assert (rows[0]["Pages read"], rows[0]["Will you vote?: No"], rows[1]["Will you vote?: No"]) == (
        "1",
        "1",
        "0",
    )


def test_a_plan_costs_the_same_questions_however_many_sheets(
    organiser, plan, printed, django_assert_max_num_queries
):
    turf = plan.turfs.select_related("plan__zone").get()
    for n in range(8):
        sheet = actions.prepare_turf(name=f"More {n}", turf=turf, script=None, user=None)
        photo(actions.print_sheet(sheet=sheet, user=None), 1, ("a", "result", "absent", TICKED))
    with django_assert_max_num_queries(8):
        assert len(totals.returns(Sheet.objects.all())) == 11 and totals.by_question(Sheet.objects.all())


def test_a_plan_of_another_territory_is_not_found(client, mallory, organiser, plan, printed):
    Sheet.objects.all().delete()
    assert organiser.get(at("plan", plan)).status_code == 404
    client.force_login(mallory)
    assert client.get(at("plan_csv", plan)).status_code in {403, 404, 302}
