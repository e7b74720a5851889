"""Forms: the visitor's, and HQ's."""

from hustings.petitions.forms.hq import DeliveryForm, ExportForm, PetitionForm
from hustings.petitions.forms.signing import SignForm, empty_form

__all__ = ["DeliveryForm", "ExportForm", "PetitionForm", "SignForm", "empty_form"]
