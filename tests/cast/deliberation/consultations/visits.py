"""What visitors of the public pages do, with and without scripts."""

import re
from typing import Any

from django.core import mail
from django.test import Client

HX = {"HTTP_HX_REQUEST": "true"}


def html(client: Client, path: str, status: int = 200, **more: Any) -> str:
    answer = client.get(path, **more)
    assert answer.status_code == status, (answer.status_code, path, answer.headers)
    return str(answer.content.decode())


def stamp_in(page: str) -> str:
    """The stamp of the last form of a page; that of its buttons where there is no other."""
    found = re.findall(r'name="stamp"\s+value="([^"]+)"', page)
    assert found, "no form on the page"
    return str(found[-1])


def send(client: Client, shown: str, to: str, /, **said: Any) -> Any:
    """Look at the page ``shown``, then send something to ``to``."""
    more = said.pop("headers", {})
    return client.post(
        to, {"stamp": stamp_in(html(client, shown)), **said},
        headers={"referer": f"http://testserver{shown}", **more},
    )  # fmt: skip


def enter(client: Client, asked: str, email: str = "charlie@example.org", **said: Any) -> Any:
    """Give one's e-mail in the form of a page that asks for it."""
    act = re.search(r'name="act"\s+value="([^"]+)"', asked)
    to = re.search(r'action="([^"]+/entries/\d+/)"', asked)
    assert act and to, asked
    return client.post(to[1], {"stamp": stamp_in(asked), "act": act[1], "email": email, **said})


def link_in(message: Any) -> str:
    """The path of the mailed link."""
    found = re.search(r"https?://[^/]+(/\S+/consultations/links/[^/\s]+/)\s", f"{message.body} ")
    assert found, message.body
    return str(found[1])


def last_link() -> str:
    return link_in(mail.outbox[-1])
