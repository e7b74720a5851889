"""A/B tests of subjects and contents."""
