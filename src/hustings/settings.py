"""The one settings file. Variables of the environment are described in docs/reference/settings.md."""

import os
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.process import logs
from hustings.foundation.lib.process.environment import Environment

env = Environment(os.environ)
PACKAGE = Path(__file__).resolve().parent

# --- Where it runs -----------------------------------------------------------------------------
VAR = Path(env.text("HUSTINGS_VAR", "var")).resolve()
DEBUG = env.switch("HUSTINGS_DEBUG")
DEMO = env.switch("HUSTINGS_DEMO")
STAGING = env.switch("HUSTINGS_STAGING")  # a site to try things on: no search engine lists it
BASE_URL = env.site("HUSTINGS_BASE_URL", "http://localhost:8000")  # passkeys want a name
_base = urlsplit(BASE_URL)
BEHIND_TLS = _base.scheme == "https"
TRACKING_URL = env.site("HUSTINGS_TRACKING_URL", BASE_URL)  # where counted links in mails lead through
ALLOWED_HOSTS = [*env.several("HUSTINGS_HOSTS"), _base.hostname or "localhost"]
if TRACKING_URL != BASE_URL:
    ALLOWED_HOSTS.append(urlsplit(TRACKING_URL).hostname or "localhost")
if not BEHIND_TLS:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
SECRET_KEY = env.text("HUSTINGS_SECRET_KEY", "") or env.kept(VAR / "secret-key")
SECRET_KEY_FALLBACKS = env.several("HUSTINGS_OLD_SECRET_KEYS")
TRUSTED_PROXIES = env.number("HUSTINGS_TRUSTED_PROXIES", 0, most=20)
ROOT_URLCONF = "hustings.urls"
WSGI_APPLICATION = "hustings.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# --- What it is made of ------------------------------------------------------------------------
def _apps(wing: str, names: str) -> list[str]:
    return [f"hustings.{wing}.{name}" for name in names.split()]


INSTALLED_APPS = [
    *_apps("networks", "juries projects initiatives exchange hives"),
    *_apps("security", "leaks domains lookalikes"),
    *_apps("deliberation", "syntheses opinions texts papers moderation open_data consultations"),
    *_apps("field", "canvass_results canvassing"),
    *_apps("field", "checkins registrations events volunteers"),
    *_apps("security", "incidents"),
    *_apps("field", "walk_sheets turfs addresses groups threads stations"),
    *_apps("security", "decoys"),
    *_apps("money", "receipts banking giving donation_data donations expenses payments ledger"),
    *_apps("site", "embeds candidates petitions representatives forms website sharing"),
    *_apps(
        "outreach",
        "text_messages calls dispatch archive automations review preflight abtests bounces unsubscriptions "
        "tracking delivery mailings emails",
    ),
    *_apps(
        "people", "scripts selfservice privacy duplicates imports changes segments signups contacts persons"
    ),
    *_apps(
        "foundation",
        "api_keys webhooks goals sync help elections operations accounts campaigns territories "
        "file_imports backups jobs hq",
    ),
    *(
        f"wagtail.contrib.{app}"
        for app in ("forms", "redirects", "routable_page", "settings", "simple_translation")
    ),
    *(
        f"wagtail.{app}"
        for app in ("embeds", "sites", "users", "snippets", "documents", "images", "search", "admin")
    ),
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    *(
        f"django.contrib.{app}"
        for app in ("humanize", "messages", "postgres", "sessions", "sitemaps", "staticfiles")
    ),
]
MIDDLEWARE = [
    "hustings.foundation.operations.health.HealthMiddleware",
    "hustings.security.domains.mta_sts.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hustings.foundation.lib.web.policy_header.PolicyHeaderMiddleware",
    "hustings.site.website.serving.staging_site.StagingMiddleware",
    "hustings.site.candidates.domains.OwnDomainMiddleware",
    "hustings.site.website.serving.maintenance_mode.MaintenanceMiddleware",
    "hustings.site.website.serving.link_codes.CarryingMiddleware",
    "hustings.site.website.serving.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hustings.foundation.accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "hustings.foundation.accounts.login.login_attempts.LoginAttemptMiddleware",  # sees refusals, too
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hustings.foundation.accounts.middleware.SessionsMiddleware",
    "hustings.foundation.accounts.middleware.HeadquartersMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hustings.site.website.serving.redirects.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "loaders": ["hustings.foundation.lib.web.template_loaders.Kept"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "hustings.foundation.campaigns.context.campaign",
            ],
            "builtins": [f"hustings.foundation.lib.{name}" for name in ("dates", "formats.money")],  # filters
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("hustings.foundation.lib.form_templates.FormTemplates")

