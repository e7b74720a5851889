"""Move the tests into tests/unit, tests/app and tests/system, by what each file uses.

    python tests_move.py            in the root of a clone: writes tests.tsv beside this file, moves nothing
    python tests_move.py --move     does the `git mv` and rewrites imports, paths and conftest.py files

Modules that hold no tests go to tests/cast, and what a folder's conftest.py held to fixtures.py there; each
folder of tests gets a conftest.py that names those fixtures. Files at the root of tests stay.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path.cwd()
TESTS = ROOT / "tests"
TSV = Path(__file__).with_name("tests.tsv")
LEVELS = ("unit", "app", "system")
STARTS = {"subprocess", "multiprocessing", "playwright", "forking", "processes", "dovecot", "postfix", "clamav",
          "sendmail", "postgres", "axe_playwright_python"}  # fmt: skip
FIXTURES = {"chromium", "hq_page", "postgres_server", "installation", "raise_worker"}
PURE = {"mailguard", "legal", "lib"}
DATABASE = re.compile(r"django_db|transactional_db|\bdb\b[,)]|\bclient\b[,)]")


def modules() -> list[Path]:
    return sorted(path for path in TESTS.rglob("*.py") if path.parent != TESTS and path.name != "__init__.py")


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


class File:
    def __init__(self, path: Path) -> None:
        self.path, self.text = path, path.read_text()
        self.tree = ast.parse(self.text)
        self.is_test = path.name.startswith("test_")
        self.imports: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                self.imports |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                self.imports |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        self.asks = {
            argument.arg
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for argument in node.args.args
        }

    def starts(self) -> bool:
        """Whether it starts a browser, a server or a process itself."""
        last = {name.rpartition(".")[2] for name in self.imports} | {n.partition(".")[0] for n in self.imports}
        return bool(last & STARTS or self.asks & FIXTURES or "mark.browser" in self.text)


def assign() -> dict[Path, str]:
    """By file: its new path below tests."""
    files = {path: File(path) for path in modules()}
    by_name = {dotted(path): file for path, file in files.items()}
    system = {
        path for path, file in files.items() if path.name != "conftest.py" and path.name != "__init__.py"
        and (file.starts() or path.parts[len(TESTS.parts)] in {"backups", "cluster", "journey"})
    }  # fmt: skip
    while more := {
        path for path, file in files.items()
        if path not in system and path.name != "conftest.py"
        and any(by_name[name].path in system for name in file.imports if name in by_name
                and (not by_name[name].is_test or "kill" in name))
    }:  # fmt: skip
        system |= more
    found = {}
    for path, file in files.items():
        inner = path.relative_to(TESTS)
        if path.name == "conftest.py":
            new = Path("cast", *inner.parts[:-1], "fixtures.py")
        elif not file.is_test:
            new = Path("cast", inner)
        elif path in system:
            new = Path("system", inner)
        else:
            ours = {name for name in file.imports if name.startswith("hustings")}
            is_pure = not DATABASE.search(file.text) and (
                inner.parts[0] in PURE or ours and all(name.startswith(("hustings.legal", "hustings.lib", "hustings.mailing.trials.rule")) for name in ours)
            )
            new = Path("unit" if is_pure else "app", inner)
        found[path] = str(new)
    return found


def move(found: dict[Path, str]) -> None:
    names = {dotted(path): "tests." + ".".join(Path(new).with_suffix("").parts) for path, new in found.items()}
    for path, new in found.items():
        target = TESTS / new
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "mv", path, target], check=True)
    data = [path for path in TESTS.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}
            and path.parent != TESTS and path.relative_to(TESTS).parts[0] not in {*LEVELS, "cast"}]  # fmt: skip
    for path in data:
        target = TESTS / "cast" / path.relative_to(TESTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "mv", path, target], check=True)
    for path in sorted(TESTS.rglob("__init__.py")):
        if path.parent != TESTS and path.relative_to(TESTS).parts[0] not in {*LEVELS, "cast"}:
            subprocess.run(["git", "rm", "-qf", path], check=True)
    for path, new in found.items():
        target = TESTS / new
        target.write_text(rewritten(target.read_text(), path, new, names))
    others = [*TESTS.glob("*.py"), *ROOT.glob("benchmarks/**/*.py"), *ROOT.glob("tools/**/*.py")]
    for path in others:
        path.write_text(imports_of(path.read_text(), names))
    for path in [*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("tools/**/*.py"), ROOT / "pyproject.toml", ROOT / "Makefile"]:
        text = path.read_text()
        for old, new in found.items():
            text = text.replace(str(old.relative_to(ROOT)), f"tests/{new}")
        text = re.sub(r"tests/journey\b", "tests/system/journey", text)
        text = re.sub(r"tests/cluster\b(?!/)", "tests/system/cluster", text)
        text = re.sub(r"tests/legal\b(?!/)", "tests/unit/legal", text)
        text = re.sub(r"tests/mailguard/auth\b(?!/)", "tests/unit/mailguard/auth", text)
        text = text.replace("pytest tests/people -q", "pytest tests/app/people -q")
        path.write_text(text)
    write_conftests(found)
    for folder in {path.parent for level in (*LEVELS, "cast") for path in (TESTS / level).rglob("*.py")}:
        while folder != TESTS:
            (folder / "__init__.py").touch()
            folder = folder.parent
    for folder in sorted(TESTS.rglob("*/"), reverse=True):
        if folder.relative_to(TESTS).parts[0] not in {*LEVELS, "cast"} and not any(folder.iterdir()):
            folder.rmdir()
    subprocess.run(["git", "add", "-A", "tests"], check=True)


def imports_of(text: str, names: dict[str, str]) -> str:
    """With the new names of modules, where one is imported, named in a string or started with -m."""
    def whole(found: re.Match[str]) -> str:
        return names.get(found[0]) or _package(found[0], names)

    def members(package: str, listed: str) -> str:
        inner = [each.strip() for each in listed.split(",") if each.strip()]
        by_package: dict[str, list[str]] = {}
        for each in inner:
            bare = each.partition(" as ")[0]
            home = names.get(f"{package}.{bare}")
            if home and not home.endswith(f".{bare}"):  # conftest.py became fixtures.py
                each, home = f"fixtures as {bare}", home
            by_package.setdefault(home.rpartition(".")[0] if home else package, []).append(each)
        return "\n".join(f"from {home} import {', '.join(several)}" for home, several in by_package.items())

    text = re.sub(
        r"^from (tests(?:\.\w+)*) import (?:\(([\w,\s]+?)\)|([\w, ]+?))(?= *(?:#|$))",
        lambda m: m[0] if m[1] in names else members(m[1], m[2] or m[3]), text, flags=re.M,
    )  # fmt: skip
    return re.sub(r"\btests(?:\.\w+)+", whole, text)


def _package(name: str, names: dict[str, str]) -> str:
    """``tests.cluster.deeds.carry_out``: the longest part that has moved."""
    head, tail = name, ""
    while "." in head:
        head, _dot, last = head.rpartition(".")
        tail = f".{last}{tail}"
        if head in names:
            return names[head] + tail
    return name


def rewritten(text: str, old: Path, new: str, names: dict[str, str]) -> str:
    text = imports_of(text, names)
    text = re.sub(r"(Path\(__file__\)(?:\.resolve\(\))?\.parents\[)(\d)\]", lambda m: f"{m[1]}{int(m[2]) + 1}]", text)
    text = text.replace("Path(__file__).resolve().parent.parent.parent", "Path(__file__).resolve().parents[3]")
    if not new.startswith("cast/"):
        inner = "/".join(old.relative_to(TESTS).parts[:-1])
        up = len(Path(new).parts) - 1
        text = re.sub(
            r"Path\(__file__\)\.with_name\(",
            f'Path(__file__).parents[{up}].joinpath("cast/{inner}/" + ',
            text,
        )
    return text


def write_conftests(found: dict[Path, str]) -> None:
    for _old, new in found.items():
        if not new.endswith("/fixtures.py"):
            continue
        folder = Path(new).relative_to("cast").parent
        tree = ast.parse((TESTS / new).read_text())
        given = []
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and (
                node.name.startswith("pytest_") or any("fixture" in ast.unparse(each) for each in node.decorator_list)
            ):
                given.append(node.name)
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                given += [each.value for each in node.value.elts]
        for level in LEVELS:
            target = TESTS / level / folder
            if any(target.rglob("test_*.py")) and given:
                listed = ", ".join(sorted(set(given)))
                quoted = "".join(f'"{name}", ' for name in sorted(set(given))).rstrip(" ")
                (target / "conftest.py").write_text(
                    f'"""Fixtures of {folder.as_posix()}, for its tests here."""\n\n'
                    f"from tests.cast.{'.'.join(folder.parts)}.fixtures import {listed}\n\n__all__ = [{quoted}]\n"
                )


if __name__ == "__main__":
    assigned = assign()
    TSV.write_text("".join(f"{old.relative_to(ROOT)}\ttests/{new}\n" for old, new in assigned.items()))
    if "--move" in sys.argv:
        move(assigned)
