"""People on their way out as rows: read by key, a chunk at once, and readable by our own import."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import packed_keys
from hustings.people.persons.field_values import typed, written
from hustings.people.persons.models import (
    ASKED,
    Consent,
    Email,
    Field,
    FieldValue,
    Phone,
    PostalAddress,
    Tagging,
    TopicStand,
)
from hustings.people.persons.models.persons import PersonQuerySet

CHUNK = 1_000
N_EMAILS, N_PHONES, N_ADDRESSES = 5, 4, 2
Cells = dict[str, Any]
Fill = Callable[[dict[int, Cells]], None]
FIELD = "field."
_PERSON = ["external_id", "given_name", "family_name", "language", "born_on", "source"]


def groups() -> dict[str, tuple[str, list[str]]]:
    """What can be taken out: a key, its words, the columns of the file."""
    found = {
        "person": (_("names, language, birth date, external ID, source"), _PERSON),
        "emails": (_("e-mails and their status"), _numbered("email_{}", "email_{}_status", most=N_EMAILS)),
        "phones": (_("phones"), _numbered("phone_{}", most=N_PHONES)),
        "addresses": (
            _("postal addresses"),
            _numbered(*(f"address_{{}}_{part}" for part in _PARTS), most=N_ADDRESSES),
        ),
        "territory": (_("territory"), ["territory", "territory_code"]),
        "tags": (_("tags"), ["tags"]),
        "consents": (
            _("consents and their dates"),
            [f"consent_{purpose.value}{end}" for purpose in ASKED for end in ("", "_on")],
        ),
        "topics": (_("e-mail topics, subscribed and unsubscribed"), ["topics", "topics_out"]),
        "known_since": (_("date added"), ["known_since"]),
    }
    for field in Field.objects.all():
        found[f"{FIELD}{field.slug}"] = (field.label, [field.slug])
    return found


_PARTS = ["lines", "postcode", "city", "country"]


MARK = "hustings_export"  # who took it out and when, in each line: our import leaves it out
CONTACT = {"emails", "phones", "addresses"}


def columns(chosen: Sequence[str]) -> list[str]:
    known = groups()
    return ["hustings_id", *(name for key in chosen for name in known[key][1]), MARK]


def rows(
    people: PersonQuerySet, chosen: Sequence[str], header: Sequence[str], mark: str, keys: packed_keys.Keys
) -> Iterator[list[list[Any]]]:
    """The people in lists of CHUNK, as rows below ``header``; ``keys`` gathers who is in it."""
    last = 0
    fills = [_fill(key) for key in chosen if key != "person" and not key.startswith(FIELD)]
    if fields := [key.removeprefix(FIELD) for key in chosen if key.startswith(FIELD)]:
        fills.append(
            partial(_fields, fields={field.pk: field for field in Field.objects.filter(slug__in=fields)})
        )
    people = people.order_by("pk")
    while True:
        found = people.filter(pk__gt=last).values(
            "pk", "uid", *_PERSON, "created_at", "zone__name", "zone__code"
        )
        chunk: dict[int, Cells] = {row["pk"]: cast(Cells, row) for row in found[:CHUNK]}
        if not chunk:
            return
        for cells in chunk.values():
            _plain(cells)
            cells[MARK] = mark
        for fill in fills:
            fill(chunk)
        keys.add(chunk)
        yield [[cells.get(name, "") for name in header] for cells in chunk.values()]
        last = max(chunk)


def _plain(cells: Cells) -> None:
    cells["hustings_id"] = str(cast(uuid.UUID, cells["uid"]))
    cells["known_since"] = cells["created_at"].isoformat(timespec="seconds")
    cells["territory"], cells["territory_code"] = cells["zone__name"], cells["zone__code"]


def _fill(key: str) -> Fill:
    fills: dict[str, Fill] = {
        "emails": _emails, "phones": _phones, "addresses": _addresses, "tags": _tags, "consents": _consents,
        "topics": _topics,
    }  # fmt: skip
    return fills.get(key, lambda chunk: None)


def _emails(chunk: dict[int, Cells]) -> None:
    seen: dict[int, int] = defaultdict(int)
    rows = Email.objects.filter(person__in=chunk).order_by("person_id", "position", "pk")
    for person, address, status in rows.values_list("person_id", "address", "status"):
        seen[person] += 1
        chunk[person][f"email_{seen[person]}"] = address
        chunk[person][f"email_{seen[person]}_status"] = status


def _phones(chunk: dict[int, Cells]) -> None:
    seen: dict[int, int] = defaultdict(int)
    rows = Phone.objects.filter(person__in=chunk).order_by("person_id", "position", "pk")
    for person, number in rows.values_list("person_id", "number"):
        seen[person] += 1
        chunk[person][f"phone_{seen[person]}"] = number


def _addresses(chunk: dict[int, Cells]) -> None:
    seen: dict[int, int] = defaultdict(int)
    rows = PostalAddress.objects.filter(person__in=chunk).order_by("person_id", "position", "pk")
    for person, *parts in rows.values_list("person_id", *_PARTS):
        seen[person] += 1
        for name, part in zip(_PARTS, parts, strict=True):
            chunk[person][f"address_{seen[person]}_{name}"] = part


def _tags(chunk: dict[int, Cells]) -> None:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Tagging.objects.filter(person__in=chunk).order_by("person_id", "tag__key")
    for person, name in rows.values_list("person_id", "tag__name"):
        found[person].append(name.replace(",", " "))
    for person, names in found.items():
        chunk[person]["tags"] = ", ".join(names)


def _topics(chunk: dict[int, Cells]) -> None:
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = (
        TopicStand.objects.filter(person__in=chunk).select_related("topic").order_by("topic__position", "pk")
    )
    for stand in rows:
        name = "topics" if stand.is_in else "topics_out"
        found[stand.person_id, name].append(stand.topic.name.replace(",", " "))
    for (person, name), names in found.items():
        chunk[person][name] = ", ".join(names)


def _consents(chunk: dict[int, Cells]) -> None:
    rows = Consent.objects.filter(person__in=chunk)
    for person, purpose, is_given, at in rows.values_list(
        "person_id", "purpose", "is_given", "entry__given_at"
    ):
        chunk[person][f"consent_{purpose}"] = "yes" if is_given else "no"
        chunk[person][f"consent_{purpose}_on"] = at.date().isoformat()


def _fields(chunk: dict[int, Cells], fields: Mapping[int, Field]) -> None:
    rows = FieldValue.objects.filter(person__in=chunk, field__in=fields).select_related("option")
    found: dict[int, list[FieldValue]] = defaultdict(list)
    for value in rows:
        value.field = fields[value.field_id]
        found[value.person_id].append(value)
    for person, held in found.items():
        for field, value in typed(held).items():
            chunk[person][fields[field].slug] = written(value)


def _numbered(*patterns: str, most: int) -> list[str]:
    return [pattern.format(number) for number in range(1, most + 1) for pattern in patterns]
