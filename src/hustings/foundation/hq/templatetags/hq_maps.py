"""Maps of HQ: what the boxes, styles and scripts of all of them share.

<div class="point-map__box" data-plan-map="…" {% map_attributes _("Map of the turfs") %}></div>
{% map_styles %} in the block of styles, {% map_scripts "turfs/plan-map.js" %} in that of scripts.
"""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def map_attributes(label: str) -> SafeString:
    """Attributes that ``siteMap.make`` reads: the map's name, words of its buttons, where tiles come from."""
    told = {"label": label, "closer": _("Zoom in"), "further": _("Zoom out")}
    if settings.MAP_TILES:
        told |= {"tiles": settings.MAP_TILES, "credit": settings.MAP_CREDIT}
    return format_html_join(" ", 'data-{}="{}"', told.items())


@register.simple_tag
def map_styles(*more: str) -> SafeString:
    """Links to Leaflet's styles, those of boxes, and more."""
    names = ("leaflet/leaflet.css", "point-map.css", *more)
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((_address(name),) for name in names))


@register.simple_tag
def map_scripts(*more: str) -> SafeString:
    """Leaflet, what all maps share, and scripts of one."""
    names = ("leaflet/leaflet.js", "site-map.js", *more)
    return format_html_join("", '<script src="{}" defer></script>', ((_address(name),) for name in names))


def _address(name: str) -> str:
    return static(f"hustings/{name}")
