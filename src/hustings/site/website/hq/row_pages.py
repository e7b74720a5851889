"""Pages that show one row, such as a petition: made with it in HQ, one in each language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils import html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.lib.fields.picture_fields import PictureField
from hustings.site.website.models import HomePage

_TEXTS = {"lead": (_("Lead"), 400, 2), "text": (_("Text of the page"), 20_000, 8)}


class PageFields(forms.Form):
    """Fields for the pages that a row has not yet: lead and text by language, and a picture."""

    pages: Mapping[str, Page] = {}

    def _add_page_fields(self, pages: Mapping[str, Page]) -> None:
        """A page that is there is changed in the editor of pages, with all its blocks."""
        self.pages = pages
        missing = [(code, name) for code, name in settings.LANGUAGES if code not in pages]
        for field, (label, longest, lines) in _TEXTS.items():
            for code, language in missing:
                self.fields[f"page_{field}_{code}"] = forms.CharField(
                    label=_("%(what)s (%(language)s)") % {"what": label, "language": language},
                    max_length=longest, required=False, widget=forms.Textarea({"rows": lines}),
                )  # fmt: skip
        if missing:
            self.fields["page_picture"] = PictureField(label=_("Picture"), required=False)
            self.fields["publish"] = forms.BooleanField(
                label=_("Publish the page"), required=False, initial=True,
                help_text=_("Without this it stays a draft."),
            )  # fmt: skip

    def page_words(self) -> dict[str, Any]:
        """What ``save`` takes."""
        said = self.cleaned_data
        texts = {
            code: {field: said.get(f"page_{field}_{code}", "").strip() for field in _TEXTS}
            for code, _language in settings.LANGUAGES
        }
        return {
            "texts": texts, "picture": said.get("page_picture"), "wants_public": bool(said.get("publish")),
        }  # fmt: skip


def by_language(model: Any, **row: Any) -> dict[str, Any]:
    """The pages of a row by their languages; the first one where a language has several."""
    found = model.objects.filter(**row).select_related("locale").order_by("-path")
    return {page.locale.language_code: page for page in found}


def save(
    model: Any, *, titles: Mapping[str, str], texts: Mapping[str, Mapping[str, str]], picture: int | None,
    wants_public: bool, user: Any, before: Mapping[str, str] | None = None, **row: Any,
) -> None:  # fmt: skip
    """Make the pages that are missing, in each language that has a title; rename those that bear the old."""
    there = by_language(model, **row)
    key = next((page.translation_key for page in there.values()), None)
    for code, title in titles.items():
        if page := there.get(code):
            if before and page.title == before.get(code) != title:
                page.title = title
                _keep(page, user, page.live)
            continue
        home = _home(code)
        if home is None:
            continue
        said = texts.get(code, {})
        body = html.linebreaks(said["text"], autoescape=True) if said.get("text") else ""
        page = model(
            title=title, slug=_slug(home, title), lead=said.get("lead", ""), picture_id=picture, owner=user,
            locale=home.locale, live=False, body=[("text", body)] if body else [], **row,
        )  # fmt: skip
        page.translation_key = key or page.translation_key
        key = page.translation_key
        home.add_child(instance=page)
        _keep(page, user, wants_public)


def _keep(page: Page, user: Any, wants_public: bool) -> None:
    """Publish it where the user may; else it stays a draft."""
    revision = page.save_revision(user=user, log_action=True)
    if wants_public and (user is None or access.everywhere(user, PUBLISH_SITE)):
        revision.publish(user=user, skip_permission_checks=True)


def _home(code: str) -> HomePage | None:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return None
    homes = HomePage.objects.filter(translation_key=site.root_page.translation_key)
    home: HomePage | None = homes.filter(locale__language_code=code).select_related("locale").first()
    return home


def _slug(home: Page, title: str) -> str:
    """Of the title, with a number where another page has it."""
    taken = set(home.get_children().values_list("slug", flat=True))
    name = slugify(title)[:80] or "page"
    return next(each for n in range(1, 10_000) if (each := name if n == 1 else f"{name}-{n}") not in taken)
