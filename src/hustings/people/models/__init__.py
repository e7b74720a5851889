"""People, a noun a file."""

from hustings.people.models.activities import Activity
from hustings.people.models.consents import Consent, ConsentEntry, Purpose, Wording
from hustings.people.models.descriptions import Field, FieldValue, Note, Tag, Tagging
from hustings.people.models.erasures import Erasure
from hustings.people.models.imports import Export, Import, ImportLine
from hustings.people.models.persons import Email, Person, Phone, PostalAddress
from hustings.people.models.segments import Segment
from hustings.people.models.sign_ups import SignUp

__all__ = [
    "Activity",
    "Consent",
    "ConsentEntry",
    "Email",
    "Erasure",
    "Export",
    "Field",
    "FieldValue",
    "Import",
    "ImportLine",
    "Note",
    "Person",
    "Phone",
    "PostalAddress",
    "Purpose",
    "Segment",
    "SignUp",
    "Tag",
    "Tagging",
    "Wording",
]
