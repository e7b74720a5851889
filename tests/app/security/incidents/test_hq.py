"""The console: who sees it, what it says, what it orders; and that each look is written down."""

import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from hashlib import sha256

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from hustings.security.incidents import access_log, actions
from hustings.security.incidents.actions import intake
from hustings.security.incidents.models import (  # fmt: skip
    Bulletin,
    Evidence,
    Guard,
    Incident,
    Look,
    Mark,
    Opinion,
    Order,
    Rule,
    ShieldSettings,
    Sighting,
    Story,
)
from mailguard.agents.platform.commands import Answer
from mailguard.agents.platform.folder import Folder
from tests.cast.security.incidents.fixtures import seen


def mail(text: str = "Please verify your password: https://evil.example/a", html: str = "") -> bytes:
    """A phish that we wrote."""
    made = EmailMessage()
    made["From"], made["To"] = "IT desk <it@evil.example>", "alice@campaign.example"
    made["Subject"], made["Message-ID"] = "Your password", "<1@evil.example>"
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    made.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="invoice.exe")
    return bytes(made)


@pytest.fixture
def incident(guard) -> Incident:
    """Three messages of one attack."""
    cache.clear()
    traits = ["host:evil.example", "lure:x1"]
    actions.take_in(seen=[seen(n, *traits) for n in range(3)], guard=guard)
    return Incident.objects.get()


@pytest.fixture
def lead(client, sam):
    client.force_login(sam)
    return client


def test_the_list_says_what_to_do_next_while_it_is_empty(lead):
    assert "Add a mailbox" in lead.get("/hq/shield/").content.decode()
    Incident.objects.create(title="Old", closed_at=timezone.now(), outcome="attack")
    assert "Old" not in lead.get("/hq/shield/").content.decode()
    assert "Old" in lead.get("/hq/shield/?state=all").content.decode()


def test_every_page_takes_few_questions_however_much_there_is(
    lead, incident, django_assert_max_num_queries, alice
):
    rows = [seen(f"m{n}", "host:evil.example") for n in range(120)]
    actions.take_in(seen=rows, guard=Guard.objects.get())
    Incident.objects.bulk_create(Incident(title=f"I {n}") for n in range(120))
    Look.objects.bulk_create(Look(user=alice, what="incident", incident=incident) for _ in range(120))
    for name in [
        "",
        f"incidents/{incident.pk}/",
        "rules/",
        "sources/",
        "guards/",
        "log/",
        "opinions/",
        "settings/",
    ]:
        lead.get(f"/hq/shield/{name}")
        with django_assert_max_num_queries(8 + 12, info=f"{name}: 12 of Wagtail's frame and rights"):
            answer = lead.get(f"/hq/shield/{name}")
        assert answer.status_code == 200, name
    pages, place = [], ""
    while True:
        context = lead.get(f"/hq/shield/?after={place.replace('+', '%2B')}").context
        pages += [row.pk for row in context["rows"]]
        place = context["more"]
        if not place:
            break
    assert len(pages) == len(set(pages)) == 121


def test_an_incident_says_who_got_it_and_why_and_the_look_is_written_down(lead, incident, sam):
    body = lead.get(f"/hq/shield/incidents/{incident.pk}/").content.decode()
    assert "staff1@campaign.example" in body and "campaign-login.example" in body
    lead.get(f"/hq/shield/incidents/{incident.pk}/")
    look = Look.objects.get()
    assert (look.user, look.what, look.incident) == (sam, "incident", incident)
    for _ in range(2):
        lead.get("/hq/shield/?q=password")
    listed = Look.objects.get(what="incidents")
    assert (listed.user, listed.about) == (sam, "password")
    assert sam.first_name in lead.get("/hq/shield/log/").content.decode()


@pytest.mark.parametrize("deed", ["hold", "delete", "release"])
def test_orders_go_to_the_guard_that_saw_it_and_to_all_others(lead, incident, deed):
    lead.post(f"/hq/shield/incidents/{incident.pk}/deeds/", {"do": deed, "sure": "yes"})
    assert Order.objects.exclude(guard=None).filter(deed=deed).count() == 3
    assert Order.objects.filter(guard=None).count() == (0 if deed == "release" else 3)
    assert Look.objects.get().incident == incident
    one = Sighting.objects.first()
    lead.post(f"/hq/shield/incidents/{incident.pk}/deeds/", {"do": "release", "sighting": [one.pk]})
    assert Order.objects.filter(sighting=one, deed="release").exists()


