"""The slow checks: websites, filters, the sending domain; kept until something changes."""

import socket
import threading
from datetime import timedelta
from pathlib import Path

import dns.message
import dns.rrset
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from hustings.foundation.lib.web.safe_http import Visitor
from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.blocks.builder import block
from hustings.outreach.emails.signatures import keys
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import actions, kept_results, sample_letters, tasks
from hustings.outreach.preflight import desk as checks
from hustings.outreach.preflight.checks import sending_domain, spam_assassin, websites
from hustings.outreach.preflight.findings import Weight
from hustings.outreach.preflight.registry import known
from mailguard.authentication import dkim
from mailguard.authentication.dns import Static
from mailguard.authentication.message_bytes import MessageBytes
from tests.cast.outreach.fixtures import letters, reader
from tests.system.foundation.lib.test_outside import site  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[4]
TEXT = (
    "Dear friends,\n\non Saturday we open our office in Lyon, and you are all invited. There will be coffee,"
    " music, and time to talk about what the town needs: trams, schools, and trees.\n\nSee you there!"
)


@pytest.fixture(autouse=True)
def _nowhere(settings, tmp_path, nameless):
    nameless()
    settings.DKIM_FOLDER = tmp_path / "keys"


@pytest.fixture
def draft(campaign, everyone, dora):
    def make(*content):
        return Mailing.objects.create(name="x", segment=everyone, user=dora, content=list(content))

    return make


def told(key, mailing, facts):
    with translation.override("en"):
        return known.find(key).findings(checks.Desk(mailing), facts)


def quiet(_n, _of):
    pass


def links(*addresses):
    return builder.letter("s", *(block("button", {"label": "Go", "address": each}) for each in addresses))


def test_websites_are_asked_and_what_is_gone_warns(draft, site):  # noqa: F811
    mailing = draft(links(f"{site}/", f"{site}/gone", f"{site}/error", f"{site}/gone", "http://127.0.0.1:1/"))
    seen = []
    facts = websites.ask(
        checks.Desk(mailing),
        lambda n, of: seen.append((n, of)),
        Visitor(may=lambda address: True, ports=None, seconds=2),
    )
    found = told("link_outside", mailing, facts)
    assert seen[-1] == (4, 4)
    assert [(one.weight, one.place.number) for one in found[:3]] == [
        (Weight.WARNS, 2),
        (Weight.WARNS, 3),
        (Weight.WARNS, 4),
    ]
    assert "answers 404" in found[0].text and "answers 500" in found[1].text
    (unasked,) = found[3:]
    assert unasked.weight is Weight.HINT and "127.0.0.1:1" in unasked.text


def test_without_a_network_nothing_is_called_broken(draft):
    mailing = draft(links("https://nowhere.invalid/", "http://localhost:8000/fr/"))
    facts = websites.ask(checks.Desk(mailing), quiet)
    assert list(facts["answers"]) == ["https://nowhere.invalid/"], "our own pages aren't asked by the network"
    (found,) = told("link_outside", mailing, facts)
    assert found.weight is Weight.HINT and "1 address couldn’t be checked" in found.text
    unsigned, unasked = told("domain", mailing, sending_domain.ask(checks.Desk(mailing), quiet))
    assert unsigned.warns and "not signed" in unsigned.text
    assert unasked.weight is Weight.HINT and "not checked" in unasked.text


def test_a_network_of_ours_is_never_asked(draft, site):  # noqa: F811
    mailing = draft(links(site, "http://169.254.169.254/latest/"))
    found = told("link_outside", mailing, websites.ask(checks.Desk(mailing), quiet))
    assert len(found) == 2 and all("is on a private network or an unusual port." in one.text for one in found)


def test_letters_are_read_as_they_will_arrive(draft, campaign):
    keys.use(*_key(campaign).split("/"))
    mailing = draft(builder.letter("Hello", builder.text(TEXT)))
    signing = sample_letters.signers(campaign.sender_domain)
    ((mode, raw),) = sample_letters.letters(checks.Desk(mailing), signing)
    zone = Static({key.name: {"TXT": [key.record]} for key in signing})
    results = dkim.verify_all(MessageBytes(raw), zone, campaign.sender_domain, None)
    assert (mode, [one.result for one in results]) == ("-A", ["pass"])
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw


def _key(campaign):
    made = keys.make(campaign.sender_domain, "ed25519")
    return f"{made.key.domain}/{made.key.selector}"


