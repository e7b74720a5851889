"""People who came to a group's events, as rules of certification count them."""

from django.utils.translation import gettext_lazy, ngettext

from hustings.field.events.group_measures import HELD, kinds
from hustings.field.groups.certification.measures import Ask, Measure, Part, Source, measures, places
from hustings.foundation.lib.sql.sql_dialects import adapted, moment

CAME = Source(
    "registrations_seat s JOIN registrations_registration r ON r.id = s.registration_id"
    f" JOIN {HELD} e ON e.id = r.event_id",
    "e.group_id",
    "s.attended_at IS NOT NULL AND s.person_id IS NOT NULL",
)
LED = Source(  # what leaders of a group attended anywhere
    "groups_membership m JOIN registrations_seat s ON s.person_id = m.person_id"
    " JOIN registrations_registration r ON r.id = s.registration_id JOIN events_event e ON e.id = r.event_id",
    "m.group_id",
    "m.ended_at IS NULL AND m.role IN ('host', 'co_host') AND s.attended_at IS NOT NULL",
)


def _came(ask: Ask) -> Part:
    return Part(
        CAME, f"s.attended_at >= {moment()}", (adapted(ask.since),), "COUNT(DISTINCT s.person_id) {only}"
    )


def _trained(ask: Ask) -> Part:
    named = ask.among or ("training",)
    where = f"s.attended_at >= {moment()} AND e.kind IN ({places(named)})"
    return Part(LED, where, (adapted(ask.since), *named), "COUNT(DISTINCT m.person_id) {only}")


part = measures(
    Measure(
        "participants",
        gettext_lazy("people who came to events"),
        lambda n, days, among: ngettext(
            "At least %(n)s person came to events in the last %(days)s days",
            "At least %(n)s people came to events in the last %(days)s days",
            n,
        )
        % {"n": n, "days": days},
        _came,
        has_days=True,
    ),
    Measure(
        "trained_leaders",
        gettext_lazy("trained hosts and co-hosts"),
        lambda n, days, among: ngettext(
            "At least %(n)s host or co-host trained in the last %(days)s days",
            "At least %(n)s hosts and co-hosts trained in the last %(days)s days",
            n,
        )
        % {"n": n, "days": days},
        _trained,
        has_days=True,
        choices=kinds,
        choices_label=gettext_lazy("Kinds of events that train (none: trainings)"),
    ),
)  # fmt: skip
