"""Targets that a column may fill. A target is a short name, kept in ``Import.mapping``."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from hustings.people.persons.models import ASKED, Field, Purpose, Topic

LEFT_OUT = ""
MAX_EMAILS, MAX_PHONES, MAX_ADDRESSES = 5, 4, 4
ADDRESS_PARTS = ["lines", "lines2", "lines3", "postcode", "city", "state", "country"]
TAGS = "tags"
SHARED = {TAGS, "note", "topics", "topics_out"}  # several columns may fill these
NEW = "new."  # and the kind: a field that does not exist yet
FIELD = "field."  # and the slug
NEW_KINDS = [kind for kind in Field.Kind if kind not in Field.WITH_OPTIONS]  # choices are named in HQ first


def choices(
    fields: list[Field], new_fields: dict[str, Any], topics: Iterable[Topic] = (), *, may_add: bool = True
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """All targets in groups, with what people call them; new fields for those who ``may_add`` them."""
    yield "", [(LEFT_OUT, _("— skip —"))]
    yield (
        _("Person"),
        [(key, label(key)) for key in ["given_name", "family_name", "name", "born_on", "language"]],
    )
    yield (
        _("E-mail"),
        [(key, label(key)) for key in _numbered(["email", "email_status", "email_bad"], MAX_EMAILS)],
    )
    yield _("Phone"), [(key, label(key)) for key in _numbered(["phone"], MAX_PHONES)]
    for number in range(1, MAX_ADDRESSES + 1):
        keys = [f"address.{number}.{part}" for part in ADDRESS_PARTS]
        yield _("Address %(number)d") % {"number": number}, [(key, label(key)) for key in keys]
    yield _("Territory"), [("zone", label("zone"))]
    yield _("Consent"), [(key, label(key)) for key in _consents()]
    yield _("Tags and notes"), [(key, label(key)) for key in ["tags", "note", "source"]]
    if known_topics := list(topics):
        yield (
            _("E-mail topics"),
            [(key, label(key)) for key in ["topics", "topics_out"]]
            + [(f"topic.{topic.pk}", _about(topic.name)) for topic in known_topics],
        )
    yield (
        _("Numbers and dates"),
        [(key, label(key)) for key in ["external_id", "uid", "created_at", "changed_at"]],
    )
    known = {field.slug: field.label for field in fields} | {k: v.label for k, v in new_fields.items()}
    if known:
        yield _("Custom fields"), [(f"{FIELD}{slug}", said) for slug, said in sorted(known.items())]
    if may_add:
        kinds = [(f"{NEW}{kind.value}", _("new: %(kind)s") % {"kind": kind.label}) for kind in NEW_KINDS]
        yield _("New field"), kinds


def label(target: str) -> str:
    first, __, rest = target.partition(".")
    if first == "address":
        number, __, part = rest.partition(".")
        return _("%(part)s (address %(number)s)") % {"part": _parts()[part], "number": number}
    if first in {"consent", "refusal"} and rest:
        said = _("all purposes") if rest == "all" else Purpose(rest).label
        return (_("agrees to: %(what)s") if first == "consent" else _("refuses: %(what)s")) % {"what": said}
    if first == "topic":
        topic = Topic.objects.filter(pk=rest if rest.isdecimal() else 0).first()
        return _about(topic.name if topic else rest)
    if target in (plain := _plain()):
        return plain[target]
    return f"{plain[first]} {rest}" if first in plain and rest.isdigit() else rest


def is_valid(target: str, slugs: set[str]) -> bool:
    """Whether there is such a target; ``slugs`` are the fields that exist or will."""
    first, __, rest = target.partition(".")
    if first == "field":
        return rest in slugs
    if first == "new":
        return rest in [kind.value for kind in NEW_KINDS]
    if first == "address":
        number, __, part = rest.partition(".")
        return _is_up_to(number, MAX_ADDRESSES) and part in ADDRESS_PARTS
    if first in {"email", "email_status", "email_bad"}:
        return _is_up_to(rest, MAX_EMAILS)
    if first == "topic":
        return rest.isdecimal()
    if first == "phone":
        return _is_up_to(rest, MAX_PHONES)
    return target == LEFT_OUT or target in _consents() or (not rest and target in _plain())


def _about(topic: str) -> str:
    return _("wants e-mails about “%(topic)s” (yes or no)") % {"topic": topic}


def _is_up_to(number: str, most: int) -> bool:
    return number.isdecimal() and 1 <= int(number) <= most


def _numbered(names: list[str], most: int) -> Iterator[str]:
    for number in range(1, most + 1):
        for name in names:
            yield f"{name}.{number}"


def _consents() -> list[str]:
    named = [f"{word}.{purpose.value}" for word in ("consent", "refusal") for purpose in ASKED]
    return [*named, "refusal.all", "consent_on"]


def _parts() -> dict[str, str]:
    return {
        "lines": _("street"),
        "lines2": _("street, line 2"),
        "lines3": _("street, line 3"),
        "postcode": _("postcode"),
        "city": _("city"),
        "state": _("state or region"),
        "country": _("country"),
    }


def _plain() -> dict[str, str]:
    return {
        "external_id": _("external ID"),
        "uid": _("Hustings number"),
        "given_name": _("given name"),
        "family_name": _("family name"),
        "name": _("full name"),
        "born_on": _("birth date"),
        "language": _("language"),
        "email": _("e-mail"),
        "email_status": _("e-mail status"),
        "email_bad": _("e-mail bounces (yes or no)"),
        "phone": _("phone"),
        "consent_on": _("date of consent"),
        "tags": _("tags"),
        "topics": _("e-mail topics they want"),
        "topics_out": _("e-mail topics they refuse"),
        "note": _("note"),
        "source": _("source"),
        "created_at": _("date added"),
        "changed_at": _("last change"),
        "zone": _("territory (name or code)"),
    }
