"""Lists of HQ: rows, columns, filters, right, form and deeds, said once and shown alike everywhere."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.generic.base import BaseListingView

from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.tables import Column, Table, Tick
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import frame, status_of

View = Callable[..., HttpResponseBase]
COUNTED = 1_000  # rows; beyond that a page doesn't wait for a count: ten times as many cost it a second


def bounded(found: QuerySet[Any]) -> int:
    """The count, not going on beyond COUNTED."""
    return found.order_by()[: COUNTED + 1].count()


@dataclass(frozen=True)
class Button:
    """A button above a list, for those whom ``lets`` lets."""

    label: Any
    view: str
    lets: Callable[[Any], bool] = lambda user: True

    @property
    def url(self) -> str:
        return reverse(self.view)


@dataclass(frozen=True)
class Deed:
    """A button below a list, done with the rows that are ticked."""

    name: str
    label: Any
    is_serious: bool = False


class Resource(BaseListingView):
    """A list of HQ: see docs/how-to/add-a-list.md."""

    guard: ClassVar[Callable[[View], View]]  # needs(SOME_RIGHT)
    title: Any = ""
    icon = "list-ul"
    trail: Sequence[tuple[Any, ...]] = ()  # name of a view, words and arguments, of each page above
    intro: Any = ""
    buttons: Sequence[Button] = ()
    columns: Sequence[Column] = ()
    caption: Any = ""  # else the title
    filters_class: type[FilterForm] | None = None
    order: Sequence[str] = ("-pk",)  # columns for ``keyset.page``
    size = keyset.SIZE
    deeds: Sequence[Deed] = ()
    tick: Any = str  # names a row to those who tick it by ear
    form_class: type[forms.BaseForm] | None = None
    form_title: Any = ""
    form_submit: Any = ""
    refusals: Mapping[type[Exception], str | None] = {}  # to which field each of the action's belongs
    empty: Any = ""  # and the next step, which ``hint`` names or ``empty_button`` leads to
    hint: Any = ""
    empty_button: Button | None = None
    nothing_found: Any = ""
    template_name = "hq/list.html"

    def rows(self) -> QuerySet[Any]:
        """All that this user may see."""
        raise NotImplementedError

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        """The rows of one page with what else is shown of them, each fetched in one query for all."""
        return rows

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        """Do what the form asks for; None leads back to the list. A ValidationError is shown in the form."""
        raise NotImplementedError

    def do(self, deed: str, keys: list[int]) -> str:
        """Do a deed with ticked rows, and say so."""
        raise NotImplementedError

    def about(self) -> dict[str, Any]:
        """Anything else that the template of this list shows."""
        return {}

    @classmethod
    def as_view(cls, **initial: Any) -> View:
        methods = ["GET", "HEAD", *(["POST"] if cls.form_class or cls.deeds else [])]
        return cls.guard(require_http_methods(methods)(super().as_view(**initial)))

    @property
    def user(self) -> Any:
        return self.request.user

    @cached_property
    def filters(self) -> FilterForm | None:
        return self.filters_class(self.request.GET) if self.filters_class else None

    @cached_property
    def form(self) -> Any:
        """The form below the list, filled in where it was sent."""
        if self.form_class is None:
            return None
        sent = "deed" not in self.request.POST and self.request.method == "POST"
        return self.form_class(
            *((self.request.POST, self.request.FILES) if sent else ()), **self.form_words()
        )

    def form_words(self) -> dict[str, Any]:
        """Words that the form is made with."""
        return {}

    def get_ordering(self) -> str | None:
        asked = self.request.GET.get("ordering")
        return asked if asked in self.get_valid_orderings() else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found: Any = self.rows()
        if self.filters:
            found = self.filters.found(found)
        order = self.order
        if self.ordering:
            order = (self.ordering, "-pk" if self.ordering.startswith("-") else "pk")
        after = request.GET.get("after", "")
        rows, more = keyset.page(found, after, self.size, order)
        n = bounded(found) if more or after else len(rows)
        return self.answer(self.prepared(rows), more, n)

    def answer(self, rows: Sequence[Any], more: str, n: int) -> HttpResponse:
        trail = ((reverse(view, args=args), str(words)) for view, words, *args in self.trail)
        buttons = [each for each in self.buttons if each.lets(self.user)]
        is_filtered = bool(self.filters and (self.filters.errors or any(self.filters.said.values())))
        context = frame(str(self.title), *trail, icon=self.icon) | {
            "view": self, "rows": rows, "more": more, "n": n, "counted": COUNTED, "table": self.table(rows),
            "form": self.form, "filters": self.filters, "is_filtered": is_filtered, "buttons": buttons,
            **self.about(),
        }  # fmt: skip
        if not rows and not is_filtered:  # the buttons stand beside the words that say that there is nothing
            step = self.empty_button
            context |= {"next_steps": [step]} if step else {"buttons": [], "next_steps": buttons}
        answer: HttpResponse = self.render_to_response(context, status=status_of(self.form or FilterForm()))
        return answer

    def table(self, rows: Iterable[Any]) -> Table:
        ticks = [Tick(self.tick)] if self.deeds else []
        caption = str(self.caption or self.title)
        return Table([*ticks, *self.columns], rows, caption=caption, ordering=self.ordering)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (deed := request.POST.get("deed")) in {each.name for each in self.deeds}:
            return self._deed(str(deed), query_params.keys(request.POST.getlist("row")[: self.size * 2]))
        if self.form is not None and self.form.is_valid():
            try:
                return self.add(self.form.cleaned_data) or redirect(request.path)
            except forms.ValidationError as wrong:
                self.form.add_error(None, wrong)
            except tuple(self.refusals) as refused:
                field = next(field for kind, field in self.refusals.items() if isinstance(refused, kind))
                self.form.add_error(field, str(refused))
        return self.get(request, *args, **kwargs)

    def _deed(self, deed: str, keys: list[int]) -> HttpResponse:
        if keys:
            messages.success(self.request, self.do(deed, keys))
        else:
            messages.error(self.request, _("Tick the rows first that you mean."))
        return redirect(self.request.get_full_path())
