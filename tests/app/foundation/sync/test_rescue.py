"""HQ: what a phone could not send is looked at, then imported; what was held back is admitted."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import todos
from hustings.foundation.sync import actions, log
from hustings.foundation.sync.entries import told
from hustings.foundation.sync.models import Handset, LoggedEntry
from tests.cast.foundation.sync import tally
from tests.cast.foundation.sync.tally import entry
from tests.conftest import user

PLACE = "/hq/phones/"


@pytest.fixture
def phone(stream):
    return tally.handset(stream, "Door <A>")


@pytest.fixture
def hq(client, dora, settings):
    settings.SECOND_FACTOR = "optional"
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(dora)
    return client


def file(handset, *lines, **head):
    said = {"is": "hustings rescue 1", "handset": str(handset.pk), "clock_offset": 0} | head
    rows = [json.dumps(each) if isinstance(each, dict) else each for each in (said, *lines)]
    return SimpleUploadedFile("rescue.jsonl", "\n".join(rows).encode())


def test_a_file_is_shown_before_anything_is_imported(hq, stream, phone):
    log.append(phone, [entry(1)])
    ago = timezone.now() - timedelta(hours=2)
    sent = file(phone, told(entry(1)), told(entry(2, happened_at=ago)), told(entry(3)), "{", {"id": "x"})
    page = hq.post(PLACE, {"file": sent})
    found = page.context["found"]
    assert (found.n_new, found.n_known, [number for number, _why in found.wrong]) == (2, 1, [5, 6])
    html = page.content.decode()
    assert "Door &lt;A&gt;" in html and "Tally 7" in html and "6: id: a UUID is expected" in html
    assert LoggedEntry.objects.count() == 1
    answer = hq.post(PLACE, {"lines": page.context["form"].initial["lines"]}, follow=True)
    assert "2 notes imported." in answer.content.decode()
    assert tally.state(stream, "door")[0] == 3
    assert LoggedEntry.objects.get(pos=3).vouched_by.first_name == "Dora"
    hq.post(PLACE, {"lines": page.context["form"].initial["lines"]})
    assert LoggedEntry.objects.count() == 3


def test_a_file_of_a_phone_without_access_counts_by_the_word_of_whoever_brings_it(hq, stream, phone, dora):
    actions.revoke(handset=phone, user=dora)
    lines = file(phone, told(entry(1)), told(entry(2, verb="sing")), clock_offset=60).read().decode()
    answer = hq.post(PLACE, {"lines": lines}, follow=True)
    assert "1 of them has a problem." in answer.content.decode()
    assert tally.state(stream, "door")[0] == 1 and LoggedEntry.objects.get(pos=1).clock_offset == 60


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"[]", b"{}", b'{"is": "hustings rescue 1", "handset": "x"}']
)
def test_another_file_is_refused(hq, phone, raw):
    answer = hq.post(PLACE, {"file": SimpleUploadedFile("x", raw or b"\n")})
    assert answer.status_code == 422 and "page saved." in answer.content.decode()
    assert hq.post(PLACE, {"lines": "x"}).status_code == 302 and not LoggedEntry.objects.exists()


def test_a_file_too_large_or_of_too_many_lines_is_refused(hq, phone, monkeypatch):
    monkeypatch.setattr("hustings.foundation.sync.rescue_files.MOST", 1)
    answer = hq.post(PLACE, {"file": file(phone, told(entry(1)), told(entry(2)))})
    assert "The file has too many lines." in answer.content.decode()
    monkeypatch.setattr("hustings.foundation.sync.rescue_files.LARGEST", 10)
    assert "The file is too large." in hq.post(PLACE, {"file": file(phone)}).content.decode()


def test_who_does_not_answer_for_the_stream_learns_nothing(hq, phone, rhone, dora):
    other = user("olga", Role.ORGANISER, rhone)
    log.append(tally.handset(phone.stream, ends_at=timezone.now()), [entry(9)])
    hq.force_login(other)
    answer = hq.post(PLACE, {"file": file(phone, told(entry(1)))})
    assert answer.status_code == 422 and "not known here" in answer.content.decode()
    hq.post(PLACE, {"lines": file(phone, told(entry(1))).read().decode()})
    late = Handset.objects.exclude(pk=phone.pk).get()
    assert hq.post(reverse("sync:admission", args=[late.pk])).status_code == 403
    assert LoggedEntry.objects.get().pos is None and not list(todos.due(other))
    assert late.name not in hq.get(PLACE).content.decode()


def test_what_was_held_back_is_listed_and_admitted(hq, stream, dora):
    late = tally.handset(stream, "Late", ends_at=timezone.now())
    log.append(late, [entry(1), entry(2)])
    with translation.override("en"):
        due = [todo.text for todo in todos.due(dora)]
    assert "2 notes from phones without access wait to be admitted" in due
    html = hq.get(PLACE).content.decode()
    assert "Late" in html and "Tally 7" in html and "Expired" in html
    answer = hq.post(reverse("sync:admission", args=[late.pk]), follow=True)
    assert "2 notes now count." in answer.content.decode() and "Late" not in answer.content.decode()
    assert tally.state(stream, "door")[0] == 2
