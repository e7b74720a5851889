"""Pages of HQ about the site."""
