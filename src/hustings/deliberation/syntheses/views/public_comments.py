"""Comment on a sentence of a synthesis."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.deliberation.consultations.models import ItemKind
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts, public_items
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.syntheses.forms.comments import CommentForm
from hustings.deliberation.syntheses.page_parts import COMMENT_FORM


@csrf_exempt  # as votes: see public_acts
@require_POST
@frame.guarded
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    found = frame.item_of(pk)
    reader = frame.reader_of(request, found.phase.consultation)
    here = reverse("consultations:item", args=[pk])
    if found.kind != ItemKind.SENTENCE:
        return acting.lead(request, here)
    draft = f"{CommentForm.place}{pk}"
    form = public_acts.sent(request, reader, CommentForm, draft=draft)
    if form.is_trapped:
        return acting.lead(request, here, "sent")
    if not found.is_live:
        return public_items.gone(request, reader, found)
    if not form.is_valid():
        setattr(request, COMMENT_FORM, form)
        return public_items.shown(request, reader, found, status=422)
    act = {
        "act": "post", "phase": found.phase_id, "kind": ItemKind.COMMENT.value, "question": None,
        "parent": pk, "draft": draft, **form.said,
    }  # fmt: skip
    outcome = acting.take(request, reader, act, here)
    if outcome.item:
        return acting.lead(request, here, "added", f"item-{outcome.item.pk}", draft)
    if outcome.state == acting.WAITS:
        return acting.lead(request, here, "waits", draft=draft)
    return public_acts.unfinished(request, reader, outcome, about=found)