def guarded(mailing):
    check = known.find("mail_guard")
    return told("mail_guard", mailing, check.ask(checks.Desk(mailing), quiet))


def test_the_mail_guard_reads_it(draft, campaign):
    keys.use(*_key(campaign).split("/"))
    assert not [one for one in guarded(draft(builder.letter("Open house", builder.text(TEXT)))) if one.warns]
    attack = builder.letter(
        "URGENT: your account will be closed",
        builder.text(
            "Your mailbox is full. Verify your password within 24 hours or your account will be deleted.\n\n"
            "[https://www.paypal.com/login](https://paypal.com.verify-account.example/login)\n\n"
            "Do not tell anybody about this mail."
        ),
    )
    (found,) = guarded(draft(attack))
    assert found.warns and "Mailguard would warn recipients:" in found.text and found.place.mode == "-A"


# A stand-in: the real one takes seconds to start. It answers as SpamAssassin 4.0.1 did, told the same.
ASSASSIN = """#!/bin/sh
PATH=/usr/bin:/bin
[ "$*" = "--local --test-mode --prefs-file=/dev/null" ] || exit 2
case "$(cat)" in *"Subject: Open house"*) cat <<'END'
X-Spam-Status: No, score=-0.0 required=5.0 tests=MSGID_SHORT,NO_RECEIVED

Content analysis details:   (-0.0 points, 5.0 required)

 pts rule name              description
---- ---------------------- --------------------------------------------------
-0.0 NO_RECEIVED            Informational: message has no Received headers
 0.0 MSGID_SHORT            Message-ID is unusually short

END
;; *) cat <<'END'
X-Spam-Status: Yes, score=5.1 required=5.0 tests=DRUGS_ERECTILE,DRUG_ED_CAPS
Subject: VIAGRA 90% OFF!!! FREE MONEY

Content analysis details:   (5.1 points, 5.0 required)

 pts rule name              description
---- ---------------------- --------------------------------------------------
 0.5 SUBJ_ALL_CAPS          Subject is all capitals
-0.0 NO_RELAYS              Informational: message was not relayed via SMTP
 2.8 DRUG_ED_CAPS           BODY: Mentions an E.D. drug
 1.8 DRUGS_ERECTILE         Refers to an erectile drug
 0.0 LOTS_OF_MONEY          Huge... sums of money

END
esac
"""


def test_spamassassin_reads_it(draft, monkeypatch, tmp_path):
    program = tmp_path / "bin" / "spamassassin"
    program.parent.mkdir()
    program.write_text(ASSASSIN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    bad = builder.text(
        "Buy cheap viagra and cialis now!!! 100% FREE $$$ Act now, you have won 1,000,000 dollars."
    )
    mailing = draft(
        builder.letter("VIAGRA 90% OFF!!! FREE MONEY", bad, language="en"),
        builder.letter("Open house", builder.text(TEXT), language="fr"),
    )
    facts = known.find("spam_assassin").ask(checks.Desk(mailing), quiet)
    assert facts["en-A"]["points"] > facts["fr-A"]["points"] and facts["en-A"]["rules"][0][0] > 0.5
    assert facts["fr-A"]["points"] < facts["fr-A"]["most"] / 2
    found = told("spam_assassin", mailing, facts)
    assert [one.place.mode for one in found] == ["en-A"] and "SpamAssassin" in found[0].text


def test_its_report_is_read_in_any_language_and_its_absence_is_nothing(draft, monkeypatch):
    report = (
        "Détails de l'analyse du message:   (5.1 points, 5.0 requis)\n"
        " 2.7 MISSING_DATE           En-tête Date absent\n"
        "                            et plus bas\n"
        "-0.0 NO_RELAYS              Informational\n"
    )
    read = spam_assassin._read(report)
    assert (read["points"], read["most"], read["rules"][0]) == (
        5.1,
        5.0,
        [2.7, "MISSING_DATE", "En-tête Date absent et plus bas"],
    )
    monkeypatch.setenv("PATH", "/nowhere")
    mailing = draft(builder.letter("s", builder.text(TEXT)))
    assert known.find("spam_assassin").ask(checks.Desk(mailing), quiet) is None
    assert told("spam_assassin", mailing, None) == []


@pytest.fixture
def names(settings):
    """A name server with these records."""
    running = []

    def serve(records):
        line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        line.bind(("127.0.0.1", 0))
        running.append(line)

        def work():
            while True:
                try:
                    raw, peer = line.recvfrom(4096)
                except OSError:
                    return
                question = dns.message.from_wire(raw)
                asked = question.question[0]
                answer = dns.message.make_response(question)
                name = asked.name.to_text(omit_final_dot=True)
                kind = dns.rdatatype.to_text(asked.rdtype)
                if texts := records.get((name, kind)):
                    answer.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *texts))
                elif not any(known == name or known.endswith(f".{name}") for known, _kind in records):
                    answer.set_rcode(3)
                line.sendto(answer.to_wire(), peer)

        threading.Thread(target=work, daemon=True).start()
        settings.NAME_SERVERS = [f"127.0.0.1:{line.getsockname()[1]}"]

    yield serve
    for line in running:
        line.close()


