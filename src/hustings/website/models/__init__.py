"""Pages and what belongs to the site, a noun a file."""

from hustings.website.models.audience import Audience, Tally
from hustings.website.models.consent_lines import ConsentLine
from hustings.website.models.edition import Edition
from hustings.website.models.fact_checks import FactCheckIndexPage, FactCheckPage
from hustings.website.models.faq import FaqPage
from hustings.website.models.home import HomePage
from hustings.website.models.imprint import Imprint
from hustings.website.models.look import Look
from hustings.website.models.maintenance import Maintenance
from hustings.website.models.news import NewsIndexPage, NewsPage
from hustings.website.models.notices import NoticeChange
from hustings.website.models.plain import ContentPage, LegalPage, SignUpPage
from hustings.website.models.press_kit import PressKitPage
from hustings.website.models.programme import ProgrammePage, ProposalPage
from hustings.website.models.team import TeamPage
from hustings.website.models.video import VideoPage

__all__ = [
    "Audience",
    "ConsentLine",
    "ContentPage",
    "Edition",
    "FactCheckIndexPage",
    "FactCheckPage",
    "FaqPage",
    "HomePage",
    "Imprint",
    "LegalPage",
    "Look",
    "Maintenance",
    "NewsIndexPage",
    "NewsPage",
    "NoticeChange",
    "PressKitPage",
    "ProgrammePage",
    "ProposalPage",
    "SignUpPage",
    "Tally",
    "TeamPage",
    "VideoPage",
]
