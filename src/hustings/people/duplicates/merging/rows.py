"""Rows as a merge keeps them when they have to go, and back."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, router, transaction
from django.db.models.deletion import Collector

from hustings.people.duplicates.merging import recruiters, relations
from hustings.people.persons.models import Person

Kept = dict[str, list[dict[str, Any]]]  # table -> rows


def written(rows: Iterable[models.Model]) -> Kept:
    """Rows as JSON, by table."""
    found: Kept = {}
    for row in json.loads(json.dumps(serializers.serialize("python", rows), default=_plain)):
        found.setdefault(row["model"], []).append(row)
    return found


def _plain(value: Any) -> str:
    """To the microsecond, unlike Django's own."""
    return str(value.isoformat() if isinstance(value, dt.date | dt.time) else value)


def add(kept: Kept, more: Kept) -> None:
    """The rows of ``more`` too."""
    for table, rows in more.items():
        kept.setdefault(table, []).extend(rows)


def take_away(rows: "models.QuerySet[Any]") -> Kept:
    """Delete rows and all that hangs on them; returns what went."""
    found = list(rows)
    if not found:
        return {}
    collector = Collector(using=router.db_for_write(rows.model), origin=rows)
    collector.collect(found)
    gone: list[Any] = [row for mine in collector.data.values() for row in mine]
    gone += [row for more in collector.fast_deletes for row in more]
    kept = written(gone)
    collector.delete()
    return kept


def read(table: str, rows: Iterable[Mapping[str, Any]]) -> Iterable[models.Model]:
    """The rows as models; nothing where nobody knows the table any more."""
    try:
        for row in serializers.deserialize("python", list(rows), ignorenonexistent=True):
            yield row.object
    except serializers.base.DeserializationError:
        return


def put_back(row: models.Model) -> bool:
    """Insert it with its key; False where what it points to is gone, or something stands in its way."""
    meta, parts = row._meta, {}
    for field in meta.concrete_fields:
        key = getattr(row, field.attname)
        if field.remote_field and key is not None:
            related: Any = field.remote_field.model
            if not related._base_manager.filter(pk=key).exists():
                name = f"{meta.label_lower}.{field.name}"
                # of a part of somebody else only what moves with it: a pair with it is no pair with the whole
                now = recruiters.now(key) if related is Person and relations.named(name) else None
                if now is None and not field.null:
                    return False
                setattr(row, field.attname, now)
                if now is not None:
                    parts[name] = key
    try:
        with transaction.atomic():
            models.Model.save_base(row, raw=True, force_insert=True)
    except IntegrityError:
        return False
    for relation, key in parts.items():
        recruiters.learn(relation, row.pk, key)
    return True
