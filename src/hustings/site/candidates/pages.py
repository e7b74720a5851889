"""Makes pages of many candidates at once, a hundred in a dozen statements, as Wagtail's saving does."""

import logging
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, F
from django.urls import reverse
from django.utils import html, timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from modelsearch.backends import get_search_backends
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log as log_action
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, Site

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.sql import bulk
from hustings.site.candidates import local_teams
from hustings.site.candidates.models import Candidacy, CandidateIndexPage, CandidatePage
from hustings.site.website.models import HomePage
from hustings.site.website.models.base import open_to_readers
from hustings.site.website.serving import site_version
from hustings.site.website.serving.page_context import Asked

log = logging.getLogger(__name__)
CHUNK = 100
SLUGS = {"fr": "candidats", "en": "candidates"}
_OWN = ["page_ptr", "share_picture", "candidacy", "lead", "portrait", "portrait_alt", "body"]
Told = Callable[[int], object]


def make(candidacies: Sequence[int], user: Any, told: Told | None = None) -> int:
    """Make those that are missing, published, in each language; the number of new ones."""
    made = 0
    for index in _indexes(user):
        there = CandidatePage.objects.child_of(index).values_list("candidacy", flat=True)
        missing = sorted(set(candidacies) - set(there))
        for start in range(0, len(missing), CHUNK):
            with transaction.atomic():
                n = _write(index, missing[start : start + CHUNK], user)
                if told:
                    told(n)
            made += n
    return made


def remove(candidacies: Collection[int]) -> None:
    pages = CandidatePage.objects.filter(candidacy__in=candidacies)
    keys = [page.pk for page in pages]
    for page in pages:
        log_action(instance=page, action="wagtail.delete", deleted=True)
    Page.objects.filter(pk__in=keys).delete()


def hide(candidacies: Collection[int], user: Any) -> None:
    """Show them no more."""
    for page in CandidatePage.objects.filter(candidacy__in=candidacies).live():
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)


def show(candidacies: Collection[int], user: Any) -> None:
    """Show them again, as they were."""
    for page in CandidatePage.objects.filter(candidacy__in=candidacies).not_live():
        page.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)


def rename(candidacies: Collection[int], user: Any) -> None:
    """Bring titles up to the names, but for pages with a draft: whoever writes it sees to that."""
    pages = CandidatePage.objects.filter(candidacy__in=candidacies, has_unpublished_changes=False)
    for page in pages.select_related("candidacy"):
        if page.title != page.candidacy.name:
            page.title = page.candidacy.name
            page.save_revision(user=user).publish(user=user, skip_permission_checks=True)


def worked_on(candidacies: Collection[int]) -> set[int]:
    """Those whose pages somebody has written on, hidden, published anew or given a domain."""
    pages = CandidatePage.objects.filter(candidacy__in=candidacies)
    keys = dict(pages.values_list("pk", "candidacy"))
    revisions = Revision.page_revisions.filter(object_id__in=map(str, keys)).order_by()
    written = revisions.values("object_id").annotate(n=Count("pk")).filter(n__gt=1)
    at_roots = Site.objects.filter(root_page__in=keys).values_list("root_page", flat=True)
    as_made = pages.filter(  # old revisions may have been cleared away
        live=True, last_published_at=F("first_published_at"),
        latest_revision_created_at=F("first_published_at"),
    ).values_list("pk", flat=True)  # fmt: skip
    others = keys.keys() - set(as_made)
    others |= {*map(int, written.values_list("object_id", flat=True)), *at_roots}
    return {keys[key] for key in others}


def addresses(candidacies: Collection[int], language: str) -> Mapping[int, str]:
    pages = open_to_readers(CandidatePage.objects.live()).filter(
        candidacy__in=candidacies, locale__language_code=language
    ).defer("body")  # fmt: skip
    asked = Asked()
    return {page.candidacy_id: page.get_full_url(asked) or "" for page in pages}


def links(candidacy: Any, user: Any) -> list[tuple[str, Any]]:
    """What else may be done about its pages."""
    has_pages = CandidatePage.objects.filter(candidacy=candidacy).exists()
    if not has_pages or not access.everywhere(user, PUBLISH_SITE):
        return []
    return [(reverse("candidate_domains:domain", args=[candidacy.pk]), _("Own domain"))]


