"""Content of a backup: every table of every installed app but a few, and how its columns are written."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from hustings import __version__
from hustings.foundation.backups import kinds
from hustings.foundation.backups.refusals import TooNew
from hustings.foundation.lib.process.cli_language import gettext as _

FORMAT = 1
LEFT_OUT = {
    "django_session",  # who is signed in where: signs in again
    "usersessions_usersession",
}
INDEX_APPS = {"wagtailsearch"}  # made anew from the content


@dataclass(frozen=True)
class Table:
    """A table, its columns as (name, kind), and the next number of its sequence where it has one."""

    name: str
    columns: list[tuple[str, str]]
    sequence: int | None = None


@dataclass(frozen=True)
class Manifest:
    tables: list[Table]
    migrations: list[tuple[str, str]]
    database: str
    key: str
    format: int = FORMAT
    hustings: str = __version__
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Manifest":
        """Read what ``as_json`` gave."""
        if said["format"] > FORMAT:
            raise TooNew(
                _(
                    "This backup was made by Hustings {theirs}; this is version {ours}. Nothing was changed."
                    " Upgrade Hustings first."
                ).format(theirs=said["hustings"], ours=__version__)
            )
        tables = [
            Table(each["name"], [(name, kind) for name, kind in each["columns"]], each["sequence"])
            for each in said["tables"]
        ]
        migrations = [(app, name) for app, name in said["migrations"]]
        return cls(**said | {"tables": tables, "migrations": migrations})


def table_models() -> Iterator[type[models.Model]]:
    seen = set()
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and not meta.swapped and meta.db_table not in seen:
            seen.add(meta.db_table)
            yield model


def tables() -> list[Table]:
    return [
        Table(model._meta.db_table, columns(model))
        for model in table_models()
        if model._meta.db_table not in LEFT_OUT and model._meta.app_label not in INDEX_APPS
    ]


def columns(model: type[models.Model]) -> list[tuple[str, str]]:
    """The columns that are not computed by the database."""
    fields = [each for each in model._meta.local_concrete_fields if not each.generated]
    return [(str(each.column), kinds.kind_of(each)) for each in fields]


def key_fingerprint() -> str:
    """Tells whether two systems have the same secret key, and nothing of the key."""
    return salted_hmac("hustings.foundation.backups", "fingerprint", algorithm="sha256").hexdigest()[:16]


def roots() -> dict[str, Path]:
    """The folders whose files belong to the campaign."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}
