"""What keeps the house in shape: sizes, names, directions, documents, translations."""

import ast
import os
import re
import struct
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

import hustings
from hustings.shells.cli.checks.findings import known_settings
from tools import architecture, indexes, policy_reference, reference, signals_reference, spaces

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CODE = sorted(
    path
    for folder in ("src", "tests", "tools", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted(
    path for path in (ROOT / "src").rglob("templates/**/*") if path.suffix in {".html", ".txt"}
)
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
CATALOGUES = sorted((ROOT / "src").rglob("locale/*/LC_MESSAGES/django.po"))
LONGEST = 400
WIDEST = 120
MOST_MODULES = 25
ONE_FILE_A_RULE = ROOT / "src" / "mailguard" / "detectors"


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_too_long():
    long = {_short(path): n for path in CODE if (n := len(path.read_text().splitlines())) > LONGEST}
    assert not long


def test_no_line_of_a_template_is_too_long():
    lines = ((path, line) for path in TEMPLATES for line in path.read_text().splitlines())
    assert not [f"{_short(path)}: {line}" for path, line in lines if len(line) > WIDEST]


def test_no_folder_holds_too_many_modules():
    held = Counter(path.parent for path in SOURCES if path.parent != ONE_FILE_A_RULE)
    assert not {_short(folder): n for folder, n in held.items() if n > MOST_MODULES}


def test_no_module_or_class_has_a_name_that_says_nothing():
    modules = {"utils", "util", "helpers", "helper", "common", "misc", "services", "managers"}
    bad = [_short(path) for path in SOURCES if modules & {path.stem, *path.relative_to(ROOT).parts}]
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and re.search(
                r"(Manager|Handler|Processor|Helper)$", node.name
            ):
                bad.append(f"{_short(path)}: {node.name}")
    assert not bad


def test_directions_between_apps_hold():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-logo"], cwd=ROOT, capture_output=True, text=True, env=_environment())
    assert done.returncode == 0, done.stdout


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "src")}


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _app(module: str) -> str:
    return ".".join(module.split(".")[: 3 if module.startswith("hustings.") else 2])


def _called_by_others(trees: dict[str, ast.Module]) -> set[tuple[str, str]]:
    """Module or package, and the name that another app takes from it."""
    found = set()
    for module, tree in trees.items():
        modules = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and _app(node.module) != _app(module):
                for alias in node.names:
                    found.add((node.module, alias.name))
                    modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in modules
            ):
                found.add((modules[node.value.id], node.attr))
    return found


def _undocumented(module: str, tree: ast.Module, called: set[tuple[str, str]]) -> list[str]:
    found = [] if ast.get_docstring(tree) or not tree.body else [f"{module}: the file"]
    packages = {module.rsplit(".", n)[0] for n in range(module.count("."))} | {module}
    for node in tree.body:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        is_model = isinstance(node, ast.ClassDef) and "models" in module.split(".")
        is_called = any((package, node.name) in called for package in packages)
        if not node.name.startswith("_") and (is_model or is_called) and not ast.get_docstring(node):
            found.append(f"{module}: {node.name}")
    return found


def test_migrations_of_an_app_stand_in_one_row():
    """Two with one number have grown side by side, and the second must follow the first."""
    numbered = [(path.parent, path.name[:4]) for path in SOURCES if path.match("migrations/[0-9]*.py")]
    assert sorted({_short(folder / number) for folder, number in numbered}) == sorted(
        _short(folder / number) for folder, number in numbered
    )


def test_modules_models_and_what_other_apps_call_say_what_they_are():
    trees = {
        _module(path): ast.parse(path.read_text())
        for path in SOURCES
        if "migrations" not in path.parts and path.name != "apps.py"  # a configuration says it by its fields
    }
    called = _called_by_others(trees)
    assert not [line for module, tree in trees.items() for line in _undocumented(module, tree, called)]


# Docstrings by wing that still begin with a question word, to be made nouns or verbs: only ever fewer
ASKING = {
    "hustings/outreach": 139, "hustings/people": 155, "hustings/site": 83, "mailguard": 194,
}  # fmt: skip


def test_docstrings_begin_with_a_noun_or_a_verb():
    """A reader looks for the name of a thing, not for a clause about it."""
    asking = re.compile(r"(Who|Whom|Whose|What|Where|When|By|Of)\b")
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found: Counter[str] = Counter()
    for path in SOURCES:
        parts = path.relative_to(ROOT / "src").parts
        wing = "/".join(parts[: 1 if parts[0] == "mailguard" else 2]).removesuffix(".py")
        nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kinds)]
        found[wing] += sum(bool(asking.match(ast.get_docstring(node) or "")) for node in nodes)
    assert not {wing: n for wing, n in found.items() if n > ASKING.get(wing, 0)}


