"""HQ: files of representatives."""

from django.utils.translation import gettext_lazy

from hustings.accounts.access import needs
from hustings.accounts.rights import EDIT_SITE
from hustings.representatives import actions, forms
from hustings.representatives.models import Representative, RepresentativeImport
from hustings.representatives.views.directory import page
from hustings.territories.filing_pages import FilePages

PAGES = FilePages(
    guard=needs(EDIT_SITE), space="representatives_hq",
    title=gettext_lazy("Representatives from files"), model=RepresentativeImport, about=Representative,
    form=forms.FileForm, actions=actions, page=page,
)  # fmt: skip
