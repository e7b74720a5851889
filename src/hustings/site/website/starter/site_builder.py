"""Builds the pages of a site from texts kept as data: the site to start from, and the demonstration's."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site, get_page_models

from hustings.foundation.campaigns.models import Campaign
from hustings.site.website import models

BASE, PORTS = urlsplit(settings.BASE_URL), {"http": 80, "https": 443}
WORDS_OF_HOME = {
    "title",
    "slug",
    "search_description",
    "kicker",
    "slogan",
    "lead",
    "form_title",
    "word",
    "word_by",
}


VIDEO: dict[str, Any] = {"address": "", "file": None, "poster": None, "subtitles": None, "transcript": ""}


def _kind(name: str) -> Any:
    return next(each for each in get_page_models() if each.__name__ == name)


class Builder:
    """Builds the pages of one language, each as the translation of its elder in the first language."""

    def __init__(
        self,
        texts: dict[str, Any],
        pictures: Mapping[str, Image],
        locale: Locale,
        elder: "Builder | None" = None,
    ):
        self.texts, self.pictures, self.locale, self.elder = texts, pictures, locale, elder
        self.made: dict[str, Page] = {}

    def build(self) -> None:
        told = self.texts["home"]
        home = self.home = self._home(told)
        for page in self.texts["pages"]:
            self._page(home, page)
        for proposal in self.texts.get("proposals", []):
            self._proposal(proposal)
        for news in sorted(self.texts.get("news", []), key=lambda news: -int(news["days_ago"])):
            self._news(news)
        for child in self.texts.get("children", []):
            self._child(child)
        home.refresh_from_db()  # its number of children has grown
        if told.get("deeds") and not home.deeds:
            home.deeds = [("deed", {**deed, "page": self.made[deed["page"]]}) for deed in told["deeds"]]
            home.save_revision().publish()

    def _home(self, told: dict[str, Any]) -> Any:
        home = models.HomePage.objects.filter(locale=self.locale).first()
        if home is not None:
            return home
        fields: dict[str, Any] = {key: told[key] for key in told.keys() & WORDS_OF_HOME}
        fields["numbers"] = [("number", number) for number in told.get("numbers", [])]
        for place, name in told.get("pictures", {}).items():
            fields |= self._picture(place, name)
        if self.elder is not None:
            return self._publish(self.elder.home.copy_for_translation(self.locale), {**fields, "deeds": []})
        root = Page.get_first_root_node()
        home = models.HomePage(locale=self.locale, **fields)
        root.add_child(instance=home)
        self._become_root(home)
        return self._publish(home, {})

    def _become_root(self, home: models.HomePage) -> None:
        """Show ``home`` at the root of the site, in place of Wagtail's welcome page."""
        site = Site.objects.filter(is_default_site=True).first() or Site(
            hostname="localhost", is_default_site=True
        )
        old = site.root_page if site.pk else None
        site.root_page, site.site_name = home, Campaign.current().name
        site.hostname, site.port = BASE.hostname or "localhost", BASE.port or PORTS[BASE.scheme]
        site.save()
        if old is not None and old.specific_class is Page and not old.numchild:
            old.delete()

    def _page(self, home: Any, told: dict[str, Any]) -> None:
        fields: dict[str, Any] = {"title": told["title"], "slug": told["slug"]}
        fields["show_in_menus"] = told.get("in_menu", False)
        fields |= {key: told[key] for key in ("lead", "press_contact") if key in told}
        if "picture" in told:
            fields |= self._picture("picture", told["picture"])
        if "legal" in told:
            fields["kind"] = told["legal"]
        if "body" in told:
            fields["body"] = self._body(told["body"])
        self._add(told["key"], _kind(told["kind"]), home, fields)

    def _proposal(self, told: dict[str, Any]) -> None:
        fields = {key: told[key] for key in ("title", "slug", "lead", "total", "funding")}
        fields |= {key: told[key] for key in ("theme", "argument") if key in told}
        fields["picture"] = self.pictures[f"picto-{told['key']}"]
        fields["sources"] = [("source", source) for source in told.get("sources", [])]
        fields["costs"] = [("cost", {"label": label, "amount": amount}) for label, amount in told["costs"]]
        fields["body"] = self._body(told["body"])
        self._add(told["key"], models.ProposalPage, self.made["programme"], fields)

    def _news(self, told: dict[str, Any]) -> None:
        fields = {key: told[key] for key in ("title", "slug", "lead")}
        told = {"kind": "news", **told}
        fields |= {key: told[key] for key in ("kind", "topic", "contact") if key in told}
        if "picture" in told:
            fields |= self._picture("picture", told["picture"])
        fields["published_on"] = timezone.localdate() - timedelta(days=told["days_ago"])
        fields["body"] = self._body(told["body"])
        self._add(told["key"], models.NewsPage, self.made["news"], fields)

    def _child(self, told: dict[str, Any]) -> None:
        """A page of any kind: its plain fields, its streams of blocks, its days counted back from today."""
        fields: dict[str, Any] = {"title": told["title"], "slug": told["slug"]} | told.get("fields", {})
        fields["show_in_menus"] = told.get("in_menu", False)
        for name, days in told.get("days_ago", {}).items():
            fields[name] = timezone.localdate() - timedelta(days=days)
        for name, blocks in told.get("streams", {}).items():
            fields[name] = [(block["block"], self._told(block)) for block in blocks]
        if "body" in told:
            fields["body"] = self._body(told["body"])
        parent = self.made[told["parent"]] if "parent" in told else self.home
        self._add(told["key"], _kind(told["kind"]), parent, fields)

    def _told(self, told: Any) -> Any:
        """A block's value: pictures by their names, days counted back from today."""
        if isinstance(told, list):
            return [self._told(each) for each in told]
        if not isinstance(told, dict):
            return told
        value = {name: self._told(each) for name, each in told.items() if name not in {"block", "days_ago"}}
        for name in {"picture", "portrait", "poster"} & value.keys():
            value[name] = value[name] and self.pictures[value[name]]
        if "days_ago" in told:
            value["on"] = timezone.localdate() - timedelta(days=told["days_ago"])
        return value

    def _picture(self, place: str, name: str) -> dict[str, Any]:
        said = self.texts.get("pictures", {}).get(name, "")
        return {place: self.pictures[name]} | ({} if place == "background" else {f"{place}_alt": said})

    def _body(self, told: list[dict[str, Any]]) -> list[tuple[str, Any]]:
        """Blocks as StreamField takes them."""
        body: list[tuple[str, Any]] = []
        for block in told:
            if "text" in block:
                body.append(("text", block["text"]))
            elif "quote" in block:
                body.append(("quote", {"text": block["quote"], "by": block.get("by", "")}))
            elif "video" in block:
                body.append(("video", self._told({"title": block["video"], **VIDEO, **block["of"]})))
            elif "button" in block:
                body.append(("button", {"label": block["button"], "page": self.made[block["page"]]}))
        return body

    def _add(self, key: str, model: Any, parent: Page, fields: dict[str, Any]) -> None:
        page = model.objects.child_of(parent).filter(slug=fields["slug"]).first()
        if page is None and self.elder is not None:
            page = self._publish(self.elder.made[key].copy_for_translation(self.locale), fields)
        elif page is None:
            page = model(locale=self.locale, **fields)
            parent.add_child(instance=page)
            page.save_revision().publish()
        self.made[key] = page

    def _publish(self, page: Any, fields: dict[str, Any]) -> Any:
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()
        page.refresh_from_db()
        return page
