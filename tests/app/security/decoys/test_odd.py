"""Odd input, which whoever attacks may choose: no alarm is lost by it, and none says what was typed."""

import datetime as dt
import json
import sys
from urllib.parse import urlsplit

import click
import pytest
from django.utils import timezone

from hustings.security.decoys import actions, lines, lookups, register
from hustings.security.decoys.documents import files
from hustings.security.decoys.documents import reader as reading
from hustings.security.decoys.models import Alarm, Copy, Decoy, Document, Link, Sighting
from hustings.shells.cli.decoys import Lines

pytestmark = pytest.mark.django_db
USES, POLICY = "/api/decoys/v1/uses", "/api/decoys/v1/policy?command=report"


@pytest.fixture
def tell(client, erin):
    """Reports as a server of ours."""
    token = actions.allow_server(name="mail-1", user=erin).token

    def post(path, said):
        body = said if isinstance(said, str) else json.dumps(said)
        headers = {"authorization": f"Bearer {token}"}
        return client.post(path, body, content_type="application/json", headers=headers)

    return post


def test_odd_reports_raise_their_alarm_or_are_refused_in_words(tell, decoy):
    for more in [
        {"user_agent": "\ud800 x"}, {"password": "\udfff"}, {"address": "\ud800"},
        {"at": "0001-01-01T00:00:00+14:00"}, {"at": "9999-12-31T23:59:59-14:00"}, {"at": "0001-01-01"},
    ]:  # fmt: skip
        assert tell(USES, {"login": decoy.address} | more).status_code == 202, more
    assert (
        tell(POLICY, {"login": decoy.address, "pwhash": "\ud800", "device_id": "\udc00"}).status_code == 200
    )
    assert Alarm.objects.get().n == 7
    assert all(abs(use.at - timezone.now()) < dt.timedelta(minutes=1) for use in Sighting.objects.all())
    told = tell(USES, {"login": decoy.address, "at": "0001-01-01T00:00:00+14:00", "user_agent": "sftp"})
    assert "out of range" in told.json()["note"]
    assert Sighting.objects.latest("pk").agent.startswith("sftp (at is out of range")
    assert tell(USES, {"login": "\ud800"}).status_code == 202
    for deep in ["[" * 8_000, '{"login": ' + "[" * 3_000 + "]" * 3_000 + "}", '{"login": NaN}']:
        assert (tell(USES, deep).status_code, tell(POLICY, deep).status_code) == (400, 400)


def test_a_line_with_an_odd_time_raises_its_alarm_and_so_do_those_behind_it(decoy, erin):
    other = Decoy.objects.create(
        key="zoe.other@campaign.example", local="zoe.other", address="zoe.other@campaign.example"
    )
    reader = lines.Reader("vpn")
    for stamp in ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "Feb 30 00:00:00"]:
        assert reader.see(f"{stamp} vpn: {decoy.address}\n")
    assert reader.see(f"{other.address} \ud800\n")
    assert sorted(Alarm.objects.values_list("n", flat=True)) == [1, 3]
    assert all(abs(use.at - timezone.now()) < dt.timedelta(minutes=1) for use in Sighting.objects.all())


LINES = [  # 6.6.6.6 is what somebody typed
    ("mx sshd[7]: Failed password for {d} from 6.6.6.6 port 1 ssh2 from 203.0.113.5 port 22 ssh2", 1),
    ("mx sshd[7]: Invalid user {d} rip=6.6.6.6 from 203.0.113.5 port 22", 1),
    ("mx sshd[7]: Connection closed by authenticating user {d} 203.0.113.5 port 22 [preauth]", 1),
    ("mx postfix/smtpd[9]: warning: unknown[203.0.113.5]: SASL failed, sasl_username={d} x[6.6.6.6]:", 1),
    ("mx dovecot: imap-login: Aborted: user=<{d}>, rip=6.6.6.6, x=<y>, rip=203.0.113.5, lip=10.0.0.1", 1),
    ("auth: login,user=<{d} 6.6.6.6>,rip=203.0.113.5, lip=10.0.0.1", 1),
    ("auth({d},6.6.6.6 (given password: ,203.0.113.5,sasl:plain)<+X>: Info: Password mismatch", 0),
    ("vpnd: {d} rip=6.6.6.6 came from 203.0.113.5", 0),
]  # fmt: skip


