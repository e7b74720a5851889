"""HQ's pages beside the columns of an import: what values stand for, saved mappings."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.web import query_params
from hustings.people.imports.actions import imports, saved_mappings
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import Options
from hustings.people.imports.forms.values import ValuesForm, choices_of
from hustings.people.imports.models import ImportPlan
from hustings.people.imports.rows import sheets
from hustings.people.imports.source import distinct_values
from hustings.people.imports.translations import is_by_words
from hustings.people.imports.views.imports import mine, page
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import IMPORT_PEOPLE


@needs(IMPORT_PEOPLE)
def values(request: HttpRequest, pk: int, at: int) -> HttpResponse:
    imported = mine(request, pk)
    if not imported.is_open:
        return redirect("imports:import", pk)
    if at >= len(imported.columns) or not imported.mapping[at]:
        raise Http404
    target, options = imported.mapping[at], Options.read(imported.options)
    fields = sheets.sheet_of(imported).fields
    found = distinct_values.of_column(imported, at, by_words=is_by_words(target, fields))[
        : distinct_values.MOST
    ]
    choices = choices_of(target, fields)
    form = ValuesForm(request.POST or None, found, options.values.get(str(at), {}), choices)
    if request.method == "POST" and form.is_valid():
        options.values[str(at)] = form.chosen()
        options.values = {column: chosen for column, chosen in options.values.items() if chosen}
        imports.keep(imported=imported, mapping=imported.mapping, options=options)
        messages.success(request, _("The meanings were saved."))
        return redirect(f"{reverse('imports:import', args=[pk])}?columns")
    context = {
        "imported": imported,
        "form": form,
        "name": imported.columns[at],
        "fills": targets.label(target),
        "n_lines": imported.values.get(distinct_values.LINES, 0),
        "is_zone": target == "zone",
    }
    return page(request, "values", imported.columns[at], context, 422 if form.errors else 200)


@needs(IMPORT_PEOPLE)
@require_POST
def use_plan(request: HttpRequest, pk: int) -> HttpResponse:
    imported = mine(request, pk)
    number = query_params.key(request.POST.get("plan", ""))
    plan = get_object_or_404(ImportPlan.objects.visible_to(request.user), pk=number or 0)
    try:
        saved_mappings.use(imported=imported, plan=plan)
        messages.success(request, _("The mapping “%(name)s” is applied. Check it below.") % {"name": plan})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("imports:import", pk)


@needs(IMPORT_PEOPLE)
@require_POST
def remove_plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(ImportPlan.objects.visible_to(request.user), pk=pk)
    try:
        saved_mappings.remove(plan=plan, user=request.user)
        messages.success(request, _("The saved mapping “%(name)s” was removed.") % {"name": plan})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("imports:imports")
