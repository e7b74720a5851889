"""Keys are made, published, used and dropped by the command line; a names server on this machine answers."""

import re
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner
from django.core.mail import EmailMessage, get_connection

from benchmarks.mail import names_server
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.signatures import keys
from hustings.outreach.mailings.models import Mailing
from hustings.shells.cli.checks import findings
from hustings.shells.cli.mail import mail
from mailguard.authentication import dkim as guard
from mailguard.authentication.dns import Static
from mailguard.authentication.message_bytes import MessageBytes

DOMAIN = "elan.example.org"


@pytest.fixture
def say(db, tmp_path, settings, nameless):
    """Run ``hustings mail``; the campaign's mailings come from DOMAIN, and nobody knows of its keys."""
    campaign = Campaign.current()
    campaign.sender_address = f"news@{DOMAIN}"
    campaign.save()
    settings.DKIM_FOLDER = tmp_path / "dkim"
    nameless()

    def run(*words):
        done = CliRunner().invoke(mail, words)
        return done.exit_code, done.output

    return run


def published(output):
    """The records that were printed, as a names server holds them."""
    found = re.findall(r"^(\S+)\. IN TXT \( (.*) \)$", output, re.MULTILINE)
    for _, strings in found:
        assert all(len(each) <= 255 for each in re.findall(r'"([^"]*)"', strings))
    return {name: {"TXT": ["".join(re.findall(r'"([^"]*)"', strings))]} for name, strings in found}


def looked_at():
    return {(each.level.value, each.what) for each in findings.signatures()}


