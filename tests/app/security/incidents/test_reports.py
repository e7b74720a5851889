"""Everybody of the team reports: by the page, by forwarding, by a folder; and is answered."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from hustings.security.incidents import actions
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.hostile_mail import forwarded
from hustings.security.incidents.models import (
    Guard,
    Incident,
    Opinion,
    Order,
    Report,
    ShieldSettings,
    Sighting,
)
from mailguard.agents.platform.commands import from_json
from mailguard.agents.platform.fingerprints import traits
from mailguard.corpus.writers import formats as makers
from tests.cast.security.incidents.fixtures import Api, seen

TEXT = (
    "Dear colleague, your mailbox ends today. Verify your password at once, or all your mail is lost:"
    " https://webmail-login.example/verify?user=alice and sign in with your password to keep the account."
)


def phish(sender: str = "IT desk <support@account-verify.example>") -> bytes:
    """A phish that we wrote."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "alice@example.org", "Urgent: verify your password"
    made["Message-ID"] = "<1@account-verify.example>"
    made.set_content(TEXT)
    made.add_alternative(
        f'<p>{TEXT}</p><p><a href="https://webmail-login.example/verify">https://www.example.org/login</a></p>'
        '<form action="https://webmail-login.example/p"><input type="password" name="p"></form>',
        subtype="html",
    )
    return bytes(made)


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"\r\n \r\n",
        b"\xef\xbb\xbf",
        b"To: " + b", ".join(b"person%d@example.org" % n for n in range(1_300)) + b"\n",
        b"".join(b"X-Filler: %d\n" % n for n in range(2_000)),
        b"X-Filler: " + b"x" * 400_000 + b"\n",
    ],
    ids=["plain", "blanks", "mark", "to", "many", "long"],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_no_head_makes_a_message_impossible_to_report(before, end):
    raw = (before + phish()).replace(b"\r\n", b"\n").replace(b"\n", end)
    assert forwarded.is_message(raw)
    for kind in (("application", "octet-stream"), ("message", "rfc822")):
        made = EmailMessage()
        made["From"], made["Subject"] = "bob@example.org", "Fwd"
        made.set_content("strange")
        if kind[0] == "application":
            made.add_attachment(raw, maintype=kind[0], subtype=kind[1], filename="mail.eml")
        elif not before.startswith((b"\r\n", b"\xef")):  # such ones lie within a mail as files only
            made.add_attachment(message_from_bytes(raw, policy=policy.default))
        else:
            continue
        (inner,) = forwarded.found(made.as_bytes(policy=policy.SMTP))
        assert TEXT.encode()[:30] in inner


def test_what_only_quotes_headers_below_its_text_is_no_message():
    for raw in (
        b"hello\n\nI wrote:\nFrom: x\nSubject: y\n",
        b"hello\r\n\r\nI wrote:\r\nFrom: x\r\nSubject: y\r\n",
        b"hello\r\rI wrote:\rFrom: x\rSubject: y\r",
        b"From: x\r\n\r\nSubject: y\r\n",
        b"",
        b"\xff\xfe",
    ):
        assert not forwarded.is_message(raw), raw
    assert forwarded.is_message(b"From bob Mon Jan  1 00:00:00 2026\r\nFrom: x\r\nSubject: y\r\n\r\nhello")
    assert forwarded.is_message("From: x\nSubject: y\n\nhello".encode("utf-16"))


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


def test_a_pasted_message_is_answered_held_elsewhere_and_seen_by_its_reporter_alone(
    client, english, bob, guard
):
    actions.take_in(
        seen=[seen(1, "host:x.example", action="deliver", message_id="<1@account-verify.example>")],
        guard=guard,
    )
    client.force_login(english)
    text = phish().decode()  # its boundary is another one each time
    answer = client.post("/hq/shield/report/", {"source": text}, follow=True)
    body = answer.content.decode()
    report = Report.objects.get()
    assert "This is an attack" in body and "the first to report this message" in body and report.is_first
    assert Order.objects.get(guard=None).about["alike"] is True
    assert report.incident.n_reports == 1 and report.user == english
    assert Order.objects.get(guard=None).about["message_id"] == "1@account-verify.example"
    again = client.post("/hq/shield/report/", {"source": text})
    assert again["Location"].endswith(f"/{report.pk}/") and Report.objects.count() == 1
    client.post(f"/hq/shield/report/{report.pk}/", {"named": "on"})
    assert Report.objects.get().is_named
    client.force_login(bob)
    assert client.get(f"/hq/shield/report/{report.pk}/").status_code == 404
    assert client.post(f"/hq/shield/report/{report.pk}/", {"said": "wrong"}).status_code == 404
    assert not Opinion.objects.exists()
    assert "Urgent" not in client.get("/hq/shield/report/").content.decode()
    client.post("/hq/shield/report/", {"file": SimpleUploadedFile("m.eml", phish())})
    second = Report.objects.latest("pk")
    assert not second.is_first and second.incident == report.incident and "Merci" in second.answer


