"""Work on petitions for later."""

from django_tasks import task

from hustings.foundation import jobs
from hustings.site.petitions import confirmation_mail
from hustings.site.petitions.models import Signature


@jobs.retries(attempts=8, wait=30)
@task()
def send_signature_mail(signature_id: int) -> None:
    """Mail the link of one signature; running it twice sends one mail."""
    found = Signature.objects.select_related("petition").filter(pk=signature_id).first()
    if found:  # else gone since: erased, or disowned
        confirmation_mail.send(found)
