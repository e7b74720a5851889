"""Fixtures for the tests here."""

from tests.cast.site.forms.fixtures import fill, form, inside, patient

__all__ = ["fill", "form", "inside", "patient"]
