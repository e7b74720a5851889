"""What is typed in HQ about people."""

from hustings.people.forms.circles import AffiliationForm, HouseholdForm, OrganisationForm, OwnerForm
from hustings.people.forms.contacts import ConsequencesForm, ContactForm, FollowUpForm, PostponeForm
from hustings.people.forms.erasing import EraseForm
from hustings.people.forms.fields import FieldForm, MoveOptionForm, OptionForm
from hustings.people.forms.filters import FilterForm
from hustings.people.forms.persons import AddForm, EditForm
from hustings.people.forms.reach import MarkForm, MoveForm, StatusForm
from hustings.people.forms.record import ConsentForm, EmailForm, NoteForm, PhoneForm, PostalForm, TagForm
from hustings.people.forms.saved_views import SavedViewForm
from hustings.people.forms.segments import Builder
from hustings.people.forms.tags import MergeTagForm, TagNameForm
from hustings.people.forms.topics import MoveTopicForm, TopicForm, TopicsForm

__all__ = [
    "AddForm",
    "AffiliationForm",
    "Builder",
    "ConsentForm",
    "ConsequencesForm",
    "ContactForm",
    "EditForm",
    "EmailForm",
    "EraseForm",
    "FieldForm",
    "FilterForm",
    "FollowUpForm",
    "HouseholdForm",
    "MarkForm",
    "MergeTagForm",
    "MoveForm",
    "MoveOptionForm",
    "MoveTopicForm",
    "NoteForm",
    "OptionForm",
    "OrganisationForm",
    "OwnerForm",
    "PhoneForm",
    "PostalForm",
    "PostponeForm",
    "SavedViewForm",
    "StatusForm",
    "TagForm",
    "TagNameForm",
    "TopicForm",
    "TopicsForm",
]
