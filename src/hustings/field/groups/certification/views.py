"""HQ: the rules of certification, a draft of them with its effect, and where one group stands."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.groups.certification import actions, explanation
from hustings.field.groups.certification.forms import ApplyForm, RuleForm
from hustings.field.groups.certification.measures import Measure, measures
from hustings.field.groups.models import Certification, CertificationRun, LocalGroup, Rule, Verdict
from hustings.field.groups.rights import CERTIFY_GROUPS, CHANGE_GROUPS
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import Pages, frame, status_of

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 100
_page = Pages("groups", "groups:groups", gettext_lazy("Local groups"), "group")


def _told(rules: list[Rule]) -> list[dict[str, Any]]:
    """Rules with their words; those of a measure that no app gives any more are shown by its name."""
    drafts = {rule.replaces_id for rule in Rule.objects.drafts()}
    told = []
    for rule in rules:
        measure = measures.find(rule.measure)
        words = explanation.sentence(rule, measure) if measure else rule.measure
        told.append({"rule": rule, "words": words, "is_replaced": rule.pk in drafts})
    return told


@needs(CERTIFY_GROUPS)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Rules in force, those to come, and the draft with what it would change."""
    current = list(Rule.objects.in_force().select_related("kind"))
    coming = (
        Rule.objects.exclude(valid_from=None)
        .filter(valid_until=None)
        .exclude(pk__in=[rule.pk for rule in current])
    )
    context: dict[str, Any] = {
        "rules": _told(current), "coming": _told(list(coming.select_related("kind"))),
        "drafts": _told(list(Rule.objects.drafts().select_related("kind"))),
        "measures": measures.all(), "last": CertificationRun.objects.first(),
        "n_certified": Certification.objects.live().count(),
        "n_warned": Certification.objects.live().exclude(warned_at=None).count(),
    }  # fmt: skip
    if actions.has_draft():
        effect = actions.effect()
        listed = LocalGroup.objects.for_lists()
        context |= {
            "effect": effect, "form": ApplyForm(),
            "gaining": listed.filter(pk__in=effect.gaining[:SHOWN]),
            "losing": listed.filter(pk__in=effect.losing[:SHOWN]), "shown": SHOWN,
        }  # fmt: skip
    return _page(request, "certification/rules", _("Certification"), context)


def _below(request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int) -> HttpResponse:
    trail = (
        (reverse("groups:groups"), _("Local groups")),
        (reverse("groups:certification"), _("Certification")),
    )
    words = frame(title, *trail, icon="group") | context
    return render(request, f"groups/certification/{name}.html", words, status=status)


@needs(CERTIFY_GROUPS)
@_GET_POST
def new_rule(request: HttpRequest, measure: str) -> HttpResponse:
    """Add a condition to the draft."""
    found = measures.find(measure)
    if found is None:
        raise Http404
    return _write(request, found, None)


@needs(CERTIFY_GROUPS)
@_GET_POST
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a condition in the draft."""
    row = get_object_or_404(Rule.objects.filter(valid_until=None), pk=pk)
    found = measures.find(row.measure)
    if found is None:
        raise Http404
    return _write(request, found, row)


def _write(request: HttpRequest, measure: Measure, row: Rule | None) -> HttpResponse:
    form = RuleForm(request.POST or None, measure=measure, rule=row)
    if request.method == "POST" and form.is_valid():
        actions.draft(values=form.values, user=me(request), replaces=row)
        messages.success(request, _("Saved in the draft. Nothing changes for the groups yet."))
        return redirect("groups:certification")
    title = _("Condition: %(what)s") % {"what": measure.label}
    return _below(request, "rule", title, {"form": form}, status_of(form))


@needs(CERTIFY_GROUPS)
@require_POST
def rule_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a condition out of the draft."""
    actions.drop(rule=get_object_or_404(Rule.objects.filter(valid_until=None), pk=pk))
    messages.success(request, _("Removed in the draft."))
    return redirect("groups:certification")


@needs(CERTIFY_GROUPS)
@_GET_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Put the draft into force, or discard it; a page that is loaded again leads back to the rules."""
    if request.method != "POST":
        return redirect("groups:certification")
    if "discard" in request.POST:
        actions.discard()
        messages.success(request, _("Draft discarded."))
        return redirect("groups:certification")
    form = ApplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose today or a later day."))
        return redirect("groups:certification")
    actions.apply(valid_from=form.cleaned_data["valid_from"], user=me(request))
    messages.success(request, _("Saved. All groups are checked by the new conditions."))
    return redirect("groups:certification")


@needs(CERTIFY_GROUPS)
@require_POST
def certification_run(request: HttpRequest) -> HttpResponse:
    """Check all groups now."""
    actions.ask_run(user=me(request))
    messages.success(request, _("All groups are being checked."))
    return redirect("groups:certification")


@needs(CERTIFY_GROUPS)
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the check is."""
    return render(request, "groups/certification/progress.html", {"last": CertificationRun.objects.first()})


@needs(CHANGE_GROUPS)
@require_safe
def of_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Each condition for one group, what is missing and who can help, and since when it was certified."""
    found = get_object_or_404(LocalGroup.objects.visible_to(request.user).for_lists(), pk=pk)
    verdict = Verdict.objects.filter(group=found).first()
    context = {
        "group": found, "verdict": verdict, "history": found.certifications.all(),
        "criteria": explanation.of(verdict) if verdict else [],
        "live": found.certifications.filter(until=None).first(),
    }  # fmt: skip
    title = _("%(group)s: certification") % {"group": found.name}
    return _page(request, "certification/group", title, context)
