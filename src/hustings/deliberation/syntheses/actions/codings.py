"""Have two people code the same contributions, blind to one another."""

import logging
import secrets

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.models import Consultation, Item, Question
from hustings.deliberation.syntheses import agreements, covered
from hustings.deliberation.syntheses.models import Code, Coding, CodingRound
from hustings.foundation.accounts.models import User
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class NoThemes(Exception):
    """There are fewer than two themes to tell apart, or nothing to code."""


class Closed(Exception):
    """The coding is closed, or this is none of its contributions or coders."""


class Unfinished(Exception):
    """One of the two has not coded everything yet."""


def add_code(*, consultation: Consultation, name: str, about: str = "") -> Code:
    """A theme; the same one where its name is there, out of the archive if need be."""
    codes = consultation.codes.filter(name=name)
    found: Code | None = codes.filter(archived_at=None).first() or codes.order_by("archived_at").last()
    if found is None:
        return consultation.codes.create(name=name, about=about)
    if found.archived_at:
        found.archived_at, found.about = None, about or found.about
        found.save(update_fields=["archived_at", "about"])
    return found


def archive_code(*, code: Code) -> None:
    """Offer it to coders no more; what was coded stays."""
    Code.objects.filter(pk=code.pk, archived_at=None).update(archived_at=timezone.now())


@transaction.atomic
def begin_round(
    *, consultation: Consultation, first: User, second: User, wanted: int, question: Question | None = None
) -> CodingRound:
    """Draw contributions for two coders. Raises NoThemes."""
    rows = covered.citable(consultation, question).of_kinds(covered.COUNTED).order_by("pk")
    keys = list(rows.values_list("pk", flat=True))
    if not keys or consultation.codes.filter(archived_at=None).count() < 2:
        raise NoThemes
    made = CodingRound.objects.create(
        consultation=consultation, question=question, first=first, second=second, n_all=len(keys)
    )
    made.items = secrets.SystemRandom().sample(keys, min(wanted, len(keys)))
    made.save(update_fields=["items"])
    log.info("syntheses.begin_round coding_round=%s", made.pk)
    return made


def code(*, coding_round: CodingRound, item: Item, user: User, code: Code | None) -> None:
    """Say what a contribution is about; saying it again replaces it. Raises Closed."""
    with transaction.atomic():
        found = CodingRound.objects.select_for_update(of=("self",)).get(pk=coding_round.pk)
        is_theirs = user.pk in (found.first_id, found.second_id) and item.pk in found.items
        is_known = code is None or code.consultation_id == found.consultation_id
        if found.closed_at or not is_theirs or not is_known:
            raise Closed
        Coding.objects.update_or_create(
            coding_round=found, item=item, user=user, defaults={"code": code, "made_at": timezone.now()}
        )


@transaction.atomic
def close_round(*, coding_round: CodingRound) -> CodingRound:
    """Compare what both said. Raises Unfinished; what was hidden meanwhile needs no word."""
    found = CodingRound.objects.select_for_update(of=("self",)).get(pk=coding_round.pk)
    if found.closed_at:
        return found
    if any(agreements.left(found, coder) for coder in (found.first_id, found.second_id)):
        raise Unfinished
    found.figures, found.closed_at = agreements.figures(found), timezone.now()
    found.save(update_fields=["figures", "closed_at"])
    log.info("syntheses.close_round coding_round=%s", found.pk)
    return found


@transaction.atomic
def drop_round(*, coding_round: CodingRound) -> None:
    """Delete it with what was coded. Raises Closed once it is compared: figures are not for choosing."""
    found = CodingRound.objects.select_for_update(of=("self",)).get(pk=coding_round.pk)
    if found.closed_at:
        raise Closed
    log.info("syntheses.drop_round coding_round=%s", found.pk)
    found.delete()


@transaction.atomic
def publish_round(*, coding_round: CodingRound) -> None:
    """Show agreement and themes to everybody."""
    rows = CodingRound.objects.filter(pk=coding_round.pk, published_at=None).exclude(closed_at=None)
    if rows.update(published_at=timezone.now()):
        site_version.renew()
