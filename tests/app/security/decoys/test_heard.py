"""Uses that are heard: at HQ's door, from servers, in logs, in forms, behind links."""

import datetime as dt
import hashlib
import json
import logging
import time

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.login import login_attempts
from hustings.foundation.lib.process.logs import Line
from hustings.security.decoys import actions, alarms, digests, lines
from hustings.security.decoys.models import Alarm, Distribution, Entry, Server, Sighting

pytestmark = pytest.mark.django_db
BROWSER = {
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document", "accept-language": "fr",
}  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """No waiting at the door."""
    monkeypatch.setattr(login_attempts, "FLOOR", 0.0)
    cache.clear()


def knock(client, login, password, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **more)


def kinds():
    return list(Alarm.objects.order_by("pk").values_list("kind", "n"))


def test_a_decoy_log_in_at_hq_raises_the_alarm_and_says_which_lure(client, login, decoy, dora):
    unknown = knock(client, "nobody@campaign.example", "wrong password", headers=BROWSER)
    used = knock(client, decoy.address.upper(), login.password, REMOTE_ADDR="198.51.100.4", headers=BROWSER)
    assert used.status_code == unknown.status_code
    same = [page.text.replace(decoy.address.upper(), "nobody@campaign.example") for page in (used, unknown)]
    assert len(same[0]) == len(same[1])
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.place) == ("login", "the treasurer’s mailbox")
    use = alarm.sightings.get()
    assert (use.address, use.where, "Firefox" in use.agent) == ("198.51.100.4", "HQ", True)
    login.login.refresh_from_db()
    assert login.login.first_used_at
    knock(client, decoy.address, "another password")
    client.post(reverse("account_reset_password"), {"email": decoy.address})
    knock(client, "dora@example.org", "wrong password")
    knock(client, "", "")
    knock(client, "nul\0@campaign.example", "\0")
    assert kinds() == [("login", 1), ("address", 2)]