def test_every_setting_is_documented_and_read():
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    documented = set(re.findall(r"^\| `(HUSTINGS_[A-Z_]+)`", page, re.MULTILINE))
    assert documented == known_settings()


def test_the_pages_made_from_the_code_are_current():
    assert reference.PAGE.read_text() == reference.page(), "run `make docs`"
    assert reference.ENGINE_PAGE.read_text() == reference.engine_page(), "run `make docs`"
    assert signals_reference.PAGE.read_text() == signals_reference.page(), "run `make docs`"
    assert policy_reference.PAGE.read_text() == policy_reference.page(), "run `make docs`"
    assert architecture.PAGE.read_text() == architecture.page(), "run `make docs`"
    for folder in indexes.HEADS:
        assert (indexes.DOCS / folder / "index.md").read_text() == indexes.index(folder), "run `make docs`"


def test_the_changelog_stays_short_and_tells_of_this_version():
    """A line there is something that a user of the version before would notice."""
    parts = (ROOT / "CHANGELOG.md").read_text().split("\n## ")
    assert any(part.startswith(f"{hustings.__version__} ") for part in parts)
    assert {part.splitlines()[0] for part in parts if len(part.splitlines()) > 70} == set()


# --- Pages -------------------------------------------------------------------------------------
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
DATA_BLOCK = re.compile(r"<script[^>]*type=[\"']application/(ld\+)?json[\"']")


def test_no_template_has_an_inline_script():
    bad = []
    for path in TEMPLATES:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if INLINE.search(line) and not DATA_BLOCK.search(line):
                bad.append(f"{_short(path)}:{number}: {line.strip()[:80]}")
    assert not bad


def test_days_and_moments_are_asked_for_by_our_own_inputs():
    """Django's write a day as the page's language does, which browsers take for none."""
    bare = re.compile(r"(?<!\w)(DateInput|DateTimeInput|SplitDateTimeWidget)\(\s*[^\s)]|type.: .date")
    own = ROOT / "src" / "hustings" / "foundation" / "lib" / "fields"
    assert not [_short(path) for path in SOURCES if path.parent != own and bare.search(path.read_text())]


def test_no_page_loads_from_elsewhere():
    elsewhere = re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE)
    bad = [
        _short(path) for path in TEMPLATES if elsewhere.search(path.read_text()) and "mail" not in path.name
    ]
    assert not bad


# --- Translations ------------------------------------------------------------------------------
def _entries(path: Path) -> list[dict[str, str]]:
    """The messages of a catalogue as msgid, msgid_plural, msgstr, msgstr[0] …; ``flags`` beside them."""
    entries = []
    for block in re.split(r"\n\s*\n", path.read_text()):
        entry: dict[str, str] = {"flags": " ".join(re.findall(r"^#, (.*)$", block, re.MULTILINE))}
        key = ""
        for line in block.splitlines():
            if found := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) "(.*)"$', line):
                key = found[1]
                entry[key] = found[2]
            elif key and (more := re.match(r'"(.*)"$', line)):
                entry[key] += more[1]
        if entry.get("msgid"):
            entries.append(entry)
    return entries


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))


@pytest.mark.parametrize("path", CATALOGUES, ids=_short)
def test_a_catalogue_is_complete(path):
    wrong = []
    for entry in _entries(path):
        said = {key: value for key, value in entry.items() if key.startswith("msgstr")}
        if "fuzzy" in entry["flags"] or not said or not all(said.values()):
            wrong.append(f"not translated: {entry['msgid']}")
        for value in said.values():
            ours = {tuple(_places(entry["msgid"])), tuple(_places(entry.get("msgid_plural", entry["msgid"])))}
            if value and tuple(_places(value)) not in ours:
                wrong.append(f"other places to fill in: {entry['msgid']} / {value}")
    assert not wrong


def test_every_benchmark_begins_without_a_database():
    """Each makes its databases first and starts itself anew: no settings are named before."""
    names = [path.stem for path in (ROOT / "benchmarks").glob("bench_*.py")]
    code = f"import importlib\nfor name in {names}: importlib.import_module(f'benchmarks.{{name}}')"
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=bare, capture_output=True, text=True)
    assert names and done.returncode == 0, done.stderr[-2_000:]


