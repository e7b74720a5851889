"""What lies in deploy/ calls commands that there are, and lets through what the platform takes."""

import configparser
import logging
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import get_resolver

from hustings.foundation.lib import routes
from hustings.foundation.lib.process import logs
from hustings.shells import cli
from mailguard import cli as engine

DEPLOY = Path(__file__).resolve().parents[4] / "deploy"
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
        if program == "+/usr/bin/install":  # the folder of a socket, by root
            continue
        group = {"hustings": cli.main, "mailguard": engine.main}[unit.name.partition("-")[0].split(".")[0]]
        assert program == f"/opt/hustings/bin/{unit.name.partition('-')[0].split('.')[0]}"
        command = group.get_command(click.Context(group), name)
        assert command, f"{unit.name}: there is no command {name}"
        command.make_context(name, words)  # an unknown option or a bad value is an error
    assert service["UMask"] == "0027" and service["NoNewPrivileges"] == "yes"


def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    for unit in UNITS:  # our programs lie elsewhere here
        text = re.sub(r"/opt/hustings/bin/\w+", "/bin/true", unit.read_text())
        (tmp_path / unit.name).write_text(text)
    words = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert done.returncode == 0 and not ours, done.stderr


def test_the_milter_has_a_folder_for_its_socket_that_postfix_may_enter(tmp_path: Path) -> None:
    service = read(DEPLOY / "systemd" / "mailguard-milter.service")
    folder = "/var/spool/postfix/mailguard"
    made = shlex.split(service["ExecStartPre"].removeprefix("+"))
    assert made[1:] == ["-d", "-o", service["User"], "-g", service["Group"], "-m", "750", folder]
    assert service["ReadWritePaths"] == f"-{folder}" and service["Group"] == "postfix"
    page = (DEPLOY.parent / "docs" / "how-to" / "put-mailguard-in-postfix.md").read_text()
    assert f"install -d -o mailguard -g postfix -m 750 {folder}" in page
    config = page.partition("option counts before the file:\n\n")[2].partition("\n\n")[0]
    path = tmp_path / "milter.toml"
    path.write_text("\n".join(line.strip() for line in config.splitlines()))
    settings = tomllib.loads(path.read_text())
    assert Path(settings["socket"]).parent == Path(folder) and settings["release"].startswith("smtp://")
    command = engine.main.get_command(click.Context(engine.main), "milter")
    options = {each.opts[0].removeprefix("--") for each in command.params if each.opts[0].startswith("--")}
    assert set(settings) <= options


def test_the_units_give_each_process_the_time_it_asks_for() -> None:
    worker = read(DEPLOY / "systemd" / "hustings-worker@.service")
    grace = re.search(r"--grace (\d+)", worker["ExecStart"])
    assert grace and int(worker["TimeoutStopSec"]) > int(grace[1])


def test_the_proxy_says_in_both_languages_that_the_site_is_down_and_loads_nothing_for_it() -> None:
    conf = (DEPLOY / "nginx" / "hustings.conf").read_text()
    found = re.search(
        r"error_page 502 504 =503 (/\w+);\s*location = (\S+) \{\s*internal;\s*alias (\S+);",
        conf,
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


def paths(patterns: Any, before: str = "/") -> Iterator[str]:
    """Every address that the platform answers, as its pattern is written."""
    for pattern in patterns:
        path = before + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            yield from paths(pattern.url_patterns, path)
        else:
            yield path


def test_no_line_of_the_error_log_holds_what_a_visitor_typed_or_a_link() -> None:
    """Such lines hold the whole address and the page before it, of any place: so all servers are silent."""
    conf = re.sub(r"#.*", "", (DEPLOY / "nginx" / "hustings.conf").read_text())
    servers = conf.split("\nserver {")[1:]
    assert len(servers) == 2 and all(
        "error_log /dev/null crit;" in each.partition("location")[0] for each in servers
    )
    assert set(re.findall(r"error_log[^;]*;", conf)) == {"error_log /dev/null crit;"}, "no place speaks again"


def test_the_proxy_leaves_out_the_secret_paths_that_apps_name() -> None:
    conf = (DEPLOY / "nginx" / "hustings.conf").read_text()
    named = re.search(r"\^\(\?P<kept>\.\*\?/\(\?:(.*?)\)/\)", conf)
    assert named
    assert set(named[1].split("|")) == {
        path.replace(r"[^/?\s]", "[^/]") for path in routes.secret_paths.all()
    }


def test_no_log_of_ours_keeps_the_secret_of_a_link() -> None:
    conf = (DEPLOY / "nginx" / "hustings.conf").read_text()
    formats = re.findall(r'^    "~(\^.*)" "?\$(\w+)', conf, re.MULTILINE)
    assert len(formats) == 2 and conf.count("access_log /var/log/nginx/hustings.log hustings;") == 2
    assert not re.search(
        r"\$(request|request_uri|http_referer|args|query_string)\b", conf.split("log_format")[1].split(";")[0]
    )
    secrets = [
        path
        for path in paths(get_resolver().url_patterns)
        if re.search(r"token>|<str:key>|<key>|P<key>", path)
    ]
    assert len(secrets) >= 8
    for path in secrets:
        sent = (
            re.sub(r"<[^>]*(?:token|key|uidb64|uidb36)>|\(\?P<[^)]*\)", "s3cret", path)
            .replace("/^", "/")
            .rstrip("$")
        )
        assert "s3cret" in sent, path
        asked = f"{sent}?token=s3cret"
        kept = next(found[name] for rule, name in formats if (found := re.match(rule, asked)))
        assert "s3cret" not in kept and len(kept) > 2, path
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Failed: %s", (sent,), None)
        assert "s3cret" not in logs.Line("%(message)s").format(record), path
    record = logging.LogRecord("x", logging.ERROR, "", 1, "GET /en/my-data/me/ and /hq/people/u", (), None)
    assert logs.Line("%(message)s").format(record) == "GET /en/my-data/me/ and /hq/people/u"
