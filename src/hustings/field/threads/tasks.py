"""Work on conversations for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.threads import letters, notices, outgoing, replies
from hustings.field.threads.models import Bulletin, Message, Reply, ThreadLink
from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once


@jobs.label(_("Send the link to a conversation"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail_link(link_id: int) -> None:
    """Mail one link that was asked for; running it twice sends one mail."""
    unmailed = ThreadLink.objects.select_related("thread", "person").filter(pk=link_id, mailed_at=None)
    exactly_once.mail_once(f"threads.link {link_id}", unmailed, letters.send_link)


@jobs.label(_("Tell members of a message"))
@jobs.retries(attempts=8, wait=30)
@task()
def spread(message_id: int) -> None:
    """Write the notices of a message, and call for the mails."""
    notices.spread(message_id)
    send.enqueue()


@jobs.label(_("Send messages of conversations"))
@jobs.retries(attempts=3, wait=60)
@task()
def send() -> None:
    """Send one portion of the mails that are due; another task goes on."""
    if outgoing.send_some():
        send.enqueue()


@jobs.label(_("Tell the writer of a reply what became of it"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell(reply_id: int) -> None:
    """Mail it once."""
    untold = Reply.objects.select_related("relay__thread", "relay__person").filter(
        pk=reply_id, mailed_at=None
    )
    exactly_once.mail_once(f"threads.reply {reply_id}", untold.exclude(read_at=None), letters.refusal)


@jobs.label(_("Tell a host whether a message to members was approved"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_host(bulletin_id: int) -> None:
    """Mail it once."""
    decided = Bulletin.objects.select_related("person").filter(pk=bulletin_id, mailed_at=None)
    exactly_once.mail_once(f"threads.bulletin {bulletin_id}", decided.exclude(person=None), letters.decision)


def read_replies() -> None:
    """Read what came in by mail: a scheduled job, as often as it may be."""
    for pk in replies.waiting():
        reply = replies.read(pk)
        if reply and not reply.mailed_at:
            tell.enqueue(reply.pk)
    wake()


def wake() -> None:
    """Tell members of what nobody was told of, and send what is due: a scheduled job."""
    for pk in Message.objects.filter(spread_at=None).order_by("pk").values_list("pk", flat=True)[:1_000]:
        spread.enqueue(pk)
    jobs.enqueue_once(send, "threads.send")
