"""The whole command in French: help, slips, refusals, and what ``--explain`` tells."""

import ast
import gettext
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailguard import cli, codec
from mailguard.cli import COMMANDS, main
from mailguard.correspondents import BadMemory
from mailguard.policy.judgement import BadPolicy
from mailguard.profile import BadProfile
from tools import engine_words


def said(*words, **environment):
    """What the command says, to whichever output."""
    terminal = {"LANG": "C", "LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", **environment}
    done = CliRunner().invoke(main, list(map(str, words)), env=terminal, prog_name="mailguard")
    assert not done.exception or isinstance(done.exception, SystemExit)
    return done.output


@pytest.mark.parametrize("command", [[], *([each] for each in COMMANDS)])
def test_help_is_in_the_language_of_the_terminal_or_the_one_that_is_named(command):
    by_terminal = said(*command, "--help", LANG="fr_FR.UTF-8")
    named = said(*command, "--help", "--language", "fr")
    assert named == by_terminal == said("--language=fr", *command, "--help")
    assert named.startswith("Emploi\u00a0: mailguard")
    english = said(*command, "--help", LANG="fr_FR.UTF-8", LANGUAGE="en")
    assert english.startswith("Usage: mailguard")
    kept = {"Options:", "IP", "-", "terminal."}
    lines = {line.strip() for line in english.splitlines() if line.strip() and "HOST" not in line}
    lines = {line for line in lines if not line.startswith(("[", "https:"))}  # numbers and addresses
    lines = {line for line in lines if " " in line or not line.endswith("]")}  # the end of a default
    assert not (lines & {line.strip() for line in named.splitlines()}) - kept


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["scan"], "Il manque l’argument 'CHEMIN…'."),
        (["scan", "--jbos", "2", "x"], "Il n’y a pas d’option '--jbos'."),
        (["scna"], "Il n’y a pas de commande 'scna'."),
        (["scan", "--color", "red", "x"], "'red' n’est pas parmi 'auto', 'always', 'never'."),
        (["scan", "-j", "two", "x"], "Valeur refusée pour '-j' / '--jobs'"),
        (["scan", "-j", "-1", "x"], "n’est pas dans l’intervalle"),
        (["scan", "--client-ip", "1.2", "x"], "«\u00a01.2\u00a0» n’est pas une adresse IP."),
        (["learn", "x"], "Il manque l’option '--memory'."),
        (["learn", "--memory"], "L’option '--memory' demande une valeur."),
        (["check"], "Il manque l’argument 'DOMAINE…'."),
        (["serve", "extra"], "Argument en trop (extra)"),
        (["serve", "--json=x"], "Il n’y a pas d’option '--json'."),
    ],
)
def test_a_slip_is_told_in_french(words, says):
    assert says in said(*words, LANG="fr_FR.UTF-8")
    assert says in said("--language", "fr", *words)


def test_the_language_is_left_as_it_was():
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    said("scan", "--language", "fr", "--help")
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before


