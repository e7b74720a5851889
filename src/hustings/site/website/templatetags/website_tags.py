"""Tags of the site's templates."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.models import ResponsiveImage
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.images.templatetags import wagtailimages_tags as images
from wagtail.models import Page

from hustings.people.signups import devices, recognition
from hustings.people.signups.public_forms import embeds
from hustings.site.website import asides, listings, notices, offers, sign_up
from hustings.site.website.discovery import structured_data as data
from hustings.site.website.look import frame
from hustings.site.website.models import ActPage, Imprint
from hustings.site.website.serving import page_context, site_cache

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> frame.Frame | None:
    request = context.get("request")
    return frame.around(request, context.get("page")) if request else None


@register.simple_tag(takes_context=True)
def listing_url(context: dict[str, Any], kind: str) -> str:
    """The address of the agenda, or of the page of local groups; empty where there is none."""
    request = context["request"]
    home = frame.around(request, context.get("page")).home
    model = next((each for each in listings.kinds() if each.section == kind), None)
    found = page_context.listing(request, home, model) if home and model else None
    return found.get_url(request) or "" if found else ""


@register.simple_tag(takes_context=True)
def asides_of(context: dict[str, Any], subject: Any) -> list[dict[str, Any]]:
    return asides.of(context["request"], subject)


@register.simple_tag(takes_context=True)
def what_next(context: dict[str, Any], row: Any) -> list[offers.Section]:
    """What to do after ``row`` was sent: near the place that it names, and not the same again."""
    said = row if isinstance(row, dict) else {"zone": row.zone, "source": row.source} if row else {}
    return offers.sections(context["request"], said.get("zone"), but=said.get("source", ""))


@register.simple_tag(takes_context=True)
def act_url(context: dict[str, Any]) -> str:
    """The address of the page “Act”; empty where there is none."""
    request = context["request"]
    home = frame.around(request, context.get("page")).home
    found = page_context.listing(request, home, ActPage) if home else None
    return found.get_url(request) or "" if found else ""


@register.simple_tag(takes_context=True)
def parent_of(context: dict[str, Any], page: Page) -> Page | None:
    """The list that a page is in; None where that is not published."""
    home = frame.around(context["request"], context.get("page")).home
    return page_context.parent(context["request"], home, page) if home else None


@register.simple_tag(takes_context=True)
def sign_up_form(context: dict[str, Any]) -> SafeString:
    """The form, empty unless the context has one; of an empty one all but the stamp is made once.

    Whoever is recognised gets one of their own, which nobody else ever sees.
    """
    request = context["request"]
    words = {
        "frame": frame.around(request, context.get("page")),
        "campaign": context["campaign"],
        "request": request,
    }
    if context.get("sign_up_form") or embeds.of(request) or recognition.of(request):
        form = context.get("sign_up_form") or sign_up.empty_form(request.path, request)
        return render_to_string(_FORM, words | {"form": form})
    before, after = site_cache.of(request).the(
        ("sign-up form", get_language(), words["frame"].privacy_url, devices.is_offered(request)),
        lambda: _around_stamp(request, words),
    )
    return mark_safe(f"{before}{sign_up.stamped(request)}{after}")  # noqa: S308 - a template of ours


_FORM = "website/sign_up_form.html"
_STAMP = re.compile(r'(?<=name="stamp" value=")[^"]+')


def _around_stamp(request: HttpRequest, words: dict[str, Any]) -> tuple[str, str]:
    form = sign_up.empty_form(request.path, request)
    before, after = _STAMP.split(render_to_string(_FORM, words | {"form": form}))
    return before, after


class KeptNode(template.Node):
    """A part that is the same for every reader of an edition: made once, and kept by this process."""

    def __init__(self, nodes: template.NodeList, name: str, about: list[Any]) -> None:
        self.nodelist, self.name, self.about = nodes, name, about

    def render(self, context: Any) -> SafeString:
        """The part, from memory where it is there. A draft is written anew, and so is what holds a form."""
        request, about = context.get("request"), [each.resolve(context) for each in self.about]
        if request is None or getattr(request, "is_preview", False) or any(map(has_form, about)):
            return self.nodelist.render(context)
        site = page_context.asked_site(request)
        keys = [each.pk if isinstance(each, Page) else each for each in about]
        name = ("part", self.name, get_language(), site and site.pk, *keys)
        return site_cache.of(request).of_page(name, lambda: self.nodelist.render(context))


def has_form(page: Any) -> bool:
    """Whether its text holds a form, or what depends on the place asked for."""
    return any(block.block_type in {"form", "act"} for block in getattr(page, "body", None) or ())


@register.tag("kept")
def kept_part(parser: Any, token: Any) -> KeptNode:
    """``{% kept "name" page %} … {% endkept %}``: what it is about are pages, or keys of what differs."""
    _tag, name, *about = token.split_contents()
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodes, name.strip("\"'"), [parser.compile_filter(each) for each in about])


class SizesNode(images.SrcsetImageNode):
    """Wagtail's, but a picture too small for two of the sizes is offered once: a width may not come twice."""

    def render(self, context: Any) -> str:
        image = self.validate_image(context)
        if not image:
            return ""
        found = get_renditions_or_not_found(image, self.get_filters())
        widths: dict[int, str] = {}
        for spec, rendition in found.items():
            widths.setdefault(rendition.width, spec)
        attrs = {name: value.resolve(context) for name, value in self.attrs.items()}
        if len(widths) == 1:
            attrs.pop("sizes", None)
        return str(ResponsiveImage({spec: found[spec] for spec in widths.values()}, attrs))


@register.tag
def srcset_image(parser: Any, token: Any) -> SizesNode:
    """In place of Wagtail's tag: load these tags after ``wagtailimages_tags``."""
    node = images.image(parser, token)
    return SizesNode(node.image_expr, node.filter_specs, attrs=node.attrs)


_NOTE, _TAG = re.compile(r"[ \u00a0\u202f]?\[(\d{1,2})\]"), re.compile(r"(<[^>]*>)")


@register.filter
def with_notes(html: SafeString, sources: Any) -> SafeString:
    """The text, with ``[2]`` leading to the second source; a number without a source stays as it is."""
    n = len(sources)

    def lead(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= n:
            return found[0]
        words = _("source %(n)s") % {"n": number}
        return f'<sup><a class="note" href="#source-{number}" aria-label="{words}">{number}</a></sup>'

    pieces = _TAG.split(str(html))
    plain = (piece if at % 2 else _NOTE.sub(lead, piece) for at, piece in enumerate(pieces))
    return mark_safe("".join(plain))  # noqa: S308 - was safe before; we add numbers alone


@register.simple_tag(takes_context=True)
def structured(context: dict[str, Any]) -> SafeString:
    request, page = context.get("request"), context.get("page")
    return data.block(page, frame.around(request, page)) if request and page else SafeString("")


@register.inclusion_tag("website/imprint.html")
def imprint() -> dict[str, Any]:
    return {"imprint": Imprint.load()}


@register.inclusion_tag("website/privacy_notice.html", takes_context=True)
def privacy_notice(context: dict[str, Any]) -> dict[str, Any]:
    """What the site does with data, as it does it."""
    language = get_language() or settings.LANGUAGE_CODE
    here = site_cache.of(context["request"])
    parts, changes = here.the(
        ("notice", language), lambda: (notices.by_part(notices.told()), notices.changes(language))
    )
    return {"campaign": context["campaign"], "parts": parts, "changes": changes}
