"""HQ's pages about deeds on many people: whom and what, how far, what was kept at an undo."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.text import phrases
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import Pages
from hustings.people.changes import journal, merge_hooks, starts, timeline_sentences, undo_report
from hustings.people.changes.actions import operations
from hustings.people.changes.forms import BulkChangeForm, bulk_changes
from hustings.people.changes.operations import kinds
from hustings.people.changes.operations.run import UNDO
from hustings.people.changes.operations.selection import MOST_TICKED, Whom
from hustings.people.persons.access import masking
from hustings.people.persons.models import Activity, Operation, Tag
from hustings.people.persons.models.persons import SEARCHED
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.segments.criteria import BadCriteria
from hustings.people.segments.forms.filters import FilterForm, searched
from hustings.people.segments.models import Segment

PAGE, SAMPLE, TAGS = 30, 10, 500
_UNDONE = ("restored", "removed", "kept")


page = Pages("changes", "changes:operations", gettext_lazy("Operations"), "history")


def mine(request: HttpRequest, pk: int) -> Operation:
    """The operation of this number, if the user may see it."""
    found = Operation.objects.visible_to(request.user).select_related("user", "undone_by", "imported")
    return get_object_or_404(found, pk=pk)


@needs(CHANGE_PEOPLE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All operations, the newest first."""
    found = Operation.objects.visible_to(request.user).select_related("user", "imported")
    pages = Paginator(found, PAGE).get_page(request.GET.get("p"))
    rows = [(operation, kinds.says(operation)) for operation in pages.object_list]
    return page(request, "list", _("Operations"), {"rows": rows, "page": pages})


@needs(CHANGE_PEOPLE)
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    operation = mine(request, pk)
    found = Activity.objects.filter(operation=operation, kind=journal.KEPT).order_by("pk")
    pages = Paginator(found.select_related("person"), PAGE).get_page(request.GET.get("p"))
    context = _standing(request, operation) | {"kept": _kept(request, pages.object_list), "page": pages}
    return page(request, "operation", kinds.says(operation), context)


def _kept(request: HttpRequest, activities: Any) -> list[tuple[Any, Any, str]]:
    """Who, as what part of theirs, and what, in words; the names only of those whom the user may see."""
    rows = list(activities)
    seen = set(
        type(rows[0].person).objects.visible_to(request.user).filter(pk__in=[row.person_id for row in rows])
        .values_list("pk", flat=True)
    ) if rows else set()  # fmt: skip
    told = [timeline_sentences.kept(row.data["kept"]) for row in rows]
    if rows and masking.hides(request.user):
        told = [masking.text(words) for words in told]
    parts = merge_hooks.current().parts(rows)
    return [
        (row.person, parts.get(row.pk), words) if row.person_id in seen else (None, None, words)
        for row, words in zip(rows, told, strict=True)
    ]


