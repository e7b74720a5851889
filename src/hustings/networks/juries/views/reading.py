"""Pages of a juror, first for phones: their list, one application with its marks, two to compare."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.lib.fields.uploaded_files import KINDS
from hustings.foundation.lib.web.sent_files import sent
from hustings.networks.initiatives import answers
from hustings.networks.initiatives.actions import known_names
from hustings.networks.initiatives.models import Application
from hustings.networks.initiatives.packs import names
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.views.public import shown
from hustings.networks.juries import actions, conflicts
from hustings.networks.juries.forms import MarkForm
from hustings.networks.juries.models import Juror, Review
from hustings.people.persons.refusals import Refused


def linked(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of whoever has a juror's link: it gets the juror. An unknown link leads to a page."""

    @never_cache
    @csrf_exempt  # the link itself is the key, and no cookie is read
    def found(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        try:
            juror = Juror.objects.linked(token)
        except ObjectDoesNotExist:
            return render(request, "juries/public/unknown.html", status=404)
        return view(request, juror, **more)

    return found


def _show(
    request: HttpRequest, name: str, juror: Juror, words: dict[str, Any], status: int = 200
) -> HttpResponse:
    about = {"juror": juror, "round": juror.round, "call": juror.round.call, "token": juror.token}
    return shown(request, f"juries/public/{name}.html", about | words, status=status)


@linked
@require_safe
def jury(request: HttpRequest, juror: Juror) -> HttpResponse:
    """All that they have to read, in their own order, and how far they are."""
    barred = conflicts.of_juror(juror)
    rows = juror.reviews.select_related("application__round").exclude(application__in=barred)
    reviews = [each for each in rows if each.application.withdrawn_at is None]
    words = {
        "reviews": reviews, "n_done": sum(each.done_at is not None for each in reviews),
        "n": len(reviews), "pair": actions.next_pair(juror) if juror.agreed_at else [],
    }  # fmt: skip
    return _show(request, "jury", juror, words)


@linked
@require_POST
def answer(request: HttpRequest, juror: Juror) -> HttpResponse:
    """Yes or no to the invitation."""
    actions.answer_invitation(juror=juror, is_yes=request.POST.get("is_yes") == "yes")
    return redirect("jury:jury", juror.token)


def _review(juror: Juror, pk: int) -> Review:
    rows = juror.reviews.select_related("application__round__call", "application__round__questionnaire")
    mine = rows.exclude(application__in=conflicts.of_juror(juror)).filter(application__withdrawn_at=None)
    return get_object_or_404(mine, pk=pk)


def pack(row: Application) -> dict[str, Any]:
    """An application as jurors get it: blind where the round is."""
    questions = answers.questions_of(row.round)
    if not row.round.is_blind:
        return {"title": row.title, "summary": row.summary, "said": answers.said(row, questions)}
    cut = known_names(row)
    return {
        "title": names.cut(row.title, cut), "summary": names.cut(row.summary, cut),
        "said": answers.blind(row, questions, cut),
    }  # fmt: skip


@linked
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, juror: Juror, pk: int) -> HttpResponse:
    """One application: read, marked, saved; then the next."""
    row = _review(juror, pk)
    criteria = list(juror.round.criteria.all())
    form = MarkForm(row, criteria, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        is_done = request.POST.get("go") == "done"
        try:
            actions.mark(review=row, marks=form.marks(), texts=form.texts(), is_done=is_done)
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            return _next(juror, row) if is_done else redirect("jury:jury", juror.token)
    application = row.application
    words = {
        "review": row, "form": form, "application": application, "pack": pack(application),
        "files": list(enumerate(application.attachments.all(), 1)),
    }  # fmt: skip
    return _show(request, "review", juror, words, 422 if form.errors else 200)


def _next(juror: Juror, row: Review) -> HttpResponse:
    left = juror.reviews.filter(done_at=None, application__withdrawn_at=None).exclude(
        application__in=conflicts.of_juror(juror)
    )
    following = left.filter(position__gt=row.position).first() or left.first()
    return (
        redirect("jury:review", juror.token, following.pk)
        if following
        else redirect("jury:jury", juror.token)
    )


@linked
@require_POST
def conflict(request: HttpRequest, juror: Juror, pk: int) -> HttpResponse:
    """They know whose it is, and must not mark it."""
    actions.declare_conflict(juror=juror, application=_review(juror, pk).application)
    return redirect("jury:jury", juror.token)


@linked
@require_safe
def file(request: HttpRequest, juror: Juror, pk: int, key: int) -> HttpResponseBase:
    """A file of an application, called by its number alone where the round is blind."""
    row = _review(juror, pk).application
    found = get_object_or_404(row.attachments.all(), pk=key)
    name = f"{row.number}-{key}.{found.ending}" if row.round.is_blind else found.name
    answer = sent(found.file, KINDS[found.ending][1], name=name)
    answer["Cache-Control"] = "no-store"
    return answer


@linked
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, juror: Juror) -> HttpResponse:
    """Two that are too close to call: which is the better one."""
    if request.method == "POST":
        keys = [request.POST.get(name, "") for name in ("first", "second", "better")]
        if all(key.isdecimal() and len(key) < 18 for key in keys):
            first, second, better = map(int, keys)
            try:
                actions.compare(juror=juror, pair=(first, second), better=better)
            except Refused as refused:
                return _show(request, "pair", juror, {"pair": [], "problem": str(refused)}, 422)
        return redirect("jury:pair", juror.token)
    found = actions.next_pair(juror) if juror.agreed_at else []
    for each in found:
        each.round = juror.round
    return _show(request, "pair", juror, {"pair": [(each, pack(each)) for each in found]})
