"""Deeds on one's own: edit, take back, carry a vote over, choose a name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hustings.deliberation.consultations import actions, cards
from hustings.deliberation.consultations.forms import public as forms
from hustings.deliberation.consultations.models import Item, Shown
from hustings.deliberation.consultations.models.consultations import Naming
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts, public_items
from hustings.deliberation.consultations.views import public_frame as frame

View = Callable[..., HttpResponse]


@csrf_exempt  # as votes: see public_acts
@require_POST
@frame.guarded
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote on the version that stands as on an earlier one."""
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    if reader.participant is None or not acting.is_ours(request, reader):
        outcome = acting.strange()
    else:
        try:
            actions.carry_over(participant=reader.participant, item=found)
            outcome = acting.Outcome(acting.DONE)
        except acting.REFUSALS as why:
            outcome = acting.refused(why)
    return public_acts.answer_vote(request, reader, found, outcome)


def _own(view: View) -> View:
    """A view of whoever wrote an item: it gets the item and its reader. To others it is the item's page."""

    @never_cache
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @frame.guarded
    @wraps(view)
    def shown(request: HttpRequest, pk: int) -> HttpResponse:
        found = frame.item_of(pk)
        reader = frame.reader_of(request, found.phase.consultation)
        if not found.is_live:
            return public_items.gone(request, reader, found)
        is_own = reader.participant is not None and reader.participant.pk == found.participant_id
        if not is_own or not found.phase.is_open():
            return acting.lead(request, reverse("consultations:item", args=[pk]))
        return view(request, found, reader)

    return shown


@_own
def edit(request: HttpRequest, item: Item, reader: Reader) -> HttpResponse:
    """Other words for what one wrote: the next version. It says what happens to votes."""
    if item.kind not in cards.EDITABLE:
        return acting.lead(request, reverse("consultations:item", args=[item.pk]))
    draft = f"edit{item.pk}"
    if request.method != "POST":
        form = frame.anew(request, reader, forms.EditForm, item, draft=draft)
        return _edit_page(request, item, reader, form)
    form = public_acts.sent(request, reader, forms.EditForm, item, draft=draft)
    if not form.is_valid():
        return _edit_page(request, item, reader, form, 422)
    assert item.version and reader.participant
    said = form.cleaned_data
    try:
        actions.edit(
            item=item, title=said.get("title", item.version.title), text=said["text"], why=said["why"],
            participant=reader.participant,
        )  # fmt: skip
    except acting.REFUSALS as why:
        words = {"outcome": acting.refused(why), "item": item}
        return frame.page(request, "refused", reader, words, status=409)
    return acting.lead(request, reverse("consultations:item", args=[item.pk]), "edited", draft=draft)


def _edit_page(
    request: HttpRequest, item: Item, reader: Reader, form: Any, status: int = 200
) -> HttpResponse:
    [card] = cards.made([item], reader, item.phase)
    words = {"item": item, "phase": item.phase, "card": card, "form": form}
    return frame.page(request, "edit", reader, words, status=status)


@_own
def withdrawal(request: HttpRequest, item: Item, reader: Reader) -> HttpResponse:
    """Take back what one wrote."""
    if request.method == "POST" and acting.is_ours(request, reader):
        assert reader.participant
        try:
            actions.take_back(item=item, participant=reader.participant)
        except acting.REFUSALS as why:
            words = {"outcome": acting.refused(why), "item": item}
            return frame.page(request, "refused", reader, words, status=409)
        return acting.lead(request, _above(item), "withdrawn")
    return frame.page(request, "withdrawal", reader, {"item": item, "phase": item.phase})


def _above(item: Item) -> str:
    """The page where readers find what is beside it."""
    if item.parent_id:
        return reverse("consultations:item", args=[item.parent_id])
    if item.question_id:
        return reverse("consultations:question", args=[item.question_id])
    return reverse("consultations:step", args=[item.phase_id])


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@frame.guarded
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose name or pseudonym, for all that one wrote and will write."""
    consultation = frame.consultation_of(pk)
    reader = frame.reader_of(request, consultation)
    here = frame.path_of(consultation)
    if reader.participant is None:
        return acting.lead(request, here)
    may_choose = consultation.naming == Naming.CHOICE
    if request.method == "POST" and may_choose and acting.is_ours(request, reader):
        wanted = request.POST.get("shown", "")
        if wanted in Shown.values:
            actions.choose_name(participant=reader.participant, shown=wanted)
            return acting.lead(request, here, "named")
    mine = reader.participant
    words = {
        "may_choose": may_choose, "mine": mine,
        "full_name": mine.person.name if mine.person else "",
    }  # fmt: skip
    return frame.page(request, "name", reader, words)
