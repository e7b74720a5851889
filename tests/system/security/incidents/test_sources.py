"""Mailboxes are set up with a real test, against a Dovecot of our own."""

import html
import shlex
import tempfile
from pathlib import Path

import click
import pytest
from django.core.cache import cache

from hustings.security.incidents import actions
from hustings.security.incidents.models import Source
from hustings.security.incidents.sources import report_mailbox
from mailguard.agents.imap import tokens
from mailguard.cli import main, milter, watch
from tests.cast.outreach import dovecot

FORM = {
    "name": "Bob", "address": "bob@campaign.example", "host": "127.0.0.1", "safety": "plain",
    "way": "password",
    "login": "bob", "secret": "secret", "folder": "INBOX", "held_folder": "Held", "report_folder": "Report",
}  # fmt: skip


@pytest.fixture(scope="module")
def server():
    started = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-dovecot-")), "auth_failure_delay = 0\n")
    yield started
    started.stop()


@pytest.fixture
def lead(client, sam):
    cache.clear()
    client.force_login(sam)
    return client


def test_a_mailbox_is_tried_out_and_what_is_wrong_is_said_with_the_remedy(lead, server, sam):
    form = FORM | {"port": server.port, "user": sam.pk}
    answer = lead.post("/hq/shield/sources/new/mailbox/", form, follow=True)
    source = Source.objects.get()
    assert "Test successful" in answer.content.decode() and source.tested_at and not source.problem
    assert source in Source.objects.watched() and source.secret == "secret"
    assert 'value="secret"' not in lead.get(f"/hq/shield/sources/{source.pk}/").content.decode()
    where = f"/hq/shield/sources/{source.pk}/"
    for change, words in [
        ({"secret": "wrong"}, "app password"),
        ({"secret": "été"}, "app password"),
        ({"secret": "secret", "folder": "Elsewhere"}, "Existing folders: INBOX"),
        ({"secret": "secret", "port": 1}, "refuses the connection on port 1"),
        ({"secret": "secret", "safety": "tls"}, "doesn’t offer TLS"),
        ({"secret": "secret", "host": "mail.invalid"}, "clear"),
    ]:  # fmt: skip
        answer = lead.post(where, form | change, follow=True)
        assert words in answer.content.decode(), change
        source.refresh_from_db()
        assert source.problem and source not in Source.objects.watched(), change
    assert lead.post(where, form | {"secret": ""}).status_code == 422, "the name was another one"
    lead.post(where, form)
    lead.post(where, form | {"secret": ""})
    source.refresh_from_db()
    assert source.secret == "secret" and source.tested_at
    lead.post(f"{where}deeds/", {"do": "remove"})
    source.refresh_from_db()
    assert source.removed_at and not source.sealed and lead.get(where).status_code == 404


def test_one_folder_has_one_use_and_one_mailbox_is_here_once(lead, server):
    form = FORM | {"port": server.port}
    for change, field in [
        ({"held_folder": "inbox"}, "held_folder"),
        ({"folder": "Work", "held_folder": "INBOX"}, "held_folder"),
        ({"report_folder": "INBOX"}, "report_folder"),
        ({"held_folder": "Same", "report_folder": "same"}, "report_folder"),
    ]:
        answer = lead.post("/hq/shield/sources/new/mailbox/", form | change)
        assert answer.status_code == 422 and list(answer.context["form"].errors) == [field], change
    assert lead.post("/hq/shield/sources/new/mailbox/", form).status_code == 302
    kept = Source.objects.get()
    for kind in ("mailbox", "reports"):
        again = form | {"login": "BOB", "is_for_reports": "on"}
        answer = lead.post(f"/hq/shield/sources/new/{kind}/", again)
        assert answer.context["form"].errors["login"] == ["This mailbox is already monitored: “Bob”."]
    assert lead.post(f"/hq/shield/sources/{kept.pk}/", form).status_code == 302
    kept.delete()


def test_a_mailbox_for_reports_is_confirmed_and_leaves_what_was_there(lead, server):
    server.add(b"Subject: mine\n\nprivate\n", b"Subject: mine, too\n\nprivate\n", user="dora")
    form = FORM | {"port": server.port, "login": "dora"}
    answer = lead.post("/hq/shield/sources/new/reports/", form)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["is_for_reports"]
    answer = lead.post("/hq/shield/sources/new/reports/", form | {"is_for_reports": "on"}, follow=True)
    said = [str(each) for each in answer.context["messages"]]
    assert "2 messages already in “INBOX” won’t be touched" in said[1]
    assert report_mailbox.read_all() == 0 and server.held(user="dora") == ["*mine", "*mine, too"]
    server.add(b"Subject: new\n\nnew\n", user="dora")
    assert report_mailbox.read_all() == 1
    assert server.held(user="dora") == ["*mine", "*mine, too"] and server.held("Hustings", "dora") == ["new"]
    where = f"/hq/shield/sources/{Source.objects.get().pk}/"
    assert lead.post(where, form).status_code == 302
    assert list(lead.post(where, form | {"folder": "Archive"}).context["form"].errors) == ["is_for_reports"]


