"""Forms about people in HQ."""

from hustings.people.persons.forms.contact_details import MarkForm, MoveForm, StatusForm
from hustings.people.persons.forms.fields import FieldForm, MoveOptionForm, OptionForm
from hustings.people.persons.forms.persons import AddForm, EditForm
from hustings.people.persons.forms.record import (
    ConsentForm,
    EmailForm,
    NoteForm,
    PhoneForm,
    PostalForm,
    TagForm,
)
from hustings.people.persons.forms.relationships import (
    AffiliationForm,
    HouseholdForm,
    OrganisationForm,
    OwnerForm,
)
from hustings.people.persons.forms.tags import MergeTagForm, TagNameForm
from hustings.people.persons.forms.topics import MoveTopicForm, TopicForm, TopicsForm
