"""Rights on mailings, the segments that they use, and what is taken out of them when people are erased."""

from wagtail.models import ModelLogEntry

from hustings.accounts import roles
from hustings.contributions import Contribution
from hustings.mailing import segment_uses, sending_rights
from hustings.mailing.models import Mailing
from hustings.people import scrubbing, segments

app = Contribution(
    roles.rights(*sending_rights.RIGHTS),
    segments.usages(segment_uses.uses),
    scrubbing.texts(
        scrubbing.Texts(Mailing, {"criteria": "tree", "conditions": "tree"}),
        scrubbing.Texts(ModelLogEntry, {"data": "choices"}),  # names who got test letters
    ),
)
