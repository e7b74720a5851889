"""What each app says of itself to the tests that walk over all of them: ``tests/app/<wing>/<app>/walk.py``.

``HOLDERS``: who holds a right of the app's, written out a second time. ``WITHOUT_NEEDS``: views in HQ that
say nothing of a right, and those whom they open for. ``things(dora, person)``: by view the arguments of its
address, for something of somebody else's. ``MEANINGS``: what its segment criteria mean.
"""

from importlib import import_module
from pathlib import Path
from typing import Any


def modules() -> list[Any]:
    """Those of all apps."""
    found = sorted(Path(__file__).parent.glob("app/*/*/walk.py"))
    return [import_module(f"tests.app.{path.parent.parent.name}.{path.parent.name}.walk") for path in found]


def gathered(name: str) -> dict[Any, Any]:
    """A table of all apps together."""
    return {key: value for each in modules() for key, value in getattr(each, name, {}).items()}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Something of somebody else's for each view."""
    found: dict[str, list[Any]] = {}
    for each in modules():
        if hasattr(each, "things"):
            found |= each.things(dora, person)
    return found
