"""HQ's pages about who is to be forgotten and when: for those who direct the campaign."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons.refusals import Refused
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.privacy.actions import retention
from hustings.people.privacy.forms.retention import RuleForm
from hustings.people.privacy.models import RetentionRule, Retirement
from hustings.people.privacy.retention import population, proposals
from hustings.people.segments import criteria

HISTORY = 30
DEEDS = {"hold": retention.hold, "release": retention.release}


@needs(CHANGE_SETTINGS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    rules = [(rule, _in_words(rule)) for rule in RetentionRule.objects.all()]
    of_rules: QuerySet[Retirement] = Retirement.objects.select_related("rule", "operation", "held_by")
    context = {
        "rules": rules,
        "waiting": of_rules.filter(operation=None).order_by("due_on", "pk"),
        "done": of_rules.exclude(operation=None)[:HISTORY],
        "proposals": proposals.PROPOSALS,
        "access_days": Campaign.current().access_days,
    }
    return _page(request, "list", _("Retention"), context)


def _in_words(rule: RetentionRule) -> tuple[str, str]:
    try:
        return criteria.describe(population.criteria(rule, timezone.localdate())), ""
    except criteria.BadCriteria as bad:
        return "", str(bad)


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def rule(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write one down, or change it; "count" only counts."""
    kept = get_object_or_404(RetentionRule, pk=pk) if pk else RetentionRule()
    proposal = proposals.find(request.GET.get("like", "")) if pk is None else None
    start = {"name": str(proposal.name), **proposal.values} if proposal else None
    form = RuleForm(frame.posted(request), instance=kept, user=me(request), initial=start)
    context: dict[str, Any] = {"form": form, "rule": kept, "proposal": proposal}
    is_valid = form.is_bound and form.is_valid()
    if is_valid and request.POST.get("do") == "save":
        try:
            retention.save_rule(rule=form.instance, user=me(request))
            messages.success(request, _("The rule “%(name)s” was saved.") % {"name": form.instance})
            return redirect("privacy:retention")
        except Refused as why:
            context["problem"] = str(why)
    context |= _counted(form.instance) if is_valid or (pk and not form.is_bound) else {}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "privacy/retention/_count.html", context)
    title = str(kept) if pk else _("New rule")
    return _page(request, "rule", title, context, 422 if form.errors or "problem" in context else 200)


def _counted(of: RetentionRule) -> dict[str, Any]:
    today = timezone.localdate()
    try:
        first = population.begins_on(of)
        as_of = max(today, first) if first else today
        words = criteria.describe(population.criteria(of, as_of))
        return {"n": population.n_people(of, as_of), "sentence": words, "first": first}
    except criteria.BadCriteria as bad:
        return {"problem": str(bad)}


@needs(CHANGE_SETTINGS)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    gone = get_object_or_404(RetentionRule, pk=pk)
    retention.remove_rule(rule=gone, user=me(request))
    messages.success(request, _("The rule “%(name)s” was deleted.") % {"name": gone})
    return redirect("privacy:retention")


@needs(CHANGE_SETTINGS)
@require_POST
def deed(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    try:
        DEEDS[what](retirement=get_object_or_404(Retirement, pk=pk), user=me(request))
    except Refused as why:
        messages.error(request, str(why))
    return redirect("privacy:retention")


def _page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    trail = [(reverse("privacy:retention"), _("Retention"))] if name != "list" else []
    template = f"privacy/retention/{name}.html"
    return frame.page(request, template, context, title=title, trail=trail, icon="time", status=status)
