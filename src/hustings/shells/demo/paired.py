"""Pages of one thing in both languages, translations of each other."""

from typing import Any

from wagtail.images.models import Image
from wagtail.models import Locale

from hustings.shells.demo import texts
from hustings.site.website.models import HomePage


def publish(model: Any, told: dict[str, Any], **of: Any) -> None:
    """One a language below its home, with the words that were ``told``; ``of`` says what it shows."""
    picture, first = Image.objects.filter(title=told["picture"]).first(), None
    for code in texts.languages():
        home = HomePage.objects.filter(locale__language_code=code).first()
        if home is None:
            continue
        page = model(
            locale=Locale.objects.get(language_code=code), title=told["titles"][code],
            slug=told["slugs"][code], lead=told["leads"][code], body=[("text", told["bodies"][code])],
            picture=picture, picture_alt=texts.read(code)["pictures"].get(told["picture"], ""), **of,
        )  # fmt: skip
        if first is not None:
            page.translation_key = first.translation_key
        home.add_child(instance=page)
        page.save_revision().publish()
        first = first or page