def _indexes(user: Any) -> Iterator[CandidateIndexPage]:
    """The list of candidates in each language that the site has; made where it is missing."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return
    key = None
    first = Campaign.current().language
    homes = HomePage.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
    for home in sorted(homes, key=lambda home: home.locale.language_code != first):
        index = CandidateIndexPage.objects.child_of(home).first()
        if index is None:
            index = _new_index(home, key, user)
        key = index.translation_key
        yield index


def _new_index(home: HomePage, key: uuid.UUID | None, user: Any) -> CandidateIndexPage:
    with transaction.atomic(), override(home.locale.language_code):
        index = CandidateIndexPage(
            title=_("Our candidates"), slug=SLUGS.get(home.locale.language_code, "candidates"),
            lead=_("Enter your postcode or choose on the map to see your candidate."),
            locale=home.locale, show_in_menus=True, owner=user,
        )  # fmt: skip
        if key:
            index.translation_key = key
        home.add_child(instance=index)
        index.save_revision(user=user).publish(user=user, skip_permission_checks=True)
        index.refresh_from_db()
        local_teams.watch_over(index)
    return index


def _write(index: CandidateIndexPage, keys: Sequence[int], user: Any) -> int:
    """The pages of these candidacies below ``index``, in the caller's transaction."""
    parent = Page.objects.select_for_update().get(pk=index.pk)
    rows = Candidacy.objects.filter(pk__in=keys).select_related("zone").defer("zone__shape").order_by("pk")
    candidacies = list(rows)
    pages = list(_pages(parent, candidacies, index.locale, user))
    _add(pages, user)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(CandidatePage, pages)
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    site_version.renew()
    log.info("website.candidate_pages made=%s language=%s", len(pages), index.locale.language_code)
    return len(pages)


def _pages(parent: Page, candidacies: Sequence[Candidacy], locale: Any, user: Any) -> Iterator[CandidatePage]:
    ids = bulk.reserve_ids(Page, len(candidacies))
    elders = dict(
        CandidatePage.objects.filter(candidacy__in=candidacies).values_list("candidacy", "translation_key")
    )
    taken = set(parent.get_children().values_list("slug", flat=True))
    path, now, kind = _paths(parent), timezone.now(), ContentType.objects.get_for_model(CandidatePage)
    for pk, candidacy in zip(ids, candidacies, strict=True):
        slug = _slug(candidacy, taken)
        said = candidacy.biography(locale.language_code)
        page = CandidatePage(
            id=pk, page_ptr_id=pk, path=next(path), depth=parent.depth + 1, numchild=0,
            title=candidacy.name, draft_title=candidacy.name, slug=slug, url_path=f"{parent.url_path}{slug}/",
            locale=locale, content_type=kind, owner=user, live=True, first_published_at=now,
            last_published_at=now, latest_revision_created_at=now,
            translation_key=elders.get(candidacy.pk) or uuid.uuid4(), candidacy=candidacy,
            body=[("text", html.linebreaks(said, autoescape=True))] if said else [],
        )  # fmt: skip
        page._state.adding = False
        yield page


def _paths(parent: Page) -> Iterator[str]:
    last = parent.get_last_child()
    path = last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)
    while True:
        yield path
        path = Page(path=path, depth=parent.depth + 1)._inc_path()


def _slug(candidacy: Candidacy, taken: set[str]) -> str:
    """The name; with the territory's code where two have one name, with the number where that is taken."""
    name = slugify(candidacy.name)[:200] or f"c{candidacy.pk}"
    codes = f"{name}-{slugify(candidacy.zone.code)}"
    slug = next(each for each in (name, codes, f"{name}-{candidacy.pk}") if each not in taken)
    taken.add(slug)
    return slug


def _add(pages: Sequence[CandidatePage], user: Any) -> None:
    revisions = bulk.reserve_ids(Revision, len(pages))
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision_id = page.live_revision_id = revision
    names = [field.attname for field in Page._meta.concrete_fields]
    Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in names}) for page in pages)
    bulk.insert(CandidatePage, _OWN, ([_value(page, name) for name in _OWN] for page in pages))
    base, now = ContentType.objects.get_for_model(Page), timezone.now()
    Revision.objects.bulk_create(
        Revision(
            id=revision, content_type_id=page.content_type_id, base_content_type=base, object_id=str(page.pk),
            created_at=now, user=user, object_str=page.title, content=page.serializable_data(),
        )
        for page, revision in zip(pages, revisions, strict=True)
    )  # fmt: skip
    many = [
        PageLogEntry(
            page_id=page.pk, content_type_id=page.content_type_id, label=page.title, action=action,
            timestamp=now, user=user, revision_id=page.latest_revision_id, content_changed=True,
        )
        for page in pages
        for action in ("wagtail.create", "wagtail.publish")
    ]  # fmt: skip
    PageLogEntry.objects.bulk_create(many)


def _value(page: CandidatePage, name: str) -> Any:
    return getattr(page, CandidatePage._meta.get_field(name).attname)
