"""Applications on timelines, in segments, “my data” and the privacy notice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.privacy import Part as Heading
from hustings.foundation.lib.privacy import Told, Use, tellers, uses
from hustings.foundation.lib.text.languages import in_language
from hustings.networks.initiatives.actions import applying
from hustings.networks.initiatives.models import Application, Call, CoApplicant, Letter
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import timeline
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.segments import criteria
from hustings.people.selfservice import parts

CALLS = gettext_lazy("Calls for projects")
CALL = criteria.RowKind(
    lambda user: Call.objects.order_by("-pk"), gettext_lazy("Choose a call."),
    gettext_lazy("This call no longer exists."),
)  # fmt: skip


def _titled(words: Callable[[], str]) -> timeline.Says:
    return lambda data: words() % {"title": in_language(data["title"]), "project": data.get("project", "")}


def _applied(call: Call) -> QuerySet[Any]:
    return Application.objects.sent().filter(round__call=call, person__isnull=False)


def _drafting(call: Call) -> QuerySet[Any]:
    rows = Application.objects.confirmed().filter(sent_at=None, person__isnull=False)
    return rows.filter(round__call=call)


_CRITERION = criteria.Criterion(
    "call",
    pgettext_lazy("segment", "Call for projects"),
    {
        "applied": criteria.Operator(
            gettext_lazy("sent an application to"), gettext_lazy("sent an application to “%(value)s”"),
            _applied, CALL,
        ),
        "not_applied": criteria.Operator(
            gettext_lazy("sent no application to"), gettext_lazy("sent no application to “%(value)s”"),
            _applied, CALL, True,
        ),
        "drafting": criteria.Operator(
            gettext_lazy("began and did not send one to"),
            gettext_lazy("began an application to “%(value)s” and did not send it"), _drafting, CALL,
        ),
    },
    CALLS,
)  # fmt: skip


def _rows(person: Person) -> list[tuple[Any, ...]]:
    rows = Application.objects.filter(person=person).select_related("round__call").order_by("-pk")
    return [
        (
            str(row.round), row.title, row.organisation, row.summary,
            "" if row.asked is None else money.shown(row.asked, row.round.call.currency),
            " · ".join(" ".join(values) for values in row.answers.values()),
            str(row.get_state_display()) if row.is_told or not row.sent_at else "",
            row.asked_at, row.sent_at, row.withdrawn_at,
        )
        for row in rows
    ]  # fmt: skip


def _joined(person: Person) -> list[tuple[Any, ...]]:
    rows = CoApplicant.objects.filter(person=person).select_related("application__round__call")
    return [
        (str(row.application.round), row.application.title, row.address, row.confirmed_at)
        for row in rows.order_by("-pk")
    ]


_CALL, _PROJECT = gettext_lazy("call"), gettext_lazy("project")
_MY_DATA = parts.my_data(
    parts.Part(
        "applications", gettext_lazy("Your applications to calls"),
        {
            "call": _CALL, "project": _PROJECT, "organisation": gettext_lazy("organisation"),
            "summary": gettext_lazy("summary"), "asked": gettext_lazy("amount"),
            "answers": gettext_lazy("answers"), "state": gettext_lazy("state"),
            "begun_at": gettext_lazy("when"), "sent_at": gettext_lazy("sent"),
            "withdrawn_at": pgettext_lazy("application", "withdrawn"),
        },
        _rows,
    ),
    parts.Part(
        "co_applications", gettext_lazy("Applications you are part of"),
        {
            "call": _CALL, "project": _PROJECT, "address": gettext_lazy("e-mail"),
            "confirmed_at": gettext_lazy("confirmed"),
        },
        _joined,
    ),
)  # fmt: skip


def _notice(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["initiatives"]:
        yield Heading.WHY, _("Your application to a call for projects: to decide on it and to tell you why.")
        yield Heading.WHO, _("Jurors read applications; where a call is read blind, without your name.")
        yield Heading.HOW_LONG, _("Applications: until you withdraw them or ask for erasure.")


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Applications fall with their kinds of submissions; letters to them as readers go too."""
    Letter.objects.filter(person__in=people).delete()


part = Contribution(
    timeline.groups(timeline.Group("initiatives", CALLS)),
    timeline.sentences(
        timeline.Sentence(applying.BEGUN, _titled(lambda: _("Began an application to “%(title)s”"))),
        timeline.Sentence(
            applying.SENT, _titled(lambda: _("Sent the application “%(project)s” to “%(title)s”"))
        ),
        timeline.Sentence(
            applying.WITHDRAWN, _titled(lambda: _("Withdrew their application to “%(title)s”"))
        ),
        timeline.Sentence(
            applying.JOINED, _titled(lambda: _("Joined the application “%(project)s” to “%(title)s”"))
        ),
    ),
    timeline.happened(timeline.Happening(applying.SENT, gettext_lazy("applied to a call"))),
    criteria.catalogue(_CRITERION),
    _MY_DATA,
    uses(Use("initiatives", lambda: Call.objects.shown(), is_handed_on=True)),
    tellers(_notice),
    erasure_hooks.erasers(_erase),
    unmerge.laters(
        *(
            unmerge.Later(
                f"initiatives.{name}.person",
                lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
            )
            for name in ("application", "coapplicant")
        ),
    ),
)
