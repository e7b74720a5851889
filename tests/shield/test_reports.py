"""Everybody of the team reports: by the page, by forwarding, by a folder; and is answered."""

import tempfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from hustings.shield import actions, forwarded, known, reports_reading
from hustings.shield.models import (
    Arrangement,
    Guard,
    Incident,
    Look,
    Opinion,
    Order,
    Report,
    Sighting,
    Source,
)
from mailguard.dns import Static
from mailguard.keeping.matching import Mail, fits
from mailguard.keeping.orders import from_json
from mailguard.keeping.traits import traits
from mailguard.mailmaker.writers import formats as makers
from tests.mailguard.auth import signer
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
    assert "the first to report it" in first.answer and "the first to report it" not in again.answer


def test_a_long_source_and_outlooks_file_are_taken(client, english):
    client.force_login(english)
    long = phish().decode() + "x" * 4_500_000
    assert client.post("/hq/shield/report/", {"source": long}).status_code == 302
    answer = client.post("/hq/shield/report/", {"source": long + "x" * 600_000})
    assert answer.status_code == 422 and "more than can be pasted" in str(answer.context["form"].errors)
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


SEARCHED, BY_HAND = "mailboxes that we watch are searched", "security lead decides"


def test_the_lead_may_leave_holding_to_hand(english):
    Arrangement.objects.create(pk=1, holds_reported=False)
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
    verdict = known.engine().analyse(phish())
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
    mine = [f"{one.kind}:{one.value}" for one in traits(known.engine().analyse(phish()).facts)]
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
    monkeypatch.setattr("hustings.shield.actions.reporting.PER_HOUR", 1)
    actions.report(user=english, raw=phish(), way="page")
    with pytest.raises(actions.TooMany):
        actions.report(user=english, raw=phish("x@y.example"), way="page")


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
        reports_reading.take(raw, zones)
    run_tasks()
    reports = list(Report.objects.all())
    assert reports and not any(one.is_proven or one.is_first for one in reports)
    assert not Order.objects.exists()
    assert "could not prove" in outbox.outbox[-1].body and SEARCHED not in outbox.outbox[-1].body
    client.force_login(sam)
    where = f"/hq/shield/incidents/{reports[0].incident_id}/"
    assert "not proven to be from them" in client.get(where).content.decode()
    client.post(f"{where}deeds/", {"do": "hold"})
    assert Order.objects.get(guard=None).about["alike"] is True


@pytest.mark.parametrize("way", ["told", "signed"])
def test_a_proven_report_holds_also_where_a_forged_one_came_before(english, run_tasks, way):
    Guard.objects.create(name="w", kind="watcher", key="k")
    Arrangement.objects.create(pk=1, receivers="mx.example.org")
    raw = lines(forward("alice@example.org"))
    zones = Static({"key._domainkey.example.org": {"TXT": [signer.record()]}})
    reports_reading.take(raw, zones)
    assert not Order.objects.exists()
    inner = Report.objects.get().key
    reports_reading.take(RESULTS + raw if way == "told" else signer.sign(raw, "example.org"), zones)
    report = Report.objects.get(key=inner)
    assert report.is_proven and report.is_first and Order.objects.filter(deed="hold", guard=None).count() == 1
    assert report.incident.n_reports == 1
    run_tasks()
    assert SEARCHED in outbox.outbox[-1].body


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
        "first to report it" in by_whom["alice@example.org"]
        and "That was wrong" in by_whom["alice@example.org"]
    )
    assert all(
        mail.subject.endswith("The north hxxps://halls[.]friends[.]example/") for mail in outbox.outbox
    )
    assert Report.objects.get(is_first=True) == first
    client.force_login(english)
    assert "an attack after all" in client.get(f"/hq/shield/report/{first.pk}/").content.decode()
    later = actions.report(user=sam, raw=harmless, way="page")
    assert "It is an attack" in later.answer and not later.is_first


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


def test_forged_reports_neither_bomb_whom_they_name_nor_silence_them(english, run_tasks, monkeypatch):
    """Another way to our server than theirs; what nothing proves is answered within bounds."""
    monkeypatch.setattr("hustings.shield.actions.reporting.PER_HOUR", 3)
    monkeypatch.setattr("hustings.shield.actions.reporting.UNPROVEN_ANSWERS", 2)

    def come(n: int, address: str, *, is_empty: bool = False) -> list[Report]:
        made = EmailMessage()
        made["Received"] = f"from x ([{address}]) by mx.example.org; Mon, 1 Mar 2027 10:00:00 +0000"
        made["Received"] = f"from forged ([192.0.2.{n}])"
        made["From"] = "alice@example.org"
        made.set_content(f"strange {n}")
        if not is_empty:
            inner = phish() + b"\n" * n
            made.add_attachment(inner, maintype="application", subtype="octet-stream", filename="m.eml")
        return reports_reading.take(bytes(made))

    for n in range(6):
        come(n, "203.0.113.9", is_empty=True)
    run_tasks()
    assert len(outbox.outbox) == 1
    assert [len(come(n, "203.0.113.9")) for n in range(6)] == [1, 1, 1, 0, 0, 0]
    (theirs,) = come(7, "198.51.100.7")
    assert theirs.user == english and not theirs.is_proven
    run_tasks()
    subjects = [mail.subject for mail in outbox.outbox]
    assert subjects.count("Much was forwarded in your name") == 1 and len(subjects) == 4
    assert Look.objects.filter(what="set_aside").count() == 1


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
    assert ("goes back to your inbox" in mail.body) == (action == "deliver")
    assert ("in your folder “Held” now" in mail.body) == (action == "warn")


def test_a_text_that_was_forwarded_is_alike_to_what_others_got(english):
    """It has another Message-ID, words and links of who forwards it, and other octets."""
    head = ["De : IT desk <support@account-verify.example>", "Date : lundi", "Objet : Urgent", "À : alice"]
    made = EmailMessage()
    made["From"], made["Subject"] = "alice@example.org", "Tr: Urgent"
    made.set_content("Is this real? I did not click.\n\n" + "\n".join(head) + f"\n\n{TEXT}\n")
    made.add_alternative(
        f"<p>Is this real? I did not click.</p><p>{'<br>'.join(head[1:])}</p><p>{TEXT}</p>"
        '<p><a href="https://webmail-login.example/verify">https://www.example.org/login</a></p>',
        subtype="html",
    )
    (report,) = reports_reading.take(bytes(made))
    (again,) = reports_reading.take(bytes(made))
    assert report == again and not report.sighting.message_id
    actions.order_everywhere(deed="hold", sightings=[report.sighting], user=None, incident=None)
    order = from_json(Order.objects.get().about | {"id": "1", "deed": "hold"})
    others = {(one.kind, one.value) for one in traits(known.engine().analyse(phish()).facts)}
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
        assert reports_reading.read_all() == 2 and reports_reading.read_all() == 0
        source.refresh_from_db()
        assert not source.problem and Report.objects.get().user == english
        left = server.held(user="report")  # what was there before, and what somebody has read
        assert [each[0] == "*" for each in left] == [True, False]
        assert len(server.held("Hustings", user="report")) == 2
        source.secret = "wrong"
        source.save()
        reports_reading.read_all()
        source.refresh_from_db()
        assert "refuse" in source.problem
    finally:
        server.stop()
