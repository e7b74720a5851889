"""How-tos that fit pages of HQ, as apps say it for their own pages."""

from dataclasses import dataclass

from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class HowTo:
    """A page of docs/how-to by its file's name, and the views beside which it stands.

    A name that ends in ``*`` stands for all views that begin so: the longest that fits is taken. Where none
    of these is in HQ's menu, ``below`` names the part that the help lists it with: a submenu, or the view of
    an entry at the top.
    """

    name: str
    views: tuple[str, ...]
    below: str = ""


pages = Registry[HowTo]("lib.how_tos")


def beside(name: str, *views: str, below: str = "") -> HowTo:
    """The how-to ``name`` beside these views."""
    return HowTo(name, views, below)


def of(view: str) -> str:
    """The name of the how-to that fits a view best; empty where none does."""
    fits = [
        (len(each), page.name)
        for page in pages.all()
        for each in page.views
        if view == each or (each.endswith("*") and view.startswith(each[:-1]))
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else ""
