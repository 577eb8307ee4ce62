"""Django's settings. Everything a shop may change is an environment variable, documented in docs/settings.md."""

from __future__ import annotations

import os

from worthmore.site.addresses import host_of, listed
from worthmore.site.database import configuration
from worthmore.site.home import data_folder, secret

WORTHMORE_HOME = data_folder()
SECRET_KEY = secret(WORTHMORE_HOME)
DEBUG = os.environ.get("WORTHMORE_DEBUG") == "1"
WORTHMORE_TEXT_SERVICE = os.environ.get("WORTHMORE_TEXT_SERVICE", "")
WORTHMORE_TEXT_SERVICE_KEY = os.environ.get("WORTHMORE_TEXT_SERVICE_KEY", "")
BASE_URL = os.environ.get("WORTHMORE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
# Behind a proxy that ends TLS a form names the public address, and the request does not: it must be trusted by name.
CSRF_TRUSTED_ORIGINS = listed(BASE_URL, os.environ.get("WORTHMORE_ORIGINS", ""))
ALLOWED_HOSTS = listed(host_of(BASE_URL), os.environ.get("WORTHMORE_HOSTS", "localhost,127.0.0.1,[::1],testserver"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "worthmore.shop",
    "worthmore.consent",
    "worthmore.outcomes",
    "worthmore.training",
    "worthmore.rights",
    "worthmore.connectors",
    "worthmore.api",
    "worthmore.backoffice",
    "worthmore.storefront",
    "worthmore.customer_pages",
    "worthmore.till",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "worthmore.site.headers.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "worthmore.backoffice.door.Door",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "worthmore.site.urls"
WSGI_APPLICATION = "worthmore.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": configuration(WORTHMORE_HOME)}
# The process's own memory. Large, so that counts of wrong passwords are not pushed out by more wrong passwords.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "backoffice:login"
LOGIN_REDIRECT_URL = "backoffice:today"
LOGOUT_REDIRECT_URL = "backoffice:login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "worthmore.site.errors.form_refused"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("fi", "Suomi")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"cover_links": {"()": "worthmore.site.logs.CoverLinks"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["cover_links"]}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}
