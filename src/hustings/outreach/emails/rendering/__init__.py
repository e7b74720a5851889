"""From blocks to what a person reads: MJML and plain text, with the places of merge fields marked."""