def test_it_is_heard_beyond_the_rate_limits_and_without_a_form(client, login, decoy, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    codes = [knock(client, decoy.address, login.password).status_code for _n in range(4)]
    assert 429 in codes
    strict = type(client)(enforce_csrf_checks=True)
    assert knock(strict, decoy.address, login.password).status_code == 403
    assert kinds() == [("login", 5)]


def test_the_door_takes_as_long_whatever_is_found(client, login, decoy, monkeypatch):
    monkeypatch.setattr(login_attempts, "FLOOR", 0.3)
    monkeypatch.setattr("allauth.account.views.LoginView.dispatch", lambda self, request, *a, **k: _plain())
    took = []
    for name in [decoy.address, "nobody@campaign.example"]:
        began = time.monotonic()
        knock(client, name, login.password)
        took.append(time.monotonic() - began)
    assert all(each >= 0.3 for each in took)
    assert Alarm.objects.get().n == 1


def _plain():
    return HttpResponse()


def test_a_watcher_that_fails_keeps_nobody_out(client, caplog):
    with login_attempts.watchers.replaced(lambda knock: 1 / 0):
        assert knock(client, "nobody@campaign.example", "wrong").status_code == 200
    assert "a watcher of log-ins failed" in caplog.text


# --- Servers ---------------------------------------------------------------------------------------
@pytest.fixture
def server(client, erin):
    """A function that reports as a server of ours."""
    token = actions.allow_server(name="mail-1", user=erin).token

    def tell(path, said, token=token):
        headers = {"authorization": f"Bearer {token}"}
        body = said if isinstance(said, (str, bytes)) else json.dumps(said)
        return client.post(path, body, content_type="application/json", headers=headers)

    return tell


def test_dovecot_reports_are_understood_in_full_and_cut_to_twelve_bits(server, login, decoy, erin):
    actions.add_login(decoy=decoy, place="the wiki", user=erin)
    nonce = digests.keeping().nonce
    whole = digests.digest(nonce, decoy.address, login.password)
    cut = f"{int(whole, 16) >> (256 - 12):04x}"
    for pwhash in (whole, cut, "0000"):
        said = {"login": decoy.address, "pwhash": pwhash, "remote": "203.0.113.9", "protocol": "imap"}
        for command in ("allow", "report"):
            answer = server(f"/api/decoys/v1/policy?command={command}", said)
            assert answer.json() == {"status": 0, "msg": ""}
    server("/api/decoys/v1/policy?command=report", {"login": "bob", "pwhash": whole})
    server("/api/decoys/v1/policy?command=report", {"login": decoy.local, "pwhash": "beef"})
    found = dict(kinds())
    assert found["login"] == 2
    assert found["address"] == 2
    assert {use.where for use in Sighting.objects.all()} == {"mail-1: imap", "mail-1"}


def test_any_server_tells_by_the_hook_and_bad_reports_get_the_remedy(server, client, erin, login, decoy):
    path = "/api/decoys/v1/uses"
    at = (timezone.now() - dt.timedelta(days=1)).replace(microsecond=0)
    said = {"login": decoy.address, "password": login.password, "at": at.isoformat()}
    said |= {"address": "2001:db8::9", "user_agent": "sftp"}
    assert server(path, said).status_code == 202
    assert server(path, {"login": "bob"}).status_code == 202
    use = Sighting.objects.get()
    assert (use.at, use.address, use.agent, use.where) == (at, "2001:db8::9", "sftp", "mail-1")
    for bad in [
        "",
        "[]",
        b"\xff\xfe{",
        {"login": 7},
        {"login": "x", "at": "soon"},
        '{"a": "' + "x" * 17_000 + '"}',
    ]:
        assert server(path, bad).status_code == 400
        assert server(path, bad).json()["error"]
    assert server(path, said, token="wrong").status_code == 401
    assert client.get(path).status_code == 405
    client.force_login(erin)
    assert "mail-1" in client.get("/hq/decoys/servers/").text
    made = client.post("/hq/decoys/servers/", {"name": "vpn"}).text
    assert "auth_policy_hash_nonce" in made
    assert "auth_policy_hash_nonce" not in client.get("/hq/decoys/servers/").text
    client.post(f"/hq/decoys/servers/{decoy_server('mail-1')}/end/")
    assert server(path, said).status_code == 401


def decoy_server(name):
    return Server.objects.get(name=name).pk


def test_lines_of_logs_are_read_once(decoy):
    now = timezone.localtime()
    said = [
        f"{now:%b %e %H:%M:%S} vpn sshd[7]: Failed password for {decoy.local} from 203.0.113.5 port 22",
        f"{now:%Y-%m-%dT%H:%M:%S%z} auth: user=<{decoy.address}>, rip=2001:db8::5, lip=127.0.0.1",
        "Nov 29 sshd: Failed password for bob from 203.0.113.5",
        f"x{decoy.local}y and nobody else",
        "\0\0\0",
    ]
    for _twice in range(2):
        reader = lines.Reader("vpn")
        for line in said:
            reader.see(line + "\n")
    assert kinds() == [("address", 2)]
    uses = list(Sighting.objects.order_by("pk"))
    assert [use.address for use in uses] == ["203.0.113.5", "2001:db8::5"]
    assert all(abs(use.at - now) < dt.timedelta(minutes=1) for use in uses)


# --- Links -----------------------------------------------------------------------------------------
def test_people_and_programs_behind_a_link_are_told_apart(client, erin, mailoutbox, run_tasks):
    link = actions.make_link(name="contacts.xlsx", place="the press list", user=erin)
    path = f"/shared/{link.token}/contacts.xlsx"
    unknown = client.get("/shared/unknown/contacts.xlsx", headers=BROWSER)
    for agent in ["curl/8.5", "Slackbot-LinkExpanding 1.0", "Mozilla/5.0 (compatible; bingbot/2.0)"]:
        client.get(path, headers={"user-agent": agent})
    client.head(path, headers=BROWSER)
    run_tasks()
    assert (Alarm.objects.get().is_of_machines, len(mailoutbox)) == (True, 0)
    came = client.get(path, headers=BROWSER)
    assert (came.status_code, unknown.status_code) == (404, 404)
    word = {"user-agent": "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Word 16.0)"}
    asked = client.options(f"/shared/{link.token}/logo.png", headers=word)  # as LibreOffice does first
    picture = client.get(f"/shared/{link.token}/logo.png", headers=word)
    assert asked.content == picture.content
    assert picture["Content-Type"] == "image/png"
    assert client.get("/shared/unknown/logo.png").content == picture.content
    client.get(path, headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    who = list(link.visits.order_by("pk").values_list("who", flat=True))
    assert who == ["machine"] * 4 + ["person", "person", "unsure"]
    run_tasks()
    alarm = Alarm.objects.get()
    assert (alarm.n, alarm.n_machines, alarm.place, len(mailoutbox)) == (7, 4, "the press list", 1)
    client.force_login(erin)
    assert "Slackbot" in client.get(f"/hq/decoys/links/{link.pk}/").text
    assert "the press list" in client.get("/hq/decoys/links/").text


def test_logs_hold_no_address_that_calls_home():
    record = logging.makeLogRecord({"msg": "Not Found: /shared/sEcReT/contacts.xlsx"})
    assert "sEcReT" not in Line("%(message)s").format(record)


# --- Sets ------------------------------------------------------------------------------------------
def test_sets_are_off_until_a_director_allows_them_and_each_is_confirmed(client, erin, dora, decoy):
    said = {"page": "https://mail-campaign.example.net/", "why": "Asked by counsel", "n": 3,
            "domain": "campaign.example", "language": "fr"}  # fmt: skip
    client.force_login(erin)
    assert client.post("/hq/decoys/sets/new/", said | {"confirmed": "on"}).url == "/hq/decoys/sets/"
    assert client.post("/hq/decoys/sets/permission/", {"allow": "yes"}).status_code == 403
    page = client.get("/hq/decoys/sets/").text
    assert "323-1" in page
    assert "no court ruling" in page
    with pytest.raises(actions.NotAllowed):
        actions.take_out(**said, user=erin, has_confirmed=True)
    client.force_login(dora)
    client.post("/hq/decoys/sets/permission/", {"allow": "yes"})
    client.force_login(erin)
    assert "323-1" in client.get("/hq/decoys/sets/new/").text
    refused = client.post("/hq/decoys/sets/new/", said)
    assert (refused.status_code, "won’t be shown again" in refused.text) == (422, False)
    taken = client.post("/hq/decoys/sets/new/", said | {"confirmed": "on"}).text
    assert taken.count("@campaign.example</code>") == 3
    handing = Distribution.objects.get()
    assert handing.who == "Erin <erin@example.org>"
    assert Entry.objects.filter(deed="handed", content__page=said["page"]).exists()
    one = handing.decoys.first()
    assert str(one) not in client.get("/hq/decoys/people/").text, "made for that page alone"
    assert one.logins.get().is_single
    alarms.login_used(one.logins.get(), alarms.now())
    assert said["page"] in client.get("/hq/decoys/").text
    client.force_login(dora)
    client.post("/hq/decoys/sets/permission/", {})
    with pytest.raises(actions.NotAllowed):
        actions.take_out(**said, user=erin, has_confirmed=True)


def test_a_log_in_of_a_set_alarms_once_is_used_up_and_never_handed_out_again(
    client, erin, dora, mailoutbox, run_tasks
):
    actions.allow_sets(user=dora, is_allowed=True)
    said = {"why": "w", "n": 3, "domain": "campaign.example", "language": "fr", "user": erin}
    taken = actions.take_out(page="https://catch.example/", **said, has_confirmed=True)
    used, other = taken.logins[0], taken.logins[1]
    for _n in range(3):
        knock(client, used.login.decoy.address, used.password, REMOTE_ADDR="198.51.100.4")
    run_tasks()
    alarm = Alarm.objects.get()
    assert (alarm.n, alarm.place, len(mailoutbox)) == (3, "https://catch.example/", 1)
    first = alarm.sightings.order_by("pk")[0]
    used.login.refresh_from_db()
    assert (first.address, used.login.first_used_at) == ("198.51.100.4", first.at)
    actions.acknowledge(alarm=alarm, note="", user=erin)
    for _n in range(2):
        knock(client, used.login.decoy.address, used.password)
    run_tasks()
    alarm.refresh_from_db()
    assert (kinds(), alarm.is_used_again, len(mailoutbox)) == ([("login", 5)], True, 1)
    knock(client, other.login.decoy.address, other.password)
    assert kinds() == [("login", 5), ("login", 1)]
    client.force_login(erin)
    page = client.get(f"/hq/decoys/sets/{taken.handing.pk}/").text
    assert (page.count("used</td>"), page.count("not used</td>")) == (3, 1)
    assert "2 used" in client.get("/hq/decoys/sets/").text
    where = f"/hq/decoys/people/{used.login.decoy.pk}/"
    refused = client.post(where, {"place": "the wiki"}).text
    assert "reserved for one phishing page" in refused
    again = actions.take_out(page="https://catch.example/", **said, has_confirmed=True)
    old, new = ({each.login.decoy.address for each in some.logins} for some in (taken, again))
    assert not old & new
    assert used.login.decoy.logins.count() == 1


def test_a_line_of_dovecot_says_which_lure_was_used_and_no_password_is_kept(decoy, login, erin):
    other = actions.add_login(decoy=decoy, place="the other drive", user=erin)
    begin = (
        f"Nov 29 20:51:23 auth({decoy.address},203.0.113.9,sasl:plain)<+X>: Info: static: Password mismatch"
    )
    sha1 = hashlib.sha1(other.password.encode(), usedforsecurity=False).hexdigest()
    reader = lines.Reader("mail")
    for said in (f"(given password: {login.password})", f"(SHA1 of given password: {sha1[:12]})"):
        assert reader.see(f"{begin} {said}\n")
    assert [(alarm.kind, alarm.place) for alarm in Alarm.objects.order_by("pk")] == [
        ("login", login.login.place), ("login", "the other drive")
    ]  # fmt: skip
    kept = " ".join(use.agent for use in Sighting.objects.all())
    assert login.password not in kept and sha1[:12] not in kept and "Password mismatch" in kept
    assert Sighting.objects.first().address == "203.0.113.9"
    assert reader.see(f"{begin} (given password: wrong)") and reader.see(
        f"{begin} (SHA1 of given password: ab)"
    )
    assert Alarm.objects.filter(kind="address").get().n == 2


def test_visits_of_one_link_are_bounded_and_the_alarm_counts_on(client, erin, monkeypatch):
    monkeypatch.setattr("hustings.security.decoys.views.shared.KEPT", 3)
    link = actions.make_link(name="a.xlsx", place="the list", user=erin)
    for _n in range(5):
        client.get(f"/shared/{link.token}/a.xlsx")
    assert link.visits.count() == 3 and Alarm.objects.get(link=link).n == 5
