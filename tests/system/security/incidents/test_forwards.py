"""Reports that are forwarded to an address: proven, forged, empty, many."""

import tempfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.core.cache import cache

from hustings.security.incidents import actions
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.hostile_mail import forwarded
from hustings.security.incidents.models import Guard, Look, Order, Report, ShieldSettings, Sighting, Source
from hustings.security.incidents.sources import report_mailbox
from mailguard.agents.platform.commands import from_json
from mailguard.agents.platform.fingerprints import traits
from mailguard.agents.platform.matching import Mail, fits
from mailguard.authentication.dns import Static
from tests.app.security.incidents.test_reports import SEARCHED, TEXT, phish
from tests.cast.mailguard.authentication import signer
from tests.cast.outreach import dovecot


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


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


RESULTS = (
    b"Authentication-Results: mx.example.org; dkim=pass header.d=example.org;"
    b" dmarc=pass header.from=example.org\r\n"
    b"Received: from out.example.net (out.example.net [198.51.100.7]) by mx.example.org with ESMTPS id 1;"
    b" Mon, 1 Mar 2027 10:00:00 +0000\r\n"
)


def lines(raw: bytes) -> bytes:
    """As mail has them on its way."""
    return raw.replace(b"\n", b"\r\n")


def test_a_forged_report_holds_nothing_and_waits_for_the_lead(english, run_tasks, sam, client):
    """Results of a server that isn’t believed change nothing, nor does the signature of another domain."""
    Guard.objects.create(name="w", kind="watcher", key="k")
    signed = signer.sign(lines(forward("alice@example.org")), "evil.example")
    zones = Static({"key._domainkey.evil.example": {"TXT": [signer.record()]}})
    for raw in [forward("alice@example.org"), RESULTS + lines(forward("alice@example.org")), signed]:
        report_mailbox.take(raw, zones)
    run_tasks()
    reports = list(Report.objects.all())
    assert reports and not any(one.is_proven or one.is_first for one in reports)
    assert not Order.objects.exists()
    assert "couldn’t confirm" in outbox.outbox[-1].body and SEARCHED not in outbox.outbox[-1].body
    client.force_login(sam)
    where = f"/hq/shield/incidents/{reports[0].incident_id}/"
    assert "not verified: the address may be forged" in client.get(where).content.decode()
    client.post(f"{where}deeds/", {"do": "hold"})
    assert Order.objects.get(guard=None).about["alike"] is True


@pytest.mark.parametrize("way", ["told", "signed"])
def test_a_proven_report_holds_also_where_a_forged_one_came_before(english, run_tasks, way):
    Guard.objects.create(name="w", kind="watcher", key="k")
    ShieldSettings.objects.create(pk=1, receivers="mx.example.org")
    raw = lines(forward("alice@example.org"))
    zones = Static({"key._domainkey.example.org": {"TXT": [signer.record()]}})
    report_mailbox.take(raw, zones)
    assert not Order.objects.exists()
    inner = Report.objects.get().key
    report_mailbox.take(RESULTS + raw if way == "told" else signer.sign(raw, "example.org"), zones)
    report = Report.objects.get(key=inner)
    assert report.is_proven and report.is_first and Order.objects.filter(deed="hold", guard=None).count() == 1
    assert report.incident.n_reports == 1
    run_tasks()
    assert SEARCHED in outbox.outbox[-1].body


@pytest.mark.parametrize("attached", [True, False])
def test_a_forwarded_mail_is_answered_by_mail_once(english, run_tasks, attached):
    raw = forward("Alice <ALICE@example.org>", attached=attached)
    for _ in range(2):
        report_mailbox.take(raw)
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
    assert report_mailbox.take(raw) == []
    run_tasks()
    assert not outbox.outbox and not Sighting.objects.exists()


def test_a_report_without_a_message_is_told_so(english, run_tasks):
    made = EmailMessage()
    made["From"], made["Subject"] = "alice@example.org", "look"
    made.set_content("I got something strange")
    for _ in range(2):
        report_mailbox.take(bytes(made))
    run_tasks()
    assert len(outbox.outbox) == 1 and "attachment" in outbox.outbox[0].body