def test_the_lead_sees_what_became_of_orders_and_whom_they_do_not_reach(lead, incident, guard):
    where = f"/hq/shield/incidents/{incident.pk}/"
    Sighting.objects.filter(key=seen(0).id).update(done="Moved to the folder “Held”.")
    Sighting.objects.filter(key=seen(1).id).update(done="delayed")
    body = lead.get(where).content.decode()
    assert "Moved to the folder “Held”." in body and "deferred" in body
    assert "Results" not in body
    assert "Mail servers can only release or delete what they quarantined themselves" in body
    lead.post(f"{where}deeds/", {"do": "hold"})
    assert "No connector has answered yet" in lead.get(where).content.decode()
    names = [one.uid.hex for one in Order.objects.order_by("pk")]
    told = [
        Answer(names[0], "refused", "A milter can't reach mail that was delivered."),
        Answer(names[1], "done"),
    ]
    actions.hear(guard=guard, answers=told)
    answer = lead.get(where)
    assert dict(answer.context["sums"]) == {"done": 1, "not supported by this connector": 1}
    assert "mx: not supported by this connector – A milter can&#x27;t reach" in answer.content.decode()
    assert "no: only incoming messages" in lead.get("/hq/shield/guards/").content.decode()


def test_those_who_guard_mail_hear_once_that_something_waits(incident, guard, sam, alice, clock, run_tasks):
    """The fixture’s incident came before there was anybody to tell."""
    ShieldSettings.objects.update(noticed_at=None)

    def comes(moment, n):
        clock(moment)
        actions.take_in(seen=[seen(n, f"host:h{n}.example", subject=f"Secret {n}")], guard=guard)
        run_tasks()
        sent = [(mail.to, mail.subject, mail.body) for mail in outbox.outbox]
        outbox.outbox.clear()
        return sent

    ((to, subject, body),) = comes("2027-03-01 10:00", "a")
    assert (
        to == [sam.email]
        and "to review" in subject
        and "/hq/shield/" in body
        and "Secret" not in subject + body
    )
    assert comes("2027-03-01 10:30", "b") == [] and comes("2027-03-01 12:00", "c") == []
    Look.objects.create(user=sam, what="incident", at=datetime(2027, 3, 1, 12, 30, tzinfo=UTC))
    assert len(comes("2027-03-01 13:00", "d")) == 1
    assert len(comes("2027-03-02 14:00", "e")) == 1, "a day later somebody is told again"


def test_a_message_is_drawn_without_anything_that_works(lead, guard):
    html = (
        '<p>Hi <a href="https://evil.example/login?x=1">your bank</a><img src="https://evil.example/p.png">'
        '<script>alert(1)</script><form action="https://evil.example"><input></form>'
        '<b style="background:url(https://evil.example/t)" onclick="x()">bold</b></p>'
    )
    raw = mail(html=html)
    digest = sha256(raw).hexdigest()
    actions.take_in(
        seen=[seen(1, "host:evil.example", sha256=digest)], guard=guard, contents={seen(1).id: raw}
    )
    row = Sighting.objects.get()
    answer = lead.get(f"/hq/shield/messages/{row.pk}/")
    drawn = answer.context["drawn"]
    for bad in ["<script", "<img", "<form", "onclick", "style=", "href=", "https://", "url("]:
        assert bad not in drawn.html.partition("<body>")[2], bad
    assert "hxxps://evil[.]example/login?x=1" in drawn.html and "default-src 'none'" in drawn.html
    assert "hxxps://evil[.]example/a" in drawn.text and "https://evil" not in answer.content.decode()
    assert 'sandbox=""' in answer.content.decode() and "invoice.exe" in answer.content.decode()
    assert "password" in answer.content.decode().lower() and Look.objects.get(what="message").user


def test_what_only_the_guard_could_see_is_still_told_where_the_message_is_looked_at(lead, guard):
    """SPF and DMARC failed when it came; the bytes alone look harmless."""
    raw = mail("Please pay the invoice of the printers today and tell me when it is done, thank you.")
    signals = (("dmarc_failed", "example.org wants such mail refused."), ("spf_failed", "Not sent by them."))
    one = seen(1, sha256=sha256(raw).hexdigest(), found="impersonation", signals=signals)
    actions.take_in(seen=[one], guard=guard, contents={one.id: raw})
    answer = lead.get(f"/hq/shield/messages/{Sighting.objects.get().pk}/")
    assert answer.context["told"].headline == "The sender pretends to be someone else."
    assert any("Not sent by them." in each for each in answer.context["told"].reasons)
    assert answer.context["is_anew"] is False and answer.context["drawn"] is not None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\0",
        b"From: =?utf-8?q?" + b"=FF" * 900,
        b"Content-Type: multipart/x; boundary=a\n\n--a\n\n--a",
    ],
)
def test_whatever_the_bytes_are_a_message_is_drawn(lead, guard, raw):
    digest = sha256(raw).hexdigest()
    actions.take_in(seen=[seen(1, "host:e.example", sha256=digest)], guard=guard, contents={seen(1).id: raw})
    assert lead.get(f"/hq/shield/messages/{Sighting.objects.get().pk}/").status_code == 200


