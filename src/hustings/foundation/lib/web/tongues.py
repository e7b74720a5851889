"""Links to the same page in the site's other languages."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


def others(path: str) -> list[dict[str, str]]:
    """Code, own name and address of each language but the page's."""
    here = f"/{get_language()}/"
    return [
        {
            "code": code, "name": get_language_info(code)["name_local"].capitalize(),
            # Only the language differs: resolving the path among all addresses takes a millisecond.
            "url": path.replace(here, f"/{code}/", 1) if path.startswith(here) else translate_url(path, code),
        }
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]  # fmt: skip