def test_whoever_reports_the_same_attack_again_is_not_its_first_reporter_twice(english):
    first = actions.report(user=english, raw=phish(), way="page")
    again = actions.report(user=english, raw=phish() + b"\n", way="page")
    assert first.incident == again.incident and first.is_first and not again.is_first
    assert (
        "the first to report this message" in first.answer
        and "the first to report this message" not in again.answer
    )


def test_a_long_source_and_outlooks_file_are_taken(client, english):
    client.force_login(english)
    long = phish().decode() + "x" * 4_500_000
    assert client.post("/hq/shield/report/", {"source": long}).status_code == 302
    answer = client.post("/hq/shield/report/", {"source": long + "x" * 600_000})
    assert answer.status_code == 422 and "The text is too long" in str(answer.context["form"].errors)
    assert "maxlength" not in str(answer.context["form"]["source"])
    parts = {"0037": "Invoice", "1000": TEXT, "0C1A": "IT desk", "5D01": "support@account-verify.example"}
    made = makers.compound(
        {f"__substg1.0_{tag}001F": said.encode("utf-16-le") for tag, said in parts.items()}
    )
    for raw, status in [(made, 302), (made[:700], 422)]:
        sent = {"file": SimpleUploadedFile("m.msg", raw)}
        assert client.post("/hq/shield/report/", sent).status_code == status
    assert Report.objects.latest("pk").subject == "Invoice"


def test_what_is_no_message_is_refused_with_the_remedy(client, english):
    client.force_login(english)
    for data in [{}, {"source": "hello"}, {"file": SimpleUploadedFile("a.docx", b"PK\3\4")}]:
        answer = client.post("/hq/shield/report/", data)
        assert answer.status_code == 422 and (
            "Show original" in (body := answer.content.decode()) or "Choose a file" in body
        )
    assert not Report.objects.exists()


SEARCHED, BY_HAND = "looking for the same message in the team’s mailboxes", "security lead decides"


def test_the_lead_may_leave_holding_to_hand(english):
    ShieldSettings.objects.create(pk=1, holds_reported=False)
    Guard.objects.create(name="w", kind="watcher", key="k")
    made = actions.report(user=english, raw=phish(), way="page")
    assert not Order.objects.exists() and Incident.objects.count() == 1
    assert BY_HAND in made.answer and SEARCHED not in made.answer


def test_the_answer_says_that_copies_are_held_only_where_a_guard_can(english, guard):
    made = actions.report(user=english, raw=phish(), way="page")
    assert Order.objects.exists() and BY_HAND in made.answer and SEARCHED not in made.answer, "milters only"
    Guard.objects.create(name="w", kind="watcher", key="k")
    made = actions.report(user=english, raw=phish("B <b@other-verify.example>"), way="page")
    assert SEARCHED in made.answer and BY_HAND not in made.answer


def test_what_joins_an_attack_by_a_copied_lure_is_not_held_for_a_report(english, guard):
    """A true mail shares words and a host with the attack, which has a host of its own besides."""
    verdict = protected_profile.engine().analyse(phish())
    shared = [f"{one.kind}:{one.value}" for one in traits(verdict.facts)]
    true = [one for one in shared if not one.startswith("host:")]
    actions.take_in(
        seen=[seen("true", *true, action="deliver"), seen("copy", *shared, action="deliver")], guard=guard
    )
    actions.report(user=english, raw=phish(), way="page")
    late = [seen("true2", *true, action="warn"), seen("copy2", *shared, action="warn")]
    actions.take_in(seen=late, guard=guard)
    actions.report(user=english, raw=phish() + b"\n", way="page")
    held = Order.objects.exclude(sighting=None).values_list("sighting__key", flat=True)
    assert set(held) == {late[1].id}