def test_incidents_are_put_together_and_taken_apart_by_hand(lead, incident, guard):
    actions.take_in(seen=[seen("b", "host:other.example")], guard=guard)
    other = Incident.objects.latest("pk")
    where = f"/hq/shield/incidents/{incident.pk}/deeds/"
    lead.post(where, {"do": "merge", "other": f"#{other.pk}"})
    incident.refresh_from_db()
    assert incident.n_sightings == 4 and Incident.objects.standing().count() == 1
    assert lead.get(f"/hq/shield/incidents/{other.pk}/").headers["Location"].endswith(f"/{incident.pk}/")
    actions.take_in(seen=[seen("c", "host:other.example")], guard=guard)
    assert Incident.objects.get(pk=incident.pk).n_sightings == 5
    one = Sighting.objects.get(key=seen(0).id)
    lead.post(where, {"do": "split", "sighting": [one.pk]})
    made = Incident.objects.latest("pk")
    assert made.sightings.get() == one and Incident.objects.get(pk=incident.pk).n_sightings == 4
    assert Mark.objects.exclude(cut_at=None).filter(key="host:evil.example").exists()
    actions.take_in(seen=[seen("d", "host:evil.example")], guard=guard)
    assert Incident.objects.standing().count() == 3, "what was cut joins nothing any more"
    everything = list(incident.sightings.values_list("pk", flat=True))
    answer = lead.post(where, {"do": "split", "sighting": everything}, follow=True)
    assert "not all" in answer.content.decode()


def test_two_who_put_incidents_together_crosswise_lose_none(lead, incident, guard):
    """Whose page is older hears of it, whatever they wanted to do there."""
    actions.take_in(seen=[seen("b", "host:other.example")], guard=guard)
    other = Incident.objects.latest("pk")
    where = f"/hq/shield/incidents/{other.pk}/deeds/"
    lead.post(where, {"do": "merge", "other": incident.pk}, follow=True)
    stale = f"/hq/shield/incidents/{incident.pk}/deeds/"
    for given in (
        {"do": "merge", "other": other.pk}, {"do": "merge", "other": incident.pk}, {"do": "split"},
        {"do": "judge", "outcome": "attack"}, {"do": "delete"},
    ):  # fmt: skip
        answer = lead.post(stale, given, follow=True)
        told = [str(one) for one in answer.context["messages"]]
        assert answer.redirect_chain[-1][0].endswith(f"/{other.pk}/") and len(told) == 1
        assert f"merged into #{other.pk}" in told[0] or "No other incident" in told[0]
    row = Incident.objects.standing().get()
    assert (row.pk, row.n_sightings, row.outcome) == (other.pk, 4, "") and not Order.objects.exists()
    where = f"/hq/shield/incidents/{other.pk}/deeds/"
    answer = lead.post(where, {"do": "merge", "other": incident.pk}, follow=True)
    assert "merged into" in str(next(iter(answer.context["messages"])))
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=other.pk).update(merged_into=other.pk)


def test_a_rule_has_a_reason_and_an_end_and_guards_get_it_as_the_engine_has_it(lead, incident, sam):
    form = {
        "deed": "block",
        "kind": "host",
        "value": " EVIL.example ",
        "reason": "Fake log-in",
        "until_on": "2199-01-01",
    }
    assert lead.post("/hq/shield/rules/", form | {"incident": incident.pk}).status_code == 302
    rule = Rule.objects.get()
    assert (rule.value, rule.made_by, rule.incident, rule.until.year) == ("evil.example", sam, incident, 2199)
    for wrong in [
        {"reason": ""},
        {"value": " "},
        {"until_on": "2001-01-01"},
        {"kind": "sender", "value": "@"},
    ]:
        assert lead.post("/hq/shield/rules/", form | wrong).status_code == 422, wrong
    lead.post(f"/hq/shield/rules/{rule.pk}/end/")
    assert not Rule.objects.live().exists()
    assert list(Look.objects.order_by("pk").values_list("what", flat=True)) == ["blocked", "rule_ended"]


