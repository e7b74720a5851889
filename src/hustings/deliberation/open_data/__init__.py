"""Open data of consultations: tables for everybody, the API, and files of other tools that come in."""
