"""HQ: files of representatives."""

from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.territories.filing_pages import FilePages
from hustings.site.representatives import actions, forms
from hustings.site.representatives.models import Representative, RepresentativeImport
from hustings.site.representatives.views.directory import page

PAGES = FilePages(
    guard=needs(EDIT_SITE), space="representatives_hq",
    title=gettext_lazy("Representatives from files"), model=RepresentativeImport, about=Representative,
    form=forms.FileForm, actions=actions, page=page,
)  # fmt: skip
