"""Columns of the list of people; each kind of rows is read once for the whole page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.text import phrases
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import origins
from hustings.people.persons.access import masking
from hustings.people.persons.models import Field, FieldValue, Person, TopicStand
from hustings.people.persons.models.persons import PersonQuerySet

DEFAULT = ("reach", "zone", "tags", "since")
MOST = 12
TAGS = 4
OWN = "field."
Cell = Callable[[Person, bool], str]


@dataclass(frozen=True, slots=True)
class Column:
    """``cell(person, hides)`` is what stands in it. ``orders``: those of ``paging`` that its head offers."""

    name: str
    label: Any
    cell: Cell
    joined: tuple[str, ...] = ()
    ahead: tuple[str | Prefetch[Any], ...] = ()
    orders: tuple[str, ...] = ()
    field: int | None = None


def known() -> dict[str, Column]:
    """All that can be chosen, by name; the campaign's own fields last."""
    own = [
        Column(f"{OWN}{field.slug}", field.label, _own(field.pk), field=field.pk)
        for field in Field.objects.all()
    ]
    return {column.name: column for column in [*COLUMNS, *own]}


def chosen(names: Iterable[str], among: dict[str, Column]) -> list[Column]:
    """Those of these names that there are, in this order; the usual ones where none is left."""
    found = [among[name] for name in dict.fromkeys(names) if name in among][:MOST]
    return found or [among[name] for name in DEFAULT]


def moved(names: list[str], up: str) -> list[str]:
    """The names with ``up`` one place further to the front."""
    if up in names[1:]:
        at = names.index(up)
        names = [*names[: at - 1], up, names[at - 1], *names[at + 1 :]]
    return names


def read_ahead(people: PersonQuerySet, columns: list[Column]) -> PersonQuerySet:
    """``people`` with what the columns need, in one query for each kind of rows."""
    if joined := {name for column in columns for name in column.joined}:
        people = people.select_related(*sorted(joined))
    ahead: list[Any] = list({str(one): one for column in columns for one in column.ahead}.values())
    if fields := [column.field for column in columns if column.field is not None]:
        values = FieldValue.objects.filter(field__in=fields).select_related("field", "option")
        ahead.append(Prefetch("field_values", values.order_by("option__position", "pk"), "values_shown"))
    return people.prefetch_related(*ahead)


def _reach(person: Person, hides: bool) -> str:
    ways: list[Model] = [*person.emails.all()[:1], *person.phones.all()[:1]]
    return _lines((_shown(way, hides) for way in ways), "hq-under")


def _ways(relation: str) -> Cell:
    def cell(person: Person, hides: bool) -> str:
        return _lines((_shown(way, hides) for way in getattr(person, relation).all()), "hq-under")

    return cell


def _shown(way: Any, hides: bool) -> str:
    return masking.of(way) if hides else masking.plain(way)


def _lines(texts: Iterable[str], style: str) -> SafeString:
    return format_html_join("", '<span class="{}">{}</span>', ((style, text) for text in texts))


def _tags(person: Person, hides: bool) -> str:
    tags = list(person.tags.all())
    shown = format_html_join(" ", '<span class="hq-tag">{}</span>', ((tag,) for tag in tags[:TAGS]))
    if len(tags) <= TAGS:
        return shown
    return format_html('{} <span title="{}">+{}</span>', shown, ", ".join(map(str, tags)), len(tags) - TAGS)


def _day(column: str) -> Cell:
    def cell(person: Person, hides: bool) -> str:
        moment = timezone.localtime(getattr(person, column))
        return format_html(
            '<time datetime="{}">{}</time>', moment.isoformat(), date_format(moment, "SHORT_DATE_FORMAT")
        )

    return cell


def _text(column: str) -> Cell:
    def cell(person: Person, hides: bool) -> str:
        value = getattr(person, column)
        return "" if value is None else str(value)

    return cell


def _source(person: Person, hides: bool) -> str:
    return origins.named(person.source)


def _born(person: Person, hides: bool) -> str:
    if person.born_on is None:
        return ""
    return f"{date_format(person.born_on, 'SHORT_DATE_FORMAT')} ({person.age})"


def _language(person: Person, hides: bool) -> str:
    return str(person.get_language_display())


def _consents(person: Person, hides: bool) -> str:
    yes, no = _gettext("yes"), _gettext("no")
    stands = sorted(person.consents.all(), key=lambda stand: stand.purpose)
    return _lines(
        (phrases.pair(stand.get_purpose_display(), yes if stand.is_given else no) for stand in stands),
        "hq-under",
    )


def _topics(person: Person, hides: bool) -> str:
    yes, no = _gettext("yes"), _gettext("no")
    stands: list[TopicStand] = getattr(person, "stands_shown", [])
    return _lines(
        (phrases.pair(stand.topic.name, yes if stand.is_in else no) for stand in stands), "hq-under"
    )


def _follow_up(person: Person, hides: bool) -> str:
    found: list[FollowUp] = getattr(person, "to_follow", [])
    if not found:
        return ""
    first = found[0]
    what = masking.text(first.what) if hides else first.what
    late = "hq-bad" if first.due_on < timezone.localdate() else ""
    return format_html(
        '<time class="{}" datetime="{}">{}</time> {}',
        late, first.due_on.isoformat(), date_format(first.due_on, "SHORT_DATE_FORMAT"), what,
    )  # fmt: skip


def _own(field: int) -> Cell:
    def cell(person: Person, hides: bool) -> str:
        values: list[FieldValue] = getattr(person, "values_shown", [])
        words = ", ".join(value.shown for value in values if value.field_id == field)
        words = words if len(words) <= 120 else f"{words[:119]}…"
        return masking.text(words) if hides else words

    return cell


_STANDS = Prefetch(
    "topic_stands",
    TopicStand.objects.select_related("topic").order_by("topic__position", "pk"),
    "stands_shown",
)
_OPEN = Prefetch("follow_ups", FollowUp.objects.open().order_by("due_on", "pk"), "to_follow")
COLUMNS = [
    Column("reach", _("Contact details"), _reach, ahead=("emails", "phones")),
    Column("emails", _("E-mails"), _ways("emails"), ahead=("emails",)),
    Column("phones", _("Phones"), _ways("phones"), ahead=("phones",)),
    Column("zone", _("Territory"), _text("zone"), ("zone",)),
    Column("tags", _("Tags"), _tags, ahead=("tags",)),
    Column("consents", _("Consents"), _consents, ahead=("consents",)),
    Column("topics", _("E-mail topics"), _topics, ahead=(_STANDS,)),
    Column("since", _("Date added"), _day("created_at"), orders=("newest", "oldest")),
    Column("changed", _("Last change"), _day("updated_at"), orders=("changed", "unchanged")),
    Column("source", _("Source"), _source, orders=("source", "source-z")),
    Column("owner", _("Point person"), _text("owner"), ("owner",)),
    Column("follow_up", _("Follow-up"), _follow_up, ahead=(_OPEN,)),
    Column("household", _("Household"), _text("household"), ("household",)),
    Column("given", _("Given name"), _text("given_name"), orders=("given", "given-z")),
    Column("born", _("Birth date"), _born),
    Column("language", _("Language"), _language),
    Column("number", _("External ID"), _text("external_id")),
]
NAME = Column("name", _("Name"), _text("name"), orders=("name", "name-z"))
