"""What is wrong with the settings of a milter is said in a sentence."""

import pytest
from click.testing import CliRunner

from mailguard import profile
from mailguard.agents.milter.judging import read_rules
from mailguard.agents.setup import Unusable
from mailguard.cli import main

TOKEN = "a-long-secret-of-the-tests"


def run(tmp_path, *words, language="en"):
    words = [each.replace("TMP", str(tmp_path)) for each in words]
    return CliRunner().invoke(main, ["milter", "--language", language, *words])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Name a folder with --folder"),
        (["--folder", "/proc/nowhere"], "can't be used: "),
        (["--folder", "TMP/g", "--listen", "11391"], "“11391” isn't a HOST:PORT."),
        (["--folder", "TMP/g", "--listen", "192.0.2.1:80"], "There is no listening on 192.0.2.1:80: "),
        (["--folder", "TMP/g", "--socket", "/proc/version"], "There is no listening on /proc/version: "),
        (["--folder", "TMP/g", "--group", "nobodys-group"], "There is no group “nobodys-group”."),
        (["--folder", "TMP/g", "--refusal", "désolé"], "--refusal goes to other servers: one line of ASCII."),
        (
            ["--folder", "TMP/g", "--tag", "[?]\nBcc: x@y.example"],
            "--tag stands before a subject: one line of",
        ),
        (["--folder", "TMP/g", "--tag", " "], "--tag stands before a subject: one line of text."),
        (["--folder", "TMP/g", "--release", "sendmail"], "“sendmail” is neither smtp://HOST:PORT nor"),
        (["--folder", "TMP/g", "--warn", "loudly"], "'loudly' is not one of 'header', 'subject', 'banner'"),
        (["--folder", "TMP/g", "--timeout", "nan"], "“nan” isn't a number."),
        (["--folder", "TMP/g", "--platform", "https://hq.example.org"], "name its file with --token-file."),
        (
            ["--folder", "TMP/g", "--platform", "http://hq.example.org", "--token-file", "TMP/token"],
            "would send the token in the clear: write https://.",
        ),
        (
            ["--folder", "TMP/g", "--platform", "https://hq.example.org", "--token-file", "TMP/none"],
            "TMP/none can't be read: No such file or directory.",
        ),
        (["--config", "TMP/none.toml"], "TMP/none.toml can't be read: No such file or directory."),
    ],
)
def test_what_cant_be_done_is_said(tmp_path, words, says):
    (tmp_path / "token").write_text(TOKEN)
    done = run(tmp_path, *words)
    assert done.exit_code == 2 and says.replace("TMP", str(tmp_path)) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("folder = ", "milter.toml: "),
        ("colour = 'red'", "milter.toml: there is no entry “colour”; known are budget, clamd, clamd-most, "),
        ("timeout = 'long'", "milter.toml: timeout: a number is expected"),
        ("timeout = 900", "milter.toml: timeout: 900"),
        ("folder = 3", "milter.toml: folder: a text in quotation marks is expected"),
        ("online = 'yes'", "milter.toml: online: true or false is expected"),
        ("trust = 'mx.example.org'", "milter.toml: trust: a list of texts is expected"),
        ("trust = ['-']", "milter.toml: trust: “-” isn't a name of a host."),
        ('tag = "[?]\\r"', "--tag stands"),
        ("jobs = true", "milter.toml: jobs: a number is expected"),
        ("on-failure = 'pray'", "milter.toml: on-failure: 'pray' is not one of"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_place(tmp_path, text, says):
    config = tmp_path / "milter.toml"
    config.write_text(text)
    done = run(tmp_path, "--folder", "TMP/g", "--config", "TMP/milter.toml")
    assert done.exit_code == 2 and says in done.stderr and "Traceback" not in done.stderr


OURS = profile.build(
    {
        "domains": ["Valbrune.example"],
        "partners": [{"name": "Printer", "domains": ["printer.example"]}],
    }
)


def _rule(kind, value, name="r1"):
    return f"\n[[rules]]\nid = '{name}'\ndeed = 'block'\nkind = '{kind}'\nvalue = '{value}'\n"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("profile", "colour = 1", "This profile can't be used: "),
        ("rules", "[[rules]]\nid = 1", "These rules can't be used: "),
        ("rules", "rules = 7", "rules: a list is expected."),
        ("rules", "[[rule]]", "there is no entry “rule”; known are rules."),
        (
            "rules",
            _rule("sender", "*"),
            "file.toml:2: rules 1: “@*”: an asterisk stands for nothing; write @",
        ),
        (
            "rules",
            _rule("host", "evil.example") + _rule("host", "*.evil.example", "r2"),
            "file.toml:8: rules 2: “*.evil.example”: an asterisk stands for nothing",
        ),
        ("rules", _rule("host", "not a host"), "isn't a value of this kind."),
        ("rules", _rule("file", "invoice.exe"), "“invoice.exe” isn't a value of this kind."),
        ("rules", _rule("sender", "@gmail.com"), "“@gmail.com” is everyone's, so that a rule about all of"),
        ("rules", _rule("host", "login.evil.example"), "whole domains are compared; write evil.example."),
        ("rules", _rule("sender", "@mx.evil.example"), "whole domains are compared; write @evil.example."),
    ],
)
def test_a_file_that_cant_be_used_is_named(tmp_path, name, text, says):
    (tmp_path / "file.toml").write_text(text)
    words = ["--folder", "TMP/g", "--listen", "127.0.0.1:0", f"--{name}", "TMP/file.toml"]
    done = run(tmp_path, *words)
    assert done.exit_code == 2 and says in done.stderr and "Traceback" not in done.stderr


def test_a_rule_that_would_hold_the_teams_own_mail_is_refused(tmp_path):
    (tmp_path / "profile.toml").write_text('domains = ["Valbrune.example"]')
    rules = tmp_path / "rules.toml"
    words = ["--folder", "TMP/g", "--listen", "127.0.0.1:0", "--profile", "TMP/profile.toml"]
    for kind, value in [("sender", "@valbrune.example"), ("host", "www.valbrune.example")]:
        rules.write_text(_rule(kind, value))
        with pytest.raises(Unusable) as refused:
            read_rules(rules, OURS)
        assert f"rules.toml:2: rules 1: “{value}” is your own" in refused.value.say("en")
    done = run(tmp_path, *words, "--rules", str(rules))
    assert done.exit_code == 2 and "is your own: this would hold mail of the whole team" in done.stderr
    rules.write_text(
        _rule("sender", "alice@valbrune.example") + _rule("sender", "@notvalbrune.example", "r2")
    )
    assert len(read_rules(rules, OURS).rules) == 2
    allow = _rule("sender", "@Printer.example").replace("block", "allow")
    for text in (allow, allow.replace("Printer", "valbrune"), _rule("host", "eu.printer.example")):
        rules.write_text(text)  # what is ours or a partner's is no trait of an attack
        with pytest.raises(Unusable) as refused:
            read_rules(rules, OURS)
        assert "a partner's or a service's by the profile" in refused.value.say("en")


def test_it_is_said_in_french(tmp_path):
    assert "Nommez un dossier avec --folder" in run(tmp_path, language="fr").stderr
