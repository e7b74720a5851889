"""Outcomes in the open data: answers, milestones, citations of syntheses, local debates."""

from collections.abc import Iterator
from typing import Any

from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.open_data.tables import Table, in_languages, texts_of, walked
from hustings.deliberation.syntheses.models import Answer, LineCitation, LocalReport, Milestone


def _answers(consultation: Consultation) -> Iterator[list[Any]]:
    """Those that stand and those before them, to what is shown."""
    live = Item.objects.live().filter(consultation=consultation)
    for each in walked(Answer.objects.filter(item__in=live).select_related("version")):
        yield [
            each.item_id, each.version.number, each.outcome, *texts_of(each.reasons), each.author,
            each.answered_at.isoformat(), each.replaced_at and each.replaced_at.isoformat(),
        ]  # fmt: skip


def _milestones(consultation: Consultation) -> Iterator[list[Any]]:
    for each in walked(Milestone.objects.filter(consultation=consultation)):
        yield [
            each.pk, each.item_id, *texts_of(each.titles), *texts_of(each.notes), each.state, each.due_on,
            each.done_on, each.dropped_on,
        ]  # fmt: skip


def _citations(consultation: Consultation) -> Iterator[list[Any]]:
    """A row for each contribution that a sentence of a published edition cites."""
    found = LineCitation.objects.filter(line__edition__synthesis__phase__consultation=consultation)
    for each in walked(found.select_related("line__edition__synthesis", "line__version", "version")):
        line = each.line
        yield [
            line.edition.synthesis.phase_id, line.edition.number, line.item_id, line.version.number,
            each.item_id, each.version and each.version.number,
        ]  # fmt: skip


def _local_debates(consultation: Consultation) -> Iterator[list[Any]]:
    live = Item.objects.live().filter(consultation=consultation)
    for each in walked(LocalReport.objects.filter(item__in=live).select_related("zone")):
        zone = each.zone
        yield [each.item_id, each.place, zone.code if zone else "", each.held_on, each.n_present, each.link]


TABLES = (
    Table(
        "answers",
        (
            "contribution", "version", "answer", *in_languages("reasons"), "answered_by", "answered_at",
            "replaced_at",
        ),
        _answers,
    ),
    Table(
        "milestones",
        (
            "id", "contribution", *in_languages("title"), *in_languages("news"), "state", "due_on", "done_on",
            "dropped_on",
        ),
        _milestones,
    ),
    Table(
        "citations",
        (
            "step", "edition", "sentence", "sentence_version", "contribution", "contribution_version",
        ),
        _citations,
    ),
    Table(
        "local_debates", ("contribution", "place", "territory", "held_on", "present", "link"), _local_debates
    ),
)  # fmt: skip
