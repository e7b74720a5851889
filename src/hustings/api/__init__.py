"""What machines may ask of the campaign, below /api/v1/: public data as JSON. docs/reference/api.md."""
