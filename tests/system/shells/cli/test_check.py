"""``hustings check``: green for a campaign in production, words and an exit code for everything else."""

import errno
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from django.db import OperationalError

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.legal import load
from hustings.shells.cli import main
from hustings.shells.cli.checks import findings, findings_campaign
from hustings.shells.cli.processes import versions
from tests import forking, map_files, ready
from tests.cast.cluster import processes

PRODUCTION = {
    "HUSTINGS_BASE_URL": "https://campaign.example.net",
    "HUSTINGS_TRUSTED_PROXIES": "1",
    "HUSTINGS_MAIL_FROM": "team@campaign.example.net",
    "HUSTINGS_SECOND_FACTOR": "required",
}
HEADERS = """
import json
import django
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
from django.test import Client
client = Client(headers={"x-forwarded-proto": "https", "host": "campaign.example.net"})
answer = client.get("/account/login/")
plain = Client(headers={"host": "campaign.example.net"}).get("/account/login/")
cookies = {name: [bool(one["secure"]), one["samesite"], one["path"]] for name, one in answer.cookies.items()}
print(json.dumps({"status": answer.status_code, "headers": dict(answer.items()), "cookies": cookies,
                  "plain": [plain.status_code, plain.headers.get("Location")]}))
"""


@pytest.fixture
def run(tmp_path, django_db_blocker):
    """Run the command line, or a program, on a fresh campaign."""
    (tmp_path / "var").mkdir(mode=0o750)
    with django_db_blocker.unblock():
        address = ready.fresh(str(tmp_path / "var" / "hustings.sqlite3"))

    def program(*words, long_way=False, **settings):
        ours = ("HUSTINGS_", "DJANGO_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        environment = clean | {
            "HUSTINGS_VAR": str(tmp_path / "var"),
            "HUSTINGS_DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "hustings.settings",
            "PYTHONPATH": str(ready.SOURCE),
            "HUSTINGS_BIND": str(processes.port()),
        }
        if long_way:
            command = [sys.executable, *words]
            return subprocess.run(command, env=environment | settings, capture_output=True, text=True)
        return forking.run(words, environment | settings)

    return program


def test_a_campaign_in_production_is_green(run):
    done = run("-m", "hustings.shells.cli", "check", **PRODUCTION)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors" in done.stdout
    assert "with HSTS and secure cookies" in done.stdout  # production is what it looked at


def test_what_is_unfit_for_production_is_named_with_its_remedy(run, tmp_path):
    unfit = {
        "HUSTINGS_SECOND_FACTOR": "optional",
        "HUSTINGS_DEBUG": "1",
        "HUSTINGS_HOSTS": "*",
        "HUSTINGS_SECRET_KEY": "short",
        "HUSTINGS_MIAL_FROM": "team@campaign.example.net",
        "HUSTINGS_SECOND_FACTR": "required",
    }
    (tmp_path / "var").chmod(0o755)
    done = run("-m", "hustings.shells.cli", "check", "--production", **unfit)
    assert done.returncode == 1
    for words in (
        "is not https",
        "Set HUSTINGS_SECOND_FACTOR=required",
        "Unset HUSTINGS_DEBUG",
        "Set yours in HUSTINGS_HOSTS",
        "Unset HUSTINGS_SECRET_KEY",
        "Set HUSTINGS_MAIL_FROM",
        "HUSTINGS_MIAL_FROM is set, but is not a setting",
        "HUSTINGS_SECOND_FACTR is set, but is not a setting",
        "Did you mean HUSTINGS_SECOND_FACTOR?",
        "chmod o-rwx",
        "Run `hustings up`",
    ):
        assert words in done.stdout


def test_a_database_that_is_not_there_is_one_sentence(run):
    done = run(
        "-m", "hustings.shells.cli", "check", HUSTINGS_DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing"
    )
    assert done.returncode == 1
    assert "The database does not answer" in done.stdout and "Traceback" not in done.stderr