@needs(CHANGE_PEOPLE)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone; once the work is over the whole page is asked for again."""
    operation = mine(request, pk)
    answer = render(request, "changes/_progress.html", _standing(request, operation))
    if not operation.is_busy:
        answer["HX-Refresh"] = "true"
    return answer


def _standing(request: HttpRequest, operation: Operation) -> dict[str, Any]:
    kind = kinds.find(operation.kind)
    undone = operation.counts.get(UNDO, {})
    return {
        "operation": operation,
        "says": kinds.says(operation),
        "counts": [(kinds.outcome(name), n) for name, n in operation.counts.items() if isinstance(n, int)],
        "undone": [(kinds.outcome(name), undone[name]) for name in _UNDONE if name in undone],
        "runs_here": operation.is_undo or bool(kind and kind.begin),
        "is_final": bool(kind and kind.is_final),
        "may_undo": operations.may_be_undone(operation) and access.may(
            request.user, kind.right if kind else CHANGE_PEOPLE
        ),
        "begun": [] if operation.is_undo else starts.begun(operation, request.user),
    } | undo_report.of(operation)  # fmt: skip


@needs(CHANGE_PEOPLE)
@require_POST
def deed(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    try:
        operations.DEEDS[what](operation=mine(request, pk), user=me(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("changes:operation", pk)


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    context = _chosen(request) | {
        "deeds": [(deed.what, deed.label) for deed in bulk_changes.all() if _may(request, deed.kind)]
    }
    return page(request, "choose", _("Edit many people"), context)


def _may(request: HttpRequest, name: str) -> bool:
    kind = kinds.find(name)
    assert kind
    return (access.everywhere if kind.is_everywhere else access.may)(request.user, kind.right)


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, what: str) -> HttpResponse:
    """What exactly, to whom and to how many; then have it done."""
    deed = bulk_changes.find(what)
    if deed is None:
        raise Http404
    kind, label, form_class = deed.kind, deed.label, deed.form
    if not _may(request, kind):
        return access.denied(request)
    context = _chosen(request)
    bound = request.POST if request.method == "POST" and "do" in request.POST else None
    form = form_class(bound, user=me(request), n=context["n"])
    begins = _starts(request, kind, context["n"])
    if bound and context["n"] and form.is_valid():
        return _start(request, kind, context, form, begins)
    known = Tag.objects.filter(is_listed=True).values_list("name", flat=True)[:TAGS] if what == "tag" else []
    context |= {"form": form, "what": what, "label": label, "is_final": what == "erase", "known_tags": known}
    context["starts"] = [
        (start, start.name in bound.getlist("start") if bound else context["n"] <= starts.HANDFUL)
        for start in begins
    ]
    return page(request, "add", str(label), context, 422 if form.errors else 200)


def _starts(request: HttpRequest, name: str, n: int) -> list[starts.Start]:
    """What may begin with a deed on so many."""
    kind = kinds.find(name)
    if not n or kind is None or not kind.lines:
        return []
    return starts.offered(starts.Gains.of_deed(n, kind.lines, tags=kind.adds_tags), request.user)


def _start(
    request: HttpRequest,
    kind: str,
    context: dict[str, Any],
    form: BulkChangeForm,
    begins: list[starts.Start],
) -> HttpResponse:
    choices = form.choices()
    if ticked := starts.ticked(request.POST.getlist("start"), begins):
        choices[starts.STARTS] = ticked
    try:
        operation = operations.start(
            kind=kind, user=me(request), choices=choices, of=context["of"], words=context["words"],
            n=context["n"],
        )  # fmt: skip
    except Refused as why:
        messages.error(request, str(why))
        return redirect("segments:list")
    return redirect("changes:operation", operation.pk)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """Whom the request names, in words, with count and sample; ``fields`` carry it on to the next page."""
    sent = request.POST if request.method == "POST" else request.GET
    of, fields, name = _whom(sent, request.user)
    context: dict[str, Any] = {"of": of, "fields": fields, "words": "", "n": 0, "sample": []}
    try:
        found = of.people(request.user, CHANGE_PEOPLE)
        words = str(of) if fields else _("no one")
        context["n"], context["words"] = found.count(), phrases.pair(name, words) if name else words
        context["may_be_more"] = of.is_search and context["n"] >= SEARCHED
        rows = found.select_related("zone").order_by("-created_at", "-pk")[:SAMPLE]
        context["sample"] = list(rows) if context["n"] else []
    except BadCriteria as bad:
        context["problem"] = str(bad)
    return context


def _whom(sent: QueryDict, user: Any) -> tuple[Whom, list[tuple[str, str]], str]:
    """Those ticked before a segment before a list; the segment's name where it is one."""
    ticked = query_params.keys(sent.getlist("who")[:MOST_TICKED])
    if ticked:
        return Whom(ticked=tuple(ticked)), [("who", str(key)) for key in ticked], ""
    if query_params.key(segment := sent.get("segment", "")) is not None:
        kept = get_object_or_404(Segment.objects.visible_to(user), pk=segment)
        return Whom(criteria=kept.criteria), [("segment", segment)], kept.name
    if "list" in sent:
        query = sent.get("list", "")[:2_000]
        if masking.hides(user):  # nothing is guessed here either
            query = searched(QueryDict(query), hides=True).urlencode()
        if "segment" in FilterForm(QueryDict(query), user=user).errors:
            raise Http404
        return Whom(query=query), [("list", query)], ""
    return Whom(), [], ""