OAUTH = FORM | {
    "way": "oauth", "token_url": "https://127.0.0.1:1/t", "client_id": "c", "secret": "refresh", "port": 1,
}  # fmt: skip


def test_a_kept_client_secret_goes_to_no_address_that_somebody_else_types(lead):
    lead.post("/hq/shield/sources/new/mailbox/", OAUTH | {"client_secret": "ours"})
    source = Source.objects.get()
    where = f"/hq/shield/sources/{source.pk}/"
    other = OAUTH | {"token_url": "https://127.0.0.1:2/t", "secret": "any"}
    answer = lead.post(where, other)
    assert answer.status_code == 422 and "client_secret" in answer.context["form"].errors
    actions.keep_source(source=Source.objects.get(), secret="", client_secret="", user=source.made_by)
    assert Source.objects.get().client_secret == "ours"
    lead.post(where, other | {"way": "password", "token_url": "", "secret": "secret"})
    assert Source.objects.get().client_secret == "", "it is forgotten with its address"
    lead.post(where, other | {"client_secret": "theirs"})
    assert Source.objects.get().client_secret == "theirs"


@pytest.mark.parametrize(
    "wrong",
    ["https://exam ple/", "http://[::1", "https://a\x01b/", "ftp://x/", "http://evil.example/t", "https://",
     "x", "https://a:99999/", "https://é.example/"],
)  # fmt: skip
def test_an_address_that_gives_no_tokens_is_refused_with_the_form_it_has(lead, wrong):
    answer = lead.post("/hq/shield/sources/new/mailbox/", OAUTH | {"token_url": wrong})
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["token_url"]
    assert "https://" in str(answer.context["form"].errors["token_url"]) and not Source.objects.exists()
    with pytest.raises(tokens.Refused):
        tokens.ask(wrong, {"a": "b"})


def test_mailboxes_are_not_tried_out_all_the_time(lead, server, monkeypatch):
    monkeypatch.setattr("hustings.security.incidents.views.sources.TRIES", 0)
    form = FORM | {"port": server.port, "is_for_reports": "on"}
    answer = lead.post("/hq/shield/sources/new/reports/", form, follow=True)
    assert "too many tests" in answer.content.decode() and Source.objects.get().kind == "reports"


@pytest.mark.parametrize("kind", ["milter", "watcher"])
def test_the_command_that_a_guard_is_started_with_works(lead, kind, tmp_path):
    answer = lead.post("/hq/shield/guards/", {"name": "mx", "kind": kind}, secure=True)
    line = answer.context["command"]
    assert line in html.unescape(answer.content.decode()) and "https://testserver" in line
    (tmp_path / "token").write_text(answer.context["token"])
    (tmp_path / "watch.toml").write_text(
        '[[boxes]]\naddress = "a@b.example"\nhost = "b.example"\npassword_file = "p"\n'
    )
    program, name, *words = shlex.split(line)
    assert program == "mailguard"
    words = [str(tmp_path / Path(each).name) if each.startswith("/") else each for each in words]
    command = main.get_command(click.Context(main), name)
    context = command.make_context(name, words)
    if kind == "milter":
        given = {key: value for key, value in context.params.items() if key != "config"}
        made = milter._settings(context, None, given)
        assert made.send_raw and made.platform and made.setup.budget and made.folder == tmp_path / "mailguard"
    else:
        assert {"folder", "hq", "token_file"} <= {key for key, value in context.params.items() if value}
        assert watch.read_settings(context.params["settings"]) and watch._platform(
            context.params["hq"], context.params["token_file"]
        )


def test_all_of_the_team_find_exercises_in_the_menu(client, bob):
    client.force_login(bob)
    assert 'href="/hq/shield/exercises/"' in client.get("/hq/shield/report/").content.decode().replace(
        "&quot;", '"'
    ).replace('"url": "', 'href="')


def test_to_allow_by_what_anybody_can_write_is_said_to_need_a_proof(lead):
    assert "SPF, DKIM or DMARC" in lead.get("/hq/shield/rules/").content.decode()
