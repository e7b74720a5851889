"""A campaign behind TLS: what it tells browsers, answers the proxy, and says of strangers' mistakes."""

import json
from pathlib import Path

from tests import forking, ready
from tests.cast.cluster.processes import environment

ASK = """
import json, sys, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
for path, host, secure in json.loads(sys.argv[1]):
    answer = client.get(path, headers={"host": host}, secure=secure)
    print(json.dumps([answer.status_code, answer.headers.get("Strict-Transport-Security", "")]))
"""
SITE = "campaign.example"


def asked(var: Path, *questions: tuple[str, str, bool], **more: str) -> tuple[list[list[object]], list[str]]:
    """Status and HSTS of each answer of a campaign in production, and the lines of its log."""
    (var / "static").mkdir(exist_ok=True)
    more.setdefault("HUSTINGS_DATABASE_URL", ready.fresh(str(var / "db.sqlite3")))
    env = environment(
        var,
        HUSTINGS_BASE_URL=f"https://{SITE}",
        HUSTINGS_TRUSTED_PROXIES="1",
        DJANGO_SETTINGS_MODULE="hustings.settings",
        **more,
    )
    done = forking.run(["-c", ASK, json.dumps(questions)], env)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.splitlines()


def test_it_binds_no_other_name_to_https_unless_told(tmp_path):
    ask = ("/robots.txt", SITE, True)
    assert asked(tmp_path, ask)[0] == [[200, "max-age=31536000"]]
    told = asked(tmp_path, ask, HUSTINGS_HSTS_SUBDOMAINS="1", HUSTINGS_HSTS_PRELOAD="1")
    assert told[0] == [[200, "max-age=31536000; includeSubDomains; preload"]]


def test_a_proxy_learns_that_it_serves_by_whatever_name_it_asks(tmp_path):
    hosts = [SITE, "localhost", "127.0.0.1:8000", "10.0.0.12:8000", "[::1]:8000"]
    assert asked(tmp_path, *(("/health/", host, False) for host in hosts)) == ([[200, ""]] * 5, [])


def test_a_strangers_mistake_is_one_line_of_the_log(tmp_path):
    answers, lines = asked(
        tmp_path, ("/robots.txt", "evil.example", True), ("/media/../../secret-key", SITE, True)
    )
    assert [status for status, _ in answers] == [400, 400]
    assert len(lines) == 2, lines
    assert "evil.example" in lines[0] and "secret-key" in lines[1]
