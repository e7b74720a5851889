"""Pages of readers: suggest an amendment, all amendments to a passage, versions compared, files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts, public_items
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.texts import acts, comparisons, documents, exports, public_texts
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.kinds import Amendment as Change
from hustings.deliberation.texts.algebra.kinds import Replace
from hustings.deliberation.texts.algebra.subamendments import inside
from hustings.deliberation.texts.forms.public import AmendForm
from hustings.deliberation.texts.models import Amendment, Text, TextVersion
from hustings.deliberation.texts.proposals import in_place, title
from hustings.foundation.lib.web import query_params


def _page(
    request: HttpRequest, name: str, reader: Reader, words: dict[str, Any], **more: Any
) -> HttpResponse:
    return frame.page(request, f"texts/{name}.html", reader, words, **more)


def _open(item: Item, reader: Reader) -> tuple[Document, str, bool] | None:
    """The text that can be amended: its document, the block's key, whether it is an amendment's own."""
    if not public_texts.may_amend(item, reader):
        return None
    row = Amendment.objects.select_related("item").filter(item=item).first()
    if row:
        if not row.is_open or not public_texts.can_hold(row):
            return None
        passages = documents.read(row.base)
        document = inside(row.on(passages.digest))
        return document, document.blocks[0].key, True
    passage = public_texts.standing(item)
    return (documents.read(passage.text_version), passage.key, False) if passage else None


@never_cache
@csrf_exempt  # as votes: see consultations' public_acts
@require_http_methods(["GET", "HEAD", "POST"])
@frame.guarded
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a passage; the changes are shown, then sent as one amendment each."""
    item = frame.item_of(pk)
    reader = frame.reader_of(request, item.phase.consultation)
    here = reverse("consultations:item", args=[pk])
    if not item.is_live:
        return public_items.gone(request, reader, item)
    found = _open(item, reader)
    if found is None:
        return acting.lead(request, here)
    draft = f"amend{pk}"
    if request.method != "POST":
        return _form(request, item, reader, frame.anew(request, reader, AmendForm, *found, draft=draft))
    form = public_acts.sent(request, reader, _bound(found), draft=draft)
    if form.is_trapped:
        return acting.lead(request, here, "sent")
    if not form.is_valid() or form.is_stale or "send" not in request.POST:
        status = 422 if form.errors else 409 if form.is_stale else 200
        return _form(request, item, reader, form, status)
    act = acts.act(item, form.document.digest, form.changes, form.cleaned_data["why"], draft)
    outcome = acting.take(request, reader, act, here)
    if outcome.item:
        there = here if len(form.changes) > 1 else reverse("consultations:item", args=[outcome.item.pk])
        return acting.lead(request, there, "added", draft=draft)
    if outcome.state == acting.WAITS:
        return acting.lead(request, here, "waits", draft=draft)
    return public_acts.unfinished(request, reader, outcome, about=item)


def _bound(found: tuple[Document, str, bool]) -> Any:
    def made(*args: Any, **more: Any) -> AmendForm:
        return AmendForm(*found, *args, **more)

    return made


def _form(
    request: HttpRequest, item: Item, reader: Reader, form: AmendForm, status: int = 200
) -> HttpResponse:
    is_sent = form.is_bound and not form.errors
    changes = form.changes if is_sent and not form.is_stale else []
    words = {
        "item": item, "phase": item.phase, "form": form, "is_stale": form.is_stale and not form.errors,
        "changes": [
            (title(one, form.document), _shown(one, form), public_texts.same(item, one)) for one in changes
        ],
        "block": form.document[form.block_key],
    }  # fmt: skip
    return _page(request, "amend", reader, words, status=status)


def _shown(one: Change, form: AmendForm) -> Any:
    return in_place(one, form.document[form.block_key].text) if isinstance(one, Replace) else None


@require_safe
@frame.guarded
def amendments(request: HttpRequest, pk: int) -> HttpResponse:
    """All amendments to a passage, a page at a time."""
    item = frame.item_of(pk)
    reader = frame.reader_of(request, item.phase.consultation)
    passage = public_texts.standing(item)
    if passage is None:
        raise Http404
    found, rest = public_texts.page(passage, reader, query_params.text(request, "after", 60))
    words = {"item": item, "phase": item.phase, "amendments": found, "next_page": rest, "passage": passage}
    return _page(request, "amendments", reader, words, canonical=request.path)


def _text(pk: int) -> Text:
    rows = Text.objects.select_related("phase__consultation__roll", "version").filter(version__isnull=False)
    return get_object_or_404(rows, pk=pk)


def _version(text: Text, number: int) -> TextVersion:
    found = get_object_or_404(text.versions, number=number)
    found.text = text
    return found


@require_safe
@frame.guarded
def comparison(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version compared with the one before, or ``with``: each change with the amendment that made it."""
    text = _text(pk)
    reader = frame.reader_of(request, text.phase.consultation)
    later = _version(text, number)
    other = query_params.key(request.GET.get("with", "")) or max(1, number - 1)
    earlier = text.versions.filter(number=other).first() or later
    if earlier.number > later.number:
        earlier, later = later, earlier
    at = query_params.key(request.GET.get("from", "")) or 0
    words = {
        "text": text, "phase": text.phase, "later": later, "earlier": earlier,
        "versions": list(text.versions.all()[:200]), "found": comparisons.of(earlier, later, at),
        "here": reverse("texts:comparison", args=[pk, number]),
    }  # fmt: skip
    return _page(request, "comparison", reader, words, canonical=request.path)


@require_safe
@frame.guarded
def file(request: HttpRequest, pk: int, number: int, form: str) -> HttpResponse:
    """A version as a file, or with ``with`` what has changed since another one."""
    text = _text(pk)
    frame.reader_of(request, text.phase.consultation)
    version = _version(text, number)
    other = query_params.key(request.GET.get("with", ""))
    earlier = text.versions.filter(number=other).first() if other else None
    if form not in exports.KINDS:
        raise Http404
    name = f"{slugify(str(text)) or 'text'}-{version.number}.{form}"
    answer = HttpResponse(exports.written(version, form, earlier), content_type=exports.KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
