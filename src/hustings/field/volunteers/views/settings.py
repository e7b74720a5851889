"""HQ: skills, charters, limits."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from hustings.field.volunteers import actions
from hustings.field.volunteers.forms import hq as forms
from hustings.field.volunteers.models import Charter, Skill, VolunteerLimits
from hustings.field.volunteers.rights import organises_everywhere
from hustings.field.volunteers.views.volunteers import page
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.hq.resources import Button, Deed, Resource
from hustings.foundation.hq.tables import Choice, Number, Title, YesNo
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_TRAIL = (("volunteers:volunteers", gettext_lazy("Volunteers")),)
_settles = access.guard(organises_everywhere)


class Skills(Resource):
    """Things that volunteers can do, speak and bring."""

    guard = _settles
    title, icon, trail = gettext_lazy("Skills"), "tag", _TRAIL
    order = ("pk",)
    columns = (
        Title("name", gettext_lazy("Skill"), url="volunteers:skill_edit"),
        Choice("get_kind_display", gettext_lazy("Kind")),
        Number("n_held", gettext_lazy("Volunteers")),
    )
    deeds = (Deed("archive", gettext_lazy("Archive"), is_serious=True),)
    form_class = forms.SkillForm
    form_title, form_submit = gettext_lazy("Add a skill"), gettext_lazy("Add")
    empty = gettext_lazy("No skill yet. Add the first, and the form for volunteers asks for it.")

    def rows(self) -> QuerySet[Skill]:
        return Skill.objects.offered().annotate(n_held=Count("held"))

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        Skill.objects.create(names=self.form.said("name"), kind=said["kind"])
        return None

    def do(self, deed: str, keys: list[int]) -> str:
        n = Skill.objects.offered().filter(pk__in=keys).update(archived_at=timezone.now())
        return ngettext("%(n)s skill archived.", "%(n)s skills archived.", n) % {"n": n}


@_settles
@_GET_POST
def skill_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Skill, pk=pk)
    form = forms.SkillForm(request.POST if request.method == "POST" else None, skill=found)
    if form.is_valid():
        Skill.objects.filter(pk=pk).update(names=form.said("name"), kind=form.cleaned_data["kind"])
        messages.success(request, _("Saved."))
        return redirect("volunteers:skills")
    return page(request, "edit", found.name, {"form": form}, status_of(form))


class Charters(Resource):
    """Rules that volunteers accept."""

    guard = _settles
    title, icon, trail = gettext_lazy("Charters"), "doc-full", _TRAIL
    buttons = (Button(gettext_lazy("New charter"), "volunteers:charter_new"),)
    order = ("pk",)
    columns = (
        Title("title", gettext_lazy("Charter"), url="volunteers:charter_edit"),
        YesNo("is_general", gettext_lazy("All volunteers")),
        Number("n_versions", gettext_lazy("Version")),
        Number("n_accepted", gettext_lazy("Accepted (all versions)")),
    )
    deeds = (Deed("archive", gettext_lazy("Archive"), is_serious=True),)
    empty = gettext_lazy("No charter yet. Write one if volunteers should accept rules before they help.")

    def rows(self) -> QuerySet[Charter]:
        accepted = Count("versions__acceptances__person", distinct=True)
        return Charter.objects.live().annotate(n_versions=Max("versions__number"), n_accepted=accepted)

    def do(self, deed: str, keys: list[int]) -> str:
        n = Charter.objects.live().filter(pk__in=keys).update(archived_at=timezone.now())
        return ngettext("%(n)s charter archived.", "%(n)s charters archived.", n) % {"n": n}


@_settles
@_GET_POST
@once("volunteers:charters")
def charter_new(request: HttpRequest) -> HttpResponse:
    return _charter(request, None)


@_settles
@_GET_POST
@once("volunteers:charters")
def charter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _charter(request, get_object_or_404(Charter, pk=pk))


def _charter(request: HttpRequest, found: Charter | None) -> HttpResponse:
    form = forms.CharterForm(request.POST if request.method == "POST" else None, charter=found)
    if form.is_valid():
        actions.save_charter(
            charter=found, titles=form.said("title"), texts=form.said("text"),
            is_general=form.cleaned_data["is_general"], user=me(request),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("volunteers:charters")
    title = str(found) if found else _("New charter")
    return page(request, "edit", title, {"form": form}, status_of(form))


@_settles
@_GET_POST
def limits(request: HttpRequest) -> HttpResponse:
    """Limits of what the campaign asks of volunteers."""
    found = VolunteerLimits.load()
    form = forms.LimitsForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("volunteers:limits")
    return page(request, "limits", _("Limits"), {"form": form}, status_of(form))
