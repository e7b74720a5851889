"""Tables of redirects: thousands of rows, each checked as one that is typed, with few queries for all.

Rows are followed in memory, also through those before them, and a chunk is written at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry, Page, ReferenceIndex, Site

from hustings.site.website.serving.redirects import END, Known, Place, is_of, nearest

CHUNK = 500
Row = Sequence[Any]


class Config(TypedDict):
    from_index: int
    to_index: int
    permanent: bool
    site: Site | None


def read_in_hq() -> None:
    views.create_redirects_from_dataset = create


class Loaded(Known):
    """All redirects, by where they are and by where they lead; pages by how their addresses end."""

    def __init__(self) -> None:
        super().__init__()
        self.by_path: defaultdict[str, list[Redirect]] = defaultdict(list)
        self.leading_to: defaultdict[str, list[Redirect]] = defaultdict(list)
        self.by_slug: dict[str, list[Page]] = {}
        self.changed: dict[int, Redirect] = {}
        for each in Redirect.objects.select_related("redirect_page").iterator(2_000):
            self.put(each)

    def put(self, redirect: Redirect) -> None:
        self.by_path[redirect.old_path].append(redirect)
        if place := self.place(redirect.redirect_link):
            self.leading_to[place[1]].append(redirect)

    def read_pages(self, rows: Iterable[tuple[str, str]]) -> None:
        """Those that may answer at the addresses of these rows, and wherever ways from them lead."""
        paths, waiting = set(), [Redirect.normalise_path(old) for old, _to in rows]
        waiting += [place[1] for _old, to in rows if (place := self.place(to))]
        while waiting:
            path = waiting.pop()
            if path not in paths:
                paths.add(path)
                links = (each.redirect_link for each in self.by_path.get(path, []))
                waiting += [place[1] for link in links if (place := self.place(link))]
        slugs = {path.partition("?")[0].rpartition("/")[2] for path in paths}
        self.by_slug = {slug: [] for slug in slugs}
        for page in Page.objects.live().filter(slug__in=slugs):
            self.by_slug[page.slug].append(page)

    def at(self, place: Place, own: int | None) -> Redirect | None:
        return nearest(self.by_path.get(place[1], []), place)

    def pages(self, slug: str) -> Iterable[Page]:
        return self.by_slug[slug] if slug in self.by_slug else super().pages(slug)

    def lead_on(self, made: Redirect) -> None:
        for each in self.leading_to.pop(made.old_path, []):
            place = self.place(each.redirect_link)
            if place and is_of(made, place) and not self.answers(place):
                for name in END:
                    setattr(each, name, getattr(made, name))
                if each.pk:
                    self.changed[each.pk] = each
            if place := self.place(each.redirect_link):
                self.leading_to[place[1]].append(each)


def create(dataset: Iterable[Row], config: Config) -> dict[str, Any]:
    """Bring in a table; what Wagtail tells of it afterwards."""
    known, errors, n = Loaded(), [], 0
    rows = [(_text(row[config["from_index"]]), _text(row[config["to_index"]])) for row in dataset]
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        known.read_pages(chunk)
        made = []
        for old, to in chunk:
            try:
                made.append(_checked(known, old, to, config))
            except forms.ValidationError as wrong:
                errors.append([old, to, " ".join(wrong.messages)])
        _write(known, made)
        n += len(made)
    return {"errors": errors, "errors_count": len(errors), "successes": n, "total": len(rows)}


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _checked(known: Loaded, old: str, to: str, config: Config) -> Redirect:
    """One row as a redirect that stands among the others; ValidationError says why not."""
    made = Redirect(old_path=old, redirect_link=to, is_permanent=config["permanent"], site=config["site"])
    made.clean_fields(exclude=["site", "redirect_page"])
    made.clean()
    if any(each.site_id == made.site_id for each in known.by_path.get(made.old_path, [])):
        raise forms.ValidationError(_("A redirect with this path already exists."))
    if last := known.end((made.site_id, made.old_path), to, None):
        for name in END:
            setattr(made, name, getattr(last, name))
    known.put(made)
    known.lead_on(made)
    return made


@transaction.atomic
def _write(known: Loaded, made: list[Redirect]) -> None:
    """A chunk, what it changed of others, and its lines in the log, in a question each."""
    Redirect.objects.bulk_create(made)
    Redirect.objects.bulk_update(known.changed.values(), END, batch_size=CHUNK)
    known.changed.clear()
    about, now = get_active_log_context(), timezone.now()
    kind = ContentType.objects.get_for_model(Redirect, for_concrete_model=False)
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=kind, object_id=str(each.pk), label=str(each), action="wagtail.create",
            timestamp=now, user=about.user, uuid=about.uuid, data={},
        )
        for each in made
    )  # fmt: skip
    for each in made:
        if each.redirect_page_id:  # few: those that led to a redirect to a page
            ReferenceIndex.create_or_update_for_object(each)
