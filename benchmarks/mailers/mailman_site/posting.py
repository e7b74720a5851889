"""What runs inside mailman's own Python: its list, its members, its posting. Nothing of ours is imported."""

import json
import sys
from email import message_from_bytes
from pathlib import Path

from mailman.app.lifecycle import create_list
from mailman.config import config
from mailman.core.initialize import initialize
from mailman.database.transaction import transaction
from mailman.email.message import Message
from mailman.interfaces.domain import IDomainManager
from mailman.interfaces.listmanager import IListManager
from mailman.interfaces.mailinglist import Personalization
from mailman.interfaces.usermanager import IUserManager
from zope.component import getUtility

NAME = "news@bench.example"


def fill(folder: Path) -> None:
    """Members, each with a letter of their own."""
    with transaction():
        getUtility(IDomainManager).add("bench.example")
        found = create_list(NAME, ["owner@bench.example"])
        found.personalize = Personalization.individual
        found.send_welcome_message = False
    users = getUtility(IUserManager)
    with transaction():
        for address, name in json.loads((folder / "members.json").read_text()):
            found.subscribe(users.create_address(address, name))


def post(folder: Path) -> None:
    """Past moderation, to where letters are made."""
    found = getUtility(IListManager).get(NAME)
    message = message_from_bytes((folder / "letter.eml").read_bytes(), Message)
    del message["List-Unsubscribe-Post"]
    config.switchboards["pipeline"].enqueue(message, listid=found.list_id, to_list=True)


if __name__ == "__main__":
    initialize(sys.argv[1])
    {"fill": fill, "post": post}[sys.argv[2]](Path(sys.argv[1]).parent)
