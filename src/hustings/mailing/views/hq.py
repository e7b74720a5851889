"""HQ: write mailings, look at them, try them out."""

from html import escape
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.models import User
from hustings.accounts.roles import Right
from hustings.lib.frame import frame
from hustings.mailing import actions, checks, letter, merge, progress
from hustings.mailing.forms import MailingForm, TestForm, sample
from hustings.mailing.measuring import figures
from hustings.mailing.models import Mailing
from hustings.people.models import Segment

_LARGEST = 2**63 - 1


def find(pk: int) -> Mailing:
    """The mailing, or a 404."""
    if pk > _LARGEST:
        raise Http404
    return get_object_or_404(Mailing.objects.select_related("segment", "topic", "user", "sent_by"), pk=pk)


def framed(title: str, *trail: tuple[str, str]) -> dict[str, Any]:
    """The frame of a page below the list of mailings."""
    return frame(title, (reverse("mailing:mailings"), _("Mailings")), *trail, icon="mail")


def framed_below(mailing: Mailing, title: str) -> dict[str, Any]:
    """The frame of a page below one mailing."""
    return framed(title, (reverse("mailing:mailing", args=[mailing.pk]), mailing.name))


def user_of(request: HttpRequest) -> User:
    """Who is signed in: the guard has seen to it."""
    assert isinstance(request.user, User)
    return request.user


def may_change(user: User, mailing: Mailing) -> bool:
    """One's own drafts; those of others only without a limit of territory."""
    if not access.may(user, Right.CHANGE_MAILINGS):
        return False
    return mailing.user_id in {None, user.pk} or access.everywhere(user, Right.CHANGE_MAILINGS)


def may_steer(user: User, mailing: Mailing) -> bool:
    """Pause, resume, cancel: what one has sent; others' only without a limit of territory."""
    if not access.may(user, Right.SEND_MAILINGS):
        return False
    return mailing.sent_by_id == user.pk or access.everywhere(user, Right.SEND_MAILINGS)


@needs(Right.VIEW_MAILINGS)
def mailings(request: HttpRequest) -> HttpResponse:
    """All mailings, newest first."""
    found = Mailing.objects.select_related("segment", "user").defer("body")
    page = Paginator(found, 25).get_page(request.GET.get("p"))
    rows = [(mailing, progress.of(mailing)) for mailing in page]
    context = {"page": page, "rows": rows, "may_write": access.may(request.user, Right.CHANGE_MAILINGS)}
    return render(request, "mailing/mailings.html", frame(_("Mailings"), icon="mail") | context)


@needs(Right.CHANGE_MAILINGS)
def new(request: HttpRequest) -> HttpResponse:
    """Start a draft."""
    return _compose(request, Mailing(user=user_of(request)))


@needs(Right.CHANGE_MAILINGS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    mailing = find(pk)
    if not may_change(user_of(request), mailing):
        return access.denied(request)
    if not mailing.is_draft:
        return redirect("mailing:mailing", pk)
    return _compose(request, mailing)


def _compose(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    form = MailingForm(request.POST or None, instance=mailing)
    chooses: Any = form.fields["segment"]
    chooses.queryset = Segment.objects.visible_to(request.user) | Segment.objects.filter(
        pk=mailing.segment_id or 0
    )
    if request.method == "POST" and form.is_valid():
        mailing = form.save()
        messages.success(request, _("Saved."))
        return redirect("mailing:mailing" if "on" in request.POST else "mailing:edit", mailing.pk)
    shown = {name: form[name].value() or "" for name in ("subject", "body")}
    context = {
        "form": form,
        "mailing": mailing,
        "fields": merge.FIELDS.items(),
        **_preview(request, shown["subject"], shown["body"]),
    }
    about = framed_below(mailing, _("Edit")) if mailing.pk else framed(_("Write a mailing"))
    return render(request, "mailing/compose.html", about | context, status=422 if form.errors else 200)


@needs(Right.CHANGE_MAILINGS)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The letter as it stands in the form: a fragment, asked for while one types."""
    made = _preview(request, request.POST.get("subject", ""), request.POST.get("body", ""))
    return render(request, "mailing/preview.html", made)


def _preview(request: HttpRequest, subject: str, body: str) -> dict[str, Any]:
    name = request.POST.get("as", request.GET.get("as", "known"))
    values = sample(name, request.user)
    language = get_language() or "fr"
    try:
        made = letter.compose(subject=subject, body=body, language=language)
    except merge.BadMerge as bad:
        return {"problem": str(bad), "shown_as": name}
    values["email"] = values["address"]
    escaped = {key: escape(value) for key, value in values.items()}
    return {
        "subject": merge.fill(made.subject, values),
        "html": merge.fill(made.html, escaped),
        "text": merge.fill(made.text, values),
        "shown_as": name,
    }


@needs(Right.VIEW_MAILINGS)
def mailing(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with its checks, or how far a mailing is and what became of it."""
    mailing = find(pk)
    user = user_of(request)
    context: dict[str, Any] = framed(mailing.name) | {
        "mailing": mailing,
        "may_change": may_change(user, mailing),
        "may_send": access.may(user, Right.SEND_MAILINGS),
        "may_steer": may_steer(user, mailing),
        **_preview(request, mailing.subject, mailing.body),
    }
    if mailing.is_draft:
        reach, findings = checks.reach(mailing, user)
        findings += checks.findings(mailing, user, reach)
        context |= {"reach": reach, "findings": findings, "stops": any(one.stops for one in findings)}
        context["test_form"] = TestForm(initial={"to": user.email, "language": get_language()})
        return render(request, "mailing/draft.html", context)
    context |= {"progress": progress.of(mailing), "figures": figures.of(mailing)}
    context["may_see_people"] = access.may(user, Right.VIEW_PEOPLE)
    return render(request, "mailing/mailing.html", context)


@needs(Right.CHANGE_MAILINGS)
@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the draft to oneself or a few others."""
    mailing = find(pk)
    if not may_change(user_of(request), mailing):
        return access.denied(request)
    form = TestForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("mailing:mailing", pk)
    to, language = form.cleaned_data["to"], form.cleaned_data["language"]
    try:
        n = actions.send_test(mailing=mailing, user=user_of(request), to=to, language=language)
    except (actions.TestFailed, actions.Refused) as failed:
        messages.error(request, str(failed))
    else:
        words = ngettext("%(n)d test letter is on its way.", "%(n)d test letters are on their way.", n)
        messages.success(request, words % {"n": n})
    return redirect("mailing:mailing", pk)


@needs(Right.CHANGE_MAILINGS)
@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a draft from an older mailing."""
    old = find(pk)
    name = f"{old.name[:80]} ({_('copy')})"
    made = Mailing.objects.create(
        name=name, subject=old.subject, body=old.body, segment=old.segment, user=user_of(request),
        topic=None if old.topic and old.topic.retired_at else old.topic,
    )  # fmt: skip
    return redirect("mailing:edit", made.pk)
