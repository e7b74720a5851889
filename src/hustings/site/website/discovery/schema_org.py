"""Things of the campaign in the terms of schema.org, as several kinds of pages tell them."""

from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

Data = dict[str, Any]


def campaign(frame: Any) -> Data:
    """The organisation that runs the site."""
    said = {"@type": "Organization", "name": frame.campaign, "url": f"{settings.BASE_URL}/"}
    if frame.look.icon_url:
        said["logo"] = settings.BASE_URL + frame.look.icon_url
    links = [link.value["address"] for link in frame.look.links]
    return {**said, **({"sameAs": links} if links else {})}


def picture(frame: Any) -> Data:
    """The picture that the page is shared with, where it has one."""
    return {"image": settings.BASE_URL + frame.shared.url} if frame.shared else {}


def place(name: str, address: str, latitude: float | None, longitude: float | None) -> Data:
    """A place, on the map where its coordinates are known."""
    said: Data = {"@type": "Place", "name": name, "address": address}
    if latitude is not None:
        said["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return said


def plain(html: str) -> str:
    """The words of a text in HTML: tags may part some that stand in lines of their own."""
    return " ".join(unescape(strip_tags(html.replace("</", " </"))).split())
