"""API for guards: setup, store, sightings, orders, answers. Described in docs/reference/shield-api.md."""
