"""Settings of one node, from the environment. Every variable is listed in docs/reference/settings.md."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

ROOT = Path(__file__).resolve().parents[3]
INSTANCE = Path(os.environ.get("YIMEN_INSTANCE", ROOT / "var" / "demo"))
ASSETS = Path(os.environ.get("YIMEN_ASSETS", ROOT / "var" / "assets"))
REGION = os.environ.get("YIMEN_REGION", "440604")
REGIONS = Path(os.environ.get("YIMEN_REGIONS", ROOT / "regions"))
KEY_FILE = Path(os.environ.get("YIMEN_KEYS", INSTANCE / "keys.json"))
SIGNING_FOLDER = Path(os.environ.get("YIMEN_SIGNING", INSTANCE / "signing"))
SIGNING_PASSPHRASE = os.environ.get("YIMEN_SIGNING_PASSPHRASE", "")
PUBLIC_URL = os.environ.get("YIMEN_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
FONTS = ASSETS / "fonts"


def database(url: str) -> dict[str, object]:
    """Read a PostgreSQL URL; a socket folder may stand in `?host=`. Locks wait three seconds, statements thirty."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "options": "-c lock_timeout=3s -c statement_timeout=30s -c timezone=UTC",
            "server_side_binding": True,
            "prepare_threshold": 2,
        },
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///yimen"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
SECRET_KEY = os.environ.get("YIMEN_SECRET_KEY", "")
if not SECRET_KEY and KEY_FILE.with_name("secret.txt").exists():
    SECRET_KEY = KEY_FILE.with_name("secret.txt").read_text(encoding="utf-8").strip()
ALLOWED_HOSTS = os.environ.get("YIMEN_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "yimen.kernel",
    "yimen.accounts",
    "yimen.people",
    "yimen.catalogue",
    "yimen.exchange",
    "yimen.licences",
    "yimen.materials",
    "yimen.notices",
    "yimen.payments",
    "yimen.custody",
    "yimen.cases",
    "yimen.doors.kit",
    "yimen.doors.counter",
    "yimen.doors.desk",
    "yimen.doors.control",
    "yimen.doors.inbound",
    "yimen.doors.portal",
    "yimen.doors.api",
    "yimen.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "yimen.doors.kit.middleware.PolicyMiddleware",
    "yimen.doors.kit.middleware.ActorMiddleware",
    "yimen.doors.kit.middleware.SentenceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "yimen.site.urls"
WSGI_APPLICATION = "yimen.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["yimen.doors.kit.templatetags.kit"],
            "context_processors": ["yimen.doors.kit.context.page"],
        },
    }
]

FILE_UPLOAD_HANDLERS = [
    "yimen.doors.kit.uploads.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "yimen.doors.kit.answers.stale_form"
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/sign-in/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("YIMEN_HTTPS", "no") == "yes"
# Five wrong passwords lock a name on a machine for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "yimen.doors.kit.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_VERBOSE = False

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [ASSETS / "static"] if (ASSETS / "static").exists() else []
STATIC_ROOT = ASSETS / "collected"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "papers": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(INSTANCE / "papers")},
    },
}
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "connect-src": [SELF],
        "media-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

DEVICE_PORT = int(os.environ.get("YIMEN_DEVICE_PORT", "17580"))
# Requests a second that one token may make of one web process, twice as many at once.
API_RATE = float(os.environ.get("YIMEN_API_RATE", "200"))

# Until when paper that was sent is to be received: the house's own rule, no law's.
HAND_OVER_LIMIT = os.environ.get("YIMEN_HAND_OVER_LIMIT", "1 working day")

SYSTEMS_FILE = Path(os.environ.get("YIMEN_SYSTEMS", INSTANCE / "systems.json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("YIMEN_LOG", "WARNING")},
}
