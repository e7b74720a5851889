"""Share of groups in what is told about people: timelines, “my data”, parted records, privacy notice."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.groups.membership import JOINED, LEFT, ROLE
from hustings.field.groups.models import (
    Enquiry,
    Founding,
    GroupRole,
    HostLook,
    HostMessage,
    Joining,
    Membership,
    Why,
)
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import timeline
from hustings.people.persons.models import Person
from hustings.people.privacy import redaction
from hustings.people.selfservice import parts

GROUPS = gettext_lazy("Local groups")


def _titled(words: Callable[[], str]) -> timeline.Says:
    return lambda data: words() % {"title": data["title"]}


def _role(data: Mapping[str, Any]) -> str:
    words = _("Now %(role)s of “%(title)s” (%(why)s)")
    role, why = GroupRole(data["role"]).label, Why(data["why"]).label
    return words % {"role": role, "title": data["title"], "why": why}


def _left(data: Mapping[str, Any]) -> str:
    return _("No longer in “%(title)s” (%(why)s)") % {"title": data["title"], "why": Why(data["why"]).label}


def _memberships(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = Membership.objects.filter(person=person).select_related("group").order_by("-since", "-pk")
    return [
        (row.group.name, row.get_role_display(), row.since, row.ended_at, row.shares_contact_at, row.named_at)
        for row in rows
    ]


def _messages(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = HostMessage.objects.filter(person=person).select_related("group", "by")
    yield from ((row.group.name, row.by and row.by.given_name, row.words, row.written_at) for row in rows)
    mine = Enquiry.objects.filter(person=person).select_related("group").order_by("-asked_at")
    yield from ((row.group.name, person.given_name, row.words, row.asked_at) for row in mine)


def _typed(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in Joining.objects.filter(person=person).select_related("group"):
        yield row.group.name, row.address, row.name, row.get_role_display(), row.asked_at, row.confirmed_at
    for one in Founding.objects.filter(person=person):
        yield one.title, one.address, one.name, _("founding"), one.asked_at, one.confirmed_at


def _looks(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = HostLook.objects.filter(membership__person=person).select_related("membership__group", "by")
    return [(row.membership.group.name, row.by and row.by.given_name, row.n, row.last_at) for row in rows]


_GROUP, _HOST = gettext_lazy("group"), pgettext_lazy("group", "host")
_MY_DATA = parts.my_data(
    parts.Part(
        "group_memberships", GROUPS,
        {
            "group": _GROUP, "role": gettext_lazy("role in the group"), "since": gettext_lazy("since"),
            "ended_at": gettext_lazy("left on"), "shares_contact_at": gettext_lazy("contact details shared"),
            "named_at": gettext_lazy("named on the page"),
        },
        _memberships,
    ),
    parts.Part(
        "group_forms", gettext_lazy("Forms of local groups"),
        {
            "group": _GROUP, "address": gettext_lazy("e-mail"), "name": gettext_lazy("name"),
            "role": gettext_lazy("role in the group"), "sent_at": gettext_lazy("sent"),
            "confirmed_at": gettext_lazy("confirmed on"),
        },
        _typed,
    ),
    parts.Part(
        "group_messages", gettext_lazy("Messages of local groups"),
        {
            "group": _GROUP, "by": gettext_lazy("written by"), "words": gettext_lazy("message"),
            "written_at": gettext_lazy("sent"),
        },
        _messages,
    ),
    parts.Part(
        "group_looks", gettext_lazy("Contact details seen by hosts"),
        {"group": _GROUP, "by": _HOST, "n": gettext_lazy("times"), "last_at": gettext_lazy("last")},
        _looks,
    ),
)  # fmt: skip


def _notice(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["groups"]:
        yield (
            Part.WHY,
            _("Your membership of a local group: to put you in touch with its hosts and its members."),
        )
        yield (
            Part.WHO,
            _(
                "The hosts of a local group see the names of its people, how long they have been in it and"
                " how often they came; your e-mail address and phone number only if you allow it."
            ),
        )


def _by_key(found: QuerySet[Any], whose: Any) -> QuerySet[Any]:
    return found.filter(key__in=whose.keys, asked_at__gte=whose.since)


part = Contribution(
    timeline.groups(timeline.Group("group", GROUPS)),
    timeline.sentences(
        timeline.Sentence("group.asked", _titled(lambda: _("Filled in the form of “%(title)s”"))),
        timeline.Sentence("group.wrote", _titled(lambda: _("Wrote to the hosts of “%(title)s”"))),
        timeline.Sentence("group.founding", _titled(lambda: _("Founded “%(title)s”"))),
        timeline.Sentence(JOINED, _titled(lambda: _("Joined “%(title)s”"))),
        timeline.Sentence(LEFT, _left),
        timeline.Sentence(ROLE, _role),
    ),
    timeline.happened(
        timeline.Happening(JOINED, gettext_lazy("joined a local group")),
        timeline.Happening(LEFT, gettext_lazy("left a local group")),
    ),
    _MY_DATA,
    unmerge.laters(
        unmerge.Later("groups.joining.person", _by_key),
        unmerge.Later("groups.founding.person", _by_key),
        unmerge.Later("groups.enquiry.person", _by_key),
    ),
    redaction.texts(redaction.Texts(HostMessage, {"words": "words"})),
    uses(Use("groups", lambda: Membership.objects.live(), is_handed_on=True)),
    tellers(_notice),
)