def test_answers_carry_what_a_browser_needs_to_be_safe(run):
    done = run("-c", HEADERS, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    headers = seen["headers"]
    assert seen["status"] == 200
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe-inline" not in policy.partition("style-src")[0]
    assert "object-src 'none'" in policy
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert seen["cookies"]["__Host-csrf"] == [True, "Lax", "/"]
    assert seen["plain"] == [301, "https://campaign.example.net/account/login/"]


def test_an_unexpected_failure_is_a_sentence_and_a_file(run, tmp_path):
    done = run("-m", "hustings.shells.cli", "manage", "sqlmigrate", "people", "nothing")
    assert done.returncode != 0
    broken = run("-m", "hustings.shells.cli", "user", "--help", HUSTINGS_TIME_ZONE="Mars/Olympus")
    assert broken.returncode == 1
    assert broken.stderr.startswith("Error: ") and "Traceback" not in broken.stderr


MISTYPED = {
    "HUSTINGS_TRUSTED_PROXIES": "abc",
    "HUSTINGS_INBOX_PORT": "abc",
    "HUSTINGS_TIME_ZONE": "Mars/Base",
    "HUSTINGS_LANGUAGE": "de",
    "HUSTINGS_BASE_URL": "campaign.example.net",
    "HUSTINGS_SECOND_FACTOR": "requird",
    "HUSTINGS_DEBUG": "ture",
}


@pytest.mark.parametrize("words", [["check"], ["user", "list"], ["up"], ["demo"], ["web"], ["prepare"]])
def test_mistyped_settings_stop_every_command_in_a_sentence_each(run, words):
    done = run("-m", "hustings.shells.cli", *words, **MISTYPED)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert all(f"{name}={value} is n" in said for name, value in MISTYPED.items()), said
    assert said.count("Set it to") == len(MISTYPED) and "Traceback" not in said


def test_an_answer_is_not_mixed_with_what_is_logged_unless_asked_for(run):
    words = ["-m", "hustings.shells.cli", "user", "add", "dora@example.org", "--role", "director"]
    done = run(*words)
    assert done.returncode == 0 and done.stdout.startswith("http") and " INFO " not in done.stderr
    words[2:4] = ["--verbose", "user", "add"]
    words[5] = "carl@example.org"
    assert " INFO hustings.foundation.accounts" in run(*words).stderr


def test_help_is_quick_and_loads_nothing(run):
    done = run("-X", "importtime", "-m", "hustings.shells.cli", "--help", long_way=True)
    assert done.returncode == 0
    assert "Maintain" in done.stdout and "backup" in done.stdout
    assert "django" not in done.stderr


def test_a_campaign_without_a_database_is_told_how_to_get_one(run, tmp_path):
    empty = {"HUSTINGS_VAR": str(tmp_path / "new"), "HUSTINGS_DATABASE_URL": ""}
    for words in (["user", "list"], ["check"], ["web"]):
        done = run("-m", "hustings.shells.cli", *words, **empty)
        assert done.returncode == 1
        assert "No database yet: run `hustings prepare`" in done.stdout + done.stderr
    assert not (tmp_path / "new" / "hustings.sqlite3").exists()


def test_a_folder_that_can_not_be_made_is_named_by_every_command(run, tmp_path):
    (tmp_path / "file").write_text("")
    for words in (["check"], ["user", "list"], ["backup", str(tmp_path)]):
        done = run("-m", "hustings.shells.cli", *words, HUSTINGS_VAR=str(tmp_path / "file" / "var"))
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert f"The folder {tmp_path / 'file' / 'var'} can't be used" in said and "Traceback" not in said


def test_a_full_disk_is_one_finding_among_others(monkeypatch, tmp_path, settings):
    settings.VAR = tmp_path
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=4096))

    def full(*words: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(findings, "ALWAYS", [full, findings.disk, findings.spelling, findings.static])
    monkeypatch.setattr(findings, "framework", lambda production: iter(()))
    said = [each.what for each in findings.found(production=False)]
    assert "The disk is full" in said[0]
    assert f"The disk of {tmp_path} is full" in said[1]
    assert any("static files" in each for each in said[2:])


def test_a_database_that_has_no_room_is_not_called_silent(monkeypatch):
    def full() -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(versions, "refuse_unknown", full)
    [finding] = findings.database()
    assert "The disk is full" in finding.what and finding.remedy == "Free up space."


def test_whoever_reads_has_enough_and_nothing_is_said_of_it(run):
    pipe = (
        "import os, sys; r, w = os.pipe(); os.close(r); os.dup2(w, 1)\n"
        "from hustings.shells.cli import main; main(['export', '-'])"
    )
    done = run("-c", pipe)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mailcatch", "--port", "99999"], "99999 is not in the range"),
        (["worker", "--queue", "nope"], "No queue “nope”. Available: default, long."),
        (["worker", "--but-queue", "nope"], "No queue “nope”"),
    ],
)
def test_words_that_can_not_be_meant_are_refused(db, words, said):
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2 and said in done.stderr


def test_rules_that_nobody_looked_at_for_a_year_are_named(db, monkeypatch):
    assert [one.level.value for one in findings.rules()] == ["look"], "no country is chosen"
    Campaign.objects.update_or_create(defaults={"country": "fr"})
    [good] = findings.rules()
    assert "France" in good.what

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2028, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(findings_campaign, "datetime", Later)
    named = [one.what for one in findings.rules()]
    assert len(named) == len(load("fr").stale(date(2028, 1, 1)))
    assert any("L. 49" in words for words in named)


def test_a_map_for_phones_that_cannot_be_read_is_an_error(settings, tmp_path):
    assert list(findings.phone_map()) == []
    settings.MAP_FILE = tmp_path / "map.pmtiles"
    map_files.write(settings.MAP_FILE, [(0, 0, 0)])
    assert [each.level for each in findings.phone_map()] == [findings.Level.GOOD]
    settings.MAP_FILE.write_bytes(b"no map")
    [found] = findings.phone_map()
    assert found.level is findings.Level.MEND and "map.pmtiles" in found.what
