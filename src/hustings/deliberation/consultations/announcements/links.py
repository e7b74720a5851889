"""Links that mails to a voice have: signed, the same in each of them."""

from django.core import signing

from hustings.deliberation.consultations.models import Participant

_signer = signing.Signer(sep=".", salt="hustings.deliberation.consultations.mails")


def token(participant: int) -> str:
    """Signed name of a voice: it opens the pages of its own, without an account."""
    return _signer.sign(str(participant))


def participant_of(token: str) -> Participant | None:
    """Whoever it was mailed to; None for a strange one, and once they were erased."""
    try:
        pk = int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    rows = Participant.objects.select_related("consultation__roll", "person")
    return rows.filter(pk=pk).exclude(mailbox=None).first()
