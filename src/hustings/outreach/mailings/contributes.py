"""Rights on mailings, the segments that they use, and what is taken out of them when people are erased."""

from wagtail.models import ModelLogEntry

from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.outreach.mailings import segment_uses, sending_rights
from hustings.outreach.mailings.models import Mailing
from hustings.people.privacy import redaction
from hustings.people.segments import criteria

app = Contribution(
    roles.rights(*sending_rights.RIGHTS),
    criteria.usages(segment_uses.uses),
    redaction.texts(
        redaction.Texts(Mailing, {"criteria": "tree", "conditions": "tree"}),
        redaction.Texts(ModelLogEntry, {"data": "choices"}),  # names who got test letters
    ),
)
