"""Parts of the pages of consultations: the answer to an item, milestones, progress."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations import act_kinds, hooks, leftovers
from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Kind, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.syntheses import actions, agreements, editions, local_debates, outcomes
from hustings.deliberation.syntheses.forms.comments import CommentForm
from hustings.deliberation.syntheses.forms.local_reports import PictureForm
from hustings.deliberation.syntheses.models import LocalReport
from hustings.deliberation.syntheses.rights import WRITE
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.web import query_params
from hustings.people.persons.hooks import erasure_hooks
from hustings.site.sharing import subjects

PICTURE_FORM = "_syntheses_picture_form"  # the same of a picture
COMMENT_FORM = "_syntheses_comment_form"  # on a request: as it was sent, where something is missing


def _answer(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    found = outcomes.of_item(item)
    return {"said": found} if found else None


def _outcome(request: HttpRequest, consultation: Consultation, reader: Reader) -> dict[str, Any] | None:
    counts, progress = outcomes.counts(consultation), outcomes.progress(consultation)
    if not (counts.n or progress.milestones or reader.participant):
        return None
    return {
        "counts": counts, "progress": progress, "consultation": consultation, "mine": reader.participant,
    }  # fmt: skip


def _follow_up(request: HttpRequest, phase: Phase, reader: Reader) -> dict[str, Any]:
    return {
        "counts": outcomes.counts(phase.consultation), "progress": outcomes.progress(phase.consultation),
        "consultation": phase.consultation,
    }  # fmt: skip


def _synthesis(request: HttpRequest, phase: Phase, reader: Reader) -> dict[str, Any]:
    number = query_params.key(request.GET.get("edition", ""))
    return {"read": editions.read(phase, number), "rounds": agreements.published(phase.consultation)}


def _cited_in(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    lines = editions.cited_in([item.pk]).get(item.pk)
    return {"lines": lines} if lines else None


def _citations(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    return editions.citations(item) if item.kind == ItemKind.SENTENCE else None


def _comments(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    if item.kind != ItemKind.SENTENCE:
        return None
    phase = item.phase
    may_write = phase.is_open() and phase.takes_arguments and not reader.is_barred
    form = getattr(request, COMMENT_FORM, None)
    if may_write and form is None:
        form = frame.anew(request, reader, CommentForm, draft=f"{CommentForm.place}{item.pk}")
    pending = [
        act
        for act in reader.waiting_texts
        if act.get("parent") == item.pk and act["kind"] == ItemKind.COMMENT
    ]
    return {
        "rows": editions.comments(item), "form": form if may_write else None, "item": item, "pending": pending
    }  # fmt: skip


def _local(request: HttpRequest, consultation: Consultation, reader: Reader) -> dict[str, Any] | None:
    found = [(phase, local_debates.sums(phase)) for phase in local_debates.phases(consultation)]
    return {"phases": found} if found else None


def _report(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    if item.kind != ItemKind.REPORT:
        return None
    found = LocalReport.objects.filter(item=item).first()
    if found is None:
        return None
    is_own = reader.participant is not None and reader.participant.pk == item.participant_id
    form = getattr(request, PICTURE_FORM, None)
    if form is None and is_own and item.phase.is_open() and not reader.is_barred:
        form = frame.anew(request, reader, PictureForm)
    return {"report": found, "phase": item.phase, "form": form, "event": _event(found)}


def _judged(item: Item) -> dict[str, Any] | None:
    found = LocalReport.objects.filter(item=item).first() if item.kind == ItemKind.REPORT else None
    return {"report": found} if found else None


def _event(report: LocalReport) -> str:
    """The title of the page of ours that its address leads to, such as that of an event."""
    root, _slash, path = report.link.partition(f"{settings.BASE_URL}/")
    found = subjects.at(f"/{path}") if path and not root else None
    return found.title if found else ""


def _said(act: Mapping[str, Any]) -> str:
    return _("Your report on the debate in %(place)s") % {"place": act.get("place", "")}


part = Contribution(
    erasure_hooks.erasers(actions.erase),
    leftovers.leftovers(leftovers.Leftover("syntheses.pictures", actions.drop_picture_of)),
    act_kinds.kinds(act_kinds.ActKind(actions.ACT, actions.do, _said)),
    hooks.record_links(
        hooks.RecordLink(50, gettext_lazy("Answers and syntheses"), "syntheses_hq:consultation", WRITE)
    ),
    hooks.phase_links(
        hooks.PhaseLink(
            (Kind.SYNTHESIS,), gettext_lazy("Write the synthesis"), "syntheses_hq:synthesis", WRITE
        )
    ),
    hooks.marks(hooks.Mark("answers", outcomes.marks)),
    hooks.judged_parts(hooks.JudgedPart("local_report", 10, "syntheses/hq/judged_report.html", _judged)),
    hooks.item_parts(
        hooks.ItemPart("answer", 10, "syntheses/parts/answer.html", _answer),
        hooks.ItemPart("local_report", 5, "syntheses/parts/local_report.html", _report),
        hooks.ItemPart("citations", 20, "syntheses/parts/citations.html", _citations),
        hooks.ItemPart("cited_in", 30, "syntheses/parts/cited_in.html", _cited_in),
        hooks.ItemPart("comments", 40, "syntheses/parts/comments.html", _comments),
    ),
    hooks.consultation_parts(
        hooks.ConsultationPart("local_debates", 50, "syntheses/parts/local_debates.html", _local),
        hooks.ConsultationPart("outcome", 90, "syntheses/parts/outcome.html", _outcome),
    ),
    hooks.phase_parts(
        hooks.PhasePart(Kind.SYNTHESIS, "syntheses/parts/synthesis.html", _synthesis, editions.published),
        hooks.PhasePart(Kind.FOLLOW_UP, "syntheses/parts/follow_up.html", _follow_up),
        hooks.PhasePart(Kind.DECISION, "syntheses/parts/follow_up.html", _follow_up),
    ),
)
