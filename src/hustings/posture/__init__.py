"""The own house: how well our domains and our staff's accounts are guarded, who sends in our name."""
