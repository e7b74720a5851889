"""What ``hustings up`` does before and beside its children; the whole of it is tested in system/cluster."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import click
import pytest
from django.db import connection

from hustings.foundation.accounts.models import User
from hustings.shells.cli import up
from hustings.shells.cli.processes import bind, preconditions
from hustings.shells.cli.processes.journal import Journal
from hustings.shells.cli.up import Greeting


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """Answers to the campaign's name only, as ours does."""

    class Named(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.headers["Host"] == "campaign.example" else 400)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Named) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def test_it_greets_once_when_a_campaign_behind_tls_answers(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUSTINGS_BASE_URL", "https://campaign.example/")
    greeting = Greeting(("0.0.0.0", server.server_port), lambda url: f"at {url}")
    assert greeting.look() and greeting.look()
    assert capsys.readouterr().out == "at https://campaign.example\n"


def test_it_waits_while_nothing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSTINGS_BASE_URL", "http://127.0.0.1:1")
    assert not Greeting(("127.0.0.1", 1), lambda url: url).look()


@pytest.mark.parametrize(
    ("base", "asked", "listens", "links"),
    [
        ("", None, ("127.0.0.1", 8000), "http://localhost:8000"),
        ("", ("0.0.0.0", 9000), ("0.0.0.0", 9000), "http://localhost:9000"),
        ("", ("::1", 9000), ("::1", 9000), "http://[::1]:9000"),
        ("http://localhost:8100", None, ("127.0.0.1", 8100), "http://localhost:8100"),
        ("https://campaign.example", None, ("127.0.0.1", 8000), "https://campaign.example"),
    ],
)
def test_where_it_listens_and_what_links_say(
    base: str,
    asked: tuple[str, int] | None,
    listens: tuple[str, int],
    links: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUSTINGS_BASE_URL", base)
    assert bind.settle(asked) == listens
    assert os.environ["HUSTINGS_BASE_URL"] == links


@pytest.mark.parametrize(
    ("said", "listens"),
    [
        ("localhost:9000", "127.0.0.1"),
        ("9000", "127.0.0.1"),
        ("[::1]:9000", "::1"),
        ("web.example:9000", None),
    ],
)
def test_what_the_server_listens_on_are_numbers(said: str, listens: str | None) -> None:
    if listens is None:
        with pytest.raises(click.BadParameter, match="is not an address like"):
            bind.Address().convert(said, None, None)
    else:
        assert bind.Address().convert(said, None, None) == (listens, 9000)


@pytest.mark.django_db
def test_the_greeting_says_how_the_first_user_is_made_while_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's transaction stays open
    assert "hustings user add" in up.greeting("http://localhost:8000")
    User.objects.create_user("dora@example.org", "correct horse battery")
    assert "hustings user add" not in up.greeting("http://localhost:8000")


def test_the_journal_keeps_progress_and_lets_the_rest_be_seen(tmp_path: Path) -> None:
    kept = Journal(tmp_path / "up.log")
    assert kept.keeps(
        "worker 1 | 2027-01-05 08:00:00,123 INFO hustings.foundation.jobs index: done after 0.010 s"
    )
    assert not kept.keeps(
        "worker 1 | 2027-01-05 08:00:00,123 WARNING hustings.foundation.jobs index: attempt 1 failed"
    )
    assert not kept.keeps("web      | Error: Another program uses port 8000 on 127.0.0.1.")
    assert len((tmp_path / "up.log").read_text().splitlines()) == 3


def test_the_journal_takes_no_more_than_its_share_of_the_disk(tmp_path: Path) -> None:
    kept = Journal(tmp_path / "up.log")
    kept.path.write_bytes(b"x" * 10 * 2**20)
    assert not kept.keeps("web | the last line of this file")
    assert not kept.keeps("web | the first of the next one")
    assert kept.path.stat().st_size < 100
    assert (tmp_path / "up.log.1").stat().st_size > 10 * 2**20


def test_a_journal_that_can_not_be_written_stops_nothing(tmp_path: Path) -> None:
    assert Journal(tmp_path / "nowhere" / "up.log").keeps("web | 2027-01-05 08:00:00,123 INFO hustings well")


def test_nobody_runs_the_demo_as_a_campaign_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUSTINGS_DEMO", raising=False)
    preconditions.no_demo(tmp_path)
    (tmp_path / preconditions.LOGINS).write_text("password")
    with pytest.raises(preconditions.NotReady, match="contains the demo: run it with"):
        preconditions.no_demo(tmp_path)
    monkeypatch.setenv("HUSTINGS_DEMO", "1")
    preconditions.no_demo(tmp_path)


def test_processes_share_bytecode_where_python_may_write_none_beside_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    up.compile_once(tmp_path)
    subprocess.run([sys.executable, "-c", "import this"], check=True, capture_output=True)
    assert list((tmp_path / "bytecode").rglob("this.*.pyc"))
