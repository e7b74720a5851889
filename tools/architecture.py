"""Write docs/explanation/architecture.md from the contracts in pyproject.toml and packages' first lines.

Run by ``make docs``; a test holds the page against what this makes, so it can't drift.
"""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "architecture.md"
HEAD = """# Architecture

How the code is organised, for developers: which package does what, and which may import which.

One distribution holds two packages. `mailguard` is a library that judges e-mails; it uses neither Django nor
a database. `hustings` is a Django and Wagtail project.

This page is made by `make docs` from the contracts in `pyproject.toml`, which `make check` enforces. A
package imports only from rows below its own; packages in one row do not import each other. An app's
manifest, `contributes.py`, says what it adds to other apps: see [Add an app](../how-to/add-an-app.md).
"""
TAIL = """## Inside an app

    urls → views | wagtail_hooks | management → forms → actions → tasks → models

`actions` change data: completely or not at all, keyword-only, refusals as named exceptions. Views load what
this user may see, call one action and answer. A task takes an id and is safe to run twice.

## mailguard judges without side effects

Detectors and `policy` can't reach name servers, ClamAV, the correspondents' store, files, processes or
the clock: `make check` follows their imports. [How mailguard decides](how-mailguard-judges.md) explains
what happens to a message.

## Processes

`web` serves pages, `worker` runs tasks, `scheduler` starts what is due. `hustings up` runs all three, forked
from one process that has loaded the program. They share only that program's memory, the database and,
for uploaded files, `HUSTINGS_VAR`. [Keep a process running](../how-to/keep-a-process-running.md) explains
how they are supervised. Everything runs on SQLite on one machine, and on PostgreSQL on as many machines as
you like.
"""


def page() -> str:
    """The whole page."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layered = [each for each in contracts if each.get("exhaustive")]
    layered.sort(key=lambda each: not each["containers"][0].startswith("hustings"))  # the platform first
    parts = [f"## {title(each['name'])}\n\n{table(each['containers'][0], rows(each))}" for each in layered]
    return "\n".join([HEAD, *parts, TAIL])


def title(name: str) -> str:
    """The heading of a contract: the packages that it orders."""
    return re.sub(r" points? down$", "", name)


def rows(contract: dict[str, Any]) -> list[list[str]]:
    """Names by layer, the highest first."""
    return [re.findall(r"\w+", layer) for layer in contract["layers"]]


def table(package: str, layers: list[list[str]]) -> str:
    """A row a layer: packages with their purposes."""
    lines = ["| | |", "|---|---|"]
    for row in layers:
        names = "<br>".join(f"`{name}`" for name in row)
        lines.append(f"| {names} | {'<br>'.join(purpose(f'{package}.{name}') for name in row)} |")
    return "\n".join(lines) + "\n"


def purpose(module: str) -> str:
    """The first line of a package's or module's docstring."""
    place = ROOT / "src" / module.replace(".", "/")
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return (ast.get_docstring(ast.parse(file.read_text())) or "").partition("\n")[0].replace("``", "`")


if __name__ == "__main__":
    PAGE.write_text(page())
