"""Pages and what belongs to the site, a noun a file."""

from hustings.website.models.agenda import AgendaPage
from hustings.website.models.appeal import AppealPage
from hustings.website.models.audience import Audience, Tally
from hustings.website.models.candidates import CandidateIndexPage, CandidatePage
from hustings.website.models.consent_lines import ConsentLine
from hustings.website.models.edition import Edition
from hustings.website.models.fact_checks import FactCheckIndexPage, FactCheckPage
from hustings.website.models.faq import FaqPage
from hustings.website.models.groups import GroupsPage
from hustings.website.models.home import HomePage
from hustings.website.models.imprint import Imprint
from hustings.website.models.look import Look
from hustings.website.models.maintenance import Maintenance
from hustings.website.models.news import NewsIndexPage, NewsPage
from hustings.website.models.notices import NoticeChange
from hustings.website.models.petition import PetitionPage
from hustings.website.models.plain import ContentPage, LegalPage, SignUpPage
from hustings.website.models.press_kit import PressKitPage
from hustings.website.models.programme import ProgrammePage, ProposalPage
from hustings.website.models.team import TeamPage
from hustings.website.models.video import VideoPage

__all__ = [
    "AgendaPage",
    "AppealPage",
    "Audience",
    "CandidateIndexPage",
    "CandidatePage",
    "ConsentLine",
    "ContentPage",
    "Edition",
    "FactCheckIndexPage",
    "FactCheckPage",
    "FaqPage",
    "GroupsPage",
    "HomePage",
    "Imprint",
    "LegalPage",
    "Look",
    "Maintenance",
    "NewsIndexPage",
    "NewsPage",
    "NoticeChange",
    "PetitionPage",
    "PressKitPage",
    "ProgrammePage",
    "ProposalPage",
    "SignUpPage",
    "Tally",
    "TeamPage",
    "VideoPage",
]
