"""Picture, news and files of a group: who publishes, who sees what, what the team may do."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from hustings.field.groups import membership
from hustings.field.groups.models import GroupFile, GroupRole, LocalGroup, Post
from hustings.field.groups.noticeboard import actions, silence
from hustings.field.groups.reorganisation import actions as reorganisation
from hustings.field.threads.models import Bulletin
from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import actions as elections
from hustings.foundation.lib.fields import uploaded_files
from hustings.foundation.territories.models import Zone
from hustings.people.duplicates.actions.merges import merge, part
from hustings.people.persons.models import Purpose
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.selfservice import download
from tests.app.field.groups.test_memberships import who
from tests.cast.field.registrations.histories import english
from tests.cast.people.devices import give, own_page_browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
PDF += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
PDF += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
TEXT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document-content/>"}


@pytest.fixture
def private(settings: Any) -> Path:
    """Where files lie that no server gives out."""
    return Path(settings.PRIVATE_ROOT)


@pytest.fixture
def hanna(hosted: LocalGroup) -> Client:
    return own_page_browser(who("hanna"))


def host(group: LocalGroup, path: str = "") -> str:
    return f"/en/groups/{group.pk}/host/{path}"


def public(group: LocalGroup, path: str = "") -> str:
    return Client().get(f"/en/local-groups/{group.path}{path}").content.decode()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def photograph(kind: str = "JPEG", **more: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(written, kind, **more)
    return written.getvalue()


def zipped(members: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return written.getvalue()


def news(group: LocalGroup, title: str = "Stall on Saturday", **more: Any) -> Post:
    values = {"title": title, "text": "Come along", "picture": "", "picture_alt": "", "is_for_members": False}
    return actions.post(group=group, by=who("hanna"), values=values | more)


def file(group: LocalGroup, title: str = "Leaflet", *, is_for_members: bool = False) -> GroupFile:
    found = uploaded_files.checked(upload("leaflet (2).txt", b"Vote!\n"))
    return actions.add_file(
        group=group, by=who("hanna"), file=found, title=title, is_for_members=is_for_members
    )


def test_a_host_sets_replaces_and_removes_the_picture(hosted: LocalGroup, hanna: Client) -> None:
    page = host(hosted, "picture/")
    assert hanna.post(page, {"picture_alt": "Us"}).status_code == 422, "a picture is needed first"
    for data in [b"<svg/>", b"", photograph()[:200]]:
        answer = hanna.post(page, {"picture": upload("us.jpg", data)})
        assert answer.status_code == 422 and "picture" in answer.content.decode()
    hosted.refresh_from_db()
    assert hosted.picture is None
    assert (
        hanna.post(page, {"picture": upload("us.jpg", photograph()), "picture_alt": "Us"}).status_code == 302
    )
    hosted.refresh_from_db()
    assert hosted.picture_alts == {"en": "Us"}
    html = public(hosted)
    assert 'alt="Us"' in html and "og:image" in html
    assert hanna.post(page, {"picture_alt": "All of us"}).status_code == 302
    assert 'alt="All of us"' in public(hosted)
    hanna.post(page, {"remove": "1"})
    assert "lead-picture" not in public(hosted)


def test_a_picture_of_the_library_is_set_in_hq(hosted: LocalGroup, hanna: Client, dora: User) -> None:
    hanna.post(
        host(hosted, "picture/"), {"picture": upload("us.png", photograph("PNG")), "picture_alt": "Us"}
    )
    hosted.refresh_from_db()
    client = Client()
    client.force_login(dora)
    page = f"/hq/local-groups/{hosted.pk}/edit/"
    said = {
        "name": hosted.name,
        "zone": hosted.zone.label(),
        "zone_id": hosted.zone_id,
        "picture": hosted.picture_id,
        "picture_alt_fr": "Nous",
    }
    assert client.post(page, said).status_code == 302
    hosted.refresh_from_db()
    assert hosted.picture_alts == {"fr": "Nous"} and hosted.picture_id
    assert client.post(page, said | {"picture": ""}).status_code == 302
    hosted.refresh_from_db()
    assert hosted.picture_id is None


def test_news_stand_on_the_page_newest_first_by_a_name_that_was_agreed_to(
    hosted: LocalGroup, hanna: Client
) -> None:
    said = {"title": "Stall", "text": "See https://example.org/stall <b>now</b>"}
    assert hanna.post(host(hosted, "news/"), said).status_code == 302
    hanna.post(host(hosted, "news/"), said)
    assert Post.objects.count() == 1, "sent twice"
    html = public(hosted)
    assert 'href="https://example.org/stall"' in html and "&lt;b&gt;now" in html
    assert "The hosts" in html and "Hanna" not in html
    hosted.memberships.hosts().update(named_at=timezone.now())
    for n in range(3):
        news(hosted, f"News {n}")
    html = public(hosted)
    assert "Hanna Durand" in html and html.index("News 2") < html.index("News 0")
    assert "All news" in html and ">Stall<" not in html and ">Stall<" in public(hosted, "news/")


def test_members_read_what_is_for_them_and_nobody_else(
    hosted: LocalGroup, member: Any, found: Any, supporter: Any
) -> None:
    news(hosted, "For us", is_for_members=True)
    news(hosted, "For all")
    kept, open_file = file(hosted, "Rota", is_for_members=True), file(hosted, "Leaflet")
    member(hosted, "fox", GroupRole.FOLLOWER)
    member(found("Nîmes", "Nîmes"), "ines", GroupRole.HOST)
    supporter("ida")
    for html in (public(hosted), public(hosted, "news/")):
        assert "For all" in html and "For us" not in html and "Rota" not in html
    board, path = f"/en/groups/{hosted.pk}/news/", f"/en/groups/{hosted.pk}/files/"
    html = own_page_browser(who("mo")).get(board).content.decode()
    assert all(said in html for said in ["For us", "For all", "Rota", "Leaflet", "Hanna D."])
    for name, status in [("mo", 200), ("fox", 403), ("ida", 403), ("ines", 403)]:
        client = own_page_browser(who(name))
        shown = client.get(board)
        assert shown.status_code == status, name
        assert status == 200 or b"Only its members can open" in shown.content, name
        assert client.get(f"{path}{kept.pk}/").status_code == status, name
        assert client.get(f"{path}{open_file.pk}/").status_code == 200, name
    stranger = Client().get(f"{path}{kept.pk}/")
    assert stranger.status_code == 302 and "next=" in stranger["Location"]
    assert own_page_browser(who("ines")).get(host(hosted, "news/")).status_code == 403
    assert (
        own_page_browser(who("mo")).post(host(hosted, "news/"), {"title": "a", "text": "b"}).status_code
        == 403
    )


def test_news_are_edited_and_deleted_with_their_picture(
    hosted: LocalGroup, hanna: Client, private: Path, at_once: Any
) -> None:
    said = {
        "title": "Stall",
        "text": "Come",
        "picture": upload("a.jpg", photograph()),
        "picture_alt": "A stall",
    }
    hanna.post(host(hosted, "news/"), said)
    post = Post.objects.get()
    shown = Client().get(f"/en/groups/{hosted.pk}/news/{post.pk}/picture/")
    assert (
        shown.status_code == 200
        and shown["Content-Type"] == "image/jpeg"
        and 'alt="A stall"' in public(hosted)
    )
    stored = private / post.picture.name
    page = host(hosted, f"news/{post.pk}/")
    assert hanna.post(page, {"title": "Stall!", "text": "Come", "picture_alt": "A"}).status_code == 302
    post.refresh_from_db()
    assert post.title == "Stall!" and post.picture and post.edited_at and stored.exists()
    at_once(hanna.post, path=page, data={"title": "Stall!", "text": "Come", "drops_picture": "on"})
    assert (
        not stored.exists()
        and "<img" not in public(hosted).partition('id="news"')[2].partition("</section>")[0]
    )
    hanna.post(host(hosted, f"news/{post.pk}/removal/"))
    assert not Post.objects.exists() and "Stall!" not in public(hosted)


def test_news_are_handed_in_as_a_message_to_members_by_the_same_rules(
    hosted: LocalGroup, hanna: Client
) -> None:
    said = {"title": "Stall", "text": "Come", "is_sent": "on"}
    assert hanna.post(host(hosted, "news/"), said).status_code == 302
    sent = Bulletin.objects.get()
    assert (sent.title, sent.text, sent.subject) == ("Stall", "Come", hosted.pk)
    assert "waiting for approval" in hanna.get(host(hosted, "news/")).content.decode()
    answer = hanna.post(host(hosted, "news/"), said | {"title": "Again"})
    assert answer.status_code == 422 and "still waiting" in answer.content.decode()
    assert Post.objects.count() == 1, "neither or both"


def test_a_message_waits_as_long_as_its_news_is_taken_down(
    hosted: LocalGroup, hanna: Client, dora: User
) -> None:
    give(who("mo"), Purpose.EMAIL)
    hanna.post(host(hosted, "news/"), {"title": "Stall", "text": "Come", "is_sent": "on"})
    post, sent = Post.objects.get(), Bulletin.objects.get()
    client, path = Client(), reverse("threads_hq:bulletin", args=[sent.pk])
    client.force_login(english(dora))
    html = client.get(path).content.decode()
    assert "News of the group" in html and "Approve and send" in html
    actions.take_down(notice=post, why="Names a neighbour", user=dora)
    html = client.get(path).content.decode()
    assert "Names a neighbour" in html and "Approve and send" not in html
    client.post(reverse("threads_hq:bulletin_decision", args=[sent.pk]), {"deed": "approve"})
    sent.refresh_from_db()
    assert sent.state == "waiting"
    actions.put_back(notice=post, user=dora)
    assert "Approve and send" in client.get(path).content.decode()
    actions.remove_post(post=post)
    sent.refresh_from_db()
    assert sent.state == "withdrawn", "the host took the news back, and the message with it"


def test_nothing_is_published_in_an_election_silence(
    hosted: LocalGroup, hanna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = news(hosted)
    monkeypatch.setattr(silence, "refusal", lambda group: "Election silence until tomorrow")
    for page in [host(hosted, "news/"), host(hosted, f"news/{post.pk}/")]:
        answer = hanna.post(page, {"title": "a", "text": "b"})
        assert answer.status_code == 422 and "Election silence until tomorrow" in answer.content.decode()
    assert hanna.post(host(hosted, f"news/{post.pk}/removal/")).status_code == 302


def test_silence_is_that_of_the_country_s_rules(hosted: LocalGroup) -> None:
    eve = dt.datetime(2027, 4, 10, 16, tzinfo=dt.UTC)
    assert not silence.refusal(hosted, eve)
    Campaign.objects.update(country="fr")
    translation.activate("fr")
    days = [dt.date(2027, 4, 11), dt.date(2027, 4, 25)]
    elections.save_election(name="P", kind="president", days=days)
    assert "11 avril 2027" in silence.refusal(hosted, eve)
    assert not silence.refusal(hosted, eve - dt.timedelta(days=1))


def test_the_map_shows_where_it_meets_and_its_events_with_words_beside(
    hosted: LocalGroup, announce: Any
) -> None:
    assert "group-place" not in public(hosted), "no pin stands for the middle of a town"
    LocalGroup.objects.filter(pk=hosted.pk).update(latitude=45.76, longitude=4.84, place="Café </script>")
    announce("Réunion", "Lyon", group=hosted, latitude=45.75, longitude=4.85)
    announce("Ailleurs", "Lyon", group=hosted)
    html = public(hosted)
    pins = json.loads(
        html.partition('id="group-place-points"')[2].partition(">")[2].partition("</script>")[0]
    )
    assert [pin[2] for pin in pins] == ["Where it meets", "Réunion (en)"]
    assert pins[0][3] == "Café </script>" and "/agenda/" in pins[1][4]
    assert "directions?to=45.76" in html and "Ailleurs" in html and 'id="group-place"' in html
    assert 'data-label="Map: where the group meets, and its next events"' in html


def test_the_team_takes_down_with_a_reason_that_the_hosts_read(
    hosted: LocalGroup, hanna: Client, dora: User
) -> None:
    post, kept = news(hosted), file(hosted)
    client, record = Client(), f"/hq/local-groups/{hosted.pk}/"
    client.force_login(dora)
    html = client.get(record).content.decode()
    assert "Stall on Saturday" in html and "leaflet (2).txt" in html
    assert client.get(f"{record}files/{kept.pk}/download/").status_code == 200
    client.post(f"{record}news/{post.pk}/taking-down/", {"why": " "})
    assert "Stall on Saturday" in public(hosted)
    client.post(f"{record}news/{post.pk}/taking-down/", {"why": "Names a neighbour"})
    client.post(f"{record}files/{kept.pk}/taking-down/", {"why": "Not ours"})
    assert "Stall on Saturday" not in public(hosted) and "Leaflet" not in public(hosted)
    assert Client().get(f"/en/groups/{hosted.pk}/files/{kept.pk}/").status_code == 404
    assert own_page_browser(who("mo")).get(f"/en/groups/{hosted.pk}/files/{kept.pk}/").status_code == 404
    for page, why in [("", "Names a neighbour"), ("news/", "Names a neighbour"), ("files/", "Not ours")]:
        assert why in hanna.get(host(hosted, page)).content.decode()
    hanna.post(host(hosted, f"news/{post.pk}/removal/"))
    assert hanna.get(host(hosted, f"news/{post.pk}/")).status_code == 404
    client.post(f"{record}news/{post.pk}/putting-back/")
    assert "Stall on Saturday" in public(hosted)


def test_hosts_are_mailed_what_was_taken_down_and_why(
    hosted: LocalGroup, hanna: Client, dora: User, run_tasks: Callable[[], int], mailoutbox: list[Any]
) -> None:
    client, record = Client(), f"/hq/local-groups/{hosted.pk}/"
    client.force_login(english(dora))
    hanna.post(host(hosted, "picture/"), {"picture": upload("us.jpg", photograph()), "picture_alt": "Us"})
    client.post(f"{record}news/{news(hosted).pk}/taking-down/", {"why": "Names a neighbour"})
    client.post(f"{record}files/{file(hosted).pk}/taking-down/", {"why": "Not ours"})
    client.post(f"{record}picture/taking-down/", {"why": " "})
    hosted.refresh_from_db()
    assert hosted.picture
    assert "picture/taking-down/" in client.get(record).content.decode()
    client.post(f"{record}picture/taking-down/", {"why": "Shows a child"})
    run_tasks()
    hosted.refresh_from_db()
    assert hosted.picture is None and "lead-picture" not in public(hosted)
    said = {mail.subject: str(mail.body) for mail in mailoutbox if mail.to == ["hanna@example.org"]}
    assert len(said) == 3 and len(mailoutbox) == 6, "host and co-host, once each"
    for why in ("Names a neighbour", "Not ours", "Shows a child"):
        assert sum(why in body for body in said.values()) == 1


def test_the_home_tells_the_newest_of_my_groups(hosted: LocalGroup, member: Any) -> None:
    news(hosted, "For all")
    Post.objects.update(posted_at=timezone.now() - dt.timedelta(hours=1))
    news(hosted, "For us", is_for_members=True)
    member(hosted, "fox", GroupRole.FOLLOWER)
    home = reverse("own_page:home")
    assert "For us" in own_page_browser(who("mo")).get(home).content.decode()
    html = own_page_browser(who("fox")).get(home).content.decode()
    assert "For all" in html and "For us" not in html


def test_erasure_takes_the_name_and_leaves_the_group_its_news(hosted: LocalGroup, hanna: Client) -> None:
    post, kept = news(hosted), file(hosted)
    said = download.as_json(who("hanna"))
    assert "Stall on Saturday" in said and "leaflet (2).txt" in said
    erase_person(person=who("hanna"))
    for row in (post, kept):
        row.refresh_from_db()
        assert row.by is None
    assert "Stall on Saturday" in public(hosted)


def test_merged_records_keep_their_news_and_parted_ones_get_it_back(
    hosted: LocalGroup, supporter: Any, dora: User
) -> None:
    post, hanna, ida = news(hosted), who("hanna"), supporter("ida")
    made = merge(kept=ida, absorbed=hanna, user=dora)
    post.refresh_from_db()
    assert post.by_id == ida.pk
    part(merge=made, user=dora)
    post.refresh_from_db()
    assert post.by_id == hanna.pk


def test_news_and_files_go_with_the_half_that_is_said(
    hosted: LocalGroup, dora: User, found: Callable[..., LocalGroup]
) -> None:
    going, staying, kept = news(hosted, "Going"), news(hosted, "Staying"), file(hosted)
    values = {"name": "Croix-Rousse", "zone": Zone.objects.get(name="Lyon")}
    deed = reorganisation.split(
        group=hosted, values=values, people=[who("mo").pk], user=dora,
        rows={"news": [going.pk], "files": [kept.pk]},
    )  # fmt: skip
    assert deed.other is not None
    assert [one.title for one in deed.other.posts.all()] == ["Going"]
    assert list(deed.other.groupfiles.all()) == [kept] and list(hosted.posts.all()) == [staying]
    reorganisation.undo(deed=deed, user=dora)
    assert hosted.posts.count() == 2 and hosted.groupfiles.count() == 1
    other = found("Nîmes", "Nîmes")
    reorganisation.merge(group=hosted, into=other, user=dora)
    assert other.posts.count() == 2 and membership.of(other, who("mo"))
