"""Tables of mailing, a noun a file."""

from hustings.outreach.mailings.models.mailings import Mailing
from hustings.outreach.mailings.models.templates import Template
