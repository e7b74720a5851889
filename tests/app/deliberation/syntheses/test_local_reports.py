"""Local debates and their reports."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Item, ItemKind, Participant, Phase, Question
from hustings.deliberation.syntheses import actions, local_debates
from hustings.deliberation.syntheses.models import LocalReport
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Postcode, Zone
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.segments.models import Segment
from hustings.people.selfservice import parts
from tests.cast.deliberation.consultations.fixtures import opened, voice
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[..., int]


@pytest.fixture
def phase(france: Zone) -> Phase:
    for code, name in (("69001", "Lyon"), ("69100", "Villeurbanne"), ("30000", "Nîmes")):
        Postcode.objects.get_or_create(code=code, zone=Zone.objects.get(name=name))
    return opened(takes_reports=True)


def test_a_report_waits_for_the_mail_and_then_stands_with_its_figures(
    client: Client, phase: Phase, run_tasks: Run
) -> None:
    question = Question.objects.create(phase=phase, titles={"en": "Which water?"})
    here, form = f"/en/consultations/local/{phase.pk}/", f"/en/consultations/local/{phase.pk}/report/"
    assert "No local debate yet" in html(client, here)
    said: dict[str, Any] = {
        "town": "lyon", "postcode": "69001", "held_on": "2026-01-15", "n_present": 34, "link": ""
    }  # fmt: skip
    assert send(client, form, form, **said).status_code == 422, "nothing was concluded"
    said[f"question_{question.pk}"] = "Rivers first."
    late = {**said, "held_on": str(timezone.localdate() + dt.timedelta(days=2))}
    assert send(client, form, form, **late).status_code == 422
    asked = send(client, form, form, **said)
    assert enter(client, asked.content.decode()).status_code == 302
    run_tasks()
    where = last_link()
    assert "Your report on the debate in lyon" in html(client, where)
    assert not LocalReport.objects.exists()
    client.post(where)
    made = LocalReport.objects.get()
    assert made.zone and made.zone.name == "Lyon" and made.item.zone == made.zone
    page = html(Client(), f"/en/consultations/items/{made.item_id}/")
    for words in ("Local debate in lyon", "34 people present", "Which water?", "Rivers first."):
        assert words in page
    assert "Rivers first." in html(Client(), here)
    step = html(Client(), f"/en/consultations/steps/{phase.pk}/")
    assert "Which water?" in step and "Rivers first." not in step, "it is no contribution"
    assert "Local debates" in html(Client(), f"/en/consultations/{phase.consultation.path}")


def test_reports_are_rolled_up_by_territory_without_hidden_ones(client: Client, phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    for name, n in (("Lyon", 30), ("Villeurbanne", 12), ("Nîmes", 7), ("", 5)):
        zone = Zone.objects.filter(name=name).first()
        values = {
            "place": name or "Atlantis", "zone_id": zone and zone.pk, "held_on": dt.date(2026, 1, 5),
            "n_present": n, "link": "",
        }  # fmt: skip
        for _twice in range(2):
            actions.report(participant=ada, phase=phase, title=name, text="We agree.", values=values)
    found = local_debates.sums(phase)
    assert (found.n, found.n_present) == (4, 54)
    assert [(area.name, area.n, area.n_present) for area in found.areas] == [("Gard", 1, 7), ("Rhône", 2, 42)]
    Item.objects.filter(kind=ItemKind.REPORT, version__title="Lyon").update(hidden_at=timezone.now())
    assert local_debates.sums(phase).n_present == 24
    page = html(client, f"/en/consultations/local/{phase.pk}/")
    assert "Rhône" in page and "24 people present" in page
    assert client.get(f"/en/consultations/local/{opened().pk}/").status_code == 404


def test_a_report_is_neither_voted_on_nor_argued_about(client: Client, phase: Phase) -> None:
    ada, bea = voice(phase, "ada@example.org"), voice(phase, "bea@example.org")
    item = told(phase, ada, "Lyon")
    with pytest.raises(refusals.NotOpen):
        acts.vote(participant=bea, version=item.version_id or 0, choice="agree")
    for kind in (ItemKind.FOR, ItemKind.SOURCE, ItemKind.COMMENT):
        with pytest.raises(refusals.NotOpen):
            acts.post(participant=bea, kind=kind, phase=phase, text="No", parent=item)
    here = f"/en/consultations/items/{item.pk}/"
    found = f"/en/consultations/search/{phase.consultation_id}/?q=agree"
    for page in (html(client, here), html(client, found)):
        assert "In Lyon" in page and "vote-choices" not in page and "Discuss" not in page
    assert 'id="arguments"' not in html(client, here) and "Add a source" not in html(client, here)
    assert client.get(f"{here}arguments/for/").status_code == 404


def test_cards_of_debates_show_place_and_day(client: Client, phase: Phase) -> None:
    told(phase, voice(phase, "ada@example.org"), "Lyon")
    card = html(client, f"/en/consultations/local/{phase.pk}/").partition("item-card")[2]
    assert "<strong>Lyon</strong>, 5 January 2026" in card


def told(phase: Phase, who: Participant, town: str, n: int = 10) -> Item:
    zone = Zone.objects.filter(name=town).first()
    values = {
        "place": town, "zone_id": zone and zone.pk, "held_on": dt.date(2026, 1, 5), "n_present": n, "link": ""
    }  # fmt: skip
    return actions.report(participant=who, phase=phase, title=f"In {town}", text="We agree.", values=values)


def test_reports_stand_on_the_map_by_town_and_near_a_place(
    client: Client, phase: Phase, django_assert_num_queries: Any
) -> None:
    ada = voice(phase, "ada@example.org")
    for name, lat, lon in (("Lyon", 45.76, 4.84), ("Villeurbanne", 45.77, 4.88), ("Nîmes", 43.84, 4.36)):
        Zone.objects.filter(name=name).update(latitude=lat, longitude=lon)
    for town in ("Lyon", "Villeurbanne", "Nîmes", "Atlantis"):
        told(phase, ada, town)
    points = client.get(f"/en/consultations/local/{phase.pk}/points/").json()["points"]
    assert sorted(each[2] for each in points) == ["Lyon", "Nîmes", "Villeurbanne"]
    assert points[0][3] == "1 local debate · 10 people present"
    lyon = Zone.objects.get(name="Lyon")
    here = f"/en/consultations/local/{phase.pk}/"
    for asked in ("q=69001", f"zone={lyon.pk}", f"at={lyon.latitude},{lyon.longitude}"):
        page = html(client, f"{here}?{asked}").split("<main")[1]
        assert "In Lyon" in page and "In Villeurbanne" in page and "In Nîmes" not in page, asked
        assert page.index("In Lyon") < page.index("In Villeurbanne")
    assert "find this place" in html(client, f"{here}?q=Nowhereville")
    assert "within 100 km" in html(client, f"{here}?at=10,10")
    with django_assert_num_queries(4):
        local_debates.near(phase, lyon, None)


def test_reports_of_members_are_on_no_map(client: Client, phase: Phase) -> None:
    told(phase, voice(phase, "ada@example.org"), "Lyon")
    phase.consultation.roll = Segment.objects.create(name="Members", criteria={})
    phase.consultation.save()
    assert b"Lyon" not in client.get(f"/en/consultations/local/{phase.pk}/points/").content


def test_a_picture_is_written_anew_and_goes_with_its_report(
    client: Client, phase: Phase, run_tasks: Run, django_capture_on_commit_callbacks: Any
) -> None:
    form = f"/en/consultations/local/{phase.pk}/report/"
    said = {"town": "Lyon", "postcode": "69001", "held_on": "2026-01-15", "n_present": 34, "text": "Rivers."}
    enter(client, send(client, form, form, **said).content.decode())
    run_tasks()
    client.post(last_link())
    item = Item.objects.get()
    there = f"/en/consultations/items/{item.pk}/picture/"
    page = f"/en/consultations/items/{item.pk}/"
    for wrong in ({"picture": upload(b"<svg/>"), "alt": "A hall"}, {"picture": upload(), "alt": ""}):
        assert send(client, page, there, **wrong).status_code == 422
    assert send(client, page, there, picture=upload(), alt="A full hall").status_code == 302
    report = LocalReport.objects.get()
    assert 'alt="A full hall"' in html(Client(), page)
    sent = Client().get(there)
    kept = b"".join(sent.streaming_content)
    assert sent["Content-Type"] == "image/jpeg" and kept.startswith(b"\xff\xd8") and b"Lyon" not in kept
    assert Item.objects.to_check().filter(pk=item.pk).exists(), "moderators look at it"
    stranger = Client()
    assert stranger.post(there, {"removal": "1"}).status_code == 302
    LocalReport.objects.get(picture=report.picture.name)
    Item.objects.update(hidden_at=timezone.now())
    assert Client().get(there).status_code == 404
    Item.objects.update(hidden_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, page, there, removal="1").status_code == 302
    assert not report.picture.storage.exists(report.picture.name)
    assert Client().get(there).status_code == 404


def test_moderators_see_a_picture_and_delete_it_alone(
    client: Client, phase: Phase, django_capture_on_commit_callbacks: Any
) -> None:
    ada = voice(phase, "ada@example.org")
    item = told(phase, ada, "Lyon")
    picture = ContentFile(upload().read(), "x.jpg")
    actions.set_picture(participant=ada, item=item, picture=picture, alt="A hall")
    Item.objects.update(hidden_at=timezone.now())
    kept, there = LocalReport.objects.get().picture, f"/hq/syntheses/items/{item.pk}/picture/"
    assert client.get(there).status_code == 302
    client.force_login(user("max", Role.MODERATOR))
    assert there in html(client, f"/hq/consultations/items/{item.pk}/")
    assert client.get(there)["Content-Type"] == "image/jpeg"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(there).status_code == 302
    assert client.get(there).status_code == 404 and not kept.storage.exists(kept.name)
    assert there not in html(client, f"/hq/consultations/items/{item.pk}/")


def test_pictures_of_the_erased_are_deleted(phase: Phase, django_capture_on_commit_callbacks: Any) -> None:
    ada = voice(phase, "ada@example.org")
    item = told(phase, ada, "Lyon")
    assert ada.person
    picture = ContentFile(upload().read(), "x.jpg")
    actions.set_picture(participant=ada, item=item, picture=picture, alt="A hall")
    kept = LocalReport.objects.get().picture
    with django_capture_on_commit_callbacks(execute=True):
        for erase in erasure_hooks.erasers.all():
            erase([ada.person.pk], ["ada@example.org"])
    assert not LocalReport.objects.get().picture and not kept.storage.exists(kept.name)


def test_a_picture_goes_with_a_report_that_is_taken_back(
    phase: Phase, django_capture_on_commit_callbacks: Any
) -> None:
    ada = voice(phase, "ada@example.org")
    item = told(phase, ada, "Lyon")
    actions.set_picture(
        participant=ada, item=item, picture=ContentFile(upload().read(), "x.jpg"), alt="A hall"
    )
    kept = LocalReport.objects.get().picture
    with django_capture_on_commit_callbacks(execute=True):
        acts.take_back(item=item, participant=ada)
    assert not LocalReport.objects.get().picture and not kept.storage.exists(kept.name)


def test_my_data_holds_reports_and_where_their_pictures_are(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    item = told(phase, ada, "Lyon")
    assert ada.person
    part = next(each for each in parts.my_data.all() if each.name == "consultation_local_reports")
    [row] = part.rows(ada.person)
    assert row[1:4] == ("Lyon", dt.date(2026, 1, 5), 10) and row[5] == ""
    actions.set_picture(
        participant=ada, item=item, picture=ContentFile(upload().read(), "x.jpg"), alt="A hall"
    )
    [row] = part.rows(ada.person)
    assert row[5].endswith(f"/items/{item.pk}/picture/") and row[6] == "A hall"


def test_of_a_report_of_the_erased_figures_alone_stay(phase: Phase) -> None:
    ada, bea = voice(phase, "ada@example.org"), voice(phase, "bea@example.org")
    mine, other = told(phase, ada, "Lyon"), told(phase, bea, "Lyon")
    LocalReport.objects.update(place="At Ada's, 3 rue Haute", link="https://ada.example.org/")
    assert ada.person
    erase_person(person=ada.person)
    left = LocalReport.objects.get(item=mine)
    assert (left.place, left.link, left.n_present) == ("", "", 10)
    assert LocalReport.objects.get(item=other).place and LocalReport.objects.get(item=other).link


def test_an_event_of_ours_is_named_by_its_title(client: Client, phase: Phase) -> None:
    item = told(phase, voice(phase, "ada@example.org"), "Lyon")
    for code, link, shown in (
        ("fr", f"{settings.BASE_URL}/en/consultations/{phase.consultation.path}", "Water"),
        ("en", "https://example.org/night", "https://example.org/night"),
    ):
        LocalReport.objects.update(link=link)
        assert f">{shown}</a>" in html(client, f"/{code}/consultations/items/{item.pk}/")


def upload(data: bytes = b"") -> SimpleUploadedFile:
    """A photograph with what a camera adds."""
    if not data:
        written = BytesIO()
        Image.new("RGB", (40, 30), "red").save(written, "JPEG", comment=b"Lyon 3e")
        data = written.getvalue()
    return SimpleUploadedFile("hall.jpg", data, "image/jpeg")
