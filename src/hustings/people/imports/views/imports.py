"""HQ's pages about files of people: upload, columns, check, run, result."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.lib.text import csvs, said
from hustings.foundation.lib.web import query_params
from hustings.people.changes import starts, undo_report
from hustings.people.changes.actions.operations import may_be_undone
from hustings.people.imports.actions import imports, saved_mappings
from hustings.people.imports.columns import dialects, mapping_presets
from hustings.people.imports.columns.options import Options
from hustings.people.imports.forms.columns import ColumnsForm
from hustings.people.imports.forms.imports import FileForm, ShapeForm, SheetForm
from hustings.people.imports.match.plan import AMBIGUOUS, BY, ERASED, Outcome, outcome_labels
from hustings.people.imports.models import Import, ImportLine, ImportPlan
from hustings.people.imports.run import line_files, outcomes
from hustings.people.persons.matching import match_keys
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import IMPORT_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once

State = Import.State
PAGE = 30
LINES = 100  # of a page
REASONS = 100
SAMPLES = 8  # lines of each outcome
_FIRST = [Outcome.REFUSED, Outcome.MERGED, Outcome.CHANGED, Outcome.CREATED, Outcome.SAME]
DEEDS: dict[str, Callable[..., None]] = {
    "run": imports.start,
    "pause": imports.pause,
    "cancellation": imports.cancel,
    "removal": imports.put_away,
}


def page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    trail = [(reverse("imports:imports"), _("Imports"))] if name != "list" else []
    return frame.page(
        request,
        f"imports/{name}.html",
        context,
        title=title,
        trail=trail,
        icon="upload",
        status=status,
    )


def mine(request: HttpRequest, pk: int) -> Import:
    """The import of this number, if the user may see it."""
    return get_object_or_404(
        Import.objects.visible_to(request.user).select_related("user", "operation"), pk=pk
    )


@needs(IMPORT_PEOPLE)
@once
def listed(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            imported = imports.take_file(file=sent.file, name=sent.name, user=request.user)  # type: ignore[arg-type]
            return redirect("imports:import", imported.pk)
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
    found = Import.objects.visible_to(request.user).select_related("user", "operation")
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("p")),
        "plans": [
            plan
            for plan in ImportPlan.objects.visible_to(request.user).select_related("user")[
                : mapping_presets.MOST
            ]
            if saved_mappings.may_remove(plan, request.user)
        ],
    }
    return page(request, "list", _("Imports"), context, 422 if form.errors else 200)


@needs(IMPORT_PEOPLE)
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    imported = mine(request, pk)
    if imported.state == State.UPLOADED or (imported.is_open and "columns" in request.GET):
        return _columns(request, imported, ColumnsForm(None, imported))
    return page(request, "import", imported.file_name, _standing(request, imported))


@needs(IMPORT_PEOPLE)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone; once the work is over the whole page is asked for again."""
    imported = mine(request, pk)
    answer = render(request, "imports/_progress.html", _standing(request, imported))
    if not imported.is_busy:
        answer["HX-Refresh"] = "true"
    return answer


@needs(IMPORT_PEOPLE)
@require_POST
def shape(request: HttpRequest, pk: int) -> HttpResponse:
    imported = mine(request, pk)
    try:
        form = _shape_form(imported, request.POST)
        if form.is_valid():
            told = form.told()
            imports.read_again(imported=imported, sheet=told.pop("sheet", ""), told=told)
            messages.success(request, _("The file was read again. Check the columns."))
        else:
            messages.error(request, _("The file can't be read this way. Change your choices."))
    except (Refused, Unreadable) as refusal:
        messages.error(request, str(refusal))
    return redirect("imports:import", pk)


@needs(IMPORT_PEOPLE)
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    imported = mine(request, pk)
    if not imported.is_open:
        return redirect("imports:import", pk)
    values_of = request.POST.get("values", "")
    form = ColumnsForm(request.POST, imported, is_draft=bool(values_of))
    if not form.is_valid():
        return _columns(request, imported, form, 422)
    mapping, options = form.chosen()
    if values_of.isdecimal() and int(values_of) < len(mapping):
        imports.keep(imported=imported, mapping=mapping, options=options)
        return redirect("imports:import_values", pk, int(values_of))
    imports.check(imported=imported, mapping=mapping, options=options)
    if name := form.cleaned_data["plan"].strip():
        imported.refresh_from_db()
        is_shared = form.cleaned_data["plan_is_shared"]
        saved_mappings.save(imported=imported, name=name, user=request.user, is_shared=is_shared)
        messages.success(request, _("The mapping was saved as “%(name)s”.") % {"name": name})
    return redirect("imports:import", pk)


