"""Quantities of offers in templates."""

from django import template

from hustings.networks.hives.models.producers import Priced
from hustings.networks.hives.models.sales import Offer

register = template.Library()


@register.filter
def case_of(priced: Priced) -> str:
    """A case in words."""
    return priced.said(priced.case)


@register.filter
def missing_of(offer: Offer) -> str:
    """Words for how much is missing of the next case."""
    return offer.said(offer.missing)


@register.filter
def said_of(priced: Priced, quantity: int) -> str:
    """Any quantity with its unit."""
    return priced.said(quantity)
