"""Decoys of the whole campaign, for the walk over things of others."""

from typing import Any

from hustings.security.decoys import actions, alarms


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    (decoy,) = actions.invent_people(n=1, domain="example.org", language="en", user=dora)
    shown = actions.add_login(decoy=decoy, place="a drawer", user=dora)
    alarm = alarms.login_used(shown.login, alarms.now(address="192.0.2.1"))
    link = actions.make_link(name="a.pdf", place="a drawer", user=dora)
    text = actions.ready("access", "en")
    document = actions.write_document(title="D", language="en", text_=text, user=dora)
    copy = actions.make_copy(document=document, format_="xlsx", place="a drawer", user=dora)
    found: dict[str, list[Any]] = {
        "decoys:link": [link.pk],
        "decoys:document": [document.pk],
        "decoys:copy_file": [copy.pk],
        "decoys:server_end": [actions.allow_server(name="mail", user=dora).server.pk],
    }
    actions.allow_sets(user=dora, is_allowed=True)
    taken = actions.take_out(
        page="https://catch.example/", why="x", n=1, domain="example.org", language="en", user=dora,
        has_confirmed=True,
    )  # fmt: skip
    found["decoys:set"] = [taken.handing.pk]
    for name in ["person", "retirement"]:
        found[f"decoys:{name}"] = [decoy.pk]
    for name in ["alarm", "acknowledgement"]:
        found[f"decoys:{name}"] = [alarm.pk]
    return found
