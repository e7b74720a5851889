"""Pages and what belongs to the site, a noun a file."""

from hustings.site.website.models.act import ActPage
from hustings.site.website.models.audience import Audience, Tally
from hustings.site.website.models.consent_lines import ConsentLine
from hustings.site.website.models.edition import SiteVersion
from hustings.site.website.models.fact_checks import FactCheckIndexPage, FactCheckPage
from hustings.site.website.models.faq import FaqPage
from hustings.site.website.models.home import HomePage
from hustings.site.website.models.imprint import Imprint
from hustings.site.website.models.look import Look
from hustings.site.website.models.maintenance import Maintenance
from hustings.site.website.models.news import NewsIndexPage, NewsPage
from hustings.site.website.models.notices import NoticeChange
from hustings.site.website.models.plain import ContentPage, LegalPage, SignUpPage
from hustings.site.website.models.press_kit import PressKitPage
from hustings.site.website.models.programme import ProgrammePage, ProposalPage
from hustings.site.website.models.team import TeamPage
from hustings.site.website.models.video import VideoPage
