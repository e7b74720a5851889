"""Petitions and who signs them, a noun a file."""

from hustings.site.petitions.models.pages import PetitionPage
from hustings.site.petitions.models.petitions import Ask, Barred, MeterSlot, Petition
from hustings.site.petitions.models.seals import Seal
from hustings.site.petitions.models.signatures import CommentState, Doubt, Shown, Signature
