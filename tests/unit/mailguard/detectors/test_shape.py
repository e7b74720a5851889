"""What holds for every detector: one a file, one name everywhere, nothing but facts."""

import ast
import inspect
import re
import tomllib
from pathlib import Path

import pytest

from mailguard import detectors
from mailguard.facts import Facts, File, Html, Link, Mailbox, Trait
from mailguard.i18n import LANGUAGES
from mailguard.message.meanings import TRAITS
from mailguard.policy.judgement import load
from mailguard.signals import registry
from tools import signals_reference

FOLDER = Path(detectors.__file__).parent
FILES = sorted(path for path in FOLDER.glob("*.py") if path.stem != "__init__")
TESTS = Path(__file__).parent
# What reaches outside the facts: files, network, processes, clock, chance, the state of the machine.
_OUTER = ("authentication.dns", "gather", "correspondents", "mailboxes", "engine", "cli")
OUTSIDE = {
    "asyncio", "ctypes", "glob", "http", "io", "mmap", "multiprocessing", "os", "pathlib", "random",
    "secrets", "select", "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys",
    "tempfile", "threading", "time", "uuid", "dns", "requests", "urllib.request", "logging", "locale",
    *(f"mailguard.{each}" for each in _OUTER),
}  # fmt: skip
CALLS = {"open", "print", "input", "eval", "exec", "compile", "__import__", "globals", "setattr"}
CLOCK = {"now", "utcnow", "today", "fromtimestamp"}


def _decorated(tree):
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(each, ast.Name) and each.id == "detector" for each in node.decorator_list)
    ]


def _imported(node):
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
    return []


def impurities(source):
    """What a detector's source does that a function of facts can't need."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for name in _imported(node):
            steps = name.split(".")
            if OUTSIDE & {".".join(steps[:n]) for n in range(1, len(steps) + 1)}:
                found.append(name)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            found.append(f"{node.func.id}()")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            # facts.now is no call
            found.append(f"{node.func.attr}()")
        if isinstance(node, ast.Global | ast.Nonlocal):
            found.append("global")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_detector_is_a_pure_function_of_facts_named_as_its_file(path):
    source = path.read_text(encoding="utf-8")
    assert _decorated(ast.parse(source)) == [path.stem]
    assert not impurities(source)
    parameters = inspect.signature(registry[path.stem].detect).parameters
    assert [each.annotation for each in parameters.values()] == [Facts]


@pytest.mark.parametrize(
    "source",
    [
        "import os.path", "import time as clock", "from datetime import datetime\nx = datetime.now()",
        "from urllib import request", "from mailguard import correspondents",
        "from mailguard.authentication.dns import Live",
        "data = open('list.txt')", "def f():\n    global seen", "import socket",
    ],
)  # fmt: skip
def test_what_is_not_pure_is_seen(source):
    assert impurities(source)


def test_signals_files_and_weights_have_the_same_names():
    names = {path.stem for path in FILES}
    assert set(registry) == names
    assert set(load().weights) == names


def test_the_reference_has_one_heading_a_signal_and_all_that_may_be_said():
    page = signals_reference.page()
    assert sorted(re.findall(r"^### (\w+)$", page, re.MULTILINE)) == sorted(registry)
    assert not [name for name in registry if not signals_reference.evidence(name)]


def test_every_detector_has_a_test_file_of_its_name_that_asks_it():
    lacking = [path.stem for path in FILES if not (TESTS / f"test_{path.stem}.py").exists()]
    assert not lacking
    silent = [
        path.stem for path in FILES if f'"{path.stem}"' not in (TESTS / f"test_{path.stem}.py").read_text()
    ]
    assert not silent


def test_every_sentence_of_a_detector_has_its_translation_beside_its_weight():
    weights = tomllib.loads((FOLDER.parent / "data" / "weights.toml").read_text(encoding="utf-8"))
    for name, each in registry.items():
        said = {each.says, *signals_reference.evidence(name)}
        for language in LANGUAGES[1:]:
            written = weights[name].get(language, {})
            assert set(written) == said, name
            assert all(text.strip() for text in written.values()), name
            assert all(_places(english) >= _places(text) for english, text in written.items()), name


def test_a_sentence_that_two_detectors_say_is_translated_alike():
    weights = tomllib.loads((FOLDER.parent / "data" / "weights.toml").read_text(encoding="utf-8"))
    for language in LANGUAGES[1:]:
        pairs = {pair for each in weights.values() for pair in each[language].items()}
        assert len(pairs) == len({english for english, _ in pairs})


def _places(text):
    return set(re.findall(r"{\w+}", text))


def test_asking_twice_gives_the_same_answer():
    made = Facts(subject="Re: urgent", text="Please pay today and tell nobody.")
    for name in sorted(registry):
        detect = registry[name].detect
        assert list(detect(made)) == list(detect(made))


@pytest.mark.parametrize(
    ("prefix", "lacking"),
    [
        ("file_", {"files": ()}),
        ("html_", {"html": ()}),
        ("link_", {"links": (), "files": ()}),
    ],
)
def test_detectors_named_after_files_html_or_links_say_nothing_without_any(prefix, lacking):
    link = Link("http://203.0.113.5/login?to=bob@team.example", "203.0.113.5", "bank.example", "a")
    traits = tuple(Trait(name, "x") for name in (*TRAITS, "executable", "encrypted", "macro", "unread"))
    whole = Facts(
        from_=(Mailbox("Bank", "mallory@evil.example"),),
        to=(Mailbox("", "bob@team.example"),),
        text="Your password expires today.",
        links=(link,),
        html=(Html(text="Sign in", hidden="words", traits=traits),),
        files=(File("2", "invoice.js", kind="script", traits=traits, links=(link,)),),
    )
    named = [each for each in registry.values() if each.name.startswith(prefix)]
    assert any(any(each.detect(whole)) for each in named)
    assert not any(any(each.detect(whole.but(**lacking))) for each in named)
