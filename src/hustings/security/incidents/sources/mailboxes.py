"""Mail sources as the engine has them: where a mailbox is, and how it is opened."""

from hustings.security.incidents.models import Source
from hustings.security.incidents.sources import mailbox_tests, retrying
from hustings.security.incidents.sources.secrets import Lost
from mailguard.agents.imap import Box, Login, NoLogin
from mailguard.agents.imap.errors import Unreachable
from mailguard.i18n import mark

_SAFETY = {Source.Safety.TLS: "tls", Source.Safety.STARTTLS: "starttls", Source.Safety.PLAIN: "none"}


def box(source: Source) -> Box:
    return Box(
        name=f"source-{source.pk}", host=source.host, port=source.port, user=source.login,
        address=source.address, security=_SAFETY[Source.Safety(source.safety)],
        folders=(source.folder,), held=source.held_folder, report=source.report_folder,
    )  # fmt: skip


class FromDatabase:
    """Logins by the name of the box, read anew each time it is opened; asked from threads."""

    def login(self, box: Box, *, was_refused: bool = False) -> Login:
        with retrying.database():
            source = Source.objects.live().filter(pk=int(box.name.rpartition("-")[2])).first()
            if source is None:
                raise NoLogin(mark("There is neither a password nor a token for {box}."), box=box.name)
            return login(source, was_refused=was_refused)


def login(source: Source, *, was_refused: bool = False) -> Login:
    """How a mailbox is opened; NoLogin or Unreachable where it can't be said."""
    try:
        if not (secret := source.secret):
            raise NoLogin(mark("There is neither a password nor a token for {box}."), box=source.name)
        if source.way == Source.Way.OAUTH:
            return Login("bearer", mailbox_tests.access_token(source, was_refused=was_refused))
    except Lost as error:
        raise NoLogin(mark("There is neither a password nor a token for {box}."), box=source.name) from error
    except mailbox_tests.Away as away:
        raise Unreachable(mark("{why}"), why=str(away)) from away
    except mailbox_tests.Trouble as trouble:
        raise NoLogin(mark("{why}"), why=str(trouble)) from trouble
    return Login("password", secret)
