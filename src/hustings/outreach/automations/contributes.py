"""Contributions of sequences to the record of people: a card, the timeline, the download, the reasons."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access, menu
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.outreach.automations import (
    hq_search,
    manual_enrolment,
    operation_starts,
    schedules,
    step_kinds,
    tasks,
    triggers,
    withdrawal,
)
from hustings.outreach.automations.actions import sequences as deeds
from hustings.outreach.automations.forms import PutForm
from hustings.outreach.automations.models import Enrolment, Sequence, Step, Trigger
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.outreach.review.approvals import bundles
from hustings.outreach.review.approvals.bundles import Bundle
from hustings.people.changes import forms, restore, starts, undo
from hustings.people.changes.operations import kinds as kinds_of_deeds
from hustings.people.persons import timeline
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.models import Person
from hustings.people.privacy import provenance, redaction
from hustings.people.segments import criteria
from hustings.people.selfservice import parts


def _bundle_of(mailing: int) -> Bundle | None:
    sequence = Sequence.of_letter(mailing)
    if sequence is None:
        return None
    url = reverse("automations:sequence", args=[sequence.pk]) + "#approval"
    letters = sequence.steps.exclude(mailing=None).values_list("mailing", flat=True)
    return Bundle(str(sequence), url, frozenset(letters))


SHOWN = 20
GROUP = "sequence"
SEQUENCES = gettext_lazy("Sequences")


def _card(person: Person, user: Any) -> record_parts.Card | None:
    found = Enrolment.objects.filter(person=person).select_related(
        "sequence", "step", "step__mailing", "step__segment", "step__tag", "step__owner"
    )
    rows = list(found.order_by("-pk")[:SHOWN])
    if not rows:
        return None
    shown = [
        (
            row,
            step_kinds.says(row.step) if row.step else _("at the start"),
            row.ended_at is None and deeds.may_take_out(user, row),
        )
        for row in rows
    ]
    may_open = access.may(user, VIEW_MAILINGS)
    return record_parts.Card("automations/card.html", {"rows": shown, "may_open": may_open})


def _entered(person: Person) -> QuerySet[Any]:
    rows = Enrolment.objects.filter(person=person, user=None)
    return rows.select_related("sequence", "trigger", "trigger__segment")


def _why(row: Enrolment) -> str:
    return triggers.says(row.trigger) if row.trigger else ""


def _entry(row: Enrolment) -> timeline.Entry:
    words = _("Entered the sequence “%(name)s”") % {"name": row.sequence.name}
    why = _why(row)
    url = reverse("automations:sequence", args=[row.sequence_id])
    return timeline.Entry(row.entered_at, "sequence.in", f"{words} ({why})" if why else words, url=url)


def _ended(person: Person) -> QuerySet[Any]:
    rows = Enrolment.objects.filter(person=person, ended_at__isnull=False)
    return rows.exclude(ending=Enrolment.Ending.TAKEN_OUT).select_related("sequence")


def _end(row: Enrolment) -> timeline.Entry:
    words = _("Left the sequence “%(name)s”: %(why)s")
    said = words % {"name": row.sequence.name, "why": row.get_ending_display()}
    assert row.ended_at
    url = reverse("automations:sequence", args=[row.sequence_id])
    return timeline.Entry(row.ended_at, "sequence.left", said, url=url)


def _rows(person: Person) -> list[tuple[Any, ...]]:
    found = Enrolment.objects.filter(person=person).select_related("sequence").order_by("-pk")
    return [
        (row.sequence.name, row.entered_at, row.ended_at, row.get_ending_display() if row.ending else "")
        for row in found
    ]


def why(delivery: Delivery) -> str:
    step = Step.objects.filter(mailing=delivery.mailing_id).select_related("sequence").first()
    if step is None:
        return _("This was a message of a sequence.")
    enrolment = Enrolment.objects.filter(
        sequence=step.sequence, person=delivery.person_id, round=delivery.round
    )
    row = enrolment.select_related("trigger", "trigger__segment", "user").first()
    said = _("Message of the sequence “%(name)s”") % {"name": step.sequence.name}
    cause = _why(row) if row else ""
    return _("%(letter)s: %(what)s") % {"letter": said, "what": cause} if cause else said


def _reasons(person: Person) -> Iterator[provenance.Letter]:
    found = Delivery.objects.got().filter(person=person, mailing__kind=Mailing.Kind.STEP)
    for delivery in found.select_related("mailing").order_by("-sent_at", "-pk")[: provenance.SHOWN]:
        mailing = delivery.mailing
        url = reverse("dispatch:mailing", args=[mailing.pk])
        at = delivery.sent_at or delivery.due_at
        yield provenance.Letter(at, mailing.name, why(delivery), mailing.purpose, url, delivery.address)


def _uses(segment: Any, user: Any) -> Any:
    """The sequences that ask for a segment, by name for those who may see mailings."""
    at = [
        Sequence.objects.filter(leaves_when=segment),
        Sequence.objects.filter(steps__segment=segment),  # also of steps taken out: their figures stay
        Sequence.objects.filter(triggers__segment=segment),
    ]
    found = {one.pk: one for rows in at for one in rows.only("name")[:SHOWN]}
    for one in found.values():
        says = _("the sequence “%(name)s”") % {"name": one.name}
        if access.may(user, VIEW_MAILINGS):
            yield criteria.Use(says, reverse("automations:sequence", args=[one.pk]))
        else:
            yield criteria.Use(_("a sequence"))


def _in_sequence(value: Any) -> QuerySet[Enrolment]:
    return Enrolment.objects.open().filter(sequence=int(value))


def _was_in(value: Any) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(sequence=int(value))


def _offered() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Sequence.objects.values_list("pk", "name")]


_ONE = criteria.Choice(_offered)
_OPERATORS = {
        "in": criteria.Operator(
            gettext_lazy("are in it"), gettext_lazy("is in the sequence “%(value)s”"), _in_sequence, _ONE
        ),
        "not_in": criteria.Operator(
            gettext_lazy("are not in it"), gettext_lazy("is not in the sequence “%(value)s”"),
            _in_sequence, _ONE, is_negated=True,
        ),
        "was": criteria.Operator(
            gettext_lazy("have ever been in it"), gettext_lazy("has been in the sequence “%(value)s”"),
            _was_in, _ONE,
        ),
        "never": criteria.Operator(
            gettext_lazy("have never been in it"), gettext_lazy("has never been in the sequence “%(value)s”"),
            _was_in, _ONE, is_negated=True,
        ),
    }  # fmt: skip
_GROUPS = frozenset({GROUP})
app = Contribution(
    how_tos.pages(
        how_tos.beside("create-a-sequence", "automations:*"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(SEQUENCES, "automations:sequences", VIEW_MAILINGS, "clipboard-list", 20, "email"),
        menu.Entry(
            gettext_lazy("Sequence"),
            "automations:sequence_add",
            CHANGE_MAILINGS,
            "clipboard-list",
            20,
            menu.NEW,
        ),
    ),
    routes.hq(routes.Section("hustings.outreach.automations.urls", "sequences/")),
    schedules.part,
    kinds_of_deeds.kinds(manual_enrolment.DEED),
    restore.tables(manual_enrolment.ENROLMENTS),
    afterwards.deeds(tasks.hold_restored),
    bundles.finders(_bundle_of),
    criteria.catalogue(
        criteria.Criterion("sequence", gettext_lazy("Sequence"), _OPERATORS, gettext_lazy("Mailings"))
    ),
    triggers.kinds(*triggers.KINDS),
    forms.bulk_changes(
        forms.BulkChange("sequence", manual_enrolment.KIND, gettext_lazy("Add to a sequence"), PutForm),
    ),
    record_parts.cards(
        _card,
    ),
    timeline.groups(
        timeline.Group(GROUP, SEQUENCES),
    ),
    timeline.sources(
        timeline.Source("enrolment", _entered, _entry, "entered_at", _GROUPS),
        timeline.Source("enrolment_end", _ended, _end, "ended_at", _GROUPS),
    ),
    timeline.sentences(
        timeline.Sentence("sequence.in", gettext_lazy("Added to the sequence “%(name)s”")),
        timeline.Sentence("sequence.out", gettext_lazy("Removed from the sequence “%(name)s”")),
    ),
    parts.my_data(
        parts.Part(
            "sequences",
            SEQUENCES,
            {
                "name": gettext_lazy("name"),
                "entered_at": gettext_lazy("entered"),
                "ended_at": gettext_lazy("left"),
                "ending": pgettext_lazy("of a sequence", "reason"),
            },
            _rows,
        ),
    ),
    provenance.sources(
        _reasons,
    ),
    criteria.usages(
        _uses,
    ),
    redaction.texts(
        redaction.Texts(Sequence, {"criteria": "tree"}),
        redaction.Texts(Trigger, {"criteria": "tree"}),
        redaction.Texts(Step, {"criteria": "tree"}),
    ),
    starts.starters(operation_starts.STARTER),
    undo.releases(withdrawal.release),
    # Lines that steps wrote go with whoever goes.
    undo.traces(undo.Trace("sequences", SEQUENCES, withdrawal.rooted, Q(data__has_key="sequence"))),
)
