"""Results on paper go to the log of doors that phones write to."""

import datetime as dt

import pytest
from django.utils import timezone

from hustings.field.canvassing import actions as canvassing
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.field.walk_sheets import actions
from hustings.field.walk_sheets.models import Photo, Reading
from hustings.foundation.sync import log
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import LoggedEntry
from tests.cast.field import addresses, turfs, walk_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def printed(alice):
    return actions.print_sheet(sheet=walk_sheets.sheet(), user=alice)


def confirmed(version, user, *results, day=None):
    """A photo of page 1 with these results, one a line."""
    photo = Photo.objects.create(
        name="1.jpg", walked_on=day or timezone.localdate(), user=user, version=version, page=1,
        read_at=timezone.now(), picture=b"1",
    )  # fmt: skip
    for row, choice in enumerate(results):
        if choice:
            key = version.laid_out.doors[row].key
            photo.readings.create(
                row=row, door=key, question="result", choice=choice, state=Reading.State.TICKED, x=1, y=1
            )
    actions.confirm(photo=photo, user=user)
    return photo


def codes(version):
    """Code of each line of the sheet, as phones and leaders see it."""
    found = dict(DoorResult.objects.values_list("key", "code"))
    return [found.get(door.key, "") for door in version.laid_out.doors]


def test_results_of_paper_stand_beside_those_of_phones(printed, alice):
    confirmed(printed, alice, "absent", "reached", "refused", "again", "never")
    assert codes(printed)[:6] == ["absent", "talked", "refused", "", "no_return", ""]
    assert not LoggedEntry.objects.exclude(problem="").exists()


def test_a_do_not_come_back_on_paper_holds_whatever_a_phone_notes_later(printed, alice):
    confirmed(printed, alice, "never")
    walk_list, key = WalkList.objects.get(), printed.laid_out.doors[0].key
    later = timezone.now() + dt.timedelta(days=1)
    phone, _link = canvassing.hand_out(walk_list=walk_list, team="Team 1", ends_at=later, user=alice)
    told, _more = log.since(phone.stream, 0)
    assert [(entry.key, entry.verb) for entry in told] == [(key, "no_return")]
    replica = phone.pk
    entry = Entry(phone.pk, replica, 1, {}, key, "absent", {}, timezone.now())
    log.append(phone, [entry])
    assert codes(printed)[0] == "no_return"


def test_another_photo_of_a_page_corrects_the_first_one(printed, alice):
    confirmed(printed, alice, "never", "reached", "absent")
    confirmed(printed, alice, "absent", "reached")
    assert codes(printed)[:3] == ["absent", "talked", ""]
    assert DoorResult.objects.get(code="talked").n_talks == 1


def test_confirming_twice_notes_nothing_twice(printed, alice):
    photo = confirmed(printed, alice, "absent", "reached")
    actions.confirm(photo=photo, user=alice)
    assert LoggedEntry.objects.count() == 2


def test_two_days_are_two_visits(printed, alice):
    confirmed(printed, alice, "absent", day=timezone.localdate() - dt.timedelta(days=1))
    confirmed(printed, alice, "absent")
    assert DoorResult.objects.get(code="absent").n_absent == 2


def test_a_photo_that_is_removed_takes_back_what_it_noted(printed, alice):
    photo = confirmed(printed, alice, "never", "absent")
    actions.remove(photo=Photo.objects.get(pk=photo.pk), user=alice)
    assert set(codes(printed)) == {""}


def test_a_new_script_keeps_the_walk_list_and_new_doors_make_another(printed, alice):
    sheet = printed.sheet
    sheet.script = walk_sheets.script()
    sheet.save()
    second = actions.print_sheet(sheet=sheet, user=alice)
    assert second.number == 2 and second.paper == printed.paper and WalkList.objects.count() == 1
    confirmed(printed, alice, "absent")
    walk_sheets.addresses.building("12 rue de la Paix")
    third = actions.print_sheet(sheet=sheet, user=alice)
    assert third.paper != printed.paper and WalkList.objects.count() == 2


def test_the_page_of_a_sheet_leads_to_its_walk_list(client, printed, alice):
    client.force_login(alice)
    page = client.get(f"/hq/walk-sheets/{printed.sheet_id}/").content.decode()
    assert f"/hq/canvassing/{WalkList.objects.get().pk}/" in page


def test_paper_and_phones_of_a_turf_share_its_walk_list(alice):
    turf = turfs.plan(homes=(1, 2)).turfs.get()
    sheet = actions.prepare_turf(name="Monday", turf=turf, script=None, user=alice)
    version = actions.print_sheet(sheet=sheet, user=alice)
    walk_list = canvassing.list_of_turf(turf=turf, name="Phones", script=None, user=alice)
    assert WalkList.objects.get() == walk_list
    doors = [door[0] for stop in walk_list.stops for door in stop["doors"]]
    assert [line.key for line in version.laid_out.doors] == doors
    confirmed(version, alice, "never", "absent")
    assert codes(version)[:2] == ["no_return", "absent"]
    addresses.with_doors("9 rue Basse")
    assert actions.print_sheet(sheet=sheet, user=alice) == version