def test_no_rule_holds_the_teams_own_mail_or_fits_nothing(lead, db):
    about = ShieldSettings.current()
    about.domains, about.partners = "valbrune.example\nmail.durance.example", "Printer: printer.example"
    about.save()
    form = {"deed": "block", "kind": "sender", "reason": "Wave", "until_on": ""}
    for kind, value, says in [
        ("sender", "@valbrune.example", "@valbrune.example is your own"),
        ("sender", "VALBRUNE.example", "@valbrune.example is your own"),
        ("sender", "@durance.example", "@durance.example is your own"),
        ("host", "www.valbrune.example", "www.valbrune.example is your own"),
        ("sender", "*", "Wildcards (*) don’t work here."),
        ("sender", "*@evil.example", "Wildcards (*) don’t work here."),
        ("host", "*.evil.example", "Wildcards (*) don’t work here."),
        (
            "host",
            "hxxps://login[.]evil[.]example:8080/x?y",
            "Enter the whole domain: evil.example instead of",
        ),
        ("host", "com", "Everyone can use com"),
        ("sender", "@co.uk", "Everyone can use @co.uk"),
        ("host", "not a host", "doesn’t fit this type."),
        ("host", "login.evil.example", "Enter the whole domain: evil.example instead of"),
        ("sender", "@mx.evil.example", "Enter the whole domain: @evil.example instead of @mx.evil.example."),
        ("sender", "@gmail.com", "Everyone can use @gmail.com"),
        ("sender", "@printer.example", "@printer.example belongs to you, a partner or a service"),
    ]:
        answer = lead.post("/hq/shield/rules/", form | {"kind": kind, "value": value})
        assert answer.status_code == 422 and says in answer.context["form"].non_field_errors()[0], value
    own = {"kind": "sender", "value": "@valbrune.example", "deed": "allow"}
    assert "belongs to you, a partner" in lead.post("/hq/shield/rules/", form | own).content.decode()
    assert not Rule.objects.exists()
    for more in [
        {"value": "alice@valbrune.example"},
        {"value": "@notvalbrune.example"},
        {"value": "win * now", "kind": "subject"},
    ]:
        assert lead.post("/hq/shield/rules/", form | more).status_code == 302, more


def test_opinions_wait_for_review_and_are_taken_out_as_a_file(lead, incident, sam):
    where = f"/hq/shield/incidents/{incident.pk}/deeds/"
    lead.post(where, {"do": "opinion", "said": "right"})
    lead.post(where, {"do": "opinion", "said": "wrong", "note": "our supplier"})
    assert Opinion.objects.get().said == "wrong"
    rows = json.loads(lead.get("/hq/shield/opinions/?file").content)
    assert rows[0]["was_right"] is False and rows[0]["signals"] == ["link_lookalike"]
    lead.post(where, {"do": "judge", "outcome": "harmless"})
    incident.refresh_from_db()
    assert incident.outcome == "harmless" and incident.closed_by == sam


def test_a_guards_token_is_shown_once(lead):
    answer = lead.post("/hq/shield/guards/", {"name": "mx2", "kind": "milter"})
    token = answer.context["token"]
    assert token in answer.content.decode() and token not in lead.get("/hq/shield/guards/").content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Guard.objects.of_token(token).get().name == "mx2"
    assert lead.post("/hq/shield/guards/", {"name": "mx2", "kind": "milter"}).status_code == 422
    lead.post(f"/hq/shield/guards/{Guard.objects.get().pk}/end/")
    assert not Guard.objects.of_token(token).exists()


def test_what_is_old_is_forgotten(incident, clock):
    intake.keep(b"held")
    ShieldSettings.objects.update(kept_days=10, seen_days=60)
    clock("2099-01-01 00:00")
    assert actions.tidy() > 0
    assert not Evidence.objects.exists() and not Sighting.objects.exists() and not Incident.objects.exists()
    assert actions.tidy() == 0


def test_who_looked_stands_longer_than_what_they_saw_and_the_watcher_forgets_answers(
    incident, clock, sam, settings, tmp_path
):
    settings.VAR = tmp_path
    folder = Folder(actions.watched_in())
    folder.answer(Answer("o1", "done"))
    folder.heard(Answer("o1", "done"))
    ShieldSettings.objects.update(seen_days=60)
    bulletin = Bulletin.objects.create(week="2027-03-01")
    Story.objects.create(bulletin=bulletin, sender="it@evil.example", lines=["Dear all"])
    access_log.note(user=sam, what="message", about="Your password")
    access_log.note(user=sam, what="blocked", about="host: evil.example")
    with translation.override("fr"):
        assert Look.objects.get(what="blocked").told == "Hôte d’un lien\u00a0: evil.example"
    assert actions.tidy() == 0 and Story.objects.exists() and folder.answer_to("o1")
    clock(f"{timezone.now() + timedelta(days=100):%Y-%m-%d}")
    actions.tidy()
    assert not Story.objects.exists() and not Bulletin.objects.exists() and not folder.answer_to("o1")
    assert sorted(Look.objects.values_list("what", "about")) == [
        ("blocked", "host: evil.example"), ("message", "")
    ]  # fmt: skip
    clock(f"{timezone.now() + timedelta(days=1_100):%Y-%m-%d}")
    actions.tidy()
    assert not Look.objects.exists()
