"""HQ: files of lines, from the upload to the undoing; an app says what is its own in them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.territories.file_imports import Filed, NotNow, put_away
from hustings.foundation.territories.lines import Unreadable
from hustings.foundation.territories.models import Zone

SHOWN = 100


@dataclass(frozen=True)
class FilePages:
    """The pages of an app's files, over its ``actions`` and its templates ``imports`` and ``import``."""

    guard: Callable[[Any], Any]  # who may do this
    space: str  # of the names of addresses
    title: Promise
    model: type[Filed]
    about: type[models.Model]  # what a line says something of
    form: type[forms.Form]
    actions: Any
    page: Callable[..., HttpResponse]
    beside: tuple[str, ...] = ("user",)  # rows that are shown with a file

    def urls(self) -> list[URLPattern]:
        both = require_http_methods(["GET", "HEAD", "POST"])
        return [
            path("imports/", self.guard(both(self.imports)), name="imports"),
            path("imports/<int:pk>/", self.guard(require_safe(self.imported)), name="import"),
            path(
                "imports/<int:pk>/progress/", self.guard(require_safe(self.progress)), name="import_progress"
            ),
            path("imports/<int:pk>/run/", self.guard(require_POST(self.run)), name="import_run"),
            path("imports/<int:pk>/check/", self.guard(require_POST(self.check)), name="import_check"),
            path("imports/<int:pk>/undoing/", self.guard(require_POST(self.undoing)), name="import_undoing"),
            path("imports/<int:pk>/removal/", self.guard(require_POST(self.removal)), name="import_removal"),
        ]

    def imports(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST, request.FILES) if request.method == "POST" else self.form()
        if form.is_bound and form.is_valid():
            said = dict(form.cleaned_data)
            file = said.pop("file")
            try:
                made = self.actions.bring(**said, file_name=file.name, content=file.read(), user=request.user)
                return redirect(f"{self.space}:import", made.pk)
            except Unreadable as unreadable:
                form.add_error("file", str(unreadable))
        rows = self.model._default_manager.select_related(*self.beside).defer("content", "report")[:SHOWN]
        context = {"form": form, "rows": rows, "space": self.space}
        return self.page(request, "imports", str(self.title), context, status_of(form))

    def imported(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One file: what it would change, how far it is, what it did."""
        found = self._file(pk)
        steps = found.report.get("steps", [])
        names = {zone.pk: zone.name for zone in Zone.objects.filter(pk__in={step["zone"] for step in steps})}
        labels = {field.name: field.verbose_name for field in self.about._meta.concrete_fields}
        for step in steps:
            step["place"] = names.get(step["zone"], "")
            step["changes"] = [
                (labels.get(name, name), step["before"].get(name), value)
                for name, value in step["after"].items()
            ]
        context = {"imported": found, "steps": steps, "space": self.space}
        return self.page(request, "import", found.file_name, context)

    def progress(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self._file(pk)
        if not found.is_busy and request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        context = {"imported": found, "space": self.space}
        return render(request, "territories/_file_progress.html", context)

    def run(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, self.actions.start, skip_bad=request.POST.get("skip_bad") == "on")

    def check(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = get_object_or_404(self.model, pk=pk, state=Filed.State.CHECKED)
        self.actions.check(imported=found)
        return redirect(f"{self.space}:import", pk)

    def undoing(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, self.actions.undo, user=request.user)

    def removal(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            put_away(self._file(pk))
            messages.success(request, _("The file is forgotten."))
            return redirect(f"{self.space}:imports")
        except NotNow as refused:
            messages.error(request, str(refused))
            return redirect(f"{self.space}:import", pk)

    def _file(self, pk: int) -> Filed:
        rows = self.model._default_manager.select_related(*self.beside).defer("content")
        return get_object_or_404(rows, pk=pk)

    def _do(self, request: HttpRequest, pk: int, deed: Callable[..., Any], **words: Any) -> HttpResponse:
        try:
            deed(imported=self._file(pk), **words)
        except NotNow as refused:
            messages.error(request, str(refused))
        return redirect(f"{self.space}:import", pk)