# --- Database, cache, background work ----------------------------------------------------------
DATABASE_URL = env.service(
    "HUSTINGS_DATABASE_URL",
    ["sqlite", "postgres", "postgresql", "psql", "pgsql"],
    f"sqlite:///{VAR / 'hustings.sqlite3'}",
    "postgres://user:password@host/name",
)
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a read that turns into a write would fail with "locked"
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
    " PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
}
# PostgreSQL's own figures are of turning disks: it would read a table of a million people rather than follow
# an index, and start other processes for fifty rows, which takes longer than the rows.
POSTGRESQL_PLANS = "-c random_page_cost=1.1 -c parallel_setup_cost=10000"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options.setdefault("options", POSTGRESQL_PLANS)
    _options.setdefault("prepare_threshold", 2)  # of ``sql_cursors`` alone: the ORM's statements differ
DATABASES["default"]["CONN_MAX_AGE"] = 600  # closing SQLite's last connection copies the whole log: 16 ms
CACHES = {
    "default": {  # shared by all web processes: rate limits count in it
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hustings_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
TASKS = {"default": {"BACKEND": "hustings.foundation.jobs.backend.LeasedBackend", "QUEUES": []}}
LEASE_SECONDS = env.seconds("HUSTINGS_LEASE_SECONDS", 30.0)  # a silent worker's tasks go to others

# --- Log-in ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["hustings.foundation.accounts.login.backends.GrantBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECOND_FACTOR = env.choice(
    "HUSTINGS_SECOND_FACTOR", ["required", "optional"], "optional" if DEMO else "required"
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = True  # for two weeks; the list of sessions ends them sooner
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
_FORMS = "hustings.foundation.accounts.forms"
ACCOUNT_FORMS = {"login": f"{_FORMS}.SignInForm", "reset_password": f"{_FORMS}.ForgottenForm"}
ACCOUNT_RATE_LIMITS = {  # per address (ip) and per account (key), counted in the shared cache
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip,5/5m/key,20/h/key,60/d/key",
    "reset_password": "5/m/ip,20/h/ip,3/h/key",
    "reset_password_from_key": "10/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_ADAPTER = "hustings.foundation.accounts.login.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # users are invited by mail: following the link proved the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS  # browsers themselves allow it on localhost only
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone signs in: it must ask for finger, face or PIN
MFA_FORMS = {"authenticate": f"{_FORMS}.CodeForm"}
MFA_ADAPTER = "hustings.foundation.accounts.login.adapter.SecondFactorAdapter"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock half a minute off
USERSESSIONS_TRACK_ACTIVITY = True

# --- Safe transport ----------------------------------------------------------------------------
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.switch("HUSTINGS_HSTS_SUBDOMAINS")  # siblings may speak HTTP only
SECURE_HSTS_PRELOAD = env.switch("HUSTINGS_HSTS_PRELOAD")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
CSRF_FAILURE_VIEW = "hustings.site.website.views.stale_form"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's own scripts read it
LANGUAGE_COOKIE_SECURE = BEHIND_TLS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews pages in a frame of the same site
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # asks for HSTS below the site's name: a campaign decides, for it may own more there
    "security.W021",  # asks to be built into browsers: the same
    "security.W019",  # asks for DENY, which would break those previews
]
MAP_TILES = env.text("HUSTINGS_MAP_TILES", "")  # the map draws its own outlines; tiles are optional
MAP_CREDIT = env.text("HUSTINGS_MAP_CREDIT", "")
_tiles = urlsplit(MAP_TILES)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],  # Wagtail's admin has style attributes; no script comes by it
        "img-src": [SELF, "data:", "blob:", *([f"{_tiles.scheme}://{_tiles.netloc}"] if MAP_TILES else [])],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- Languages and time ------------------------------------------------------------------------
LANGUAGE_CODE = env.choice("HUSTINGS_LANGUAGE", ["fr", "en"], "fr")
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [PACKAGE / "foundation/lib/locale", PACKAGE / "shells/demo/locale"]  # of what is no app
FORMAT_MODULE_PATH = "hustings.foundation.lib.formats"
TIME_ZONE = env.zone("HUSTINGS_TIME_ZONE", "Europe/Paris")
USE_TZ = True

# --- Files -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # every page names the others: to pack both takes twice as long
MEDIA_URL, MEDIA_ROOT = "/media/", VAR / "media"
PRIVATE_ROOT = VAR / "private"  # uploads and reports with personal data: never served as files
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT},
    },
    "staticfiles": {"BACKEND": "hustings.foundation.lib.web.static_storage.StaticStorage"},
}
IMPORT_LIMIT = env.number("HUSTINGS_IMPORT_LIMIT", 500, least=1) * 10**6  # bytes of one file of people
IMPORT_DAYS = env.number("HUSTINGS_IMPORT_DAYS", 30, least=1)  # then the file itself is deleted
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000  # bytes of a form's words: the source of a mail is pasted into one
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor sends many

