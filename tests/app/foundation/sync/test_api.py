"""Phones speak JSON with a secret of their own."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.sync import actions, api
from hustings.foundation.sync.entries import told
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream
from tests.cast.foundation.sync import tally
from tests.cast.foundation.sync.tally import OTHER, entry


class Phone:
    """Sends what it is told to."""

    def __init__(self, client, stream, user=None):
        later = timezone.now() + timedelta(hours=1)
        self.handset, self.link = actions.hand_out(stream=stream, name="Door A", ends_at=later, user=user)
        self.client, self.secret = client, self.link.partition("#")[2]

    def take(self):
        return self.client.get(reverse("phone:sync"), headers={"Authorization": f"Bearer {self.secret}"})

    def send(self, *entries, cursor=0, **more):
        at = LoggedEntry.objects.filter(stream=self.handset.stream, pos=cursor).first()
        said = {"entries": [told(each) for each in entries], "cursor": cursor, "cursor_id": str(at and at.pk)}
        return self.post(said | {"sent_at": timezone.now().isoformat()} | more)

    def post(self, said):
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        return self.client.post(
            reverse("phone:sync"),
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"},
        )


@pytest.fixture
def phone(client, stream, dora):
    return Phone(client, stream, dora)


def test_the_link_carries_its_secret_where_no_server_sees_it(phone, stream):
    before, _sharp, secret = phone.link.partition("#")
    assert before == "http://localhost:8000/phone/" and secret.startswith(f"{phone.handset.pk}.")
    assert secret.split(".")[1] not in str(Handset.objects.values())


def test_a_phone_takes_along_what_the_app_gives(phone, stream):
    answer = phone.take()
    said = answer.json()
    assert said["snapshot"] == {"of": 7, "for": "Door A"} and said["page"] == "/phone/tally/"
    assert said["state"] == "live" and said["title"] == "Tally 7"
    assert answer["Cache-Control"] == "no-store" and not answer.cookies
    phone.handset.refresh_from_db()
    assert phone.handset.heard_at


def test_entries_go_in_and_the_log_comes_back(phone, client, stream):
    said = phone.send(entry(1), entry(2, verb="sing")).json()
    assert said["positions"] == {str(entry(1).id): 1, str(entry(2).id): 2}
    assert said["problems"] == {str(entry(2).id): "verb"} and said["cursor"] == 2 and not said["more"]
    other = Phone(client, stream)
    said = other.send(entry(1, OTHER), cursor=1).json()
    assert [row["pos"] for row in said["entries"]] == [2, 3]
    kept = LoggedEntry.objects.get(pos=3)
    sent = told(entry(1, OTHER, happened_at=kept.happened_at))
    assert said["entries"][1] == sent | {"pos": 3, "problem": "", "clock_offset": kept.clock_offset}


def test_more_than_a_page_is_said_to_be_more(phone, stream, monkeypatch):
    monkeypatch.setattr(api.log.since, "__defaults__", (2,))
    said = phone.send(*(entry(n) for n in range(1, 6))).json()
    assert len(said["entries"]) == 2 and said["more"] and said["cursor"] == 2
    said = phone.send(cursor=4).json()
    assert len(said["entries"]) == 1 and not said["more"] and said["cursor"] == 5


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer {pk}", "Bearer {pk}.x", "Basic {secret}"]
)
def test_without_the_secret_nothing_is_said(phone, client, header):
    header = header.format(pk=phone.handset.pk, secret=phone.secret)
    for method in (client.get, client.post):
        answer = method(reverse("phone:sync"), headers={"Authorization": header})
        assert answer.status_code == 401 and answer.json() == {"error": "Unknown phone."}


def test_after_a_restored_backup_a_phone_begins_anew(phone, stream):
    first = phone.send(entry(1), entry(2), entry(3)).json()
    assert not first["rewound"]
    LoggedEntry.objects.filter(pos__gte=2).delete()
    assert not phone.send(cursor=3, cursor_id=str(entry(3).id)).json()["rewound"]  # erased, that is all
    Stream.objects.update(last_pos=1)
    said = phone.send(cursor=3, cursor_id=str(entry(3).id)).json()
    assert (said["rewound"], said["cursor"], said["more"], said["entries"]) == (True, 0, True, [])
    phone.send(*(entry(n, OTHER) for n in range(1, 6)))
    said = phone.send(entry(4), cursor=3, cursor_id=str(entry(3).id)).json()
    assert said["rewound"] and said["positions"] == {str(entry(4).id): 7}
    phone.send(entry(1), entry(2), entry(3), entry(4))
    assert tally.state(stream, "door")[0] == 9 == LoggedEntry.objects.count()


def test_a_revoked_phone_delivers_and_learns_nothing(phone, dora):
    phone.send(entry(1))
    actions.revoke(handset=phone.handset, user=dora)
    said = phone.send(entry(2)).json()
    assert said["held"] == [str(entry(2).id)] and said["state"] == "revoked"
    assert said["entries"] == [] and said["cursor"] == 0
    assert phone.take().json()["snapshot"] is None


def test_a_wrong_clock_is_told_from_a_late_note(phone, stream):
    hour = timedelta(hours=1)
    behind = (timezone.now() - hour).isoformat()
    phone.send(entry(1, happened_at=timezone.now() - hour), sent_at=behind)
    row = LoggedEntry.objects.get()
    assert abs(row.clock_offset - 3600) <= 2 and abs((row.at - timezone.now()).total_seconds()) < 5
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    phone.send(entry(2, happened_at=epoch), sent_at=(epoch + hour).isoformat())
    row = LoggedEntry.objects.get(pos=2)
    assert row.happened_at == epoch and abs((timezone.now() - row.at - hour).total_seconds()) < 5


WRONG = {
    "id": ["x", None, 7],
    "replica": [""],
    "n": [0, -1, 1.5, True, 2**53, "1"],
    "seen": [[], {"x": 1}, {str(uuid.UUID(int=1)): -1}, {str(uuid.UUID(int=n)): 1 for n in range(501)}],
    "key": ["", "x" * 101, None],
    "verb": ["", "x" * 31],
    "body": ["x" * 16_000],
    "at": [
        "",
        "yesterday",
        "2027-04-11T08:00:00",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        0,
    ],
}


@pytest.mark.parametrize("name,value", [(name, value) for name, values in WRONG.items() for value in values])
def test_a_malformed_entry_is_named_and_nothing_is_taken(phone, name, value):
    good = told(entry(1))
    answer = phone.post(
        {
            "entries": [good, told(entry(2)) | {name: value}],
            "sent_at": timezone.now().isoformat(),
            "cursor": 0,
        }
    )
    assert answer.status_code == 400 and answer.json()["at"] == 1
    assert answer.json()["error"].startswith((name, "seen"))
    assert not LoggedEntry.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"entries": 1, "sent_at": "2027-04-11T08:00:00Z"}',
        b'{"entries": [], "cursor": -1, "sent_at": "2027-04-11T08:00:00Z"}',
        b'{"entries": [], "cursor": true, "sent_at": "2027-04-11T08:00:00Z"}',
        b'{"entries": [], "cursor": 0}',
        b'{"entries": [1e999], "cursor": 0, "sent_at": "2027-04-11T08:00:00Z"}',
        b"[" * 100_000,
        b" " * (api.LARGEST + 1),
    ],
)
def test_a_malformed_batch_is_refused_with_a_reason(phone, body):
    answer = phone.post(body)
    assert answer.status_code == 400 and answer.json()["error"]


def test_no_more_than_a_batch_at_once(phone):
    answer = phone.send(*(entry(n) for n in range(1, 202)))
    assert answer.status_code == 400 and "at" not in answer.json()


def test_odd_letters_are_kept_as_databases_can(phone):
    body = {"word": "a\0b\ud800c", "x": float("1e300")}
    assert phone.send(entry(1, body=body)).json()["positions"]
    assert (
        phone.send(entry(1, body=body, happened_at=LoggedEntry.objects.get().happened_at)).json()["changed"]
        == []
    )
    assert LoggedEntry.objects.get().body["word"] == "ab?c"


def test_a_phone_that_asks_too_often_waits(phone, monkeypatch):
    monkeypatch.setattr(api, "PER_MINUTE", 2)
    monkeypatch.setattr("hustings.foundation.lib.web.rate_limits.time.time", lambda: 4e9)
    assert [phone.send().status_code for _try in range(3)] == [200, 200, 429]
    assert phone.send()["Retry-After"] == "60"


def test_the_app_of_a_stream_may_be_gone(client, stream, tallies):
    gone = Phone(client, Stream.objects.create(kind="gone", subject=1))
    assert gone.take().status_code == 503 and gone.send(entry(1)).status_code == 503
    assert tally.state(stream, "door") is None and not LoggedEntry.objects.exists()
