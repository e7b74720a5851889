"""What search engines read of a page as data (schema.org, JSON-LD)."""

import json
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from hustings.events.models import Event
from hustings.website.frame import Frame
from hustings.website.models import AgendaPage, CandidatePage, FactCheckPage, FaqPage, HomePage, NewsPage
from hustings.website.surroundings import canonical

_SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # nothing may end the element


def block(page: Any, frame: Frame) -> SafeString:
    """The element for the head of ``page``; empty where there is nothing to tell."""
    if frame.home is None or not isinstance(page, Page) or not frame.canonical.startswith(settings.BASE_URL):
        return SafeString("")  # not ours, or at a domain of its own
    said = list(_said(page, frame))
    if not said:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", "@graph": said}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_SAFE)),  # noqa: S308 - no sign of HTML is left in it
    )


def _said(page: Any, frame: Frame) -> Any:
    if isinstance(page, HomePage):
        yield {**_campaign(frame), "description": page.summary or page.slogan}
        search = f"{frame.canonical}search/?q={{words}}"
        yield {
            "@type": "WebSite", "url": frame.canonical, "name": frame.campaign,
            "inLanguage": page.locale.language_code,
            "potentialAction": {
                "@type": "SearchAction", "target": search, "query-input": "required name=words",
            },
        }  # fmt: skip
        return
    if isinstance(page, NewsPage):
        yield _news(page, frame)
    if isinstance(page, FactCheckPage):
        yield _claim_review(page, frame)
    if isinstance(page, FaqPage):
        yield _questions(page)
    if isinstance(page, CandidatePage):
        yield _person(page, frame)
    if isinstance(page, AgendaPage) and isinstance(page.stands_for, Event):
        yield _event(page.stands_for, frame)
    yield _way(page, frame)


def _campaign(frame: Frame) -> dict[str, Any]:
    said = {"@type": "Organization", "name": frame.campaign, "url": f"{settings.BASE_URL}/"}
    if frame.look.icon_url:
        said["logo"] = settings.BASE_URL + frame.look.icon_url
    links = [link.value["address"] for link in frame.look.links]
    return {**said, **({"sameAs": links} if links else {})}


def _news(page: Any, frame: Frame) -> dict[str, Any]:
    said = {
        "@type": "NewsArticle", "headline": page.title[:110], "description": page.summary,
        "datePublished": page.published_on.isoformat(), "mainEntityOfPage": frame.canonical,
        "inLanguage": page.locale.language_code, "publisher": _campaign(frame), "author": _campaign(frame),
    }  # fmt: skip
    if page.last_published_at:
        said["dateModified"] = page.last_published_at.isoformat()
    if frame.shared:
        said["image"] = settings.BASE_URL + frame.shared.url
    return said


def _event(event: Event, frame: Frame) -> dict[str, Any]:
    """A date in the words of schema.org."""
    said: dict[str, Any] = {
        "@type": "Event", "name": event.title, "url": frame.canonical, "startDate": event.begins.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.cancelled_at else 'Scheduled'}",
        "organizer": _campaign(frame), "isAccessibleForFree": True,
    }  # fmt: skip
    if event.ends:
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
    return said


def _online(event: Event) -> list[dict[str, Any]]:
    return [{"@type": "VirtualLocation", "url": event.online_at}] if event.online_at else []


def _place(event: Event) -> dict[str, Any]:
    said: dict[str, Any] = {"@type": "Place", "name": event.place or event.where, "address": event.where}
    if event.latitude is not None:
        said["geo"] = {
            "@type": "GeoCoordinates", "latitude": event.latitude, "longitude": event.longitude,
        }  # fmt: skip
    return said


def _questions(page: FaqPage) -> dict[str, Any]:
    """Questions and answers, these as text."""
    asked = [each for _title, questions in page.shown() for each in questions]
    return {
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


def _person(page: CandidatePage, frame: Frame) -> dict[str, Any]:
    """Who stands, for whom, and where else they write: no more than the page shows."""
    one = page.candidacy
    said = {"@type": "Person", "name": one.name, "url": frame.canonical, "memberOf": _campaign(frame)}
    if one.email:
        said["email"] = one.email
    if frame.shared:
        said["image"] = settings.BASE_URL + frame.shared.url
    return {**said, **({"sameAs": one.links} if one.links else {})}


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


def _claim_review(page: Any, frame: Frame) -> dict[str, Any]:
    """A fact check in the words of schema.org."""
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": str(page.get_verdict_display())}
    if page.rating:
        rating |= {"ratingValue": page.rating, "bestRating": 5, "worstRating": 1}
    claim: dict[str, Any] = {"@type": "Claim", "author": {"@type": "Person", "name": page.said_by}}
    if page.said_on:
        claim["datePublished"] = page.said_on.isoformat()
    if page.said_at:
        claim["appearance"] = {"@type": "CreativeWork", "url": page.said_at}
    return {
        "@type": "ClaimReview",
        "url": frame.canonical,
        "claimReviewed": page.claim,
        "datePublished": page.checked_on.isoformat(),
        "author": _campaign(frame),
        "itemReviewed": claim,
        "reviewRating": rating,
    }
