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


class Pages:
    """The pages of a file, whatever its kind, in the address space of its app."""

    deeds: Any = actions

    def __init__(self, about: Any) -> None:
        self.about = about  # a Target, or a Kind of large files

    def views(self) -> list[tuple[str, str, Callable[..., HttpResponseBase]]]:
        return [
            ("<key:pk>/", "import", require_safe(self.file)),
            ("<key:pk>/progress/", "import_progress", require_safe(self.progress)),
            ("<key:pk>/lines/", "import_lines", require_safe(self.lines)),
            ("<key:pk>/refused.csv", "import_refused", require_safe(self.refused)),
            ("<key:pk>/run/", "import_run", require_POST(self.run)),
            ("<key:pk>/undoing/", "import_undoing", require_POST(self.undoing)),
            ("<key:pk>/removal/", "import_removal", require_POST(self.removal)),
        ]

    def urls(self) -> list[URLPattern]:
        return [
            path(f"{self.about.folder}/{below}", self.guarded(name, view), name=name)
            for below, name, view in self.views()
        ]

    def guarded(self, name: str, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        """A view for those only who may see and run these files."""
        shut: Callable[..., HttpResponseBase] = self.about.guard(view)
        return shut

    def may_change(self, request: HttpRequest) -> bool:
        """Whether this user may run files, too."""
        return True

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        """The files that this user may see."""
        raise NotImplementedError

    def above(self, imported: Any) -> list[tuple[str, str]]:
        """Address and words of the pages above one file."""
        raise NotImplementedError

    def standing(self, imported: Any) -> dict[str, Any]:
        """Facts and choices for the page of a file."""
        raise NotImplementedError

    def bad(self, imported: Any) -> QuerySet[Any]:
        """Its lines that can't be taken."""
        raise NotImplementedError

    def shown(self, request: HttpRequest, imported: Any) -> tuple[QuerySet[Any], str]:
        """The lines that are asked for, and what they are."""
        raise NotImplementedError

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One file: what it would change, how far it is, what it did."""
        imported = self._file(request, pk)
        context = self._frame(imported.file_name, *self.above(imported)) | self._about(imported)
        context |= {"reasons": imported.reasons()} | self.standing(imported)
        context["may_change"] = self.may_change(request)
        return render(request, "file_imports/import.html", context)

    def lines(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self._file(request, pk)
        found, title = self.shown(request, imported)
        page = Paginator(found, PAGE).get_page(request.GET.get("p"))
        above = [*self.above(imported), (reverse(f"{self.about.space}:import", args=[pk]), str(imported))]
        context = self._frame(title, *above) | self._about(imported) | {"page": page}
        return render(request, "file_imports/lines.html", context)

    def refused(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The refused lines as they came, each with what to do, to be mended and brought again."""
        imported = self._file(request, pk)
        rows = ([*line.cells, line.problem] for line in self.bad(imported).iterator(500))
        whole = [[*imported.columns, str(_TO_DO)], *rows]
        return csvs.download(csvs.lines(whole, delimiter=";", bom=True), f"refused-{imported.pk}.csv")

    def progress(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self._file(request, pk)
        if not imported.is_busy and request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "file_imports/_progress.html", self._about(imported))

    def run(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, self.deeds.start, skip_bad=request.POST.get("skip_bad") == "on")

    def undoing(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, self.deeds.undo, user=request.user)

    def removal(self, request: HttpRequest, pk: int) -> HttpResponse:
        imported = self._file(request, pk)
        try:
            self.deeds.forget(imported=imported)
            messages.success(request, _("The file was deleted."))
            return redirect(self.above(imported)[-1][0])
        except NotNow as refused:
            messages.error(request, str(refused))
            return self._to(pk)

    def _file(self, request: HttpRequest, pk: int) -> Any:
        return get_object_or_404(self.rows(request), pk=pk)

    def _to(self, pk: int) -> HttpResponse:
        return redirect(f"{self.about.space}:import", pk)

    def _frame(self, title: str, *above: tuple[str, str]) -> dict[str, Any]:
        return frame(title, *above, icon=self.about.icon) | {"target": self.about, "space": self.about.space}

    def _about(self, imported: Any) -> dict[str, Any]:
        return {"imported": imported, "target": self.about, "space": self.about.space}

    def _do(self, request: HttpRequest, pk: int, deed: Callable[..., Any], **words: Any) -> HttpResponse:
        try:
            deed(imported=self._file(request, pk), **words)
        except NotNow as refused:
            messages.error(request, str(refused))
        return self._to(pk)


class FilePages(Pages):
    """The pages of the files of one target: their list and upload, too."""

    about: Target[Any]

    def views(self) -> list[tuple[str, str, Callable[..., HttpResponseBase]]]:
        both = require_http_methods(["GET", "HEAD", "POST"])
        check = ("<key:pk>/check/", "import_check", require_POST(self.check))
        return [("", "imports", both(self.files)), *super().views(), check]

    def files(self, request: HttpRequest) -> HttpResponse:
        """The files so far, and one more."""
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = self.about.form(*sent, user=request.user)
        if form.is_bound and form.is_valid():
            options = dict(form.cleaned_data)
            file = options.pop("file")
            try:
                made = actions.bring(
                    target=self.about, options=options, file_name=file.name, content=file.read(),
                    user=request.user,
                )  # fmt: skip
                return self._to(made.pk)
            except Unreadable as unreadable:
                form.add_error("file", str(unreadable))
        rows = self.rows(request).select_related("user")[:SHOWN]
        context = self._frame(str(self.about.title), *self._top()) | {
            "form": form, "now": self.about.now(),
            "rows": [{"file": row, "subject": self.about.subject(row)} for row in rows],
        }  # fmt: skip
        return render(request, "file_imports/imports.html", context, status=status_of(form))

    def check(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._do(request, pk, actions.check)

    def rows(self, request: HttpRequest) -> QuerySet[FileImport]:
        return self.about.seen(FileImport.objects.filter(target=self.about.name), request.user)

    def _top(self) -> list[tuple[str, str]]:
        view, label = self.about.top
        return [(reverse(view), str(label))]

    def above(self, imported: FileImport) -> list[tuple[str, str]]:
        return [*self._top(), (reverse(f"{self.about.space}:imports"), str(self.about.title))]

    def standing(self, imported: FileImport) -> dict[str, Any]:
        report, target = imported.report(), self.about
        is_checked = imported.state == FileImport.State.CHECKED
        steps = imported.lines.filter(outcome__in=["new", "changed"])[:MOST_SHOWN]
        return {
            "facts": self._facts(imported, report), "problems": report["problems"], "kept": report["kept"],
            "may_check": is_checked, "may_forget": True,
            "steps": [(step, self._changes(step)) for step in steps] if is_checked else [],
            "may_start": imported.state in {"checked", "failed"} and target.would_write(imported),
        }  # fmt: skip

    def _facts(self, imported: FileImport, report: dict[str, Any]) -> list[tuple[Any, Any, str]]:
        """Labels and figures, each with the lines that it leads to."""
        lines = reverse(f"{self.about.space}:import_lines", args=[imported.pk])
        subject, besides = self.about.subject(imported), imported.n_besides
        return [
            *([(self.about.subject_label, subject, "")] if subject else []),
            (pgettext("rows", "New"), report["new"], f"{lines}?outcome=new"),
            (pgettext("rows", "Updated"), report["changed"], f"{lines}?outcome=changed"),
            (_("Unchanged"), report["same"], f"{lines}?outcome=same"),
            (pgettext("rows", "Rejected"), report["bad"], f"{lines}?outcome=bad"),
            *([(self.about.besides_label, besides, "")] if besides else []),
            *([(_("Undone"), report["taken_back"], "")] if imported.state == "undone" else []),
        ]

    def bad(self, imported: FileImport) -> QuerySet[ImportLine]:
        return imported.lines.refused()

    def shown(self, request: HttpRequest, imported: FileImport) -> tuple[QuerySet[Any], str]:
        """The lines with one outcome, or refused for the reason of line ``like``."""
        found, outcome = imported.lines.all(), request.GET.get("outcome", "")
        number = query_params.key(request.GET.get("like", "")) or 0
        if like := found.refused().filter(number=number).first():
            return found.refused().filter(reason=like.reason), pgettext("rows", "Rejected")
        if outcome in ImportLine.Outcome.values:
            return found.filter(outcome=outcome), str(ImportLine.Outcome(outcome).label)
        return found, _("All lines")

    def _changes(self, line: ImportLine) -> list[tuple[Any, Any, Any]]:
        """Label, value before and value after of each field that a line changes."""
        labels = {field.attname: field.verbose_name for field in self.about.model._meta.concrete_fields}
        after = {} if line.is_new else line.after
        return [(labels.get(name, name), line.before.get(name), value) for name, value in after.items()]
