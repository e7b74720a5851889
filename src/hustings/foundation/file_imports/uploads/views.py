"""HQ: pages of large files of one kind. Its app shows the list and the upload."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.foundation.file_imports.models import MOST_SHOWN
from hustings.foundation.file_imports.uploads import actions
from hustings.foundation.file_imports.uploads.kinds import Kind
from hustings.foundation.file_imports.uploads.models import UploadedFile
from hustings.foundation.file_imports.views import Pages
from hustings.foundation.lib.web import query_params

_DEEDS = ("import_run", "import_undoing", "import_removal")


class UploadPages(Pages):
    """The pages of large files of one kind."""

    about: Kind[Any]
    deeds = actions

    def guarded(self, name: str, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        """A view for those who may run files; to look at them some others may be let in."""
        about = self.about
        shut: Callable[..., HttpResponseBase]
        shut = (about.guard if name in _DEEDS else about.sight or about.guard)(view)
        return shut

    def may_change(self, request: HttpRequest) -> bool:
        return self.about.may_change(request.user)

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = self.about.model._default_manager.all()
        return found

    def above(self, imported: UploadedFile) -> list[tuple[str, str]]:
        return self.about.above(imported)

    def standing(self, imported: UploadedFile) -> dict[str, Any]:
        lines = reverse(f"{self.about.space}:import_lines", args=[imported.pk])
        is_checked = imported.state != UploadedFile.State.READING and bool(imported.counts)
        facts = [(_("Lines"), imported.n_lines, "")]
        if is_checked:
            facts += [(label, n, "") for label, n in self.about.facts(imported)]
            facts += [(pgettext("rows", "Rejected"), imported.n_bad, lines if imported.n_bad else "")]
        problems = [(line.number, line.problem) for line in self.bad(imported)[:MOST_SHOWN]]
        return {
            "facts": facts, "problems": problems, "asides": imported.reasons("asides"),
            "may_start": imported.may_start, "may_forget": self.about.may_forget(imported),
        }  # fmt: skip

    def bad(self, imported: UploadedFile) -> QuerySet[Any]:
        found: QuerySet[Any] = imported.refused.all()
        return found

    def shown(self, request: HttpRequest, imported: UploadedFile) -> tuple[QuerySet[Any], str]:
        """The refused lines, or those with the reason of line ``like``."""
        number = query_params.key(request.GET.get("like", "")) or 0
        found = self.bad(imported)
        if like := found.filter(number=number).first():
            found = found.filter(reason=like.reason)
        return found, pgettext("rows", "Rejected")
