"""Rows of addresses."""

from hustings.field.addresses.models.buildings import Building
from hustings.field.addresses.models.corrections import Correction
from hustings.field.addresses.models.doors import Door
from hustings.field.addresses.models.files import AddressBlock, AddressFile, RefusedLine, Source
from hustings.field.addresses.models.municipalities import Municipality

__all__ = [
    "AddressBlock",
    "AddressFile",
    "Building",
    "Correction",
    "Door",
    "Municipality",
    "RefusedLine",
    "Source",
]
