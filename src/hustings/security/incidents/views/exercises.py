"""Exercises: for those who want them. Everybody sees their own answers, and nobody else's."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.security.incidents import exercise_mails
from hustings.security.incidents.actions import exercises as training
from hustings.security.incidents.models import Exercise, ShieldSettings, Taking
from hustings.security.incidents.views import hq


def _own(request: HttpRequest) -> Any:
    return Exercise.objects.filter(user=hq.who(request), kind__in=exercise_mails.kinds())


@hq.everybody
@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    """Take part, go on, and how far one is: for oneself alone."""
    taking = Taking.objects.filter(user=hq.who(request)).first()
    figures = _own(request).exclude(answered_at=None).aggregate(
        n=Count("pk"), n_right=Count("pk", filter=Q(said_attack=F("is_attack")))
    )  # fmt: skip
    rows = list(_own(request).exclude(answered_at=None).order_by("-pk")[:20])
    context = {
        "is_offered": ShieldSettings.current().has_exercises,
        "takes_part": bool(taking and taking.exercises_since),
        "wants_bulletins": not (taking and taking.no_bulletin_since),
        "rows": [(row, exercise_mails.subject(row.kind, row.seed)) for row in rows], **figures,
    }  # fmt: skip
    return hq.page(request, "exercises", _("Phishing exercises"), context)


@hq.everybody
@require_POST
def exercise_deeds(request: HttpRequest) -> HttpResponse:
    user, do = hq.who(request), request.POST.get("do", "")
    if do in {"start", "next"} and not ShieldSettings.current().has_exercises:
        return redirect("incidents:exercises")
    if do == "start":
        training.take_part(user=user, is_in=True)
    if do in {"start", "next"}:
        return redirect("incidents:exercise", training.next_exercise(user=user).pk)
    if do == "stop":
        training.take_part(user=user, is_in=False)
        messages.success(request, _("You have opted out. Your answers are kept until you delete them."))
    elif do == "erase":
        training.erase(user=user)
        messages.success(request, _("All your answers have been deleted."))
    elif do in {"bulletin", "no_bulletin"}:
        training.want_bulletins(user=user, wants=do == "bulletin")
        messages.success(request, _("Saved."))
    return redirect("incidents:exercises")


@hq.everybody
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: real or not? Afterwards what shows it."""
    one = get_object_or_404(_own(request), pk=pk)
    if request.method == "POST":
        if request.POST.get("said") not in {"attack", "real"}:
            raise Http404
        training.answer(exercise=one, said_attack=request.POST["said"] == "attack")
        return redirect("incidents:exercise", pk)
    trail = (reverse("incidents:exercises"), _("Phishing exercises"))
    context = {
        "one": one, "shown": exercise_mails.make(one.kind, one.seed),
        "told": exercise_mails.told(one.kind, one.seed) if one.answered_at else None,
    }  # fmt: skip
    return hq.page(request, "exercise", _("Genuine or not?"), context, trail)
