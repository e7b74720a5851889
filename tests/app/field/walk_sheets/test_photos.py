"""Photos of walked sheets: read in the background, checked by somebody, confirmed, deleted."""

import datetime as dt
import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.field.walk_sheets import actions, documents, photo_marks, totals
from hustings.field.walk_sheets.models import Photo, Reading
from hustings.foundation.territories.models import Kind
from hustings.people.scripts import actions as scripts
from tests import conftest
from tests.cast.field import walk_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DOTS = 8


@pytest.fixture
def printed(alice):
    made = walk_sheets.sheet(script=walk_sheets.script())
    return actions.print_sheet(sheet=made, user=alice)


def at(name, *args):
    return reverse(f"walk_sheets:{name}", args=args)


def walked(version, *ticks, half=16):
    """A scan of its first page; each tick is a row, a question and a choice."""
    drawn = pypdfium2.PdfDocument(io.BytesIO(documents.pdf(version)))[0].render(scale=DOTS * 25.4 / 72)
    picture = drawn.to_pil().convert("L")
    for box in version.laid_out.boxes(1):
        if (box.row, box.question, box.choice) in ticks:
            x, y = round(box.x * DOTS), round(box.y * DOTS)
            for n in range(-half, half):
                picture.paste(40, (x + n - 2, y + n - 2, x + n + 2, y + n + 2))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def uploaded(client, *contents, day=None):
    files = [SimpleUploadedFile(f"{n}.jpg", content, "image/jpeg") for n, content in enumerate(contents)]
    said = {"photos": files, "walked_on": str(day or timezone.localdate())}
    return client.post(at("photos_new"), said, follow=True)


def read_all():
    for photo in Photo.objects.filter(read_at=None):
        photo_marks.read(photo)


def test_a_photo_is_read_confirmed_and_counted_and_its_picture_is_gone(organiser, printed):
    content = walked(printed, (0, "result", "absent"), (1, "result", "reached"), (1, "q1", "1"))
    assert "being read" in uploaded(organiser, content).content.decode()
    read_all()
    photo = Photo.objects.get()
    assert (photo.version, photo.page, photo.problem) == (printed, 1, "")
    page = organiser.get(at("photo", photo.pk)).content.decode()
    assert "to confirm" in page
    assert not totals.of(printed.sheet)
    organiser.post(at("confirmation", photo.pk))
    photo.refresh_from_db()
    assert photo.confirmed_at and photo.picture is None
    counted = [(one.question, one.n) for one in totals.of(printed.sheet)]
    assert counted[0][1] == counted[1][1] == 1 and counted[2] == ("Will you vote?", 1)
    assert "Read from photos" in organiser.get(at("sheet", printed.sheet_id)).content.decode()


def test_reading_a_photo_twice_reads_it_once(organiser, printed):
    uploaded(organiser, walked(printed, (0, "result", "absent")))
    photo = Photo.objects.get()
    photo_marks.read(Photo.objects.get())
    photo_marks.read(photo)
    assert Reading.objects.count() == 1


def test_the_list_says_how_many_of_the_photos_are_read(organiser, printed):
    page = uploaded(organiser, *[walked(printed)] * 3).content.decode()
    assert "0 of 3" in page and at("progress") in page
    photo_marks.read(Photo.objects.first())
    assert "1 of 3" in organiser.get(at("progress")).content.decode()
    read_all()
    assert organiser.get(at("progress"))["HX-Refresh"] == "true"
    assert at("progress") not in organiser.get(at("photos")).content.decode()


def test_doubtful_boxes_are_asked_about_one_by_one_before_anything_is_confirmed(organiser, printed):
    uploaded(organiser, walked(printed, (2, "result", "absent"), (2, "result", "reached")))
    read_all()
    photo = Photo.objects.get()
    organiser.post(at("confirmation", photo.pk))
    assert Photo.objects.get().confirmed_at is None
    first, second = Reading.objects.all()
    page = organiser.get(at("photo", photo.pk)).content.decode()
    assert "2 boxes to check" in page and at("cut_out", photo.pk, first.pk) in page
    picture = organiser.get(at("cut_out", photo.pk, first.pk))
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    organiser.post(at("reading", photo.pk, first.pk), {"is": "empty"})
    organiser.post(at("reading", photo.pk, second.pk), {"is": "ticked"})
    assert organiser.post(at("reading", photo.pk, second.pk), {"is": "empty"}).status_code == 404
    organiser.post(at("confirmation", photo.pk))
    assert [one.n for one in totals.of(printed.sheet)] == [1]
    assert Reading.objects.get(state="ticked").answered_by.email == "alice@example.org"


