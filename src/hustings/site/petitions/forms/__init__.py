"""Forms: the visitor's, and HQ's."""

from hustings.site.petitions.forms.hq import DeliveryForm, ExportForm, PetitionForm
from hustings.site.petitions.forms.signatures import SignForm, empty_form
