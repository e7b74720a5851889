"""HQ's page of a form's quotas."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.people.persons.refusals import Refused
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.site.forms import actions
from hustings.site.forms.answering import quotas
from hustings.site.forms.models import Questionnaire, Quota
from hustings.site.forms.quota_forms import MostForm, QuotaForm
from hustings.site.forms.views.building import ICON, builds, trail


@builds(Questionnaire)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def listed(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    form = QuotaForm(found, frame.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_quota(questionnaire=found, **form.cell)
            messages.success(request, _("Quota added. Earlier responses count."))
            return redirect("forms:quotas", found.pk)
        except Refused as why:
            form.add_error(None, str(why))
    context = {"questionnaire": found, "fills": quotas.fills(found), "form": form, "may_change": True}
    return frame.page(
        request, "forms/quotas.html", context, title=_("Quotas: %(form)s") % {"form": found},
        trail=trail(found), icon=ICON, status=422 if form.errors else 200,
    )  # fmt: skip


@builds(Quota)
@require_POST
def quota(request: HttpRequest, found: Quota) -> HttpResponse:
    form = MostForm(request.POST)
    if request.POST.get("do") == "remove":
        actions.remove_quota(quota=found)
        messages.success(request, _("Quota removed. Responses stay."))
    elif form.is_valid():
        actions.change_quota(quota=found, most=form.cleaned_data["most"])
        messages.success(request, _("Saved."))
    else:
        messages.error(request, " ".join(map(str, form.errors["most"])))
    return redirect("forms:quotas", found.questionnaire_id)
