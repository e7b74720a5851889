"""``mailguard scan`` as a person types it."""

import json
import os

import pytest
from click.testing import CliRunner

from mailguard.cli import main
from mailguard.correspondents import Memory
from mailguard.i18n import translate
from mailguard.mailboxes import letters
from mailguard.message.parse import parse
from mailguard.verdict import CLASSES
from tests.cast.mailguard.letters import EXIT, FOUND, LURE, NOTE, mbox


@pytest.fixture
def run():
    return lambda *words, **options: CliRunner().invoke(main, ["scan", *map(str, words)], **options)


@pytest.fixture
def lure(tmp_path):
    path = tmp_path / "lure.eml"
    path.write_bytes(LURE)
    return path


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.eml"
    path.write_bytes(NOTE)
    return path


def _rows(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_lure_is_told_with_reasons_and_what_to_do(run, lure):
    done = run(lure)
    assert done.exit_code == EXIT >= 10
    first, headline, *rest = done.stdout.splitlines()
    assert first.split() == [FOUND.word, str(lure), "phish", first.split()[-1]]
    assert headline == "    This looks like an attempt to steal a password."
    assert rest[0].startswith("    · It asks you to enter a code")
    assert "    → Don't click any link" in done.stdout


def test_a_note_takes_one_line(run, note):
    done = run(note)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith(f"deliver     {note}  clean  ")


def test_it_is_said_in_french(run, lure):
    done = run("--language", "fr", lure)
    assert "Ce message ressemble à une tentative de vol de mot de passe." in done.stdout
    assert done.stdout.startswith(translate(FOUND.word, "fr")) and "\u00a0%" in done.stdout.splitlines()[0]


def test_json_gives_one_object_a_message(run, lure, note):
    bad, good = _rows(run("--json", lure, note))
    assert (bad["path"], bad["action"], bad["class"]) == (str(lure), FOUND.word, "phish")
    assert 0 < good["probability"] < bad["probability"] < 1
    assert bad["reasons"][0].startswith("It asks you to enter a code")
    assert bad["signals"]["device_code"] == [
        "It gives the code “ABCD-EF12” for https://microsoft.com/devicelogin."
    ]
    assert set(bad["probabilities"]) == {"phish", "impersonation", "malware", "spam"}
    assert (good["action"], good["class"]) == ("deliver", "clean")
    assert bad["headline"] and bad["advice"] and "facts" not in bad


def test_the_exit_code_tells_the_worst(run, lure, note, tmp_path):
    policy = tmp_path / "policy.toml"
    never = "".join(f"[{kind}]\nquarantine = 1\nreject = 1\n" for kind in CLASSES)
    for step, code in (("warn", 10), ("quarantine", 20), ("reject", 30)):
        rule = "[any]\nquarantine = 1\nreject = 1\n"
        policy.write_text(never + (rule if step == "warn" else f"[any]\n{step} = 0.3\n"))
        assert run("--policy", policy, note, lure, note).exit_code == code


def test_only_what_is_bad_is_shown(run, lure, note):
    done = run("--only-bad", note, lure, note)
    assert "note.eml" not in done.stdout and "lure.eml" in done.stdout
    assert "Messages: 3 " in done.stdout and f"deliver 2, {FOUND.word} 1." in done.stdout
    assert len(_rows(run("--only-bad", "--json", note, lure))) == 1


def test_a_mailbox_a_folder_and_standard_input_are_read(run, tmp_path):
    (tmp_path / "box").write_bytes(mbox(NOTE, LURE))
    paths = [row["path"] for row in _rows(run("--json", tmp_path))]
    assert paths == [f"{tmp_path}/box#1", f"{tmp_path}/box#2"]
    (row,) = _rows(run("--json", "-", input=LURE))
    assert (row["path"], row["action"]) == ("-", FOUND.word)


def test_several_processes_say_the_same_in_the_same_order(run, tmp_path):
    (tmp_path / "box").write_bytes(mbox(*[NOTE, LURE, NOTE] * 20))
    words = ("--json", tmp_path / "box", tmp_path / "gone", tmp_path / "box")
    one, two = run(*words), run("-j2", *words)
    assert len(_rows(one)) == 121
    assert (two.exit_code, two.stdout) == (one.exit_code, one.stdout) and one.exit_code == 2


def test_explaining_tells_every_signal_its_share_and_the_facts(run, lure):
    done = run("--explain", lure)
    assert "device_code\n           It asks you to enter a code" in done.stdout
    assert "From           Security <noreply@example-mail.net>" in done.stdout
    assert "Links lead to  microsoft.com" in done.stdout
    (row,) = _rows(run("--explain", "--json", lure))
    assert row["shares"]["device_code"] > 1
    assert row["facts"]["subject"] == "Join the briefing"


def test_recorded_facts_are_judged_again(run, lure, note, tmp_path):
    recorded = tmp_path / "facts.jsonl"
    first = run("--explain", "--json", lure, note)
    recorded.write_text(first.stdout)
    again = run("--replay", "--json", recorded)
    assert [(row["path"], row["probability"]) for row in _rows(again)] == [
        (row["path"], row["probability"]) for row in _rows(first)
    ]
    facts = json.dumps(_rows(first)[0]["facts"])
    assert _rows(run("--replay", "--json", "-", input=facts))[0]["class"] == "phish"


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_facts_is_named(run, lure, tmp_path, text):
    path, facts = tmp_path / "empty.jsonl", tmp_path / "facts.jsonl"
    path.write_text(text)
    facts.write_text(run("--explain", "--json", lure).stdout)
    done = run("--replay", path, facts)
    assert (done.exit_code, done.stderr) == (2, f"{path}: The file is empty.\n")
    assert "lure.eml" in done.stdout
    assert run("--replay", "-", input="").exit_code == 2


def test_lines_that_are_no_facts_are_named(run, tmp_path):
    path = tmp_path / "facts.jsonl"
    path.write_text('nonsense\n[1]\n{"facts": {"subject": 3}}\n{"subject": "fine"}\n' + "[" * 100_000)
    done = run("--replay", path)
    assert done.exit_code == 2
    assert f"{path}:1: This isn't a line of facts." in done.stderr
    assert f"{path}:3: facts.subject: str is expected." in done.stderr
    assert f"  {path}:4  " in done.stdout


def test_profile_memory_and_envelope_are_among_the_facts(run, note, tmp_path):
    profile = tmp_path / "profile.toml"
    profile.write_text('domains = ["valbrune.example"]\n')
    with Memory(tmp_path / "memory.db") as memory:
        memory.learn(parse(NOTE.replace(b"<1.hall", b"<0.hall")).facts)
    before = (tmp_path / "memory.db").read_bytes()
    words = ["--profile", profile, "--memory", tmp_path / "memory.db", "--trust", "mx.valbrune.example"]
    words += ["--from", "<alice@valbrune.example>", "--rcpt", "bob@valbrune.example", "--helo", "mx.example"]
    (row,) = _rows(run("--json", "--explain", *words, "--client-ip", "192.0.2.7", note))
    facts = row["facts"]
    assert facts["profile"]["trusted_receivers"] == ["mx.valbrune.example"]
    assert facts["relation"]["n_received"] == 1
    assert facts["envelope"] == {
        "mail_from": "alice@valbrune.example",
        "rcpt_to": ["bob@valbrune.example"],
        "client_ip": "192.0.2.7",
        "helo": "mx.example",
    }
    assert (tmp_path / "memory.db").read_bytes() == before


def test_an_envelope_is_for_one_message(run, lure, note):
    done = run("--rcpt", "bob@valbrune.example", lure, note)
    assert done.exit_code == 2 and "are for a single message" in done.stderr


def test_a_message_can_not_steer_the_terminal(run, tmp_path):
    path = tmp_path / "steering\x1b[2J.eml"
    path.write_bytes(LURE.replace(b"Security <", b"=?utf-8?q?=1B]0;mine=07=E2=80=AEx?= <"))
    done = run("--explain", path)
    assert "Type" not in done.stderr and done.exit_code >= 10
    assert not set("\x1b\x07\u202e") & set(done.stdout)


def test_a_file_name_that_is_no_text_is_shown_all_the_same(run, tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.eml")
    path.write_bytes(NOTE)
    assert "caf\ufffd.eml" in run(tmp_path).stdout
    (row,) = _rows(run("--json", tmp_path))
    assert row["path"] == str(path)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("gone.eml", None, "{path}: No such file or directory.\n"),
        ("zero.eml", b"", "{path}: The file is empty.\n"),
        ("picture.eml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "{path}: This isn't a message.\n"),
        ("broken.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1junk", "{path}: Outlook's file can't be read.\n"),
    ],
)
def test_what_cant_be_read_is_named_and_the_rest_is_judged(run, lure, tmp_path, name, data, says):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = run(path, lure)
    assert (done.exit_code, done.stderr) == (2, says.format(path=path))
    assert "unreadable 1." in done.stdout and "lure.eml" in done.stdout
    (row,) = _rows(run("--json", path))
    assert set(row) == {"path", "error"} and row["path"] == str(path)


def test_a_folder_without_messages_is_named(run, tmp_path):
    done = run("--language", "fr", tmp_path)
    assert done.exit_code == 2
    assert done.stderr == f"{tmp_path} : Il n’y a pas de message dans ce dossier.\n"


def test_an_empty_maildir_is_no_mistake(run, tmp_path):
    for name in ("cur", "new", "tmp"):
        (tmp_path / name).mkdir()
    done = run(tmp_path)
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize(
    ("option", "text", "says"),
    [
        ("--profile", None, "{path} ne peut pas être lu : Aucun fichier ni dossier de ce nom."),
        ("--policy", None, "{path} ne peut pas être lu : Aucun fichier ni dossier de ce nom."),
        ("--memory", None, "{path} ne peut pas être lu : Aucun fichier ni dossier de ce nom."),
        ("--profile", "x = [", "Ce profil ne peut pas servir : {path}\u00a0: "),
        ("--policy", "[phish]\nwarn = true", "Ces règles ne peuvent pas servir : {path}"),
        ("--memory", "no database at all" * 99, "Cette mémoire ne peut pas servir : {path}\u00a0: "),
    ],
)
def test_a_file_that_cant_be_used_is_named(run, lure, tmp_path, option, text, says):
    path = tmp_path / "file"
    if text:
        path.write_text(text)
    done = run("--language", "fr", option, path, lure)
    assert done.exit_code == 2 and not done.stdout
    assert done.stderr.startswith("mailguard: " + says.format(path=path))
    assert len(done.stderr.splitlines()) == 1
    assert path.exists() == bool(text)


def test_colour_comes_when_it_is_asked_for(run, lure):
    assert "\x1b[" in run("--color", "always", lure, color=True).stdout
    assert "\x1b[" not in run(lure, color=True).stdout
    assert "\x1b[" not in run("--color", "always", "--json", lure, color=True).stdout


def test_a_single_message_with_a_separator_keeps_its_path(tmp_path):
    (tmp_path / "a.eml").write_bytes(mbox(NOTE) + mbox(NOTE))
    (tmp_path / "box").write_bytes(mbox(NOTE))
    assert [each.path for each in letters([str(tmp_path)])] == [f"{tmp_path}/a.eml", f"{tmp_path}/box"]
