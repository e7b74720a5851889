"""People, a noun a file."""

from hustings.people.models.arrivals import Arrival
from hustings.people.models.circles import Affiliation, Household, Organisation
from hustings.people.models.consents import (
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
from hustings.people.models.contacts import Contact, FollowUp
from hustings.people.models.descriptions import Field, FieldOption, FieldValue, Note, Tag, Tagging
from hustings.people.models.erasures import ErasedKey, Erasure
from hustings.people.models.export_plans import ExportPlan
from hustings.people.models.exports import Export, ExportBlock
from hustings.people.models.forgettings import Forgetting
from hustings.people.models.import_plans import ImportPlan
from hustings.people.models.imports import Import, ImportLine
from hustings.people.models.looks import Look, Unlock
from hustings.people.models.merges import BeenIn, Duplicate, Merge, PairAway
from hustings.people.models.operations import Operation
from hustings.people.models.own_page import PageLink, PageRequest, PageWish
from hustings.people.models.persons import Activity, Email, Person, Phone, PostalAddress
from hustings.people.models.recruiting import RecruitLink
from hustings.people.models.retention import RetentionRule, Retirement
from hustings.people.models.saved_views import FirstView, SavedView
from hustings.people.models.segments import Segment
from hustings.people.models.sign_ups import SignUp
from hustings.people.models.topics import Topic, TopicAnswer, TopicStand

__all__ = [
    "ASKED",
    "BESIDE",
    "OF_SURVEYS",
    "OF_TEAM",
    "Activity",
    "Affiliation",
    "Arrival",
    "BeenIn",
    "Consent",
    "ConsentEntry",
    "ConsentSeal",
    "Contact",
    "Duplicate",
    "Email",
    "ErasedKey",
    "Erasure",
    "Export",
    "ExportBlock",
    "ExportPlan",
    "Field",
    "FieldOption",
    "FieldValue",
    "FirstView",
    "FollowUp",
    "Forgetting",
    "Household",
    "Import",
    "ImportLine",
    "ImportPlan",
    "Look",
    "Merge",
    "Note",
    "Operation",
    "Organisation",
    "PageLink",
    "PageRequest",
    "PageWish",
    "PairAway",
    "Person",
    "Phone",
    "PostalAddress",
    "Purpose",
    "RecruitLink",
    "RetentionRule",
    "Retirement",
    "SavedView",
    "Segment",
    "SignUp",
    "Tag",
    "Tagging",
    "Topic",
    "TopicAnswer",
    "TopicStand",
    "Unlock",
    "Wording",
]
