"""Write the first migration of each app anew, from its models and its ``database.py``.

For as long as nobody runs Hustings, a change of a model is a change of ``0001_initial``. ``database.py``
holds, as ``OPERATIONS``, what models can't say: triggers, and rows to start with.
"""

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FIRST = "0001_initial"
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main() -> None:
    """Replace all that are there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
    import django

    django.setup()
    written = pages()
    for file in files():
        file.unlink()
    for file, text in written.items():
        file.parent.mkdir(exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(text)
    print(f"{len(written)} migrations written")


def files() -> list[Path]:
    """Those in the tree."""
    return sorted((ROOT / "src" / "hustings").glob("**/migrations/[0-9]*.py"))


def short(file: Path) -> str:
    """Its path from the root."""
    return str(file.relative_to(ROOT))


def pages() -> dict[Path, str]:
    """Each file with its text, as the models are now."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.questioner import MigrationQuestioner
    from django.db.migrations.state import ProjectState
    from django.test.utils import override_settings
    from django.utils import translation

    ours = {app.label: app for app in apps.get_app_configs() if app.name.startswith("hustings.")}
    # As if none had been written, and in nobody's language.
    with override_settings(MIGRATION_MODULES=dict.fromkeys(ours)), translation.override(None):
        loader = MigrationLoader(None)
        found = MigrationAutodetector(
            loader.project_state(), ProjectState.from_apps(apps), MigrationQuestioner({"ask_initial": True})
        ).changes(graph=loader.graph, convert_apps=set(ours), migration_name="initial")
        return {
            Path(ours[label].path, "migrations", f"{FIRST}.py"): page(
                whole(label, made, set(ours)), f"{ours[label].name}.database"
            )
            for label, made in sorted(found.items())
            if label in ours
        }


def whole(label: str, made: list[Any], ours: set[str]) -> Any:
    """All migrations of an app as one, since no app of ours depends on one that depends on it.

    Django parts them where an app comes before another, in the alphabet, that it depends on.
    """
    from django.db.migrations.optimizer import MigrationOptimizer

    first = made[0]
    operations = [operation for migration in made for operation in migration.operations]
    first.operations = MigrationOptimizer().optimize(operations, label)
    first.dependencies = sorted(
        {
            (app, FIRST if app in ours else name)
            for migration in made
            for app, name in migration.dependencies
            if app != label
        }
    )
    return first


def page(migration: Any, more: str) -> str:
    """The text of one, with the operations of the module ``more`` behind the others."""
    from importlib.util import find_spec

    from django.db.migrations.writer import MigrationWriter

    text = MigrationWriter(migration, include_header=False).as_string()
    if not find_spec(more):
        return text
    before, class_, after = text.partition("class Migration")
    return f"{before.rstrip()}\nfrom {more} import OPERATIONS\n\n\n{class_}{after.rstrip()} + OPERATIONS\n"


if __name__ == "__main__":
    main()
