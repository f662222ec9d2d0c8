"""Settings of the minimal project: the same server, driver options and session store as Yimen's, nothing else."""

import os

from yimen.site.settings import database

DATABASES = {"default": database(os.environ["DATABASE_URL"])}
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "yimen.kernel",
    "yimen.accounts",
    "yimen.people",
    "yimen.catalogue",
    "yimen.notices",
    "yimen.cases",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "bench.minimal.urls"
AUTH_USER_MODEL = "accounts.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
LOGGING = {
    "version": 1,
    "handlers": {"e": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["e"], "level": "ERROR"},
}
