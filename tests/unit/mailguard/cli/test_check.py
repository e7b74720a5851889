"""``mailguard check`` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from mailguard.cli import main
from tests.cast.mailguard.names import serve

WATCHING = {
    "com": {"NS": ["a.com"]},
    "watching.example": {"NS": ["ns.watching.example"], "TXT": ["v=spf1 -all"], "MX": ["0 ."]},
    "_dmarc.watching.example": {"TXT": ["v=DMARC1; p=none; rua=mailto:a@watching.example"]},
    "x._domainkey.watching.example": {"TXT": ["x"]},
    "open.example": {"NS": ["ns.open.example"], "TXT": ["v=spf1 +all"]},
}


@pytest.fixture(scope="module")
def server():
    with serve(WATCHING) as names:
        yield names.address


@pytest.fixture
def run(server):
    base = ["check", "--no-web", "--server", server]
    return lambda *words: CliRunner().invoke(main, [*base, *words])


def test_what_is_found_and_what_to_do_is_said(run):
    done = run("open.example")
    assert done.exit_code == 1
    assert "open.example\n  SPF      wrong    It allows everyone (+all).\n" in done.stdout
    assert "→ End the record in -all.\n" in done.stdout and "v=spf1 +all" in done.stdout


def test_it_is_said_in_french(run, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    assert "SPF      à corriger  Il autorise tout le monde (+all)." in run("open.example").stdout


def test_json_gives_one_object_a_domain(run):
    done = run("--json", "open.example", "bob@WATCHING.example")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["domain"], row["grade"]) for row in rows] == [
        ("open.example", "wrong"),
        ("watching.example", "weak"),
    ]
    assert set(rows[0]["findings"][0]) == {"subject", "grade", "text", "fix", "detail"}


def test_the_exit_code_tells_weak_from_wrong(run):
    assert run("watching.example").exit_code == 0
    assert run("--strict", "watching.example").exit_code == 1
    assert run("watching.example", "open.example").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no domain"], "“no domain” isn't a domain."),
        (["192.0.2.1"], "“192.0.2.1” isn't a domain."),
        ([], "Missing argument"),
    ],
)
def test_what_is_no_domain_is_refused(run, words, said):
    done = run(*words)
    assert done.exit_code == 2 and said in done.stderr


def test_without_a_network_it_says_so():
    done = CliRunner().invoke(main, ["check", "--server", "127.0.0.1:9", "valbrune.example"])
    assert done.exit_code == 2 and "Is there a network?" in done.stderr
