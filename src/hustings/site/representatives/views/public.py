"""Write or call, confirm, take back, disown: what visitors do with an appeal."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.people.signups.public_forms import responses
from hustings.site.representatives import actions
from hustings.site.representatives.forms.letters import FIRST, SECOND, VoiceForm, stamped
from hustings.site.representatives.models import Appeal, Voice, Way

LONGEST_LINK = 1_900  # characters of a mailto: address that mail programs take


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def voices(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step of the form: show the next one, or mail a link, or say what is missing."""
    appeal = get_object_or_404(Appeal, pk=pk)
    shown = responses.shown(request)
    way = request.POST.get("way", "")
    step = SECOND if request.POST.get("step") == SECOND else FIRST
    if way not in appeal.ways:
        return _no_way(request, appeal, way, step)
    if shown is None:
        return _anew(request, appeal, way, step)
    form = VoiceForm(appeal, way, step, shown, request.POST)
    if form.is_trapped:
        return _sent(request)
    if not appeal.is_open:
        return _not_open(request, form)
    if not form.is_valid():
        return _shown(request, form, step, 422)
    if step == FIRST:
        return _shown(request, form.begun(), SECOND, 200)
    said = {"subject": form.cleaned_data.get("about", ""), "text": form.cleaned_data.get("text", "")}
    typed = Voice.typed(appeal=appeal, way=way, **said, **responses.typed(request, form))
    try:
        actions.speak(voice=typed, whom=form.chosen_whom)
    except actions.TooMany:
        form.say_many()
        return _shown(request, form, step, 429)
    is_own = form.is_letter and not appeal.is_sent_by_us
    return _own(request, form, typed) if is_own else _sent(request, typed)


def _anew(request: HttpRequest, appeal: Appeal, way: str, step: str) -> HttpResponse:
    """Sent without a stamp of ours, as after days: the same step with all that was typed, and what to do."""
    shown = stamped(appeal, responses.page_before(request), request)
    form = VoiceForm(appeal, way, step, shown, responses.unticked(request.POST))
    if not appeal.is_open:
        return _not_open(request, form)
    form.say_strange()
    return _shown(request, form, step, 410)


def _no_way(request: HttpRequest, appeal: Appeal, way: str, step: str) -> HttpResponse:
    """Sent without a way, or by one that was switched off meanwhile: with what was typed, to copy."""
    shown = stamped(appeal, responses.page_before(request), request)
    form = VoiceForm(appeal, way, step, shown, request.POST)
    return _given_back(request, form, "stale", was_a_way=way in Way.values)


def _not_open(request: HttpRequest, form: VoiceForm) -> HttpResponse:
    """Closed meanwhile: with what was typed, to copy."""
    return _given_back(request, form, "not_open")


def _given_back(request: HttpRequest, form: VoiceForm, name: str, **more: Any) -> HttpResponse:
    """A page, or the part that htmx wants of it, that takes nothing and shows what was typed."""
    words = {"appeal": form.appeal, "written": form.written, **more}
    part = f"{name}_words" if responses.wants_part(request) else name
    return render(request, f"representatives/{part}.html", words, status=410)


def _shown(request: HttpRequest, form: VoiceForm, step: str, status: int) -> HttpResponse:
    part = "representatives/second.html" if step == SECOND else "representatives/first.html"
    words = {"form": form, "appeal": form.appeal, "part": part}
    template = part if responses.wants_part(request) else "representatives/step.html"
    return render(request, template, words, status=status)


def _own(request: HttpRequest, form: VoiceForm, row: Voice) -> HttpResponse:
    """The letter for their own mail program, to each; sent twice it shows the same again."""
    said = form.cleaned_data
    links = [
        (one, mailto(one.email, said["about"], said["text"]))
        for one in form.whom
        if one.pk in form.chosen_whom
    ]
    words = {"appeal": form.appeal, "links": links, "about": said["about"], "text": said["text"]}
    template = (
        "representatives/own_words.html" if responses.wants_part(request) else "representatives/own.html"
    )
    answer = render(request, template, words)
    responses.note_wish(request, answer, row)
    return answer


def mailto(address: str, subject: str, text: str) -> str:
    """A link that opens the letter; only its beginning where programs would refuse the whole."""
    head = f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body="
    body = text.replace("\r", "").replace("\n", "\r\n")
    while len(head) + len(quote(body)) > LONGEST_LINK:
        body = body[: len(body) * 9 // 10]
    return head + quote(body)


def _sent(request: HttpRequest, row: Voice | None = None) -> HttpResponse:
    """Say the same whether the address is new, has written, or wants no more mails."""
    return responses.sent(request, "representatives/sent_words.html", "appeals:sent", row)
