"""The pages that people come from, by their titles."""

from django.utils.translation import gettext as _

from hustings.site.website.models import HomePage

FRIEND = "friend"  # the source of those who came by somebody's link


def friend(source: str) -> str:
    return _("a supporter’s link") if source == FRIEND else ""


def page_title(source: str) -> str:
    """``/en/join/`` in words: the page's title and its address; empty where there is none."""
    _start, slash, rest = source.partition("/")
    language, slash, rest = rest.partition("/")
    if _start or not slash:
        return ""
    home = HomePage.objects.filter(locale__language_code=language).order_by("path").first()
    page = home and home.get_descendants(inclusive=True).filter(url_path=f"{home.url_path}{rest}").first()
    return _("the page “%(title)s” (%(path)s)") % {"title": page.title, "path": source} if page else ""