# --- Mail --------------------------------------------------------------------------------------
INBOX = VAR / "inbox"  # the demo's mail, as a Maildir
INBOX_PORT = env.number("HUSTINGS_INBOX_PORT", 8025, least=1, most=65_535)
SMTP_URL = env.service(
    "HUSTINGS_SMTP_URL",
    ["smtp", "smtps", "smtp+tls", "smtp+ssl"],
    f"smtp://127.0.0.1:{INBOX_PORT if DEMO else 25}",
    "smtp+tls://user:password@mail.example.org:587",
)
_mail = environ.Env.email_url_config(SMTP_URL)
PROVIDERS = [
    "brevo", "mailersend", "mailgun", "mailjet", "mailtrap", "mandrill", "postal", "postmark", "resend",
    "scaleway", "sendgrid", "sparkpost",
]  # fmt: skip
MAIL_PROVIDER = env.text("HUSTINGS_MAIL_PROVIDER", "") and env.service(
    "HUSTINGS_MAIL_PROVIDER", PROVIDERS, "", "mailgun://key@mg.example.org?region=eu"
)
MAIL_WEBHOOK_SECRET = env.text("HUSTINGS_MAIL_WEBHOOK_SECRET", "")  # by which its reports are verified
EMAIL_BACKEND = f"hustings.outreach.delivery.mail_backend.{'Provider' if MAIL_PROVIDER else 'Signing'}Backend"
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender("HUSTINGS_MAIL_FROM", "campaign@localhost.localdomain")
SIGN_UPS_PER_HOUR = env.number("HUSTINGS_SIGN_UPS_PER_HOUR", 60, least=1)  # from one network address
# Whom bounces come back to: a mailbox that takes name+anything, or a whole domain.
BOUNCE_LOCAL, BOUNCE_DOMAIN = env.mailbox("HUSTINGS_BOUNCE_ADDRESS", longest=35)
_IMAP = ["imap", "imaps", "imap+tls"], "imaps://user:password@mail.example.org/INBOX"
BOUNCE_MAILBOXES = env.services("HUSTINGS_BOUNCE_MAILBOX", *_IMAP)
REPORT_MAILBOXES = env.services("HUSTINGS_REPORT_MAILBOX", *_IMAP)  # where receivers write to about our mail
REPORT_ADDRESS = env.text("HUSTINGS_REPORT_ADDRESS", "")  # of that mailbox, for records
LMTP = env.address("HUSTINGS_LMTP")  # where the mail server may hand in bounces
SOFT_BOUNCES = env.number("HUSTINGS_SOFT_BOUNCES", 3, least=1)  # passing ones that end an address …
SOFT_BOUNCE_DAYS = env.number("HUSTINGS_SOFT_BOUNCE_DAYS", 7, least=0)  # … when they lie so far apart
ALARMS = {  # percent of the letters handed over; 0: no alarm
    "bounces": env.percent("HUSTINGS_ALARM_BOUNCES", 5.0),
    "blocks": env.percent("HUSTINGS_ALARM_BLOCKS", 10.0),
    "complaints": env.percent("HUSTINGS_ALARM_COMPLAINTS", 0.3),
    "leaving": env.percent("HUSTINGS_ALARM_UNSUBSCRIBED", 3.0),
}
DECOY_HOOK = env.text("HUSTINGS_DECOY_HOOK", "") and env.service(
    "HUSTINGS_DECOY_HOOK", ["https", "http"], "", "https://alarms.example.org/hook"
)  # told of alarms of decoys too
DECOY_HOOK_SECRET = env.text("HUSTINGS_DECOY_HOOK_SECRET", "")  # by which it knows that we told it
WEBHOOK_NETWORKS = env.networks("HUSTINGS_WEBHOOK_NETWORKS", "192.168.1.0/24")  # ours, where they may go
DKIM_BY = env.choice("HUSTINGS_DKIM", ["own", "relay"], "own")  # who signs what leaves
LEAKS_FOLDER = Path(env.text("HUSTINGS_LEAKS_FOLDER", str(VAR / "leaks"))).resolve()  # other people's mail
LEAKS_PROCESSES = env.number("HUSTINGS_LEAKS_PROCESSES", 1, least=1, most=64)
DKIM_FOLDER = Path(env.text("HUSTINGS_DKIM_FOLDER", str(VAR / "dkim"))).resolve()  # our private keys
STRIPE_URL = env.site("HUSTINGS_STRIPE_URL", "https://api.stripe.com")  # another is for tests
HELLOASSO_URL = env.site("HUSTINGS_HELLOASSO_URL", "https://api.helloasso.com")
TWILIO_URL = env.site("HUSTINGS_TWILIO_URL", "https://api.twilio.com")
OVH_URL = env.site("HUSTINGS_OVH_URL", "https://eu.api.ovh.com")
NAME_SERVERS = env.several("HUSTINGS_NAME_SERVERS")  # without any, those of this machine
MAP_FILE = env.text("HUSTINGS_MAP_FILE", "")  # vector tiles, of which phones at the doors carry a piece
CLAMD = env.daemon("HUSTINGS_CLAMD", "/run/clamav/clamd.ctl")  # knows viruses; none is asked unless named
SHIELD_DNS = env.switch("HUSTINGS_SHIELD_DNS", "0" if DEMO else "1")  # by them a mail proves who wrote it
LOOKOUT_FOLDER = env.text("HUSTINGS_LOOKOUT_FOLDER", "")  # where lists of names are put to be searched
SMTP_CONNECTIONS = env.number("HUSTINGS_SMTP_CONNECTIONS", 20, least=1, most=1000)

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Hustings"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime", "Factory"})  # which no browser knows
WAGTAIL_ENABLE_UPDATE_CHECK = False  # nothing is asked of third parties
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "hustings.foundation.lib.text_search.backend"}}
WAGTAILDOCS_EXTENSIONS = "csv docx mp4 odt pdf pptx svg txt vtt webm xlsx zip".split()
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# --- Log ---------------------------------------------------------------------------------------
_LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
LOGGING = logs.config(
    ours=env.choice("HUSTINGS_LOG_LEVEL", _LEVELS, "INFO"),
    others=env.choice("HUSTINGS_LOG_LEVEL", _LEVELS, "WARNING"),
)

env.refuse()  # all that is mistyped, at once
