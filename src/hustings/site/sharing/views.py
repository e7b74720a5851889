"""HQ: texts to share with, what came of each, and codes to print."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, EDIT_CANDIDATES
from hustings.foundation.lib.web import idempotency as sent
from hustings.foundation.lib.web import qr
from hustings.people.persons.refusals import Refused
from hustings.people.persons.views.frame import page, posted
from hustings.site.sharing import actions, approval, figures, subjects
from hustings.site.sharing.forms import AddressForm, TextForm, WordForm
from hustings.site.sharing.models import ShareText, Thanking
from hustings.site.sharing.subjects import Subject

once = sent.once("sharing:list")
MOST = 200  # subjects listed, those written for last first
KINDS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "svg": (qr.svg, "image/svg+xml"), "png": (qr.png, "image/png"),
}  # fmt: skip


@needs(EDIT_CANDIDATES)
@once
def listed(request: HttpRequest) -> HttpResponse:
    """What has texts of its own, and the way to anything else."""
    form = AddressForm(posted(request))
    if request.method == "POST" and form.is_valid() and form.subject:
        return redirect("sharing:subject", form.subject.key)
    newest = ShareText.objects.order_by("-pk").values_list("about", flat=True)[: MOST * 5]
    keys = [key for key in dict.fromkeys(newest) if subjects.may_write(request.user, key)][:MOST]
    sums = figures.sums(keys)
    rows = [(subject, sums[subject.key]) for subject in subjects.of_keys(keys)]
    context = {
        "rows": rows,
        "form": form,
        "thanks": Thanking.is_wanted(),
        "may_switch": access.may(request.user, CHANGE_SETTINGS),
        "waiting": approval.listed() if approval.may(request.user) else [],
    }
    status = 422 if form.errors else 200
    return page(request, "sharing/hq/list.html", context, title=_("Share kit"), icon="link", status=status)


@needs(CHANGE_SETTINGS)
@require_POST
def thanks(request: HttpRequest) -> HttpResponse:
    is_on = request.POST.get("is_on") == "yes"
    actions.thank_others(is_on=is_on, user_id=me(request).pk)
    messages.success(request, _("Thank-you e-mails are on.") if is_on else _("Thank-you e-mails are off."))
    return redirect("sharing:list")


def _subject(request: HttpRequest, key: str) -> Subject:
    """The one of this key, where the user writes its texts; else 404."""
    found = subjects.get(key) if subjects.may_write(request.user, key) else None
    if found is None:
        raise Http404
    return found


@needs(EDIT_CANDIDATES)
@once
def subject(request: HttpRequest, key: str) -> HttpResponse:
    found = _subject(request, key)
    form, may_publish = TextForm(posted(request)), approval.may(request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_text(about=key, user=me(request), waits=not may_publish, **form.cleaned_data)
            shown = _("Published: it is now shown in turn.")
            messages.success(request, shown if may_publish else approval.WAITS)
            return redirect("sharing:subject", key)
        except Refused as why:
            form.add_error(None, str(why))
    texts = list(ShareText.objects.filter(about=key).order_by("retired_at", "pk"))
    context: dict[str, Any] = {
        "subject": found,
        "may_publish": may_publish,
        "mine": {text.pk for text in texts if may_publish or text.user_id == me(request).pk},
        "form": form,
        "figures": figures.of(texts),
        "word_form": WordForm(),
    }
    trail = [(reverse("sharing:list"), _("Share kit"))]
    status = 422 if form.errors else 200
    name, title = "sharing/hq/subject.html", found.title
    return page(request, name, context, title=title, trail=trail, icon="link", status=status)


@needs(EDIT_CANDIDATES)
@require_POST
def text(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ShareText, pk=pk)
    _subject(request, found.about)
    deed, may_publish = request.POST.get("do", ""), approval.may(request.user)
    if not may_publish and (deed == "approve" or (deed == "retire" and found.user_id != me(request).pk)):
        return access.denied(request)
    try:
        if deed == "approve":
            actions.approve_text(text=found, user=me(request))
        elif deed == "back":
            actions.bring_back_text(text=found, user=me(request), waits=not may_publish)
            if not may_publish:
                messages.success(request, approval.WAITS)
        elif deed == "retire":
            actions.retire_text(text=found, user=me(request))
        else:
            messages.error(request, _("Choose one of the buttons next to the text."))
    except Refused as why:
        messages.error(request, str(why))
    return redirect("sharing:subject", found.about)


@needs(EDIT_CANDIDATES)
@require_safe
def code(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    found, form = _subject(request, key), WordForm(request.GET)
    word = form.cleaned_word()
    if kind not in KINDS or not word:
        raise Http404
    draw, mime = KINDS[kind]
    answer = HttpResponse(draw(printed(found, word)), content_type=mime)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{key}-{word}.{kind}')}"
    return answer


def printed(found: Subject, word: str) -> str:
    return found.link(source="qr", medium="print", campaign=quote(word))
