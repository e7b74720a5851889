"""Privacy: forms, one file each."""

from hustings.people.privacy.forms.erasure import EraseForm
