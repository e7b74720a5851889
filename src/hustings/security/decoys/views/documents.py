"""HQ: decoy documents, their copies, and the finder."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button
from hustings.foundation.hq.tables import Day, Number, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.security.decoys import actions
from hustings.security.decoys.documents import reader
from hustings.security.decoys.forms import CopyForm, DocumentForm, FindForm
from hustings.security.decoys.models import Copy, Document, Look
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import DecoyList, page, posted, some

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


class Documents(DecoyList):
    """Decoy documents, the newest first."""

    title, tab = gettext_lazy("Documents"), "documents"
    intro = gettext_lazy(
        "Each copy differs slightly in words, spaces, layout and metadata. If it turns up "
        "somewhere, even as pasted text, you can tell which copy it was."
    )
    buttons = (Button(gettext_lazy("Identify a copy"), "decoys:found"),)
    columns = (
        Title("title", gettext_lazy("Title"), url="decoys:document"),
        Number("n_copies", gettext_lazy("Copies")),
        Day("made_at", gettext_lazy("Since")),
    )
    hint = gettext_lazy("Start with a ready-made text.")
    form_class = DocumentForm
    form_title, form_submit = gettext_lazy("New document"), gettext_lazy("Create")
    refusals = {actions.NotMarkable: "text"}

    def rows(self) -> QuerySet[Document]:
        return Document.objects.annotate(n_copies=Count("copies"))

    def add(self, said: dict[str, Any]) -> HttpResponse:
        is_own = said["kind"] == "own"
        text = said["text"] if is_own else actions.ready(said["kind"], said["language"])
        made = actions.write_document(
            title=said["title"], language=said["language"], user=self.user, text_=text
        )  # fmt: skip
        return redirect("decoys:document", made.pk)


@needs(KEEP_DECOYS)
@_GET_POST
def document(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Document, pk=pk)
    form = CopyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.make_copy(
                document=found, format_=said["format"], place=said["place"], decoy=said["decoy"],
                calls_home=said["calls_home"], user=me(request),
            )  # fmt: skip
        except (actions.NoMoreCopies, actions.NotMade) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Copy created. Place it there and nowhere else."))
            return redirect("decoys:document", pk)
    copies = found.copies.defer("content").order_by("-number")
    about = {"document": found, "form": form, "page": some(request, copies)}
    return page(request, "document", found.title, about, tab="documents", status=status_of(form))


@needs(KEEP_DECOYS)
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    copy = get_object_or_404(Copy.objects.select_related("document"), pk=pk)
    Look.objects.create(user=me(request), page=f"{copy}"[:120])
    response = HttpResponse(bytes(copy.content), content_type=TYPES[copy.format])
    response.headers["Content-Disposition"] = f'attachment; filename="{_ascii(copy.file_name)}"'
    response["Cache-Control"] = "no-store"
    return response


def _ascii(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "-" for c in name)


@needs(KEEP_DECOYS)
@_GET_POST
def found(request: HttpRequest) -> HttpResponse:
    form = FindForm(posted(request), request.FILES if request.method == "POST" else None)
    matches, is_asked = [], False
    if request.method == "POST" and form.is_valid():
        try:
            matches, is_asked = actions.identify(data=form.content()), True
        except reader.Unreadable:
            form.add_error(None, _("The file can’t be read: open it and paste its text."))
    about = {"form": form, "matches": matches, "is_asked": is_asked}
    return page(request, "found", _("Identify a copy"), about, tab="documents", status=status_of(form))
