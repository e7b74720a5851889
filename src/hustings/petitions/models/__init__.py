"""Petitions and who signs them, a noun a file."""

from hustings.petitions.models.pages import PetitionPage
from hustings.petitions.models.petitions import Ask, Barred, MeterSlot, Petition
from hustings.petitions.models.seals import Seal
from hustings.petitions.models.signatures import CommentState, Doubt, Shown, Signature

__all__ = [
    "Ask",
    "Barred",
    "CommentState",
    "Doubt",
    "MeterSlot",
    "Petition",
    "PetitionPage",
    "Seal",
    "Shown",
    "Signature",
]
