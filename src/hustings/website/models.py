"""Pages of the public site."""

from wagtail.models import Page


class HomePage(Page):
    """The front page."""

    parent_page_types = ["wagtailcore.Page"]