@needs(IMPORT_PEOPLE)
@require_POST
def deed(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    try:
        imported = mine(request, pk)
        more: dict[str, Any] = {}
        if what == "run":
            more["user"] = me(request)
            more["starts"] = starts.ticked(request.POST.getlist("start"), _starts(request, imported))
        DEEDS[what](imported=imported, **more)
    except (Refused, Unreadable) as refusal:
        messages.error(request, str(refusal))
    return redirect("imports:import", pk)


@needs(IMPORT_PEOPLE)
@require_safe
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes of the lines: of all, of one ``outcome``, or of one reason, named by a row of it."""
    imported = _read_by(request, pk)
    found, labels, title = imported.lines.all(), outcome_labels(), _("All lines")
    outcome, number = request.GET.get("outcome", ""), query_params.key(request.GET.get("like", "")) or 0
    if like := imported.reasons.filter(pk=number).first():
        alike = imported.reasons.filter(reason=like.reason, is_refusal=like.is_refusal)
        found, title = found.filter(number__in=alike.values("number")), said.read(like.reason)
    elif outcome == "notes":
        found, title = found.noted(), _("Imported with warnings")
    elif outcome in labels:
        found, title = found.filter(outcome=outcome), labels[outcome].capitalize()
    after = query_params.key(request.GET.get("after", "")) or 0
    shown = list(found.filter(number__gt=after)[: LINES + 1])
    more = shown[LINES - 1].number if len(shown) > LINES else None
    context = {"imported": imported, "rows": _labelled(shown[:LINES]), "more": more}
    return page(request, "lines", title, context)


@needs(IMPORT_PEOPLE)
@require_safe
def report(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """What comes of each line, as a file."""
    imported = _read_by(request, pk)
    return csvs.download(line_files.report(imported), f"check-{imported.pk}.csv")


@needs(IMPORT_PEOPLE)
@require_safe
def refused(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    imported = _read_by(request, pk)
    return csvs.download(line_files.refused(imported), f"refused-{imported.pk}.csv")


def _read_by(request: HttpRequest, pk: int) -> Import:
    """An import whose lines are there, for those who may read what the check says."""
    imported = mine(request, pk)
    if not imported.is_parsed or not imports.reads_checks(request.user):  # type: ignore[arg-type]
        raise Http404
    return imported


def _values(sample: list[list[str]], at: int) -> list[str]:
    """Three values of a column; lines that can't be read may be shorter than the headings."""
    found = (row[at][:80] for row in sample if at < len(row) and row[at].strip())
    return list(islice(found, 3))


def _columns(request: HttpRequest, imported: Import, form: ColumnsForm, status: int = 200) -> HttpResponse:
    sample: list[list[str]] = []
    shape: SheetForm | ShapeForm | None = None
    try:
        sample = imports.sample(imported)
        shape = _shape_form(imported)
    except Unreadable as refusal:
        messages.error(request, str(refusal))
    columns = [column | {"values": _values(sample, column["at"])} for column in form.columns()]
    named = {dialect.key: dialect.name for dialect in dialects.DIALECTS}
    said = form.statements()
    context = {
        "imported": imported, "form": form, "columns": columns, "dialect": named.get(imported.dialect),
        "n_filled": sum(bool(target) for target in imported.mapping),
        "is_open": form.is_column_wrong() or bool(form.non_field_errors() or imported.problem),
        "consents": [one for one in said if one["is_found"]],
        "others": [one for one in said if not one["is_found"]],
        "shape": shape, "plans": mapping_presets.fitting(imported, request.user),
    }  # fmt: skip
    return page(request, "columns", imported.file_name, context, status)


def _shape_form(imported: Import, data: Any = None) -> SheetForm | ShapeForm:
    now = {name: getattr(imported, name) for name in ("sheet", "has_header", "n_above")}
    if imported.sheet:
        return SheetForm(data, initial=now, sheets=imports.sheets_of(imported))
    now |= {name: getattr(imported, name) for name in ("encoding", "delimiter", "quote")}
    return ShapeForm(data, initial=now)


def _standing(request: HttpRequest, imported: Import) -> dict[str, Any]:
    reads = imports.reads_checks(request.user)  # type: ignore[arg-type]
    told = imported.counts if reads else {}
    counts = {part: told.get(part, {}) for part in ("check", "run")}
    is_told = bool(told) and not imported.is_busy
    is_undo = bool(imported.operation and imported.operation.is_undo)
    return (
        _counted(counts)
        | {
            "imported": imported,
            "reads_check": reads,
            "may_undo": bool(imported.operation and may_be_undone(imported.operation)),
            "n": imported.n_checked if imported.state == State.CHECKING else imported.n_done,
            "erased": imported.lines.filter(why=ERASED)[: SAMPLES * 3] if is_told else [],
            "reasons": _reasons(imported) if is_told else [],
            "samples": _samples(imported, counts["run"] or counts["check"]) if is_told else [],
            "has_lines": bool(told) and imported.is_parsed,
            "people": _people_of(imported),
            "new_fields": [field.label for field in Options.read(imported.options).fields.values()],
            "starts": [(start, False) for start in _starts(request, imported)],
            "begun": [] if is_undo else starts.begun(imported.operation, request.user),
        }
        | undo_report.of(imported.operation)
    )


def _starts(request: HttpRequest, imported: Import) -> list[starts.Start]:
    """What may begin with an import that was checked, such as sequences; nothing does by itself."""
    if imported.state != State.CHECKED or not imports.reads_checks(me(request)):
        return []
    return starts.offered(starts.Gains.read(imported.counts.get("gains", {})), request.user)


def _people_of(imported: Import) -> str:
    """Address of the people whom it added or updated; empty as long as there are none."""
    if not imported.n_done or (imported.operation and imported.operation.is_undo):
        return ""
    criterion = json.dumps({"criterion": "import", "operator": "touched", "value": imported.pk})
    return f"{reverse('segments:segment_add')}?{urlencode({'with': criterion, 'name': imported.file_name})}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A number of lines, by the check and by the run; ``name``: under which its lines are shown."""

    label: str
    checked: int
    run: int
    name: str = ""
    is_part: bool = False  # of the number above

    @property
    def n(self) -> int:
        return self.checked or self.run

    @property
    def asks(self) -> str:
        return self.name if self.n else ""


def _counted(counts: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Numbers of lines: by the check, then by the run."""

    def both(key: str) -> tuple[int, int]:
        return counts["check"].get(key, 0), counts["run"].get(key, 0)

    labels, rows = outcome_labels(), []
    for outcome in Outcome:
        rows.append(_Row(capfirst(labels[outcome]), *both(outcome), outcome))
        if outcome == Outcome.SAME:
            for kind, label in match_keys.labels().items():
                words = _("recognised by: %(label)s") % {"label": label}
                rows.append(_Row(words, *both(f"{BY}{kind}"), is_part=True))
    rows += [
        _Row(_("rejected because several people match"), *both(AMBIGUOUS), is_part=True),
        _Row(_("Imported with warnings"), *both("notes"), "notes"),
    ]
    return {
        "table": [row for row in rows if not row.is_part or row.n],
        "n_erased": both(ERASED)[1] or both(ERASED)[0],
        "has_run": bool(counts["run"]),
        "n_refused": both(Outcome.REFUSED)[1] or both(Outcome.REFUSED)[0],
    }


def _samples(imported: Import, counts: dict[str, int]) -> list[ImportLine]:
    """Some lines of each outcome that there is."""
    found: list[ImportLine] = []
    for outcome in _FIRST:
        if counts.get(outcome):
            found += imported.lines.filter(outcome=outcome)[:SAMPLES]
    return _labelled(found)


def _reasons(imported: Import) -> list[dict[str, Any]]:
    found = imported.reasons.counted()[:REASONS]
    return [each | {"words": said.read(each["reason"])} for each in found]


def _labelled(lines: list[ImportLine]) -> list[ImportLine]:
    labels = outcome_labels()
    for line in lines:
        line.label = labels[line.outcome]  # type: ignore[attr-defined]
        line.changed = outcomes.change_text(line.changes)  # type: ignore[attr-defined]
    return lines