def test_paper_that_was_walked_on_two_days_counts_for_both(organiser, printed):
    today = timezone.localdate()
    for n in (1, 0):
        uploaded(organiser, walked(printed, (n, "result", "absent")), day=today - dt.timedelta(days=n))
        read_all()
        organiser.post(at("confirmation", Photo.objects.latest("pk").pk))
    assert [one.n for one in totals.of(printed.sheet)] == [2]


def test_a_photo_confirmed_later_replaces_one_of_the_same_page_and_day(organiser, printed):
    first = (0, "result", "absent")
    for ticks in ([first], [first, (1, "result", "reached")]):
        uploaded(organiser, walked(printed, *ticks))
        read_all()
        organiser.post(at("confirmation", Photo.objects.latest("pk").pk))
    assert Photo.objects.count() == 1
    assert sum(one.n for one in totals.of(printed.sheet)) == 2


def test_paper_of_an_older_questionnaire_is_still_read(organiser, printed):
    content = walked(printed, (0, "result", "reached"), (0, "q1", "2"))
    text = "? Will you help?\n- Yes\n- No"
    scripts.save_script(script=printed.sheet.script, name="Turnout", texts={"en": text})
    assert actions.print_sheet(sheet=printed.sheet, user=None).number == 2
    uploaded(organiser, content)
    read_all()
    organiser.post(at("confirmation", Photo.objects.get().pk))
    assert "Will you vote?" in [one.question for one in totals.of(printed.sheet)]


@pytest.mark.parametrize("what", ["no photo", "no codes", "elsewhere"])
def test_photos_that_can_t_be_read_say_why_and_are_not_kept(organiser, printed, what):
    content = b"no photo"
    if what == "no codes":
        content = walk_sheets.jpeg()
    elif what == "elsewhere":
        content = walked(printed)
        type(printed).objects.update(word="another campaign")
    uploaded(organiser, content)
    read_all()
    photo = Photo.objects.get()
    reason = {"no photo": "broken", "no codes": "codes", "elsewhere": "foreign"}[what]
    assert (photo.problem, photo.picture) == (reason, None)
    page = organiser.get(at("photo", photo.pk)).content.decode()
    assert "take again" in page


def test_a_photo_of_a_sheet_of_another_territory_is_refused(organiser, printed):
    conftest.zone(Kind.COMMUNE, "75056", "Paris")
    theirs = actions.print_sheet(sheet=walk_sheets.sheet("75056"), user=None)
    uploaded(organiser, walked(theirs, (0, "result", "absent")))
    read_all()
    assert Photo.objects.get().problem == "foreign" and not Reading.objects.exists()


def test_photos_of_others_are_not_there(organiser, dora, printed):
    conftest.zone(Kind.COMMUNE, "75056", "Paris")
    theirs = actions.print_sheet(sheet=walk_sheets.sheet("75056"), user=None)
    [photo] = actions.take_in(
        pictures=[("1.jpg", walked(theirs, (0, "result", "absent")))],
        walked_on=timezone.localdate(),
        user=dora,
    )
    photo_marks.read(Photo.objects.get())
    reading = Reading.objects.get()
    assert organiser.get(at("photo", photo.pk)).status_code == 404
    assert organiser.get(at("cut_out", photo.pk, reading.pk)).status_code == 404
    for name in ("confirmation", "removal"):
        assert organiser.post(at(name, photo.pk)).status_code == 404


def test_many_photos_come_at_once_but_no_day_to_come(organiser, printed):
    content = walked(printed)
    late = timezone.localdate() + dt.timedelta(days=2)
    refused = uploaded(organiser, content, day=late)
    assert refused.status_code == 422 and not Photo.objects.exists()
    uploaded(organiser, content, content, content)
    assert Photo.objects.count() == 3
    keys = list(Photo.objects.values_list("pk", flat=True))
    read_all()
    organiser.post(at("photos"), {"deed": "remove", "row": keys[:2]})
    assert Photo.objects.count() == 1


def test_the_flat_page_is_kept_small_until_it_is_confirmed(organiser, printed):
    uploaded(organiser, walked(printed))
    read_all()
    picture = bytes(Photo.objects.get().picture)
    assert picture.startswith(b"\xff\xd8")
    assert len(picture) < 600_000
