"""What is mistyped in the environment is named with its remedy, and never counts as something else."""

from pathlib import Path

import pytest

from hustings.foundation.lib.process.environment import Environment, Mistyped


def read(name: str, given: str) -> tuple[object, list[str]]:
    """What one setting becomes, and what is said against it."""
    env = Environment({name: given})
    kinds = {
        "NUMBER": lambda: env.number(name, 8025, least=1, most=65_535),
        "COUNT": lambda: env.number(name, 0),
        "SECONDS": lambda: env.seconds(name, 30.0),
        "SWITCH": lambda: env.switch(name),
        "CHOICE": lambda: env.choice(name, ["required", "optional"], "required"),
        "ZONE": lambda: env.zone(name, "Europe/Paris"),
        "SITE": lambda: env.site(name, "http://localhost:8000"),
        "SERVICE": lambda: env.service(name, ["smtp"], "smtp://127.0.0.1:25", "smtp://host:25"),
        "SENDER": lambda: env.sender(name, "a@example.org"),
    }
    return kinds[name](), env.problems


@pytest.mark.parametrize(
    ("name", "given", "means"),
    [
        ("NUMBER", "8125", 8125),
        ("NUMBER", "", 8025),
        ("COUNT", "0", 0),
        ("SECONDS", "0.5", 0.5),
        ("SECONDS", "", 30.0),
        ("SWITCH", "Yes", True),
        ("SWITCH", "off", False),
        ("SWITCH", "", False),
        ("CHOICE", "OPTIONAL", "optional"),
        ("ZONE", "America/Cayenne", "America/Cayenne"),
        ("SITE", "https://campaign.example.net/", "https://campaign.example.net"),
        ("SERVICE", "smtp://u:p@mail.example.net", "smtp://u:p@mail.example.net"),
        ("SENDER", "La campagne <team@example.net>", "La campagne <team@example.net>"),
    ],
)
def test_what_is_meant_is_taken(name: str, given: str, means: object) -> None:
    assert read(name, given) == (means, [])


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("NUMBER", "abc", "not a whole number between 1 and 65535. Set it to one, like 8025"),
        ("NUMBER", "99999", "not a whole number"),
        ("COUNT", "-1", "not a whole number of at least 0"),
        ("COUNT", "1.5", "not a whole number"),
        ("SECONDS", "nan", "not a number of seconds"),
        ("SECONDS", "0", "not a number of seconds"),
        ("SWITCH", "ture", "neither on nor off. Set it to 1 or 0"),
        ("CHOICE", "requird", "Set it to one of required, optional"),
        ("ZONE", "Mars/Base", "not a time zone"),
        ("ZONE", "../etc/passwd", "not a time zone"),
        ("SITE", "campaign.example.net", "not a site address. Set it to one, like https://"),
        ("SITE", "https://x:port", "not a site address"),
        ("SERVICE", "smtp://u:topsecret@host:port", "look like smtp://host:25"),
        ("SERVICE", "topsecret", "look like smtp://host:25"),
        ("SENDER", "team", "not an e-mail address"),
    ],
)
def test_what_is_mistyped_is_named_with_its_remedy(name: str, given: str, said: str) -> None:
    _, [problem] = read(name, given)
    assert problem.startswith(name) and said in problem
    assert "topsecret" not in problem


def test_all_of_it_is_refused_at_once(tmp_path: Path) -> None:
    env = Environment({"A": "x", "B": "z"})
    env.refuse()
    env.number("A", 1)
    env.switch("B")
    env.switch("B")
    (tmp_path / "file").write_text("")
    env.kept(tmp_path / "file" / "secret-key")
    with pytest.raises(Mistyped) as refused:
        env.refuse()
    assert [problem.split(maxsplit=1)[0] for problem in refused.value.problems] == ["A=x", "B=z", "The"]


def test_several_services_and_a_host_with_its_port():
    env = Environment({"M": "imaps://a:b@h/INBOX, imap+tls://c:d@i", "L": "[::1]:2424"})
    assert env.services("M", ["imaps", "imap+tls"], "x") == ["imaps://a:b@h/INBOX", "imap+tls://c:d@i"]
    assert env.address("L") == ("::1", 2424)
    assert (env.services("N", ["imaps"], "x"), env.address("N"), env.problems) == ([], None, [])


def test_a_daemon_has_a_socket_or_a_port():
    env = Environment({"S": "/run/clamav/clamd.ctl", "P": "[::1]:3310", "W": "run/clamd.ctl", "X": "host:0"})
    assert [env.daemon(name, "/run/x") for name in "SPN"] == ["/run/clamav/clamd.ctl", "[::1]:3310", ""]
    assert not env.problems and [env.daemon(name, "/run/x") for name in "WX"] == ["", ""]
    assert (
        len(env.problems) == 2
        and "run/clamd.ctl is neither" in env.problems[0]
        and "/run/x" in env.problems[1]
    )


@pytest.mark.parametrize("given", ["smtp://a:secret@h", "imaps://", "imaps://h:99999/", "secret"])
def test_a_service_that_is_none_is_refused_without_its_password(given):
    env = Environment({"M": given})
    assert env.services("M", ["imaps"], "imaps://user:password@host") == []
    assert "secret" not in env.problems[0]


@pytest.mark.parametrize("given", ["2424", "h:0", "h:65536", ":2424", "h:x"])
def test_a_port_that_is_none_is_refused(given):
    env = Environment({"L": given})
    assert env.address("L") is None and len(env.problems) == 1
