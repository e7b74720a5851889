"""What search engines read of a page as data (schema.org, JSON-LD)."""

import json
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from hustings.events.models import Event
from hustings.groups.models import LocalGroup
from hustings.website.frame import Frame
from hustings.website.models import (
    AgendaPage,
    CandidatePage,
    FactCheckPage,
    FaqPage,
    GroupsPage,
    HomePage,
    NewsPage,
    PetitionPage,
    VideoPage,
)
from hustings.website.surroundings import canonical

_SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # nothing may end the element


def block(page: Any, frame: Frame) -> SafeString:
    """The element for the head of ``page``; empty where there is nothing to tell."""
    if frame.home is None or not isinstance(page, Page) or not frame.canonical:
        return SafeString("")
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": list(_said(page, frame))}, ensure_ascii=False
    )
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_SAFE)),  # noqa: S308 - no sign of HTML is left in it
    )


def _said(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    if isinstance(page, HomePage):
        yield {**_campaign(frame), "description": page.summary or page.slogan}
        search = f"{frame.canonical}search/?q={{words}}"
        yield {
            **_site(page, frame, frame.campaign),
            "potentialAction": {
                "@type": "SearchAction", "target": search, "query-input": "required name=words",
            },
        }  # fmt: skip
        return
    for kind, tell in _KINDS:
        if isinstance(page, kind):
            yield from tell(page, frame)
    if frame.canonical.startswith(f"{settings.BASE_URL}/"):
        yield _way(page, frame)
    else:  # a domain of its own is a site of its own
        yield _site(page, frame, page.title)


def _site(page: Any, frame: Frame, name: str) -> dict[str, Any]:
    return {
        "@type": "WebSite", "url": frame.canonical, "name": name, "inLanguage": page.locale.language_code,
    }  # fmt: skip


def _campaign(frame: Frame) -> dict[str, Any]:
    said = {"@type": "Organization", "name": frame.campaign, "url": f"{settings.BASE_URL}/"}
    if frame.look.icon_url:
        said["logo"] = settings.BASE_URL + frame.look.icon_url
    links = [link.value["address"] for link in frame.look.links]
    return {**said, **({"sameAs": links} if links else {})}


def _news(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    said = {
        "@type": "NewsArticle", "headline": page.title[:110], "description": page.summary,
        "datePublished": page.published_on.isoformat(), "mainEntityOfPage": frame.canonical,
        "inLanguage": page.locale.language_code, "publisher": _campaign(frame), "author": _campaign(frame),
    }  # fmt: skip
    if page.last_published_at:
        said["dateModified"] = page.last_published_at.isoformat()
    if frame.shared:
        said["image"] = settings.BASE_URL + frame.shared.url
    yield said


def _event(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    """A date in the words of schema.org."""
    event = page.stands_for
    if not isinstance(event, Event):
        return
    said: dict[str, Any] = {
        "@type": "Event", "name": event.title, "url": frame.canonical, "startDate": event.begins.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.cancelled_at else 'Scheduled'}",
        "organizer": _campaign(frame), "isAccessibleForFree": True,
    }  # fmt: skip
    if event.is_all_day:
        said |= {"startDate": event.first_day.isoformat(), "endDate": event.last_day.isoformat()}
    elif event.ends:
        said["endDate"] = event.ends.isoformat()
    if event.description:
        said["description"] = event.description
    if frame.shared:
        said["image"] = settings.BASE_URL + frame.shared.url
    places = [*([_place(event)] if event.where else []), *_online(event)]
    if places:
        said["location"] = places if len(places) > 1 else places[0]
    mode = ("Mixed" if event.where else "Online") if event.online_at else "Offline"
    said["eventAttendanceMode"] = f"https://schema.org/{mode}EventAttendanceMode"
    yield said


def _online(event: Event) -> list[dict[str, Any]]:
    return [{"@type": "VirtualLocation", "url": event.online_at}] if event.online_at else []


def _place(row: Event | LocalGroup) -> dict[str, Any]:
    where = row.where if isinstance(row, Event) else ", ".join(filter(None, [row.place, row.address]))
    said: dict[str, Any] = {"@type": "Place", "name": row.place or where, "address": where}
    if row.latitude is not None:
        said["geo"] = {
            "@type": "GeoCoordinates", "latitude": row.latitude, "longitude": row.longitude,
        }  # fmt: skip
    return said


def _group(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    """A local group: no more than its page shows."""
    group = page.stands_for
    if not isinstance(group, LocalGroup):
        return
    told = {"description": group.description, "email": group.email, "telephone": group.phone}
    said = {
        "@type": "Organization", "name": group.name, "url": frame.canonical,
        "parentOrganization": _campaign(frame), **{name: word for name, word in told.items() if word},
        "areaServed": {"@type": "AdministrativeArea", "name": group.zone.name},
    }  # fmt: skip
    if group.place or group.address:
        said["location"] = _place(group)
    yield {**said, **({"sameAs": [group.link]} if group.link else {})}


def _petition(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    """A page to support something by one's name; how many did changes by the second, and is not told."""
    petition = page.petition
    said: dict[str, Any] = {
        "@type": "WebPage", "name": petition.title, "url": frame.canonical,
        "inLanguage": page.locale.language_code, "datePublished": petition.opens_at.isoformat(),
        "audience": {"@type": "Audience", "audienceType": petition.addressee}, "publisher": _campaign(frame),
    }  # fmt: skip
    if page.lead:
        said["description"] = page.lead
    if petition.closes_at:
        said["expires"] = petition.closes_at.isoformat()
    if frame.shared:
        said["image"] = settings.BASE_URL + frame.shared.url
    if petition.is_open:
        target = {"@type": "EntryPoint", "urlTemplate": frame.canonical}
        said["potentialAction"] = {"@type": "EndorseAction", "name": petition.title, "target": target}
    yield said


def _videos(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    """Each video of a page: where it lies, and since when."""
    for block in page.body:
        if block.block_type != "video":
            continue
        video, day = block.value, page.first_published_at
        said = {
            "@type": "VideoObject", "name": video["title"], "inLanguage": page.locale.language_code,
            "description": page.lead or page.summary or video["title"], "publisher": _campaign(frame),
        }  # fmt: skip
        if day:
            said["uploadDate"] = day.isoformat()
        if picture := _poster(video, frame):
            said["thumbnailUrl"] = settings.BASE_URL + picture
        if video["transcript"]:
            said["transcript"] = video["transcript"]
        if video["file"]:
            said["contentUrl"] = settings.BASE_URL + video["file"].file.url
        elif video.elsewhere:
            said["embedUrl"] = video.elsewhere.frame
        yield said


def _poster(video: Any, frame: Frame) -> str:
    """The picture before it plays, as the page has it, else that of the page."""
    if video["poster"]:
        return str(get_rendition_or_not_found(video["poster"], "width-1280|format-webp").url)
    return frame.shared.url if frame.shared else ""


def _questions(page: FaqPage, _frame: Frame) -> Iterator[dict[str, Any]]:
    """Questions and answers, these as text."""
    asked = [each for _title, questions in page.shown() for each in questions]
    yield {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question", "name": each["question"],
                "acceptedAnswer": {"@type": "Answer", "text": _plain(each["answer"].source)},
            }
            for each in asked
        ],
    }  # fmt: skip


def _plain(html: str) -> str:
    """Its words: tags may part some that stand in lines of their own."""
    return " ".join(unescape(strip_tags(html.replace("</", " </"))).split())


def _person(page: CandidatePage, frame: Frame) -> Iterator[dict[str, Any]]:
    """Who stands, for whom, and where else they write: no more than the page shows."""
    one = page.candidacy
    said = {"@type": "Person", "name": one.name, "url": frame.canonical, "memberOf": _campaign(frame)}
    if one.email:
        said["email"] = one.email
    if frame.shared:
        said["image"] = settings.BASE_URL + frame.shared.url
    yield {**said, **({"sameAs": one.links} if one.links else {})}


def _way(page: Any, frame: Frame) -> dict[str, Any]:
    above = frame.trail
    if not above:
        below = page.get_ancestors().filter(depth__gte=frame.home.depth if frame.home else 2)
        above = list(below)
    steps, asked = [*(each for each in above if each.live)], frame.asked
    listing = getattr(page, "index_page", None)
    if listing is not None:
        steps.append(listing)
    steps.append(page)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": at,
                "name": step.title,
                "item": frame.canonical if step is page else canonical(step, None, asked),
            }
            for at, step in enumerate(steps, 1)
        ],
    }


def _claim_review(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    """A fact check in the words of schema.org."""
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": str(page.get_verdict_display())}
    if page.rating:
        rating |= {"ratingValue": page.rating, "bestRating": 5, "worstRating": 1}
    claim: dict[str, Any] = {"@type": "Claim", "author": {"@type": "Person", "name": page.said_by}}
    if page.said_on:
        claim["datePublished"] = page.said_on.isoformat()
    if page.said_at:
        claim["appearance"] = {"@type": "CreativeWork", "url": page.said_at}
    yield {
        "@type": "ClaimReview",
        "url": frame.canonical,
        "claimReviewed": page.claim,
        "datePublished": page.checked_on.isoformat(),
        "author": _campaign(frame),
        "itemReviewed": claim,
        "reviewRating": rating,
    }


_KINDS: list[tuple[type[Page], Callable[[Any, Frame], Iterator[dict[str, Any]]]]] = [
    (NewsPage, _news), (FactCheckPage, _claim_review), (FaqPage, _questions), (CandidatePage, _person),
    (AgendaPage, _event), (GroupsPage, _group), (PetitionPage, _petition), (VideoPage, _videos),
]  # fmt: skip
