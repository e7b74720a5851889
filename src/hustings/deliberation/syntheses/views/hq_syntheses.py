"""HQ: the synthesis of a step: its sentences, the machine's proposals, its editions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.deliberation.consultations.models import Consultation, Item, Phase
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.syntheses import actions, covered, editions, rights
from hustings.deliberation.syntheses.forms import syntheses as forms
from hustings.deliberation.syntheses.models import Proposals, Synthesis
from hustings.deliberation.syntheses.rights import WRITE, consultations_of
from hustings.deliberation.syntheses.views import hq
from hustings.deliberation.syntheses.views.hq_sentences import SENTENCES
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once

SAMPLES = 3
MOST_UNCITED, REMOVED = 500, 50  # sentences shown


def _phase(request: HttpRequest, pk: int, rows: Any = None) -> Phase:
    mine = consultations_of(request.user) if rows is None else rows
    return get_object_or_404(Phase.objects.select_related("consultation__zone"), pk=pk, consultation__in=mine)


@needs(WRITE)
@require_safe
def synthesis(request: HttpRequest, pk: int) -> HttpResponse:
    """Sentences with their citations, coverage, proposals."""
    return _shown(request, _phase(request, pk))


def _shown(request: HttpRequest, phase: Phase, **forms_sent: Any) -> HttpResponse:
    found = Synthesis.objects.filter(phase=phase).select_related("phase", "edition").first()
    consultation = phase.consultation
    coverage = covered.lately(found) if found else None
    uncited = coverage.uncited_sentences if coverage else ()
    words = {
        "phase": phase, "synthesis": found, "coverage": coverage,
        **(_sentences(request, found, uncited) if found else {}),
        "unheard": Item.objects.filter(pk__in=coverage.unheard).for_lists() if coverage else [],
        "runs": rights.runs(request.user, consultation),
        "proposals": _proposals(found) if found else None,
        "sentence_form": forms.SentenceForm(consultation=consultation),
        "edition_form": forms.EditionForm(is_first=not (found and found.edition)),
        "proposals_form": forms.ProposalsForm(consultation=consultation, auto_id="proposals-%s"),
        **forms_sent,
    }  # fmt: skip
    shares = covered.figures(coverage) if coverage else {}
    words["shares"] = [(editions.LABELS[name], n, of) for name, (n, of) in shares.items()]
    status = max([status_of(form) for form in forms_sent.values()], default=200)
    return hq.page(request, "synthesis", str(phase), words, consultation=consultation, status=status)


def _sentences(request: HttpRequest, found: Synthesis, uncited: tuple[int, ...]) -> dict[str, Any]:
    """A page of them, or of those that cite nothing; the last that were removed."""
    rows = found.sentences.filter(removed_at=None).select_related("question")
    rows = rows.annotate(n=Count("citations")).order_by("position", "pk")  # counting drops the order
    only_uncited = bool(uncited) and "uncited" in request.GET
    if only_uncited:
        rows = rows.filter(pk__in=uncited[:MOST_UNCITED])
    page = Paginator(rows, SENTENCES).get_page(request.GET.get("p"))
    removed = found.sentences.exclude(removed_at=None).order_by("-removed_at", "-pk")[:REMOVED]
    return {"page": page, "uncited": set(uncited), "only_uncited": only_uncited, "removed": removed}


def _proposals(found: Synthesis) -> Proposals | None:
    """The last ones, each group with some of its contributions."""
    last = found.proposals.order_by("-pk").first()
    if last is None or last.done_at is None:
        return last
    wanted = [pk for group in last.groups for pk in group["items"][:SAMPLES]]
    items = {item.pk: item for item in Item.objects.live().filter(pk__in=wanted).for_lists()}
    for nth, group in enumerate(last.groups):
        group["nth"] = nth
        group["samples"] = [items[pk] for pk in group["items"][:SAMPLES] if pk in items]
    return last


@needs(WRITE)
@require_POST
@once("syntheses_hq:list")
def sentences(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a sentence; ``group``: one that cites the contributions of a proposal."""
    phase = _phase(request, pk)
    form = forms.SentenceForm(request.POST, consultation=phase.consultation)
    if not form.is_valid():
        return _shown(request, phase, sentence_form=form)
    found = actions.begin(phase=phase)
    made = actions.write(
        synthesis=found, text=form.cleaned_data["text"], question=form.cleaned_data["question"],
        cites=_of_group(found, request), user=me(request),
    )  # fmt: skip
    return redirect("syntheses_hq:sentence", made.pk)


def _of_group(found: Synthesis, request: HttpRequest) -> list[int]:
    nth = query_params.key(request.POST.get("group", ""))
    last = found.proposals.order_by("-pk").first()
    if last is None or nth is None or nth >= len(last.groups):
        return []
    return list(last.groups[nth]["items"])


@needs(RUN)
@require_POST
@once("syntheses_hq:list")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the next edition."""
    phase = _phase(request, pk, Consultation.objects.visible_to(request.user))
    found = actions.begin(phase=phase)
    form = forms.EditionForm(request.POST, is_first=found.edition_id is None)
    if form.is_valid():
        try:
            actions.publish(synthesis=found, why=form.cleaned_data["why"], user=me(request))
            messages.success(request, _("The edition is published."))
            return redirect("syntheses_hq:synthesis", pk)
        except actions.Empty:
            form.add_error(None, _("Write a sentence first."))
        except actions.Uncited:
            form.add_error(None, _("Each sentence needs a contribution to cite."))
    return _shown(request, phase, edition_form=form)


@needs(WRITE)
@require_POST
@once("syntheses_hq:list")
def proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the machine propose groups."""
    phase = _phase(request, pk)
    form = forms.ProposalsForm(request.POST, consultation=phase.consultation, auto_id="proposals-%s")
    if not form.is_valid():
        return _shown(request, phase, proposals_form=form)
    found, said = actions.begin(phase=phase), form.cleaned_data
    if actions.ask_for_proposals(synthesis=found, question=said["question"], wanted=said["wanted"]):
        messages.success(request, _("Reading the contributions. The groups will appear here."))
    else:
        messages.info(request, _("The machine is already reading."))
    return redirect("syntheses_hq:synthesis", pk)
