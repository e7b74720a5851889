"""Icons of the campaign for screens of phones."""

from collections.abc import Iterator

from hustings.people.selfservice.home import Icon
from hustings.site.website.models import Look


def found() -> Iterator[Icon]:
    """The one made of its logo."""
    if url := Look.load().icon_url:
        yield Icon(url, "180x180", "image/png")
