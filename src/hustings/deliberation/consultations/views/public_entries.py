"""Entries of visitors whom nobody knows yet: an e-mail with the first act, and the mailed link."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.forms import public as forms
from hustings.deliberation.consultations.models import Entry
from hustings.deliberation.consultations.models.consultations import Naming
from hustings.deliberation.consultations.models.participants import Shown
from hustings.deliberation.consultations.public import entry_cookies
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import embeds, responses
from hustings.people.signups.views import links


@csrf_exempt  # uses nobody's log-in; the signed stamp proves that our page was shown
@require_POST
@frame.guarded
def entries(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the e-mail with the act: mail a link, or show the form again with what is missing."""
    consultation = frame.consultation_of(pk)
    reader = frame.reader_of(request, consultation)
    act = forms.act_in(request.POST.get("act", ""))
    shown = responses.shown(request)
    if act is None:
        return frame.page(request, "refused", reader, {"outcome": acting.strange()}, status=410)
    if shown is None:
        typed = responses.unticked(request.POST)
        form = forms.entry_form(consultation, act, responses.page_before(request), request, typed)
        form.say_strange()
        return _again(request, reader, form, 410)
    form = forms.EntryForm(consultation, act, shown, request.POST)
    if form.is_trapped:
        return _sent(request, reader, form, None)
    if not form.is_valid():
        return _again(request, reader, form, 422)
    name = Shown.NAME if consultation.naming == Naming.NAME else form.chosen_name
    typed_row = Entry.typed(
        consultation=consultation, shown=name, acts=[act], **responses.typed(request, form)
    )
    try:
        actions.enter(entry=typed_row)
    except Closed:
        outcome = acting.Outcome(acting.REFUSED, problem=_("This consultation is closed."))
        return frame.page(request, "refused", reader, {"outcome": outcome}, status=410)
    except TooMany:
        form.say_many()
        return _again(request, reader, form, 429)
    return _sent(request, reader, form, typed_row)


def _again(request: HttpRequest, reader: Reader, form: forms.EntryForm, status: int) -> HttpResponse:
    words: dict[str, Any] = {
        "form": form, "consultation": reader.consultation, "reader": reader,
    }  # fmt: skip
    part, whole = "consultations/entries/form.html", "consultations/entries/again.html"
    return responses.again(request, part, whole, words, status)


def _sent(request: HttpRequest, reader: Reader, form: forms.EntryForm, row: Entry | None) -> HttpResponse:
    """Say the same whether the address is new, known, or wants no more mails; further acts wait with it."""
    if row is not None and row.stands:
        return responses.sent(request, "consultations/entries/sent_words.html", "consultations:sent", row)
    if embeds.of(request):
        return responses.sent(request, "consultations/entries/sent_words.html", "consultations:sent", row)
    source = form.shown.source or frame.path_of(reader.consultation)
    answer = acting.lead(request, source, "sent", draft=str(form.act.get("draft", "")))
    entry_cookies.keep(request, answer, reader.consultation.pk, row.pk if row and row.pk else 0)
    responses.note_wish(request, answer, row)
    return answer


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link; the browser that sent the entry, too, acts for its voice once it has followed it."""
    began = timezone.now()
    answer: HttpResponse = links.link(request, token, kind="consultations")
    if request.method == "POST" and answer.status_code == 302:
        try:
            entry = Entry.objects.get(pk=Entry.number_in(token))
        except ObjectDoesNotExist:
            return answer
        kept = entry_cookies.read(request).get(entry.consultation_id)
        # Once: a mail that is handed on after it was confirmed proves nothing.
        if kept and kept.entry == entry.pk and entry.confirmed_at and entry.confirmed_at >= began:
            entry_cookies.keep(request, answer, entry.consultation_id, entry.pk, is_proven=True)
    return answer
