"""HQ: what colleagues say to each other about a letter."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.idempotency import Refusal, once
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import LARGEST, find, framed_below, preview, typed
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.review import actions
from hustings.outreach.review.comments import mentions, places, threads
from hustings.outreach.review.models import Comment
from hustings.outreach.review.models.comments import LONGEST


@needs(VIEW_MAILINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@once("dispatch:mailings")
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """All comments beside the letter; POST adds one."""
    mailing = typed(find(pk))
    said: dict[str, Any] = {}
    if request.method == "POST":
        said = {"block": request.POST.get("block", "")[:36], "text": query_params.posted(request, "text")}
        try:
            made = actions.comment_on(mailing=mailing, user=me(request), readers=_readers(request), **said)
        except mailings_refusals.Refused as refused:
            said["refused"] = str(refused)
        else:
            return _led(made)
    return _page(request, mailing, said)


def _page(request: HttpRequest, mailing: Mailing, said: dict[str, Any]) -> HttpResponse:
    user = me(request)
    context = framed_below(mailing, _("Comments")) | {
        "mailing": mailing,
        "groups": threads.groups(mailing, user),
        "n_open": threads.n_open([mailing]).get(mailing.pk, 0),
        "places": places.of(mailing),
        "colleagues": [each for each in mentions.who_see() if each.pk != user.pk],
        "chosen": _readers(request),
        "said": {"block": request.GET.get("block", "")} | said,
        "longest": LONGEST,
        "may_comment": mailing.may_be_written,
        "may_change": may_change(user, mailing),
        **preview(request, mailing),
    }
    return render(request, "review/comments.html", context, status=422 if "refused" in said else 200)


@needs(VIEW_MAILINGS)
@require_POST
@once("dispatch:mailings")
def comment_answers(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    return _done(
        request, pk, number, lambda comment, user: actions.answer(
            comment=comment, user=user, text=query_params.posted(request, "text"), readers=_readers(request)
        ),
    )  # fmt: skip


@needs(VIEW_MAILINGS)
@require_POST
@once("dispatch:mailings")
def comment_resolution(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    deed = actions.reopen if request.POST.get("do") == "reopen" else actions.resolve
    return _done(request, pk, number, lambda comment, user: deed(comment=comment, user=user))


@needs(VIEW_MAILINGS)
@require_POST
@once("dispatch:mailings")
def comment_removal(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    return _done(request, pk, number, lambda comment, user: actions.drop_comment(comment=comment, user=user))


@needs(VIEW_MAILINGS)
@require_POST
def comment_reading(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    actions.read_comment(comment=_comment(pk, number), user=me(request))
    return redirect("wagtailadmin_home") if request.POST.get("from") == "home" else _led(_comment(pk, number))


def _comment(pk: int, number: int) -> Comment:
    found = Comment.objects.select_related("mailing", "answers_to")
    return get_object_or_404(found, mailing=find(pk), pk=min(number, LARGEST))


def _done(request: HttpRequest, pk: int, number: int, deed: Callable[[Comment, User], Any]) -> HttpResponse:
    comment = _comment(pk, number)
    try:
        made = deed(comment, me(request))
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
        return Refusal(_url(comment))
    return _led(made or comment)


def _led(comment: Comment) -> HttpResponse:
    return redirect(_url(comment))


def _url(comment: Comment) -> str:
    url = reverse("review:comments", args=[comment.mailing_id])
    return f"{url}#comment-{comment.pk}" if comment.pk else url


def _readers(request: HttpRequest) -> set[int]:
    ticked = request.POST.getlist("to")[: mentions.MOST]
    return {key for each in ticked if (key := query_params.key(each)) is not None}
