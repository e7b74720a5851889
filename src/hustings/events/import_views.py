"""HQ: files of dates, for whoever publishes the site."""

from django.utils.translation import gettext_lazy

from hustings.accounts.access import needs
from hustings.accounts.rights import PUBLISH_SITE
from hustings.events import filing, forms
from hustings.events.models import Event, EventImport
from hustings.events.rights import CHANGE_EVENTS
from hustings.events.views import page
from hustings.territories.filing_pages import FilePages

PAGES = FilePages(
    guard=needs(CHANGE_EVENTS, PUBLISH_SITE), space="events",
    title=gettext_lazy("Dates from files"), model=EventImport, about=Event, form=forms.FileForm,
    actions=filing, page=page,
)  # fmt: skip