def test_the_sending_domain_is_looked_up(draft, campaign, names, settings):
    keys.use(*_key(campaign).split("/"))
    (key,) = keys.signing(campaign.sender_domain)
    domain = campaign.sender_domain
    settings.EMAIL_HOST = "mx.elan.example.org"
    good = {
        ("com", "NS"): ["a.example."],
        (domain, "NS"): ["ns.example."],
        (domain, "TXT"): ['"v=spf1 ip4:9.9.9.9 -all"'],
        (domain, "MX"): [f"10 mx.{domain}."],
        (f"_dmarc.{domain}", "TXT"): [f'"v=DMARC1; p=reject; rua=mailto:d@{domain}"'],
        (key.name, "TXT"): [f'"{key.record}"'],
        (f"mx.{domain}", "A"): ["9.9.9.9"],
        ("9.9.9.9.in-addr.arpa", "PTR"): [f"mx.{domain}."],
    }
    mailing = draft(builder.letter("s", builder.text(TEXT)))
    names(good)
    assert not [
        one for one in told("domain", mailing, sending_domain.ask(checks.Desk(mailing), quiet)) if one.warns
    ]
    bad = {name: texts for name, texts in good.items() if name[0] not in {key.name, "9.9.9.9.in-addr.arpa"}}
    bad[domain, "TXT"] = ['"v=spf1 +all"']
    names(bad)
    found = told("domain", mailing, sending_domain.ask(checks.Desk(mailing), quiet))
    said = " ".join(one.text for one in found if one.warns)
    assert "signatures fail" in said and "SPF" in said and "(PTR)" in said


def test_what_was_found_is_kept_until_something_changes(draft, campaign, dora, client, settings, run_tasks):
    settings.SECOND_FACTOR = "optional"
    reader("ann")
    mailing = draft(links("https://nowhere.invalid/"))
    client.force_login(dora)
    page = reverse("dispatch:mailing", args=[mailing.pk])
    assert not client.get(page).context["is_looked"]
    answer = client.post(reverse("preflight:look_outside", args=[mailing.pk]), headers={"HX-Request": "true"})
    assert answer.context["is_looking"] and "every 2s" in answer.text
    client.post(reverse("preflight:look_outside", args=[mailing.pk]))
    looks = DBTaskResult.objects.filter(task_path=tasks.look_outside.module_path)
    assert looks.count() == 1, "one look at a time"
    run_tasks()
    assert client.get(reverse("preflight:outside", args=[mailing.pk])).context["is_looked"]
    found = client.get(page).context
    assert found["is_looked"] and {"link_outside", "domain"} <= {one.check for one in found["findings"]}
    mailing.content = [*mailing.content.raw_data, letters("t", "more")[0]]
    mailing.save_revision()
    changed = client.get(page).context
    assert changed["is_stale"] and "link_outside" not in {one.check for one in changed["findings"]}
    actions.look_outside(mailing=mailing, user=dora)
    run_tasks()
    campaign.sender_address = "other@elan.example.org"
    campaign.save()
    assert client.get(page).context["is_stale"], "the sender is looked at, too"


def test_each_check_stands_in_the_reference():
    page = (ROOT / "docs" / "reference" / "mailing-checks.md").read_text()
    assert [check.key for check in known.all() if f"| `{check.key}` |" not in page] == []


def test_a_look_that_died_may_be_begun_again(draft, dora):
    mailing = draft(links("https://nowhere.invalid/"))
    assert actions.look_outside(mailing=mailing, user=dora)
    assert not actions.look_outside(mailing=mailing, user=dora)
    look = kept_results.read(mailing)
    look.started_at = timezone.now() - timedelta(minutes=11)
    assert not look.is_running
    cache.clear()
    assert kept_results.read(mailing) is None
