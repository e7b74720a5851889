"""Notices what changes the site's pages, by Django's signals: other apps' rows must not know the site.

It decides nothing: it only makes pages in memory be written anew.
"""

from functools import cache
from typing import Any

from django.db import models, router, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.webhooks.models import Endpoint
from hustings.outreach.archive.models import Archive, Archived, ArchivePage
from hustings.outreach.emails.models import LetterLook
from hustings.people.privacy.models import RetentionRule
from hustings.site.sharing.models import ShareText
from hustings.site.website.models import (
    Audience,
    ConsentLine,
    Imprint,
    Look,
    Maintenance,
    NoticeChange,
    SiteVersion,
)
from hustings.site.website.serving import site_cache

# What is written while somebody works on a draft, or beside: readers see none of it.
UNSEEN = {
    "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes",
    "wagtail_admin_comments", "locked", "locked_by", "locked_at",
    "file_hash",  # of a picture, noted when somebody first needs it
}  # fmt: skip


def watch() -> None:
    """Renew the edition from now on when something that pages show is saved or deleted."""
    post_save.connect(_changed, dispatch_uid="website.editions.saved")
    post_delete.connect(_changed, dispatch_uid="website.editions.deleted")


def renew(*_anything: Any) -> None:
    """Have pages in memory written anew after the commit; told of what no row of the site says."""
    site_cache.forget()
    transaction.on_commit(SiteVersion.renew)


def _changed(sender: type[models.Model], using: str, update_fields: Any = None, **more: Any) -> None:
    if not issubclass(sender, _shown()) or (update_fields and set(update_fields) <= UNSEEN):
        return
    if using == router.db_for_write(SiteVersion):
        site_cache.forget()
        # After the commit: before it a page written in the new edition could still hold the old content.
        transaction.on_commit(SiteVersion.renew, using=using)


@cache  # asked at each save of anything
def _shown() -> tuple[type[models.Model], ...]:
    own = (
        Audience, ConsentLine, Imprint, Look, NoticeChange, Campaign, Page, Locale, Site, PageViewRestriction,
        Maintenance, RetentionRule, Endpoint,
    )  # fmt: skip
    letters = (Archive, Archived, ArchivePage, LetterLook, ShareText)
    return (*own, *letters, get_image_model(), get_document_model())
