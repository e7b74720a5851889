"""HQ: a sentence beside the contributions that it may cite."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.deliberation.syntheses import actions, covered
from hustings.deliberation.syntheses.forms import syntheses as forms
from hustings.deliberation.syntheses.models import Sentence
from hustings.deliberation.syntheses.rights import WRITE, consultations_of
from hustings.deliberation.syntheses.views import hq
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of

NEWEST = ("-posted_at", "-pk")
CITED, SIZE = 200, 30
SENTENCES = 50  # on a page of a synthesis


def _sentence(request: HttpRequest, pk: int) -> Sentence:
    rows = Sentence.objects.select_related("synthesis__phase__consultation", "question")
    mine = consultations_of(request.user)
    return get_object_or_404(rows, pk=pk, synthesis__phase__consultation__in=mine)


@needs(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sentence(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its words; read and search contributions beside it."""
    found = _sentence(request, pk)
    phase = found.synthesis.phase
    form = forms.SentenceForm(
        request.POST if request.method == "POST" else None, consultation=phase.consultation,
        initial={"text": found.text, "question": found.question},
    )  # fmt: skip
    if form.is_valid():
        said = form.cleaned_data
        actions.write(
            synthesis=found.synthesis, sentence=found, text=said["text"], question=said["question"],
            user=me(request),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(_where(found))
    citations = found.citations.select_related("item__version", "item__participant").order_by("pk")
    cited = [each.item for each in citations[:CITED]]
    filters = forms.CitableFilter(request.GET)
    question = found.question if not filters.said["q"] else None
    rows = covered.citable(phase.consultation_id, question).exclude(pk__in=found.citations.values("item"))
    found_by_words = filters.found(rows.for_lists())
    beside, more = keyset.page(found_by_words, request.GET.get("after", ""), SIZE, NEWEST)
    words = {
        "sentence": found, "form": form, "cited": cited, "filters": filters, "beside": beside, "more": more,
        "question": question,
    }  # fmt: skip
    title = _("Sentence: %(text)s") % {"text": found.text[:60]}
    return hq.page(request, "sentence", title, words, consultation=phase.consultation, status=status_of(form))


@needs(WRITE)
@require_POST
def citations(request: HttpRequest, pk: int) -> HttpResponse:
    """Cite the contributions that were ticked, or no longer."""
    found = _sentence(request, pk)
    keys = query_params.keys(request.POST.getlist("row")[:CITED])
    if request.POST.get("do") == "remove":
        n = actions.uncite(sentence=found, items=keys)
        words = ngettext("%(n)s citation removed.", "%(n)s citations removed.", n)
    else:
        n = actions.cite(sentence=found, items=keys)
        words = ngettext("%(n)s citation added.", "%(n)s citations added.", n)
    messages.success(request, words % {"n": n})
    query = request.GET.urlencode()
    return redirect(reverse("syntheses_hq:sentence", args=[pk]) + (f"?{query}" if query else ""))


@needs(WRITE)
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it up or down, leave it out of the next edition, or take that back."""
    found = _sentence(request, pk)
    do = request.POST.get("do")
    if do == "remove":
        actions.remove(sentence=found)
        messages.success(request, _("Removed. You can restore it below the sentences."))
    elif do == "restore":
        actions.restore(sentence=found)
        messages.success(request, _("The sentence is restored."))
    else:
        actions.move(sentence=found, up=do == "up")
    return redirect(_where(found))


def _where(sentence: Sentence) -> str:
    """Its row in the synthesis."""
    sentence.refresh_from_db(fields=["position", "removed_at"])
    page = sentence.n_before() // SENTENCES + 1
    here = reverse("syntheses_hq:synthesis", args=[sentence.synthesis.phase_id])
    anchor = f"#sentence-{sentence.pk}" if sentence.removed_at is None else "#sentences-head"
    return (f"{here}?p={page}" if page > 1 else here) + anchor
