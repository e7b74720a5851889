"""The detectors that look at where links lead: what fires, and the near miss that must not."""

CONSENT = (
    "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1&response_type=code"
    "&redirect_uri=https%3A%2F%2Fnotes.example&scope=Mail.ReadWrite%20offline_access"
)

SIGN_IN = "https://login.microsoftonline.com/common/reprocess?ctx=1"