def test_a_key_signs_once_dns_has_it(say, settings, tmp_path):
    assert [level for level, _ in looked_at()] == ["look"]  # not signed
    code, output = say("new-key")
    assert code == 0
    zone = published(output)
    assert [name.partition(".")[2] for name in zone] == [f"_domainkey.{DOMAIN}"] * 2
    files = sorted((tmp_path / "dkim" / DOMAIN).iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (tmp_path / "dkim" / DOMAIN).stat().st_mode & 0o777 == 0o700
    assert "PRIVATE" not in output and keys.signing(DOMAIN) == []
    selectors = [path.stem for path in files]
    code, output = say("use-key", selectors[0])
    assert code == 1 and "DNS doesn’t answer" in output
    with names_server.serving({DOMAIN: {"A": ["192.0.2.1"]}}) as port:
        settings.NAME_SERVERS = [f"127.0.0.1:{port}"]
        assert "missing in DNS" in say("use-key", selectors[0])[1]
    with names_server.serving(zone) as port:
        settings.NAME_SERVERS = [f"127.0.0.1:{port}"]
        assert say("keys")[1].count("waiting for DNS") == say("keys")[1].count("in DNS") == 2
        assert {level for level, _ in looked_at()} == {"look"}
        for selector in selectors:
            assert say("use-key", selector)[0] == 0
        assert looked_at() == {
            ("good", f"Outgoing e-mails are signed; DNS has the key {name}.") for name in zone
        }  # fmt: skip
        files[0].with_suffix(".pem").chmod(0o644)
        assert {level for level, _ in looked_at()} == {"good", "mend"}
    assert {key.kind for key in keys.signing(DOMAIN)} == {"ed25519", "rsa"}
    assert len(keys.signing(f"news.{DOMAIN}")) == 2  # DMARC takes it for ours
    assert keys.signing("other.example") == []
    settings.DKIM_BY = "relay"
    assert keys.signing(DOMAIN) == []
    assert [level for level, _ in looked_at()] == ["good"]


def test_a_new_key_takes_the_place_of_the_old_one(say):
    say("new-key", "--kind", "ed25519", "--selector", "first")
    say("use-key", "first", "--unseen")
    assert say("new-key", "--kind", "ed25519", "--selector", "first")[0] == 1
    assert say("new-key", "--kind", "ed25519", "--selector", "not/a/name")[0] == 1
    say("new-key", "--kind", "ed25519", "--selector", "second")
    assert [key.selector for key in keys.signing(DOMAIN)] == ["first"]
    code, output = say("use-key", "second", "--unseen")
    assert code == 0 and "two weeks" in output
    assert [key.selector for key in keys.signing(DOMAIN)] == ["second"]
    assert "retired" in say("keys")[1]
    assert say("drop-key", "second")[0] == 1
    assert say("drop-key", "first")[0] == 0
    assert [kept.key.selector for kept in keys.every()] == ["second"]


def test_keys_of_one_day_have_names_of_their_own(say):
    for _ in range(3):
        say("new-key", "--kind", "ed25519")
    assert len({kept.key.selector for kept in keys.every()}) == 3


def test_a_file_that_holds_no_key_is_named(say, tmp_path):
    say("new-key", "--kind", "ed25519", "--selector", "first")
    (tmp_path / "dkim" / DOMAIN / "first.new").write_text("nothing")
    with pytest.raises(OSError, match=r"first\.new holds no key"):
        keys.every()


def test_what_goes_to_one_person_is_signed_too(say, settings):
    zone = published(say("new-key", "--selector", "h")[1])
    for kept in keys.every():
        keys.use(DOMAIN, kept.key.selector)
    taken = []

    class Inbox:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            taken.append(envelope.original_content)
            return "250 OK"

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        way = get_connection(
            "hustings.outreach.delivery.mail_backend.SigningBackend", host="127.0.0.1", port=port, timeout=10
        )
        words = "Bonjour Zoé,\n.\nFrom here on\n\n"
        for sender in (f"Élan <news@{DOMAIN}>", "other@else.example"):
            way.send_messages([EmailMessage("Été", words, sender, ["zoe@example.org"])])
    finally:
        controller.stop()
    results = guard.verify_all(MessageBytes(taken[0]), Static(zone), DOMAIN, None)
    assert [each.result for each in results] == ["pass", "pass"]
    assert b"DKIM-Signature" not in taken[1]
    assert issubclass(way.connection_class, smtplib.SMTP)


def test_it_says_by_which_way_mail_leaves_and_no_secret(say, settings):
    settings.EMAIL_HOST, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "mx.example", "u", "s3cret"
    settings.MAIL_PROVIDER = ""
    code, said = say("way")
    assert code == 0 and "mx.example" in said and "s3cret" not in said
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "mailgun://s3cret@mg.example.org?region=eu", ""
    code, said = say("way")
    assert code == 0 and "https://api.eu.mailgun.net/v3/" in said and "s3cret" not in said
    assert "HUSTINGS_MAIL_WEBHOOK_SECRET" in said
    settings.MAIL_WEBHOOK_SECRET, settings.BASE_URL = "w0rd", "https://elan.example"
    code, said = say("way")
    assert "https://elan.example/m/p/mailgun/" in said and "w0rd" not in said
    settings.MAIL_PROVIDER = "mailjet://s3cret@"
    code, said = say("way")
    assert code == 1 and "HUSTINGS_MAIL_PROVIDER" in said and "s3cret" not in said


def test_the_check_knows_providers(say, settings):
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "postmark://s3cret@", ""
    assert [finding.level.value for finding in findings.mail()] == ["good", "look"]
    settings.MAIL_WEBHOOK_SECRET = "hook:w0rd"
    assert [finding.level.value for finding in findings.mail()] == ["good", "good"]
    assert not list(findings.signatures()), "it signs by itself"
    settings.MAIL_PROVIDER = "mailjet://s3cret@"
    assert next(findings.mail()).level.value == "mend"
    settings.MAIL_PROVIDER = "scaleway://s3cret@project"
    assert [finding.level.value for finding in findings.mail()] == ["good"]


def test_a_mailing_is_looked_at(say):
    content = [builder.letter("", builder.text("[here](https:///nowhere)"))]
    mailing = Mailing.objects.create(name="x", content=content)
    assert "No mailing 99999999999999999999" in say("check", "99999999999999999999")[1]
    code, found = say("check", str(mailing.pk), "--quick")
    assert code == 1
    assert "must fix: any language · A: The subject is missing." in found
    assert "block 1 (Text): The link “here” doesn’t work" in found
    assert "DNS doesn’t answer" not in found and "DNS doesn’t answer" in say("check", str(mailing.pk))[1]
