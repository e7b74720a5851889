"""Juries and decisions on timelines, in “my data”, in the privacy notice; to-dos; what an erasure leaves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part as Heading
from hustings.foundation.lib.privacy import Told, Use, tellers, uses
from hustings.foundation.lib.text.languages import in_language
from hustings.foundation.lib.todos import Todo, sources
from hustings.networks.initiatives.models import Application, Call, Round, State
from hustings.networks.initiatives.people_data import CALL, CALLS
from hustings.networks.initiatives.rights import DECIDE_CALLS, RUN_CALLS
from hustings.networks.juries.actions.deciding import DECIDED
from hustings.networks.juries.models import Appeal, Juror, Review
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import timeline
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.segments import criteria
from hustings.people.selfservice import parts


def _decided(data: Mapping[str, Any]) -> str:
    words = {"project": data["project"], "title": in_language(data["title"])}
    return _("Told of the decision on “%(project)s” (%(title)s): %(state)s") % {
        **words, "state": State(data["state"]).label
    }  # fmt: skip


def _accepted(call: Call) -> QuerySet[Any]:
    """Those alone who were told."""
    rows = Application.objects.sent().filter(round__call=call, person__isnull=False, state=State.ACCEPTED)
    return rows.filter(round__announced_at__isnull=False)


def _jurors(call: Call) -> QuerySet[Any]:
    return Juror.objects.active().filter(round__call=call, person__isnull=False).exclude(agreed_at=None)


_CRITERION = criteria.Criterion(
    "jury",
    pgettext_lazy("segment", "Jury and decision of a call"),
    {
        "accepted": criteria.Operator(
            gettext_lazy("was accepted in"), gettext_lazy("was accepted in “%(value)s”"), _accepted, CALL
        ),
        "juror": criteria.Operator(
            gettext_lazy("is in the jury of"), gettext_lazy("is in the jury of “%(value)s”"), _jurors, CALL
        ),
    },
    CALLS,
)


def _juries(person: Person) -> list[tuple[Any, ...]]:
    rows = Juror.objects.filter(person=person).select_related("round__call").order_by("-pk")
    return [(str(row.round), row.invited_at, row.agreed_at, row.declined_at, row.ended_at) for row in rows]


def _reviews(person: Person) -> list[tuple[Any, ...]]:
    rows = Review.objects.filter(juror__person=person).select_related("juror__round__call", "application")
    return [
        (
            str(row.juror.round),
            row.application.number,
            row.total,
            row.for_applicant,
            row.for_committee,
            row.done_at,
        )
        for row in rows.order_by("-pk")
    ]


def _appeals(person: Person) -> list[tuple[Any, ...]]:
    rows = Appeal.objects.filter(application__person=person).select_related("application")
    return [(row.application.title, row.text, row.at, row.answer, row.answered_at) for row in rows]


_CALL, _WHEN = gettext_lazy("call"), gettext_lazy("when")
_MY_DATA = parts.my_data(
    parts.Part(
        "juries", gettext_lazy("Juries you were asked into"),
        {
            "call": _CALL, "invited_at": gettext_lazy("invited"), "agreed_at": gettext_lazy("agreed"),
            "declined_at": gettext_lazy("declined"), "ended_at": gettext_lazy("ended"),
        },
        _juries,
    ),
    parts.Part(
        "reviews", gettext_lazy("Applications you marked"),
        {
            "call": _CALL, "number": gettext_lazy("application number"), "mark": gettext_lazy("mark"),
            "for_applicant": gettext_lazy("for the applicant"),
            "for_committee": gettext_lazy("for the committee only"), "when": _WHEN,
        },
        _reviews,
    ),
    parts.Part(
        "appeals", gettext_lazy("Your appeals"),
        {
            "project": gettext_lazy("project"), "appeal": gettext_lazy("appeal"), "when": _WHEN,
            "answer": gettext_lazy("answer"), "answered_at": gettext_lazy("answered"),
        },
        _appeals,
    ),
)  # fmt: skip


def _notice(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["juries"]:
        yield Heading.WHY, _("Your part in a jury: to give you applications without conflicts of interest.")
        yield Heading.WHO, _("Applicants get your words for them, without your name.")


def _erase(people: Sequence[int], _keys: Sequence[str]) -> None:
    """Marks stay, without the name of who gave them."""
    Juror.objects.filter(person__in=people).update(name="")


def _due(user: Any) -> Iterator[Todo]:
    """Votes to give, and appeals to answer."""
    if access.may(user, DECIDE_CALLS):
        rounds = Round.objects.filter(members__user=user, announced_at=None, ranked_at__isnull=False)
        for row in rounds.select_related("call"):
            left = Application.objects.read().filter(round=row).exclude(votes__user=user)
            if n := left.count():
                words = _("%(call)s: votes to give: %(n)d") % {"call": row.call, "n": n}
                yield Todo(words, reverse("juries_hq:decision", args=[row.pk]))
    if access.may(user, RUN_CALLS):
        appeals = Appeal.objects.filter(
            answered_at=None, application__round__in=Round.objects.of(user, RUN_CALLS)
        )
        for appeal in appeals.select_related("application")[:20]:
            words = _("Appeal to answer: %(title)s") % {"title": appeal.application.title}
            yield Todo(words, reverse("initiatives_hq:application", args=[appeal.application_id]))


part = Contribution(
    timeline.sentences(timeline.Sentence(DECIDED, _decided)),
    criteria.catalogue(_CRITERION),
    _MY_DATA,
    uses(Use("juries", lambda: Juror.objects.all())),
    tellers(_notice),
    erasure_hooks.erasers(_erase),
    sources(_due),
    unmerge.laters(unmerge.Later("juries.juror.person", lambda found, whose: found.none())),
)
