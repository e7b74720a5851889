"""The leak room's pages. Each look at a case is noted: other people's mail is in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.campaigns.own_domains import own_domains
from hustings.foundation.jobs import live_tasks
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.security.leaks import actions, forms, shown, silence, tasks
from hustings.security.leaks.models import Case, against, dumps, known
from mailguard.forensics import boxes, telling
from mailguard.forensics import register as registers


def _read_now() -> set[int]:
    return live_tasks.numbers(tasks.read_case, waits=False)


_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _frame(title: str, *trail: tuple[str, str]) -> dict[str, Any]:
    return frame(title, *trail, icon="warning")


def _room() -> tuple[str, str]:
    return reverse("leaks:index"), _("Leaked e-mails")


def _above(case: Case) -> tuple[tuple[str, str], tuple[str, str]]:
    return _room(), (reverse("leaks:case", args=[case.uid]), case.name)


def _finished(uid: UUID) -> Case:
    return get_object_or_404(Case.objects.live().exclude(finished_at=None), uid=uid)


@require_safe
@never_cache
@needs(GUARD_MAIL)
def index(request: HttpRequest) -> HttpResponse:
    context = _frame(_("Leaked e-mails")) | {
        "cases": Case.objects.select_related("made_by", "deleted_by")[:100],
        "silence": silence.ahead(timezone.now()),
        "against": against(),
        "known": known(),
        "dumps": dumps(),
        "read_now": _read_now(),
    }
    return render(request, "leaks/index.html", context)


@_GET_POST
@needs(GUARD_MAIL)
def new(request: HttpRequest) -> HttpResponse:
    ours = {"domains": " ".join(own_domains())}
    form = forms.StartForm(request.POST or None, request.FILES or None, initial=ours)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            case = actions.start(
                name=data["name"], dump=data["dump"], sent=data["file"], domains=data["domains"],
                signs=data["signs"], user=request.user,  # type: ignore[arg-type]
            )  # fmt: skip
            return redirect("leaks:case", case.uid)
        except actions.NoDump:
            form.add_error("dump", _("It no longer exists."))
    context = _frame(_("New case"), _room()) | {"form": form, "dumps": dumps()}
    return render(request, "leaks/new.html", context, status=status_of(form))


@require_safe
@never_cache
@needs(GUARD_MAIL)
def case(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = get_object_or_404(Case, uid=uid)
    context = _frame(found.name, _room()) | {"case": found, "silence": silence.ahead(timezone.now())}
    if found.finished_at and not found.deleted_at:
        actions.look(case=found, user=request.user, what="results")  # type: ignore[arg-type]
        with found.open() as store:
            context |= shown.results(store)
    else:
        context |= _progress(found)
    context["looks"] = shown.looks(found.looks.select_related("user")[:20])
    context["keep_form"] = forms.KeepForm(initial={"until": found.keep_until})
    return render(request, "leaks/case.html", context)


def _progress(found: Case) -> dict[str, Any]:
    return {"case": found, "progress": found.progress(), "is_read_now": found.pk in _read_now()}


@require_safe
@never_cache
@needs(GUARD_MAIL)
def progress(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The line that tells how far it is; the whole page anew once it is done."""
    found = get_object_or_404(Case, uid=uid)
    answer = render(request, "leaks/_progress.html", _progress(found))
    if not found.is_busy:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(GUARD_MAIL)
def attempt(request: HttpRequest, uid: UUID) -> HttpResponse:
    actions.try_again(case=get_object_or_404(Case.objects.live(), uid=uid), user=request.user)  # type: ignore[arg-type]
    return redirect("leaks:case", uid)


@require_safe
@never_cache
@needs(GUARD_MAIL)
def mails(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The mails by class, mailbox and words."""
    found = _finished(uid)
    asked = {name: request.GET.get(name, "")[:200] for name in ("kind", "box", "q")}
    after = request.GET.get("after", "0")
    with found.open() as store:
        rows, more = shown.mails(
            store, kind=asked["kind"], box=asked["box"], words=asked["q"].strip(),
            after=int(after) if after.isdecimal() and len(after) < 12 else 0,
        )  # fmt: skip
        names = [each.name for each in boxes.accounts(store)]
    actions.look(case=found, user=request.user, what="mails", detail=asked["q"] or asked["kind"])  # type: ignore[arg-type]
    context = _frame(_("E-mails"), *_above(found)) | asked
    context |= {"case": found, "rows": rows, "more": more, "kinds": shown.KINDS, "boxes": names}
    return render(request, "leaks/mails.html", context)


@require_safe
@never_cache
@needs(GUARD_MAIL)
def mail(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """One mail: why it is of its class, and what was changed."""
    found = _finished(uid)
    with found.open() as store:
        row = next(store.rows("WHERE id = ?", (min(number, 2**62),)), None)
        if row is None:
            raise Http404
        context = shown.mail(row, store.details(row.id))
    actions.look(case=found, user=request.user, what="mail", detail=str(number))  # type: ignore[arg-type]
    title = _("E-mail %(n)s") % {"n": number}
    trail = (*_above(found), (reverse("leaks:mails", args=[uid]), _("E-mails")))
    return render(request, "leaks/mail.html", _frame(title, *trail) | {"case": found} | context)


@require_POST
@needs(GUARD_MAIL)
def register(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    found = _finished(uid)
    actions.look(case=found, user=request.user, what="register")  # type: ignore[arg-type]

    def lines() -> Iterator[str]:
        with found.open() as store:
            for line in registers.lines(store):
                yield json.dumps(line, ensure_ascii=True) + "\n"

    answer = StreamingHttpResponse(lines(), content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="register.jsonl"'
    return answer


@require_POST
@needs(GUARD_MAIL)
def table(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """All mails as CSV."""
    found = _finished(uid)
    actions.look(case=found, user=request.user, what="table")  # type: ignore[arg-type]
    file = NamedTemporaryFile(dir=found.folder, suffix=".csv")  # noqa: SIM115 - gone when it is sent
    with found.open() as store:
        telling.write_csv(store, Path(file.name))
    return FileResponse(file, as_attachment=True, filename="mails.csv")


@_GET_POST
@needs(GUARD_MAIL)
def statement(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = _finished(uid)
    now = {"english": found.english, "french": found.french, "seen": actions.version(found)}
    form = forms.StatementForm(request.POST or None, initial=now)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_statement(case=found, user=request.user, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("Draft saved."))
            return redirect("leaks:statement", uid)
        except actions.Overtaken:
            found.refresh_from_db()
            theirs = found
            form.data = {**form.cleaned_data, "seen": actions.version(found)}
            form.add_error(
                None,
                _(
                    "Someone else has changed the draft in the meantime; their version is below. "
                    "Combine both, then save."
                ),
            )
    context = _frame(_("Draft statement"), *_above(found)) | {
        "case": found, "form": form, "silence": silence.ahead(timezone.now()), "theirs": theirs,
    }  # fmt: skip
    return render(request, "leaks/statement.html", context, status=status_of(form))


@require_POST
@needs(GUARD_MAIL)
def removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    actions.delete(case=get_object_or_404(Case.objects.live(), uid=uid), user=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Case deleted. Its figures and the register’s hash are kept."))
    return redirect("leaks:index")


@require_POST
@needs(GUARD_MAIL)
def keeping(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = get_object_or_404(Case.objects.live(), uid=uid)
    form = forms.KeepForm(request.POST)
    if form.is_valid():
        actions.keep(case=found, until=form.cleaned_data["until"], user=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Retention saved."))
    else:
        messages.error(request, " ".join(map(str, form.errors["until"])))
    return redirect("leaks:case", uid)
