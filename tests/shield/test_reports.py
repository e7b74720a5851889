"""Everybody of the team reports: by the page, by forwarding, by a folder; and is answered."""

import tempfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from hustings.shield import actions, forwarded, reports_reading
from hustings.shield.models import Arrangement, Incident, Order, Report, Sighting, Source
from tests.mailing import dovecot
from tests.shield.conftest import Api, seen

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


def forward(address: str, *, attached: bool = True, **headers: str) -> bytes:
    """What a mail program makes of forwarding it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = address, "report@example.org", "Fwd: Urgent"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    if attached:
        made.set_content("strange")
        made.add_attachment(phish(), maintype="application", subtype="octet-stream", filename="mail.eml")
    else:
        head = "De : IT desk <support@account-verify.example>\nDate : lundi\nObjet : Urgent\nÀ : alice"
        made.set_content(f"Strange?\n\n---- Message transféré ----\n{head}\n\n{TEXT}\n")
    return bytes(made)


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


@pytest.fixture
def english(alice):
    UserProfile.objects.create(user=alice, preferred_language="en")
    return alice


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
    assert "It is an attack" in body and "the first to report it" in body and report.is_first
    assert report.incident.n_reports == 1 and report.user == english
    assert Order.objects.get(guard=None).about["message_id"] == "1@account-verify.example"
    again = client.post("/hq/shield/report/", {"source": text})
    assert again["Location"].endswith(f"/{report.pk}/") and Report.objects.count() == 1
    client.post(f"/hq/shield/report/{report.pk}/", {"named": "on"})
    assert Report.objects.get().is_named
    client.force_login(bob)
    assert client.get(f"/hq/shield/report/{report.pk}/").status_code == 404
    assert "Urgent" not in client.get("/hq/shield/report/").content.decode()
    client.post("/hq/shield/report/", {"file": SimpleUploadedFile("m.eml", phish())})
    second = Report.objects.latest("pk")
    assert not second.is_first and second.incident == report.incident and "Merci" in second.answer


def test_what_is_no_message_is_refused_with_the_remedy(client, english):
    client.force_login(english)
    for data in [{}, {"source": "hello"}, {"file": SimpleUploadedFile("a.docx", b"PK\3\4")}]:
        answer = client.post("/hq/shield/report/", data)
        assert answer.status_code == 422 and (
            "Show original" in (body := answer.content.decode()) or "Choose a file" in body
        )
    assert not Report.objects.exists()


def test_the_lead_may_leave_holding_to_hand(english):
    Arrangement.objects.create(pk=1, holds_reported=False)
    actions.report(user=english, raw=phish(), way="page")
    assert not Order.objects.exists() and Incident.objects.count() == 1


def test_nobody_reports_without_end(english, monkeypatch):
    monkeypatch.setattr("hustings.shield.actions.reporting.PER_HOUR", 1)
    actions.report(user=english, raw=phish(), way="page")
    with pytest.raises(actions.TooMany):
        actions.report(user=english, raw=phish("x@y.example"), way="page")


@pytest.mark.parametrize("attached", [True, False])
def test_a_forwarded_mail_is_answered_by_mail_once(english, run_tasks, attached):
    raw = forward("Alice <ALICE@example.org>", attached=attached)
    for _ in range(2):
        reports_reading.take(raw)
        run_tasks()
    assert [mail.to for mail in outbox.outbox] == [["alice@example.org"]]
    assert "Urgent" in outbox.outbox[0].subject and "Thank you" in outbox.outbox[0].body
    row = Sighting.objects.get()
    assert row.sender == "support@account-verify.example" and ["host", "webmail-login.example"] in row.traits


@pytest.mark.parametrize(
    "raw",
    [
        forward("mallory@evil.example"),
        forward("alice@example.org", Auto_Submitted="auto-replied"),
        b"",
        b"\xff\0",
    ],
    ids=["stranger", "program", "empty", "odd"],
)
def test_strangers_and_programs_get_no_answer(english, run_tasks, raw):
    assert reports_reading.take(raw) == []
    run_tasks()
    assert not outbox.outbox and not Sighting.objects.exists()


def test_a_report_without_a_message_is_told_so(english, run_tasks):
    made = EmailMessage()
    made["From"], made["Subject"] = "alice@example.org", "look"
    made.set_content("I got something strange")
    for _ in range(2):
        reports_reading.take(bytes(made))
    run_tasks()
    assert len(outbox.outbox) == 1 and "attachment" in outbox.outbox[0].body


def test_a_message_in_the_folder_for_reports_is_its_owners_report(client, english, guard, run_tasks):
    row = seen(7, "host:evil.example", kind="report", mailboxes=("alice@example.org",)).to_json()
    for _ in range(2):
        assert Api(client, guard.token).post("sightings", {"sightings": [row]}).status_code == 200
    run_tasks()
    report = Report.objects.get()
    assert (report.way, report.user, report.incident.n_reports) == ("folder", english, 1)
    assert len(outbox.outbox) == 1 and "campaign-login.example" in outbox.outbox[0].body


def test_what_mail_programs_write_above_a_forwarded_text_is_understood():
    for head in [
        "From: A <a@x.example>\nSent: Monday\nTo: B\nSubject: Hi",
        "*De :* A <a@x.example>\n*Envoyé :* lundi\n*À :* B\n*Objet :* Hi",
        "> Von: A <a@x.example>\n> Subject: Hi",
    ]:
        made = EmailMessage()
        made.set_content(f"see\n\n{head}\n\nthe text")
        inner = forwarded.found(bytes(made))[0]
        assert b"From: A <a@x.example>" in inner and b"Subject: Hi" in inner and b"the text" in inner, head


def test_the_mailbox_for_reports_is_read_and_filed(english, run_tasks):
    server = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-dovecot-")))
    try:
        server.add(forward("alice@example.org"), forward("mallory@evil.example"), user="report")
        source = Source(
            kind="reports", name="R", host="127.0.0.1", port=server.port, safety="plain", login="report"
        )
        source.secret = "secret"
        source.save()
        assert reports_reading.read_all() == 2 and reports_reading.read_all() == 0
        source.refresh_from_db()
        assert not source.problem and Report.objects.get().user == english
        assert server.held(user="report") == [] and len(server.held("Hustings", user="report")) == 2
        source.secret = "wrong"
        source.save()
        reports_reading.read_all()
        source.refresh_from_db()
        assert "refuse" in source.problem
    finally:
        server.stop()
