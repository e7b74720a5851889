"""Links in mails of the exchange: whoever has the mail answers, renews or joins, and sees no address."""

from django.core import signing

from hustings.foundation.campaigns import mails
from hustings.networks.exchange.models import Match, Member, Post

_match = signing.Signer(sep=".", salt="hustings.networks.exchange.match")
_post = signing.Signer(sep=".", salt="hustings.networks.exchange.post")
_member = signing.Signer(sep=".", salt="hustings.networks.exchange.member")


def answer(match: Match, member: Member) -> str:
    """The page of a match, for one of both; in the language of the moment, as are the others."""
    return mails.link("exchange:answer", _match.sign(f"{match.pk}-{member.pk}"))


def renewal(post: Post) -> str:
    return mails.link("exchange:renewal", _post.sign(str(post.pk)))


def invitation(member: Member) -> str:
    return mails.link("exchange:invitation", _member.sign(str(member.pk)))


def of_answer(token: str) -> tuple[Match, Member] | None:
    """The match, and whose link it is; None where it is no link of ours, or they are gone."""
    try:
        match, member = map(int, _match.unsign(token).split("-"))
    except (signing.BadSignature, ValueError):
        return None
    found = Match.objects.of_member(member).whole().filter(pk=match).first()
    holder = Member.objects.select_related("person", "organisation").filter(pk=member).first()
    return (found, holder) if found and holder else None


def of_renewal(token: str) -> Post | None:
    try:
        return Post.objects.for_lists().filter(pk=int(_post.unsign(token))).first()
    except (signing.BadSignature, ValueError):
        return None


def of_invitation(token: str) -> Member | None:
    try:
        pk = int(_member.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Member.objects.select_related("person", "organisation").filter(pk=pk).first()
