"""What ``hustings up`` does before and beside its children; the whole of it is tested in tests/cluster."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection

from hustings.accounts.models import User
from hustings.cli import bind, up
from hustings.cli.up import Greeting


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
        ("http://localhost:8100", None, ("localhost", 8100), "http://localhost:8100"),
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


@pytest.mark.django_db
def test_the_greeting_says_how_the_first_user_is_made_while_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's transaction stays open
    assert "hustings user add" in up.greeting("http://localhost:8000")
    User.objects.create_user("dora@example.org", "correct horse battery")
    assert "hustings user add" not in up.greeting("http://localhost:8000")
