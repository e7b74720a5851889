"""The fictional campaign's site, in French and English, made by Wagtail's own calls."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site

from hustings.campaigns.models import Campaign
from hustings.people.models import Purpose
from hustings.website import actions, models

BASE, PORTS = urlsplit(settings.BASE_URL), {"http": 80, "https": 443}
HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")


@transaction.atomic
def build_site() -> models.HomePage:
    """Make what is missing; pages that exist keep what was written on them since."""
    texts = {code: tomllib.loads((HERE / f"texts/{code}.toml").read_text("utf-8")) for code in LANGUAGES}
    pictures = _pictures(texts["fr"]["pictures"])
    _campaign(texts["fr"], pictures)
    builders: list[_Builder] = []
    for code in LANGUAGES:
        locale = Locale.objects.get_or_create(language_code=code)[0]
        for position, line in enumerate(texts[code]["consents"]):
            actions.offer_consent(
                purpose=Purpose(line["purpose"]), language=code, text=line["text"], position=position
            )
        builders.append(_Builder(texts[code], pictures, locale, builders[0] if builders else None))
        builders[-1].build()
    home: models.HomePage = builders[0].home
    return home


def _campaign(texts: dict[str, Any], pictures: dict[str, Image]) -> None:
    campaign = Campaign.current()
    if campaign.name == Campaign._meta.get_field("name").default:
        campaign.name = "Rives Communes"
        campaign.sender_name = "Nora Valbrune"
        campaign.sender_address = campaign.reply_to = "bonjour@rives-communes.example"
        campaign.privacy_contact = "donnees@rives-communes.example"
        campaign.postal_address = "12 quai des Mariniers\n30000 Nîmes"
        campaign.save()
    look = models.Look.load()
    if look.logo is None:
        look.logo, look.tagline = pictures["logo"], texts["campaign"]["tagline"]
        look.save()


def _pictures(said: dict[str, str]) -> dict[str, Image]:
    """The drawings as Wagtail's images, by file name; ``said`` is what they show, in words."""
    found = {image.title: image for image in Image.objects.all()}
    for path in sorted((HERE / "art").glob("*.webp")):
        if path.stem not in found:
            with path.open("rb") as file:
                image = Image(
                    title=path.stem, description=said.get(path.stem, ""), file=ImageFile(file, path.name)
                )
                image.save()
            found[path.stem] = image
    return found


class _Builder:
    """Builds the pages of one language, each as the translation of its elder in the first language."""

    def __init__(
        self, texts: dict[str, Any], pictures: dict[str, Image], locale: Locale, elder: "_Builder | None"
    ):
        self.texts, self.pictures, self.locale, self.elder = texts, pictures, locale, elder
        self.made: dict[str, Page] = {}

    def build(self) -> None:
        """All pages of this language."""
        told = self.texts["home"]
        home = self.home = self._home(told)
        for page in self.texts["pages"]:
            self._page(home, page)
        for number, proposal in enumerate(self.texts["proposals"]):
            self._proposal(proposal, number)
        for news in sorted(self.texts["news"], key=lambda news: -int(news["days_ago"])):
            self._news(news)
        home.refresh_from_db()  # its number of children has grown
        if not home.deeds:
            home.deeds = [("deed", {**deed, "page": self.made[deed["page"]]}) for deed in told["deeds"]]
            home.save_revision().publish()

    def _home(self, told: dict[str, Any]) -> Any:
        home = models.HomePage.objects.filter(locale=self.locale).first()
        if home is not None:
            return home
        plain = {key: told[key] for key in told if key not in {"deeds", "numbers"}}
        fields = {
            **plain,
            "portrait": self.pictures["portrait"],
            "background": self.pictures["hero"],
            "rally": self.pictures["rally"],
            "numbers": [("number", number) for number in told["numbers"]],
        }
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
        site.root_page, site.site_name = home, "Rives Communes"
        site.hostname, site.port = BASE.hostname or "localhost", BASE.port or PORTS[BASE.scheme]
        site.save()
        if old is not None and old.specific_class is Page:
            old.delete()

    def _page(self, home: Any, told: dict[str, Any]) -> None:
        fields: dict[str, Any] = {"title": told["title"], "slug": told["slug"]}
        fields["show_in_menus"] = told.get("in_menu", False)
        if "lead" in told:
            fields["lead"] = told["lead"]
        if "picture" in told:
            fields["picture"] = self.pictures[told["picture"]]
        if "legal" in told:
            fields["kind"] = told["legal"]
        if "body" in told:
            fields["body"] = self._body(told["body"])
        self._add(told["key"], getattr(models, told["kind"]), home, fields)

    def _proposal(self, told: dict[str, Any], number: int) -> None:
        fields = {key: told[key] for key in ("title", "slug", "lead", "total", "funding")}
        fields["picture"] = self.pictures[f"picto-{told['key']}"]
        fields["costs"] = [("cost", {"label": label, "amount": amount}) for label, amount in told["costs"]]
        fields["body"] = self._body(told["body"])
        self._add(told["key"], models.ProposalPage, self.made["programme"], fields)

    def _news(self, told: dict[str, Any]) -> None:
        fields = {key: told[key] for key in ("title", "slug", "lead")}
        fields["picture"] = self.pictures[told["picture"]]
        fields["published_on"] = timezone.localdate() - timedelta(days=told["days_ago"])
        fields["body"] = self._body(told["body"])
        self._add(told["key"], models.NewsPage, self.made["news"], fields)

    def _body(self, told: list[dict[str, Any]]) -> list[tuple[str, Any]]:
        """Blocks as StreamField takes them."""
        body: list[tuple[str, Any]] = []
        for block in told:
            if "text" in block:
                body.append(("text", block["text"]))
            elif "quote" in block:
                body.append(("quote", {"text": block["quote"], "by": block.get("by", "")}))
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
