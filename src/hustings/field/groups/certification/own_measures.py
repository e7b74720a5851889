"""Measures over the groups' own tables: leaders, members, age."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.field.groups.certification.measures import (
    Ask,
    Measure,
    Mender,
    OfGroup,
    Part,
    Source,
    places,
)
from hustings.field.groups.models import LEADERS, MEMBERS, GroupRole
from hustings.foundation.lib.sql.sql_dialects import adapted, moment
from hustings.people.persons.models import Field

MEMBERSHIPS = Source("groups_membership m", "m.group_id", "m.ended_at IS NULL")
ANSWERS = Source(
    "groups_membership m JOIN persons_fieldvalue v ON v.person_id = m.person_id"
    " JOIN persons_field f ON f.id = v.field_id",
    "m.group_id",
    f"m.ended_at IS NULL AND m.role IN ('{GroupRole.HOST}', '{GroupRole.CO_HOST}')",
)
HOSTED = Source(  # certified groups of the same host, of those that were certified before
    "groups_membership m JOIN groups_membership o ON o.person_id = m.person_id AND o.group_id <> m.group_id"
    " JOIN groups_localgroup other ON other.id = o.group_id"
    " JOIN groups_certification c ON c.group_id = o.group_id"
    " LEFT JOIN groups_certification own ON own.group_id = m.group_id AND own.until IS NULL",
    "m.group_id",
    f"m.role = '{GroupRole.HOST}' AND m.ended_at IS NULL AND o.role = '{GroupRole.HOST}'"
    " AND o.ended_at IS NULL AND other.closed_at IS NULL AND c.until IS NULL"
    " AND (own.id IS NULL OR c.since < own.since OR (c.since = own.since AND c.id < own.id))",
)


def _roles(*roles: str) -> Part:
    return Part(MEMBERSHIPS, f"m.role IN ({places(roles)})", tuple(map(str, roles)))


def _active(ask: Ask) -> Part:
    members = _roles(*MEMBERS)
    return Part(
        MEMBERSHIPS,
        f"{members.where} AND m.active_at >= {moment()}",
        (*members.parameters, adapted(ask.since)),
    )


def _differ(ask: Ask) -> Part:
    return Part(
        ANSWERS, f"f.slug IN ({places(ask.among or ('',))})", ask.among or ("",),
        "COUNT(DISTINCT v.option_id) {only}",
    )  # fmt: skip


def _hosted(ask: Ask) -> Part:
    return Part(HOSTED, value="COUNT(*) {only} + 1", nothing=1)


def _age(ask: Ask) -> OfGroup:
    if connection.vendor == "postgresql":
        return OfGroup("EXTRACT(DAY FROM %s::timestamptz - g.created_at)::int", (ask.now,))
    return OfGroup("CAST(julianday(%s) - julianday(g.created_at) AS INTEGER)", (adapted(ask.now),))


def _fields() -> Sequence[tuple[str, Any]]:
    return list(Field.objects.filter(kind=Field.Kind.CHOICE).values_list("slug", "label"))


MEASURES = (
    Measure(
        "leaders",
        gettext_lazy("hosts and co-hosts"),
        lambda n, days, among: (
            ngettext("At least %(n)s host or co-host", "At least %(n)s hosts and co-hosts", n) % {"n": n}
        ),
        lambda ask: _roles(*LEADERS),
    ),
    Measure(
        "leaders_differ",
        gettext_lazy("different answers among hosts and co-hosts, such as genders"),
        lambda n, days, among: (
            ngettext(
                "Hosts and co-hosts with at least %(n)s answer for “%(field)s”",
                "Hosts and co-hosts with at least %(n)s different answers for “%(field)s”",
                n,
            )
            % {"n": n, "field": among}
        ),
        _differ,
        choices=_fields,
        choices_label=gettext_lazy("Field"),
        needs_choice=True,
    ),
    Measure(
        "members",
        gettext_lazy("members"),
        lambda n, days, among: ngettext("At least %(n)s member", "At least %(n)s members", n) % {"n": n},
        lambda ask: _roles(*MEMBERS),
    ),
    Measure(
        "active_members",
        gettext_lazy("active members"),
        lambda n, days, among: (
            ngettext(
                "At least %(n)s member active in the last %(days)s days",
                "At least %(n)s members active in the last %(days)s days",
                n,
            )
            % {"n": n, "days": days}
        ),
        _active,
        has_days=True,
    ),
    Measure(
        "age",
        gettext_lazy("age of the group"),
        lambda n, days, among: (
            ngettext("Exists for at least %(days)s day", "Exists for at least %(days)s days", days)
            % {"days": days}
        ),
        _age,
        has_n=False,
        has_days=True,
    ),
    Measure(
        "certified_of_host",
        gettext_lazy("certified groups of the same host"),
        lambda n, days, among: (
            ngettext(
                "At most %(n)s certified group per host", "At most %(n)s certified groups per host", n
            )
            % {"n": n}
        ),
        _hosted,
        mender=Mender.ZONE,
        is_most=True,
    ),
)  # fmt: skip


def mender_words(mender: Mender) -> str:
    """Whoever can do something about it, in words."""
    return {
        Mender.HOST: _("The hosts"),
        Mender.ZONE: _("The organiser of the territory"),
        Mender.HQ: _("The campaign"),
    }[mender]
