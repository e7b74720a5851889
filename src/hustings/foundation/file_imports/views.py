"""HQ: files of lines, from the upload to the undoing, of one target."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.file_imports import actions
from hustings.foundation.file_imports.actions import NotNow
from hustings.foundation.file_imports.models import MOST_SHOWN, FileImport, ImportLine
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.targets import Target
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import frame, status_of

SHOWN = 100  # files
PAGE = 100  # lines
_TO_DO = gettext_lazy("Error")


class FilePages:
    """The pages of the files of one target, in the address space of its app."""

    def __init__(self, target: Target[Any]) -> None:
        self.target = target

    def urls(self) -> list[URLPattern]:
        both = require_http_methods(["GET", "HEAD", "POST"])
        views: list[tuple[str, str, Callable[..., HttpResponseBase]]] = [
            ("", "imports", both(self.files)),
            ("<int:pk>/", "import", require_safe(self.file)),
            ("<int:pk>/progress/", "import_progress", require_safe(self.progress)),
            ("<int:pk>/lines/", "import_lines", require_safe(self.lines)),
            ("<int:pk>/refused.csv", "import_refused", require_safe(self.refused)),
            ("<int:pk>/run/", "import_run", require_POST(self.run)),
            ("<int:pk>/check/", "import_check", require_POST(self.check)),
            ("<int:pk>/undoing/", "import_undoing", require_POST(self.undoing)),
            ("<int:pk>/removal/", "import_removal", require_POST(self.removal)),
        ]
        return [
            path(f"{self.target.folder}/{below}", self.target.guard(view), name=name)
            for below, name, view in views
        ]

    def files(self, request: HttpRequest) -> HttpResponse:
        """The files so far, and one more."""
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = self.target.form(*sent, user=request.user)
        if form.is_bound and form.is_valid():
            options = dict(form.cleaned_data)
            file = options.pop("file")
            try:
                made = actions.bring(
                    target=self.target, options=options, file_name=file.name, content=file.read(),
                    user=request.user,
                )  # fmt: skip
                return self._to(made.pk)
            except Unreadable as unreadable:
                form.add_error("file", str(unreadable))
        rows = self._rows(request).select_related("user")[:SHOWN]
        context = {
            "form": form, "now": self.target.now(),
            "rows": [{"file": row, "subject": self.target.subject(row)} for row in rows],
        }  # fmt: skip
        return self._page(request, "imports", str(self.target.title), context, status_of(form))

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One file: what it would change, how far it is, what it did."""
        imported, target = self._file(request, pk), self.target
        is_checked = imported.state == FileImport.State.CHECKED
        steps = imported.lines.filter(outcome__in=["new", "changed"])[:MOST_SHOWN]
        context = self._about(imported) | {
            "report": imported.report(), "reasons": imported.reasons(), "subject": target.subject(imported),
            "steps": [(step, self._changes(step)) for step in steps] if is_checked else [],
            "may_start": imported.state in {"checked", "failed"} and target.would_write(imported),
        }  # fmt: skip
        return self._page(request, "import", imported.file_name, context)

    def lines(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The lines with one outcome, or refused for the reason of line ``like``."""
        imported, outcome = self._file(request, pk), request.GET.get("outcome", "")
        found, title = imported.lines.all(), _("All lines")
        number = query_params.key(request.GET.get("like", "")) or 0
        if like := found.refused().filter(number=number).first():
            found, title = found.refused().filter(reason=like.reason), pgettext("rows", "Rejected")
        elif outcome in ImportLine.Outcome.values:
            found, title = found.filter(outcome=outcome), str(ImportLine.Outcome(outcome).label)
        page = Paginator(found, PAGE).get_page(request.GET.get("p"))
        above = (reverse(f"{self.target.space}:import", args=[pk]), imported.file_name)
        return self._page(request, "lines", title, self._about(imported) | {"page": page}, 200, above)

    def refused(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The refused lines as they came, each with what to do, to be mended and brought again."""
        imported = self._file(request, pk)
        rows = ([*line.cells, line.problem] for line in imported.lines.refused().iterator(500))
        whole = [[*imported.columns, str(_TO_DO)], *rows]
        return csvs.download(csvs.lines(whole, delimiter=";", bom=True), f"refused-{imported.pk}.csv")

    def progress(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self._file(request, pk)
        if not imported.is_busy and request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "file_imports/_progress.html", self._about(imported))

    def run(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, actions.start, skip_bad=request.POST.get("skip_bad") == "on")

    def check(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, actions.check)

    def undoing(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, actions.undo, user=request.user)

    def removal(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            actions.forget(imported=self._file(request, pk))
            messages.success(request, _("The file was deleted."))
            return redirect(f"{self.target.space}:imports")
        except NotNow as refused:
            messages.error(request, str(refused))
            return self._to(pk)

    def _rows(self, request: HttpRequest) -> QuerySet[FileImport]:
        return self.target.seen(FileImport.objects.filter(target=self.target.name), request.user)

    def _file(self, request: HttpRequest, pk: int) -> FileImport:
        return get_object_or_404(self._rows(request), pk=pk)

    def _to(self, pk: int) -> HttpResponse:
        return redirect(f"{self.target.space}:import", pk)

    def _about(self, imported: FileImport) -> dict[str, Any]:
        return {
            "imported": imported, "target": self.target, "space": self.target.space,
            "besides_label": self.target.besides_label,
        }  # fmt: skip

    def _changes(self, line: ImportLine) -> list[tuple[Any, Any, Any]]:
        """Label, value before and value after of each field that a line changes."""
        labels = {field.attname: field.verbose_name for field in self.target.model._meta.concrete_fields}
        after = {} if line.is_new else line.after
        return [(labels.get(name, name), line.before.get(name), value) for name, value in after.items()]

    def _do(self, request: HttpRequest, pk: int, deed: Callable[..., Any], **words: Any) -> HttpResponse:
        try:
            deed(imported=self._file(request, pk), **words)
        except NotNow as refused:
            messages.error(request, str(refused))
        return self._to(pk)

    def _page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200,
        *above: tuple[str, str],
    ) -> HttpResponse:  # fmt: skip
        view, label = self.target.top
        trail = [(reverse(view), str(label)), *above]
        if name != "imports":
            trail.insert(1, (reverse(f"{self.target.space}:imports"), str(self.target.title)))
        about = {"target": self.target, "space": self.target.space}
        words = frame(title, *trail, icon=self.target.icon) | about
        return render(request, f"file_imports/{name}.html", words | context, status=status)
