"""The columns of a signature that its proof covers, by their names in files; no database is needed."""

FIELDS = {
    "email": "address", "given_name": "given_name", "family_name": "family_name", "postcode": "postcode",
    "signed_at": "asked_at", "confirmed_at": "confirmed_at",
}  # fmt: skip
IN_FILES = ("number", *FIELDS)
