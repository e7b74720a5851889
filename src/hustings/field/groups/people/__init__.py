"""People in groups: what is told of them elsewhere, and what befalls them."""