@pytest.mark.parametrize("path", spaces.catalogues(), ids=_short)
def test_no_line_ends_before_a_french_sign(path):
    said = (value for entry in _entries(path) for key, value in entry.items() if key.startswith("msgstr"))
    plain = [value for value in said if re.search(r" [»!?:;](?!\w)|« ", value)]
    assert not plain, "run `python tools/spaces.py` and compile the catalogue"


@pytest.mark.parametrize("path", spaces.demo_texts(), ids=lambda path: path.stem)
def test_nor_in_the_texts_of_the_demonstration(path):
    assert path.read_text() == spaces.spaced(path.read_text()), "run `python tools/spaces.py`"


KEYWORDS = "gettext_noop gettext_lazy ngettext_lazy:1,2 pgettext:1c,2 npgettext:1c,2,3 pgettext_lazy:1c,2"


def test_every_string_is_in_a_catalogue(tmp_path):
    known = {entry["msgid"] for path in CATALOGUES for entry in _entries(path)}
    django_knows = {"settings.py"}  # the names of the languages
    sources = [path for path in SOURCES if "migrations" not in path.parts and path.name not in django_knows]
    for number, path in enumerate(TEMPLATES):
        copy = tmp_path / f"{number}-{path.name}.py"
        copy.write_text(templatize(path.read_text(), origin=str(path)))
        sources.append(copy)
    found = tmp_path / "found.po"
    keywords = [f"--keyword={word}" for word in KEYWORDS.split()]
    words = ["xgettext", "--language=Python", "--from-code=UTF-8", "--no-wrap", "--no-location", *keywords]
    subprocess.run([*words, "-o", found, *sources], check=True)
    assert not sorted({entry["msgid"] for entry in _entries(found)} - known), "run `make messages`"


def test_no_two_apps_translate_the_same_words_differently():
    """Only the upper app's would ever be seen. Two meanings of the same words are told apart by a context."""
    said: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for path in CATALOGUES:
        if path.relative_to(ROOT / "src" / "hustings").parts[1] in {"cli", "legal", "lib"}:
            continue  # read apart, by the standard gettext
        for entry in _entries(path):
            words = tuple(value for key, value in entry.items() if key.startswith("msgstr"))
            key = (path.parts[-3], entry.get("msgctxt", ""), entry["msgid"])
            said.setdefault(key, set()).add(words)
    assert not {key: words for key, words in said.items() if len(words) > 1}


@pytest.mark.parametrize("path", CATALOGUES, ids=_short)
def test_a_compiled_catalogue_is_current(path, tmp_path):
    fresh = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", fresh, path], check=True)
    assert _compiled(path.with_suffix(".mo")) == _compiled(fresh), "run `make messages`"


def _compiled(path: Path) -> dict[bytes, bytes]:
    """The pairs of a .mo file, but for the header with its dates."""
    data = path.read_bytes()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    n, ids, texts = struct.unpack(f"{order}3I", data[8:20])

    def piece(table: int, number: int) -> bytes:
        length, at = struct.unpack(f"{order}2I", data[table + 8 * number : table + 8 * number + 8])
        return data[at : at + length]

    return {piece(ids, number): piece(texts, number) for number in range(n) if piece(ids, number)}


# --- What has no business here -----------------------------------------------------------------
def test_pins_hold_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text and "index" not in text.replace("importlib", "").split("\n", 1)[0]
        assert "--hash=sha256:" in text


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["platform"]]
    groups = project["dependency-groups"]
    for name, wanted in {
        "requirements.lock": [*runtime, *groups["build"]],
        "requirements-dev.lock": [*runtime, *groups["build"], *groups["dev"]],
    }.items():
        pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text(), re.MULTILINE))
        names = {re.split(r"[\[<>=]", each)[0] for each in wanted if isinstance(each, str)}
        assert not names - pinned, f"{name}: run `make lock`"


def test_nothing_speaks_of_how_it_was_made():
    words = ["/work" + "/", "pypi" + ".org", "registry.npmjs" + ".org", "python" + "hosted"]
    bad = []
    for path in [*CODE, *TEMPLATES, *PAGES, *ROOT.glob("*.toml"), ROOT / "Makefile", ROOT / ".ci" / "run"]:
        text = path.read_text()
        bad += [f"{_short(path)}: {word}" for word in words if word in text]
    assert not bad
