"""Pages of one item: its words, votes, versions, arguments and sources."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations import cards, comparison, hooks
from hustings.deliberation.consultations.forms import public as forms
from hustings.deliberation.consultations.models import Item, ItemKind, Version, ballot_on
from hustings.deliberation.consultations.models.items import UNARGUED
from hustings.deliberation.consultations.public import around_items
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.foundation.lib.web import query_params

SIDES = {"for": ItemKind.FOR, "against": ItemKind.AGAINST}


@require_safe
@frame.guarded
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """An item with all that was said about it."""
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    if not found.is_live or found.version is None:
        return gone(request, reader, found)
    return shown(request, reader, found)


def shown(
    request: HttpRequest, reader: Reader, found: Item, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, with forms as they were sent where something is missing in ``more``."""
    phase = found.phase
    [card] = cards.made([found], reader, phase)
    is_argued = found.kind not in UNARGUED
    may_argue = card.may_act and phase.takes_arguments and is_argued
    may_source = card.may_act and phase.takes_sources and is_argued
    words: dict[str, Any] = {
        "phase": phase, "item": found, "card": card, "is_open": phase.is_open(),
        "sides": around_items.sides(found, reader) if is_argued else [],
        "sources": around_items.sources(found) if is_argued else [], "versions": around_items.versions(found),
        "parts": hooks.of_item(request, found, reader), "above": around_items.above(found),
        "alike": around_items.alike(found),
        "argument_form": _form(request, reader, forms.ArgumentForm, found) if may_argue else None,
        "source_form": _form(request, reader, forms.SourceForm, found) if may_source else None,
        "links": hooks.ordered(hooks.item_links),
        "pending": [act for act in reader.waiting_texts if act.get("parent") == found.pk],
    }  # fmt: skip
    here = reverse("consultations:item", args=[found.pk])
    return frame.page(request, "item", reader, {**words, **more}, status=status, canonical=here)


def _form(request: HttpRequest, reader: Reader, form: Any, found: Item) -> Any:
    return frame.anew(request, reader, form, draft=f"{form.place}{found.pk}")


def gone(request: HttpRequest, reader: Reader, found: Item) -> HttpResponse:
    """In place of an item that was hidden or taken back; what is in the public bin can be read there."""
    has_answers = bool(found.n_for or found.n_against)
    words = {
        "item": found, "phase": found.phase,
        "parts": hooks.of_hidden(request, found, reader) if found.hidden_at else [],
        "sides": around_items.sides(found, reader) if has_answers else [],
    }  # fmt: skip
    return frame.page(request, "gone", reader, words, status=410)


@require_safe
@frame.guarded
def arguments(request: HttpRequest, pk: int, side: str) -> HttpResponse:
    """All arguments of one side, a page at a time."""
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    if side not in SIDES or found.kind in UNARGUED or not found.is_live:
        raise Http404
    after = query_params.text(request, "after", 60)
    words = {
        "phase": found.phase,
        "item": found,
        "side": around_items.side(found, reader, SIDES[side], after),
    }
    return frame.page(request, "arguments", reader, words, canonical=request.path)


@require_safe
@frame.guarded
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions with their votes."""
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    if not found.is_live:
        return gone(request, reader, found)
    words = {"phase": found.phase, "item": found, "versions": around_items.versions(found, None)}
    return frame.page(request, "versions", reader, words, canonical=request.path)


@require_safe
@frame.guarded
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version, compared with another: the one before, or ``with``."""
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    if not found.is_live:
        return gone(request, reader, found)
    rows = Version.objects.select_related("participant").filter(item=found)
    later = get_object_or_404(rows, number=number)
    other = query_params.key(request.GET.get("with", "")) or number - 1
    earlier = rows.filter(number=other).first()
    if earlier and earlier.number > later.number:
        earlier, later = later, earlier
    words = {
        "phase": found.phase, "item": found, "later": later, "earlier": earlier,
        "title_pieces": comparison.of(earlier.title if earlier else later.title, later.title),
        "pieces": comparison.of(earlier.text if earlier else later.text, later.text),
        "bars": cards.bars(later, ballot_on(found.kind, found.phase.ballot)),
        "versions": around_items.versions(found, None),
    }  # fmt: skip
    return frame.page(request, "version", reader, words, canonical=request.path)