def test_no_report_orders_honest_mail_held_that_an_attack_was_made_of(english, guard):
    """The guard let it pass; the attack has its words and link, and no host of its own."""
    mine = [f"{one.kind}:{one.value}" for one in traits(protected_profile.engine().analyse(phish()).facts)]
    lure = [one for one in mine if one.startswith(("lure:", "host:"))]
    actions.report(user=english, raw=phish(), way="page")
    passed = [seen("true", *lure, action="deliver"), seen("odd", *lure, action="warn")]
    actions.take_in(seen=passed, guard=guard)
    actions.report(user=english, raw=phish() + b"\n", way="page")
    assert Sighting.objects.filter(incident=Incident.objects.get()).count() == 4
    assert [one.sighting.key for one in Order.objects.exclude(sighting=None)] == [passed[1].id]
    assert all(one.about["suspect"] and from_json(one.about | {"id": "1", "deed": "hold"}).suspect
               for one in Order.objects.filter(guard=None))  # fmt: skip


def test_nobody_reports_without_end(english, monkeypatch):
    monkeypatch.setattr("hustings.security.incidents.actions.reports.PER_HOUR", 1)
    actions.report(user=english, raw=phish(), way="page")
    with pytest.raises(actions.TooMany):
        actions.report(user=english, raw=phish("x@y.example"), way="page")


def test_who_was_told_that_nothing_is_bad_hears_when_it_is_an_attack(english, bob, sam, run_tasks, client):
    harmless = (
        b"From: Carol <carol@friends.example>\nTo: alice@example.org\nSubject: The north https://halls.friends.example/\n"
        b"Message-ID: <5@friends.example>\n\nPlease bring the list of the halls in the north, thank you.\n"
    )
    first = actions.report(user=english, raw=harmless, way="page")
    second = actions.report(user=bob, raw=harmless, way="page")
    assert first.action == 0 and not first.is_first and first.incident == second.incident
    run_tasks()
    outbox.outbox.clear()
    for _ in range(2):
        actions.judge(incident=first.incident, outcome="attack", user=sam)
        run_tasks()
    assert sorted(mail.to[0] for mail in outbox.outbox) == ["alice@example.org", "bob@example.org"]
    by_whom = {mail.to[0]: mail.body for mail in outbox.outbox}
    assert (
        "first to report this message" in by_whom["alice@example.org"]
        and "That was a mistake" in by_whom["alice@example.org"]
    )
    assert all(
        mail.subject.endswith("The north hxxps://halls[.]friends[.]example/") for mail in outbox.outbox
    )
    assert Report.objects.get(is_first=True) == first
    client.force_login(english)
    assert "Correction: this is an attack" in client.get(f"/hq/shield/report/{first.pk}/").content.decode()
    later = actions.report(user=sam, raw=harmless, way="page")
    assert "This is an attack" in later.answer and not later.is_first


def test_a_message_in_the_folder_for_reports_is_its_owners_report(client, english, guard, run_tasks):
    row = seen(7, "host:evil.example", kind="report", mailboxes=("alice@example.org",)).to_json()
    for _ in range(2):
        assert Api(client, guard.token).post("sightings", {"sightings": [row]}).status_code == 200
    run_tasks()
    report = Report.objects.get()
    assert (report.way, report.user, report.incident.n_reports) == ("folder", english, 1)
    assert len(outbox.outbox) == 1
    body = outbox.outbox[0].body
    assert "campaign-login[.]example" in body and "campaign-login.example" not in body


@pytest.mark.parametrize("action", ["deliver", "warn"])
def test_harmless_mail_that_was_moved_to_be_reported_goes_back_and_the_rest_is_told_of(
    client, english, guard, run_tasks, action
):
    place = {"box": "b", "folder": "Held", "uid": 1, "uidvalidity": 1, "from": "Report"}
    about = {"kind": "report", "mailboxes": ("alice@example.org",), "action": action, "place": place}
    row = seen(7, "host:shop.example", **about, found="clean").to_json()
    for _ in range(2):
        Api(client, guard.token).post("sightings", {"sightings": [row]})
    run_tasks()
    (mail,) = outbox.outbox
    given_back = [(one.deed, one.sighting.key, one.guard) for one in Order.objects.all()]
    assert given_back == ([("release", row["id"], guard)] if action == "deliver" else [])
    assert ("back in your inbox" in mail.body) == (action == "deliver")
    assert ("now in your folder “Held”" in mail.body) == (action == "warn")
