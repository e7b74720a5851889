"""The detectors that look at how a message is built, and the good signs."""

from mailguard.facts import Bulk, Html, Trait

NEWS = Bulk(list_id="news.stranger.example", unsubscribe=("https://stranger.example/u",), is_one_click=True)

TALK = Bulk(list_id="talk.example.org", has_post=True)


def page(*traits, **values):
    return Html(traits=tuple(Trait(name) for name in traits), **values)
