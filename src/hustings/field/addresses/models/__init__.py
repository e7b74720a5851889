"""Rows of addresses."""

from hustings.field.addresses.models.buildings import Building
from hustings.field.addresses.models.doors import Door
from hustings.field.addresses.models.municipalities import Municipality

__all__ = ["Building", "Door", "Municipality"]
