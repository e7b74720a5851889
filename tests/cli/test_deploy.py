"""What lies in deploy/ calls commands that there are, and lets through what the platform takes."""

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from hustings import cli

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*.service"))


def read(unit: Path) -> configparser.SectionProxy:
    """The section [Service]; a key that comes twice is an error here."""
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(unit.read_text())
    return parser["Service"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    service = read(unit)
    for key in ("ExecStartPre", "ExecStart"):
        if key not in service:
            continue
        line = service[key].replace("${HUSTINGS_BIND}", "127.0.0.1:8000").replace("%H", "host")
        program, name, *words = shlex.split(line.replace("%i", "1"))
        assert program == "/opt/hustings/bin/hustings"
        command = cli.main.get_command(click.Context(cli.main), name)
        assert command, f"{unit.name}: there is no command {name}"
        command.make_context(name, words)  # an unknown option or a bad value is an error
    assert service["UMask"] == "0027" and service["NoNewPrivileges"] == "yes"


def test_the_units_give_each_process_the_time_it_asks_for() -> None:
    worker = read(DEPLOY / "systemd" / "hustings-worker@.service")
    grace = re.search(r"--grace (\d+)", worker["ExecStart"])
    assert grace and int(worker["TimeoutStopSec"]) > int(grace[1])


def test_the_proxy_says_in_both_languages_that_the_site_is_down_and_loads_nothing_for_it() -> None:
    conf = (DEPLOY / "nginx" / "hustings.conf").read_text()
    found = re.search(
        r"error_page 502 504 =503 (/\w+);\s*location = (\S+) \{\s*internal;\s*alias (\S+);", conf
    )
    assert found and found[1] == found[2]
    page = finders.find(found[3].removeprefix("/var/lib/hustings/static/"))
    assert page, "collected into static/, where the proxy reads"
    text = Path(page).read_text()
    assert '<html lang="fr">' in text and 'lang="en"' in text
    assert not re.search(r"(?:src|href)=|url\(|@import", text)


def test_the_proxy_lets_through_what_the_platform_takes_and_believes_nobody() -> None:
    conf = (DEPLOY / "nginx" / "hustings.conf").read_text()
    size = re.search(r"client_max_body_size (\d+)m;", conf)
    assert size and int(size[1]) * 2**20 > settings.IMPORT_LIMIT
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in conf
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in conf
    assert conf.count("{") == conf.count("}")
