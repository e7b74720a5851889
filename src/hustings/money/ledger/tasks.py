"""Background work: the proof of all books."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.money.ledger import proofs
from hustings.money.ledger.models import Books


@jobs.label(_("Verify the books"))
@task()
def prove(books_id: int) -> None:
    """Prove one set of books. Twice writes the finding twice."""
    if books := Books.objects.filter(pk=books_id).first():
        proofs.run(books)


def prove_all() -> None:
    """Have all books proven."""
    for pk in Books.objects.values_list("pk", flat=True):
        prove.enqueue(pk)