def test_a_word_after_the_options_names_no_language():
    assert "No such file" in said("scan", "--", "--language", "fr")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = \n", "ligne 1, colonne 8\u00a0: la valeur n’en est pas une"),
        ('name = "a', "à la fin du fichier\u00a0: un texte n’est pas fermé"),
        ('name = "a"\nname = "b"\n', "ligne 2, colonne 11\u00a0: cette entrée a déjà une valeur"),
        ("name = 3", "name\u00a0: un texte entre guillemets est attendu"),
        ('title = "a"', "il n’y a pas d’entrée «\u00a0title\u00a0»\u00a0; on connaît brands"),
        ('[[insiders]]\nrole = "x"', "insiders 1\u00a0: il manque un nom"),
        ('decoys = ["a"]', "«\u00a0a\u00a0» n’est pas une adresse e-mail\u00a0: il n’y a pas de @ dedans"),
        ('domains = ["gmail.com"]', "«\u00a0gmail.com\u00a0» est à tout le monde"),
        ("x = " + "[" * 5_000, "les tables sont trop profondes"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told_in_french(text, says, tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text(text)
    told = said("scan", "--profile", path, tmp_path, LANG="fr_FR.UTF-8")
    assert told.startswith(f"mailguard: Ce profil ne peut pas servir\u00a0: {path}") and says in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[any]\nwarn = -1", "any\u00a0: un seuil va de 0 à 1"),
        ("[any]\nwarn = true", "any\u00a0: warn\u00a0: un nombre est attendu"),
        ("any = 1", "«\u00a0any\u00a0» n’est pas de la sorte attendue"),
        ("[score]\nscale = 0", "scale doit être au-dessus de 0"),
    ],
)
def test_what_is_wrong_with_a_policy_is_told_in_french(text, says, tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(text)
    told = said("scan", "--policy", path, tmp_path, LANG="fr_FR.UTF-8")
    assert told.startswith("mailguard: Ces règles ne peuvent pas servir") and says in told


def test_what_is_wrong_with_facts_and_a_memory_is_told_in_french(tmp_path):
    facts = tmp_path / "facts.jsonl"
    facts.write_text('{"subject": 3}\n[]\n')
    told = said("scan", "--replay", facts, LANG="fr_FR.UTF-8")
    assert "facts.subject\u00a0: str est attendu" in told
    assert "n’est pas une base" in said("scan", "--memory", facts, tmp_path, LANG="fr_FR.UTF-8")


def test_explain_says_what_its_codes_mean(tmp_path):
    mail = EmailMessage()
    mail["From"] = "alice@example.org"
    mail["To"] = "bob@example.org"
    mail.set_content("La salle est réservée.")
    page = b"<form action=http://x.example><input type=password></form>"
    mail.add_attachment(page, maintype="text", subtype="html", filename="salle.html")
    path = tmp_path / "salle.eml"
    path.write_bytes(mail.as_bytes())
    told = said("scan", "--explain", "--language", "fr", path)
    assert "date_missing: Pas d’en-tête Date." in told
    assert "asks_password: il a un champ de mot de passe" in told
    assert "date_missing: No Date header." in said("scan", "--explain", path)


def test_no_sentence_of_the_command_escapes_translation():
    """Help is collected where it stands; answers and refusals go through a function that translates."""
    bare = []
    for path in sorted(Path(cli.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and engine_words._name(node.func) in SAYS:
                bare += [f"{path.name}:{each.lineno}" for each in node.args[:1] if _has_words(each)]
    assert not bare


SAYS = {"echo", "UsageError", "BadParameter", "Refused", "fail", "say", "_say"}


def _has_words(node):
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return any(isinstance(each, ast.Constant) and " " in str(each.value).strip(" :-") for each in parts)


def test_the_collector_sees_help_complaints_and_click():
    collected = engine_words.sentences()
    assert {
        "The profile of the team to protect (TOML).",
        "{where}: a name is missing",
        "No Date header.",
    } <= collected.keys()
    assert {"No such option {name!r}.", "Got unexpected extra argument ({args})"} <= collected.keys()


@pytest.mark.parametrize("kind", [BadProfile, BadPolicy, BadMemory, codec.BadFacts])
def test_a_complaint_is_english_where_no_language_is_named(kind):
    assert str(kind("{where}: a list is expected", where="a{b}")) == "a{b}: a list is expected"


def test_a_process_of_its_own_speaks_french_too(tmp_path):
    environment = {**os.environ, "LANG": "fr_FR.UTF-8", "LANGUAGE": "", "LC_ALL": ""}
    (tmp_path / "a.eml").write_bytes(b"From: a@example.org\n\nBonjour\n")
    (tmp_path / "b.jsonl").write_text('{"subject": 3}\n')
    command = [sys.executable, "-m", "mailguard.cli", "scan", "-j2", "--replay", tmp_path / "b.jsonl"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and "str est attendu" in done.stderr
