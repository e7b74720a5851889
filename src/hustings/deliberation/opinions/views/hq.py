"""HQ: rules and statements of a step, and how its map stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations.models import Consultation, Kind, Phase
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.opinions import actions, drawing, map_page
from hustings.deliberation.opinions import statements as statements_of
from hustings.deliberation.opinions.forms.hq import RulesForm, SeedsForm
from hustings.deliberation.opinions.models import Rules
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import frame


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """Two forms: one for the rules, one to add statements of the team."""
    mine = Consultation.objects.visible_to(request.user)
    rows = Phase.objects.filter(kind=Kind.STATEMENTS, consultation__in=mine)
    phase = get_object_or_404(rows.select_related("consultation"), pk=pk)
    posted = request.POST if request.method == "POST" else None
    is_adding = posted is not None and "add" in posted
    rules_form = RulesForm(None if is_adding else posted, phase)
    seeds_form = SeedsForm(posted if is_adding else None, phase)
    if rules_form.is_valid():
        Rules.objects.update_or_create(phase=phase, defaults=rules_form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("opinions_hq:statements", pk)
    if seeds_form.is_valid():
        said = seeds_form.cleaned_data
        n = actions.add_seeds(
            phase=phase, texts=said["texts"], question=said.get("question"), user=me(request)
        )
        words = ngettext("%(n)d statement added.", "%(n)d statements added.", n)
        messages.success(request, words % {"n": n})
        return redirect("opinions_hq:statements", pk)
    status = 422 if posted is not None else 200
    return render(
        request, "opinions/hq/statements.html", _words(phase, rules_form, seeds_form), status=status
    )


def _words(phase: Phase, rules_form: RulesForm, seeds_form: SeedsForm) -> dict[str, object]:
    trail = (
        (reverse("consultations_hq:list"), _("Consultations")),
        (reverse("consultations_hq:record", args=[phase.consultation_id]), str(phase.consultation)),
        (reverse("consultations_hq:phase", args=[phase.pk]), str(phase)),
    )
    made = map_page.latest(phase)
    found = statements_of.of(phase)
    return frame(_("Statements and map"), *trail, icon="comment") | {
        "phase": phase, "rules_form": rules_form, "seeds_form": seeds_form, "n": found.count(),
        "n_seeds": found.filter(participant=None).count(), "chart": map_page.Page(made) if made else None,
        "least": drawing.LEAST_PEOPLE,
    }  # fmt: skip
