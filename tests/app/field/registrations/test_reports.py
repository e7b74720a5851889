"""After an event: report by host or team, thanks once, feedback that names nobody."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from hustings.field.events import actions as events
from hustings.field.events.models import Event, Shift
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.registrations.models import Feedback, Report, ReportTask, Seat, Thanks, ThanksMail
from hustings.field.registrations.reports import actions, reminders, thanks
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.fields import uploaded_pictures
from hustings.foundation.territories.models import Zone
from tests.cast.field.registrations.histories import english, seat, someone, to_do
from tests.cast.people.devices import own_page_browser
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]
Found = Callable[..., LocalGroup]
ENTRY = '"url": "/hq/event-reports/"'  # of the menu
NO_TASKS = {"task-TOTAL_FORMS": 1, "task-INITIAL_FORMS": 0}


@pytest.fixture
def hq(client: Client, site: Any) -> Client:
    client.force_login(english(user("dora", Role.DIRECTOR)))
    return client


@pytest.fixture
def group(found: Found) -> LocalGroup:
    made = found("Lyon en commun", "Lyon")
    host = someone("Hana")
    Membership.objects.create(group=made, person=host, role=GroupRole.HOST)
    return made


def host_of(group: LocalGroup) -> Any:
    return group.memberships.get(role=GroupRole.HOST).person


def photograph(size: tuple[int, int] = (3000, 1500)) -> SimpleUploadedFile:
    made, tags = BytesIO(), Image.Exif()
    tags[0x0110] = "A camera"
    Image.new("RGB", size, "navy").save(made, "JPEG", exif=tags)
    return SimpleUploadedFile("a.jpg", made.getvalue(), "image/jpeg")


def test_the_team_writes_a_report_with_tasks_and_shows_it(
    hq: Client, announce: Announce, client: Client
) -> None:
    event = announce("Marché", days=-1)
    assert "Nothing reported yet" in hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    url = f"/hq/event-reports/{event.pk}/"
    assert hq.get(url).status_code == 200
    said = {
        "n_came": 12, "n_contacts": 30, "minutes": "Rain", "public_text": "Twelve of us",
        "task-TOTAL_FORMS": 2, "task-INITIAL_FORMS": 0, "task-0-what": "Order leaflets",
        "task-0-owner": "Alice",
        "task-0-due_on": "2031-01-02",
    }  # fmt: skip
    assert hq.post(url, said).status_code == 302
    html = hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    assert "Rain" in html and "Order leaflets" in html and "Alice" in html
    public = f"/en/agenda/{event.path}"
    assert "Twelve of us" not in client.get(public, follow=True).content.decode()
    assert "1 report to publish" in to_do(user("dan", Role.DIRECTOR))
    hq.post(f"/hq/event-reports/{event.pk}/showing/")
    html = client.get(public, follow=True).content.decode()
    assert "Twelve of us" in html and "Rain" not in html
    task = ReportTask.objects.get()
    hq.post(f"/hq/event-reports/tasks/{task.pk}/")
    task.refresh_from_db()
    assert task.done_at


def test_a_report_begins_with_those_known_to_have_come(hq: Client, announce: Announce) -> None:
    event = announce("Marché", days=-1)
    seat(event, someone("Zoe"), came=True, n=3)
    seat(event, someone("Yan"), came=False)
    assert 'name="n_came" value="3"' in hq.get(f"/hq/event-reports/{event.pk}/").content.decode()


def test_nothing_is_reported_before_the_event(announce: Announce) -> None:
    with pytest.raises(actions.NotYet):
        actions.file(event=announce("Bientôt"), values={})


def test_a_host_reports_with_a_picture_that_says_nothing_of_its_camera(
    announce: Announce, group: LocalGroup
) -> None:
    event = announce("Marché", days=-1, group=group)
    client = own_page_browser(host_of(group))
    url = f"/en/groups/{group.pk}/host/events/{event.pk}/"
    assert "Write report" in client.get(f"/en/groups/{group.pk}/host/").content.decode()
    assert client.get(f"{url}report/").status_code == 200
    data = {"n_came": 4, "public_text": "Good", **NO_TASKS}
    assert client.post(f"{url}report/", data).status_code == 302
    report = Report.objects.get()
    assert report.by == host_of(group) and report.filed_at and report.user is None
    actions.show(report=report)
    assert client.post(f"{url}pictures/", {"picture": photograph(), "alt": "Us"}).status_code == 302
    (kept,) = report.pictures.all()
    with kept.image.file.open() as file, Image.open(file) as image:
        assert image.width == 2000 and not image.getexif()
    report.refresh_from_db()
    assert report.shown_at is None, "what a host adds waits for approval"
    broken = SimpleUploadedFile("a.jpg", b"<svg/>", "image/jpeg")
    answer = client.post(f"{url}pictures/", {"picture": broken})
    assert answer.status_code == 422 and "JPEG" in answer.content.decode()
    assert get_image_model().objects.count() == 1


def test_too_many_pictures_are_refused(announce: Announce, site: Any) -> None:
    report = actions.file(event=announce("Marché", days=-1), values={})
    image = uploaded_pictures.keep(photograph((20, 20)), "t")
    made = [actions.add_picture(report=report, image=image) for _nth in range(actions.MOST_PICTURES + 1)]
    assert made[-1] is None and all(made[:-1])


def test_hosts_see_who_is_coming_to_their_group_without_contact_data(
    client: Client, announce: Announce, group: LocalGroup, found: Found
) -> None:
    event = announce("Marché", days=3, group=group)
    event.shifts.update(capacity=4)
    seat(event, someone("Zoe"), n=3)
    waits = seat(event, someone("Yan"))
    Seat.objects.filter(pk=waits.pk).update(seated_at=None)
    Shift.objects.filter(event=event).update(taken=3)
    host = own_page_browser(host_of(group))
    page = " ".join(host.get(f"/en/groups/{group.pk}/host/").content.decode().split())
    assert "3 of 4 seats taken" in page and "1 person on the waiting list" in page
    path = f"/en/groups/{group.pk}/host/events/{event.pk}/participants/"
    assert path in page
    html = " ".join(host.get(path).content.decode().split())
    assert "Zoe P. with 2 guests" in html and "seat confirmed" in html and "on the waiting list" in html
    assert "Petit" not in html and "zoe@example.org" not in html
    french = " ".join(host.get(path.replace("/en/", "/fr/")).content.decode().split())
    assert "Qui vient" in french and "avec 2 accompagnants" in french
    assert client.get(path).status_code == 302, "to one's own page"
    other = found("Nîmes debout", "Nîmes")
    stranger = someone("Mallory")
    Membership.objects.create(group=other, person=stranger, role=GroupRole.HOST)
    elsewhere = own_page_browser(stranger)
    assert elsewhere.get(path).status_code == 403
    assert elsewhere.get(path.replace(f"/{group.pk}/host", f"/{other.pk}/host")).status_code == 404


def test_nobody_else_reports_for_a_group(
    client: Client, announce: Announce, group: LocalGroup, found: Found
) -> None:
    other = found("Nîmes debout", "Nîmes")
    stranger = someone("Mallory")
    Membership.objects.create(group=other, person=stranger, role=GroupRole.HOST)
    event = announce("Marché", days=-1, group=group)
    path = f"/en/groups/{group.pk}/host/events/{event.pk}/report/"
    assert client.get(path).status_code == 302, "to one's own page"
    client = own_page_browser(stranger)
    assert client.get(path).status_code == 403
    crossed = f"/en/groups/{other.pk}/host/events/{event.pk}/"
    assert client.post(f"{crossed}report/", {"n_came": 1, **NO_TASKS}).status_code == 404
    assert client.get(f"{crossed}attendance/").status_code == 404
    assert not Report.objects.exists()


def test_a_host_notes_attendance_and_undoes_it(announce: Announce, group: LocalGroup) -> None:
    event = announce("Marché", days=-1, group=group)
    here, away = seat(event, someone("Zoe")), seat(event, someone("Yan"))
    client = own_page_browser(host_of(group))
    url = f"/en/groups/{group.pk}/host/events/{event.pk}/attendance/"
    html = client.get(url).content.decode()
    assert "Zoe P." in html and "Petit" not in html, "names as beside “Who is coming”"
    client.post(url, {"absent": [away.pk]})
    here.refresh_from_db(), away.refresh_from_db()
    assert here.attended_at and away.absent_at
    client.post(url, {"undo": 1})
    here.refresh_from_db(), away.refresh_from_db()
    assert not here.attended_at and not away.absent_at


def test_a_host_is_reminded_once(announce: Announce, group: LocalGroup, at_once: Any) -> None:
    event = announce("Marché", days=-2, group=group, kind="stall")
    announce("Fête", days=-2, group=group, kind="party")
    announce("Tout de suite", days=-0.2, group=group, kind="stall")
    assert at_once(reminders.remind) == 1 and at_once(reminders.remind) == 0
    report = Report.objects.get()
    reminders.send.call(report.pk)
    reminders.send.call(report.pk)
    assert [(each.to, "Marché" in each.subject) for each in mail.outbox] == [(["hana@example.org"], True)]
    assert f"/groups/{group.pk}/host/events/{event.pk}/report/" in str(mail.outbox[0].body)
    olga = user("olga", Role.ORGANISER)
    assert "2 events without a report" in to_do(olga)
    actions.file(event=event, values={"n_came": 3})
    assert "1 event without a report" in to_do(olga)


def test_thanks_go_once_to_those_who_came_and_a_word_to_the_others(hq: Client, announce: Announce) -> None:
    event = announce("Marché", days=-1)
    with pytest.raises(thanks.TooSoon):
        thanks.thank(event=event, text="t")
    seat(event, someone("Zoe"), came=True)
    seat(event, someone("Yan"), came=False)
    seat(event, someone("Xia"))
    url = f"/hq/event-reports/{event.pk}/thanks/"
    assert "Thank you for coming" in hq.get(url).content.decode()
    assert hq.post(url, {"text": "Merci à vous", "absent_text": "À bientôt"}).status_code == 302
    for each in ThanksMail.objects.order_by("pk"):
        thanks.send.call(each.pk)
        thanks.send.call(each.pk)
    bodies = {each.to[0]: str(each.body) for each in mail.outbox}
    assert set(bodies) == {"zoe@example.org", "yan@example.org"} and len(mail.outbox) == 2
    assert "Merci à vous" in bodies["zoe@example.org"] and "/feedback/" in bodies["zoe@example.org"]
    assert "À bientôt" in bodies["yan@example.org"] and "/feedback/" not in bodies["yan@example.org"]
    assert hq.post(url, {"text": "again"}).status_code == 422
    assert Thanks.objects.count() == 1


def test_feedback_is_shown_from_five_answers_on(hq: Client, announce: Announce) -> None:
    event = announce("Marché", days=-1)
    for nth in range(thanks.LEAST):
        seat(event, someone(f"Zoe{nth}"), came=True)
    made = thanks.thank(event=event, text="Merci")
    visitor = Client()
    for nth, each in enumerate(made.mails.all()):
        html = hq.get(f"/hq/agenda/{event.pk}/").content.decode()
        assert "Too loud" not in html and "Average" not in html
        path = f"/en/events/feedback/{each.token}/"
        page = visitor.get(path).content.decode()
        assert "Zoe" not in page and not Feedback.objects.filter(registration=each.registration).exists()
        assert (
            visitor.post(path, {"score": 4 if nth else 1, "words": "" if nth else "Too loud"}).status_code
            == 302
        )
        assert visitor.post(path, {"score": 9}).status_code == 422
    html = hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    assert "Average 3.4 of 5" in html and "Too loud" in html
    assert visitor.get("/fr/events/feedback/1.x/").status_code == 404


def test_a_list_says_which_reports_are_missing(hq: Client, announce: Announce) -> None:
    announce("Sans", days=-1, kind="stall")
    actions.file(event=announce("Avec", days=-1, kind="stall"), values={"n_came": 7})
    announce("Jadis", days=-90, kind="stall")
    announce("Sans rien à dire", days=-1, kind="talk")
    html = hq.get("/hq/event-reports/").content.decode()
    assert "Sans" in html and "Avec" in html
    assert "1 event without a report" in to_do(user("dan", Role.DIRECTOR))
    assert "Jadis" not in html and "Sans rien" not in html
    html = hq.get("/hq/event-reports/?state=missing").content.decode()
    assert "Sans" in html and "Avec" not in html


def test_reports_of_their_zone_are_read_by_whoever_enters_events_there(
    client: Client, announce: Announce, rhone: Zone
) -> None:
    announce("Marché", "Lyon", days=-1, kind="stall")
    announce("Loin d’ici", "Nîmes", days=-1, kind="stall")
    client.force_login(english(user("alice", Role.ORGANISER, rhone)))
    assert ENTRY in client.get("/hq/").content.decode()
    html = client.get("/hq/event-reports/").content.decode()
    assert "Marché" in html and "Loin d’ici" not in html
    client.force_login(english(user("bob", Role.COORDINATOR, rhone)))
    assert ENTRY not in client.get("/hq/").content.decode()
    assert client.get("/hq/event-reports/").status_code == 403


def test_a_host_sees_the_next_dates_of_a_series_and_the_others_below(
    announce: Announce, group: LocalGroup
) -> None:
    event = announce("Permanence", days=3, group=group)
    events.repeat(event=event, rule="FREQ=DAILY", until=None, count=9, user=None)
    page = own_page_browser(host_of(group)).get(f"/en/groups/{group.pk}/host/").content.decode()
    first, below = page.split("All dates")
    assert first.count("/participants/") == 5 and below.count("/participants/") == 4
