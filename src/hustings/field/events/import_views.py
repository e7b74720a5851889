"""HQ: files of dates, for whoever publishes the site."""

from django.utils.translation import gettext_lazy

from hustings.field.events import file_actions, forms
from hustings.field.events.models import Event, EventImport
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.field.events.views import page
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.territories.filing_pages import FilePages

PAGES = FilePages(
    guard=needs(CHANGE_EVENTS, PUBLISH_SITE), space="events",
    title=gettext_lazy("Dates from files"), model=EventImport, about=Event, form=forms.FileForm,
    actions=file_actions, page=page,
)  # fmt: skip
