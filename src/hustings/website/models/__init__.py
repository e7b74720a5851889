"""Pages and what belongs to the site, a noun a file."""

from hustings.website.models.audience import Audience, Tally
from hustings.website.models.candidates import CandidateIndexPage, CandidatePage
from hustings.website.models.consent_lines import ConsentLine
from hustings.website.models.edition import Edition
from hustings.website.models.home import HomePage
from hustings.website.models.look import Look
from hustings.website.models.news import NewsIndexPage, NewsPage
from hustings.website.models.petition import PetitionPage
from hustings.website.models.plain import ContentPage, LegalPage, SignUpPage
from hustings.website.models.programme import ProgrammePage, ProposalPage

__all__ = [
    "Audience",
    "CandidateIndexPage",
    "CandidatePage",
    "ConsentLine",
    "ContentPage",
    "Edition",
    "HomePage",
    "LegalPage",
    "Look",
    "NewsIndexPage",
    "NewsPage",
    "PetitionPage",
    "ProgrammePage",
    "ProposalPage",
    "SignUpPage",
    "Tally",
]