def test_forged_reports_neither_bomb_whom_they_name_nor_silence_them(english, run_tasks, monkeypatch):
    """Another way to our server than theirs; what nothing proves is answered within bounds."""
    monkeypatch.setattr("hustings.security.incidents.actions.reports.PER_HOUR", 3)
    monkeypatch.setattr("hustings.security.incidents.actions.reports.UNPROVEN_ANSWERS", 2)

    def come(n: int, address: str, *, is_empty: bool = False) -> list[Report]:
        made = EmailMessage()
        made["Received"] = f"from x ([{address}]) by mx.example.org; Mon, 1 Mar 2027 10:00:00 +0000"
        made["Received"] = f"from forged ([192.0.2.{n}])"
        made["From"] = "alice@example.org"
        made.set_content(f"strange {n}")
        if not is_empty:
            inner = phish() + b"\n" * n
            made.add_attachment(inner, maintype="application", subtype="octet-stream", filename="m.eml")
        return report_mailbox.take(bytes(made))

    for n in range(6):
        come(n, "203.0.113.9", is_empty=True)
    run_tasks()
    assert len(outbox.outbox) == 1
    assert [len(come(n, "203.0.113.9")) for n in range(6)] == [1, 1, 1, 0, 0, 0]
    (theirs,) = come(7, "198.51.100.7")
    assert theirs.user == english and not theirs.is_proven
    run_tasks()
    subjects = [mail.subject for mail in outbox.outbox]
    assert subjects.count("Many messages were forwarded in your name") == 1 and len(subjects) == 4
    assert Look.objects.filter(what="set_aside").count() == 1


def test_a_text_that_was_forwarded_is_alike_to_what_others_got(english):
    """It has another Message-ID, words and links of who forwards it, and other bytes."""
    head = ["De : IT desk <support@account-verify.example>", "Date : lundi", "Objet : Urgent", "À : alice"]
    made = EmailMessage()
    made["From"], made["Subject"] = "alice@example.org", "Tr: Urgent"
    made.set_content("Is this real? I did not click.\n\n" + "\n".join(head) + f"\n\n{TEXT}\n")
    made.add_alternative(
        f"<p>Is this real? I did not click.</p><p>{'<br>'.join(head[1:])}</p><p>{TEXT}</p>"
        '<p><a href="https://webmail-login.example/verify">https://www.example.org/login</a></p>',
        subtype="html",
    )
    (report,) = report_mailbox.take(bytes(made))
    (again,) = report_mailbox.take(bytes(made))
    assert report == again and not report.sighting.message_id
    actions.order_everywhere(deed="hold", sightings=[report.sighting], user=None, incident=None)
    order = from_json(Order.objects.get().about | {"id": "1", "deed": "hold"})
    others = {(one.kind, one.value) for one in traits(protected_profile.engine().analyse(phish()).facts)}
    assert fits(order, Mail(frozenset({"b" * 64}), "other@x.example", frozenset(others)))


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
        server.add(forward("alice@example.org"), user="report")
        source = Source(
            kind="reports", name="R", host="127.0.0.1", port=server.port, safety="plain", login="report"
        )
        source.secret = "secret"
        source.save()
        tried, problem = actions.try_out(source=source)
        assert tried.n == 1 and not problem
        server.add(forward("alice@example.org"), forward("mallory@evil.example"), user="report")
        server.add(forward("alice@example.org"), user="report")
        client = server.client("report")
        client.select("INBOX")
        client.store("4", "+FLAGS", "\\Seen")
        client.logout()
        assert report_mailbox.read_all() == 2 and report_mailbox.read_all() == 0
        source.refresh_from_db()
        assert not source.problem and Report.objects.get().user == english
        left = server.held(user="report")  # what was there before, and what somebody has read
        assert [each[0] == "*" for each in left] == [True, False]
        assert len(server.held("Hustings", user="report")) == 2
        source.secret = "wrong"
        source.save()
        report_mailbox.read_all()
        source.refresh_from_db()
        assert "refuse" in source.problem
    finally:
        server.stop()