@pytest.mark.parametrize(("line", "is_known"), LINES, ids=[f"line{n}" for n in range(len(LINES))])
def test_neither_time_nor_address_of_an_alarm_can_be_typed(decoy, line, is_known):
    day = timezone.localtime() - dt.timedelta(days=1)
    begin = f"{day:%b} {day.day:2d} {day:%H:%M:%S}"
    assert lines.Reader("mx").see(f"{begin} {line.format(d=decoy.address + ' 2020-01-01T00:00:00Z')}\n")
    use = Sighting.objects.get()
    assert use.address == ("203.0.113.5" if is_known else None)
    assert abs(use.at - day) < dt.timedelta(seconds=2)
    assert lines.Reader("mx").see(f"auth {decoy.address} 2020-01-01T00:00:00Z\n")
    assert Sighting.objects.latest("pk").at.year != 2020


ODD_NAMES = ["a/b.xlsx", "..", "a b?c#d", "<script>", "/", "%2F", "x\n"]


@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
def test_a_link_with_an_odd_name_is_refused_and_an_old_one_harms_nothing(client, erin, name):
    client.force_login(erin)
    answer = client.post("/hq/decoys/links/", {"name": name, "place": "the mailbox"})
    if name.strip() != "x":
        assert answer.status_code == 422 and not Link.objects.exists()
        assert "only letters, digits, dots and hyphens" in str(answer.context["form"].errors)
    old = actions.make_link(name=name, place="the mailbox", user=erin)
    page = client.get(f"/hq/decoys/links/{old.pk}/")
    assert page.status_code == 200
    address = page.context["address"]
    assert any(address in each.get("links", ()) for each in lookups.signs())
    client.logout()
    assert client.get(urlsplit(address).path).status_code in (302, 404)  # without an ending it may be a page
    assert old.visits.count() == 1  # it calls home


@pytest.mark.parametrize("format_", ["docx", "xlsx", "pdf"])
def test_what_office_programs_can_not_keep_is_cleaned_in_texts_and_titles(client, erin, format_):
    client.force_login(erin)
    words = " ".join("{one|two}" for _ in range(12))
    said = f"# He\x1fad\x0b{words}\x0cmore\x08 \ufffe{words}\n| a\x00\x1f | =1+1 |"
    form = {"title": "Budget 2026/2027\x1f\x0b: %#?", "kind": "own", "language": "en"}
    made = client.post("/hq/decoys/documents/", form | {"text": said.replace("\x00", "")})
    document = Document.objects.get()
    assert (document.title, made.status_code) == ("Budget 2026/2027 : %#?", 302)
    copy = {"format": format_, "place": "the mailbox", "calls_home": "on"}
    # as one that was kept before
    Document.objects.update(title="Budget 2026/2027\x1f", text=document.text + "\nan\x1fd\x0bmore")
    answer = client.post(f"/hq/decoys/documents/{document.pk}/", copy)
    assert answer.status_code == 302, answer.context["form"].errors
    laid = Copy.objects.get()
    assert laid.link.name == f"budget-2026-2027.{format_}"
    assert "and" in reading.understand(bytes(laid.content)).text
    client.logout()
    client.get(urlsplit(actions.address_of(laid.link)).path)
    assert laid.link.visits.count() == 1


def test_a_title_of_nothing_is_refused_and_a_file_that_can_not_be_made_is_told(client, erin, monkeypatch):
    client.force_login(erin)
    form = {"title": "\x1f\x02", "kind": "access", "language": "en"}
    assert client.post("/hq/decoys/documents/", form).status_code == 422
    client.post("/hq/decoys/documents/", form | {"title": "Notes"})
    document = Document.objects.get()

    def broken(blocks, marks):
        raise ValueError("no such letter")

    monkeypatch.setitem(files.MAKERS, "pdf", broken)
    copy = {"format": "pdf", "place": "the mailbox", "calls_home": "on"}
    answer = client.post(f"/hq/decoys/documents/{document.pk}/", copy)
    assert answer.status_code == 422 and "no such letter" in str(answer.context["form"].errors)
    assert not Copy.objects.exists() and not Link.objects.exists() and register.prove().is_whole


def test_closed_standard_input_is_told_in_words(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(click.BadParameter, match="Standard input is closed"):
        Lines("r").convert("-", None, None)
