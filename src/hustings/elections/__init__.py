"""The elections that the campaign stands in, and what may be sent when because of them."""
