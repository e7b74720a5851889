"""HQ: files of candidates."""

from django.utils.translation import gettext_lazy

from hustings.accounts.access import needs
from hustings.candidates import actions, forms
from hustings.candidates.models import Candidacy, CandidateImport
from hustings.candidates.rights import CHANGE_CANDIDATES
from hustings.candidates.views import page
from hustings.territories.filing_pages import FilePages

PAGES = FilePages(
    guard=needs(CHANGE_CANDIDATES), space="candidates",
    title=gettext_lazy("Candidates from files"), model=CandidateImport, about=Candidacy, form=forms.FileForm,
    actions=actions, page=page, beside=("user", "election"),
)  # fmt: skip
