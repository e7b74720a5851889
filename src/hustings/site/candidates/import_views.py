"""HQ: files of candidates."""

from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.access import needs
from hustings.foundation.territories.filing_pages import FilePages
from hustings.site.candidates import actions, forms
from hustings.site.candidates.models import Candidacy, CandidateImport
from hustings.site.candidates.rights import CHANGE_CANDIDATES
from hustings.site.candidates.views import page

PAGES = FilePages(
    guard=needs(CHANGE_CANDIDATES), space="candidates",
    title=gettext_lazy("Candidates from files"), model=CandidateImport, about=Candidacy, form=forms.FileForm,
    actions=actions, page=page, beside=("user", "election"),
)  # fmt: skip
