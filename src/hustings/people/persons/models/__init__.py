"""People, a noun a file."""

from hustings.people.persons.models.access_log import Look, Unlock
from hustings.people.persons.models.arrivals import Arrival
from hustings.people.persons.models.consents import (
    ASKED,
    BESIDE,
    OF_SURVEYS,
    OF_TEAM,
    Consent,
    ConsentEntry,
    ConsentSeal,
    Purpose,
    Wording,
)
from hustings.people.persons.models.descriptions import Field, FieldOption, FieldValue, Note, Tag, Tagging
from hustings.people.persons.models.erasures import ErasedKey, Erasure
from hustings.people.persons.models.operations import Operation
from hustings.people.persons.models.persons import Activity, Email, Person, Phone, PostalAddress
from hustings.people.persons.models.referral_links import RecruitLink
from hustings.people.persons.models.relationships import Affiliation, Household, Organisation
from hustings.people.persons.models.topics import Topic, TopicAnswer, TopicStand
