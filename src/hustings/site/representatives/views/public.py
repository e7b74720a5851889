"""Write or call, confirm, take back, disown: what visitors do with an appeal."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.people.signups.public_forms import link_pages as links
from hustings.people.signups.public_forms import responses
from hustings.site.representatives import actions
from hustings.site.representatives.forms.letters import FIRST, SECOND, VoiceForm, stamped
from hustings.site.representatives.models import Appeal, Submission, Way
from hustings.site.representatives.models.submissions import VoiceQuerySet

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
    try:
        _speak(request, form)
    except actions.TooMany:
        form.say_many()
        return _shown(request, form, step, 429)
    return _own(request, form) if form.is_letter and not appeal.is_sent_by_us else _sent(request)


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


def _speak(request: HttpRequest, form: VoiceForm) -> None:
    typed: dict[str, Any] = form.cleaned_data
    actions.speak(
        appeal=form.appeal,
        way=form.way,
        whom=form.chosen_whom,
        address=typed["email"],
        language=get_language() or settings.LANGUAGE_CODE,
        source=form.shown.source,
        consents=form.consents,
        given_name=typed["given_name"],
        family_name=typed["family_name"],
        postcode=typed["postcode"],
        zone=form.zone,
        subject=typed.get("about", ""),
        text=typed.get("text", ""),
        visitor=responses.visitor(request),
        ref=form.shown.ref,
        came=form.shown.came,
        form_key=form.key,
    )


def _own(request: HttpRequest, form: VoiceForm) -> HttpResponse:
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
    return render(request, template, words)


def mailto(address: str, subject: str, text: str) -> str:
    """A link that opens the letter; only its beginning where programs would refuse the whole."""
    head = f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body="
    body = text.replace("\r", "").replace("\n", "\r\n")
    while len(head) + len(quote(body)) > LONGEST_LINK:
        body = body[: len(body) * 9 // 10]
    return head + quote(body)


def _sent(request: HttpRequest) -> HttpResponse:
    """Say the same whether the address is new, has written, or wants no more mails."""
    return responses.sent(request, "representatives/sent_words.html", "appeals:sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "representatives/sent.html")


def _found(request: HttpRequest, token: str, *, may_be_old: bool = False) -> Submission | HttpResponse:
    return links.found(request, _rows(), token, "representatives", may_be_old=may_be_old)


def _rows() -> VoiceQuerySet:
    return Submission.objects.select_related("appeal")


@never_cache
@csrf_exempt  # the token in the address is the only authority
@require_http_methods(["GET", "HEAD", "POST"])
def voice(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the mail leads: the letter, and a button, because scanners follow links."""
    found = _found(request, token)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        try:
            actions.confirm(voice=found)
        except actions.NotOpen:
            return render(request, "representatives/not_open.html", {"appeal": found.appeal}, status=410)
        return redirect("appeals:voice", token)
    approaches = list(found.approaches.select_related("representative").order_by("representative__name_key"))
    words = {"voice": found, "appeal": found.appeal, "token": token, "approaches": approaches}
    if found.withdrawn_at:
        return render(request, "representatives/withdrawn.html", words)
    if found.confirmed_at:
        words["n_waiting"] = sum(each.sent_at is None for each in approaches)
        return render(request, "representatives/thanks.html", words)
    return render(request, "representatives/confirm.html", words)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """ "This wasn't me": a page with a button, then it is gone."""
    try:
        found = _rows().linked(token)  # to be rid of it one is never late
    except Submission.DoesNotExist:
        return render(request, "representatives/disowned.html")  # nothing is there: what they wanted
    if request.method == "POST":
        actions.disown(voice=found)
        return redirect("appeals:not_me", token)
    return render(request, "representatives/not_me.html", {"voice": found, "appeal": found.appeal})


@csrf_exempt
@require_POST
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    """The writer takes it back: what has not left stays, and the text is deleted."""
    found = _found(request, token)
    if isinstance(found, HttpResponse):
        return found
    actions.withdraw(voice=found)
    return redirect("appeals:voice", token)


@csrf_exempt
@require_POST
def mails(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(request, token, may_be_old=True)
    if isinstance(found, HttpResponse):
        return found
    actions.mail_again(voice=found)
    return redirect("appeals:sent")
