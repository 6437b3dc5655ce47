"""Django's settings. Every value from outside comes through `environment`."""

from __future__ import annotations

from pathlib import Path

from openkp.words import LANGUAGE_NAMES

from . import environment

ENV = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
OPENKP_HOME = ENV.home
OPENKP_URL = ENV.url
OPENKP_SPECIMEN = ENV.specimen
OPENKP_WEBHOOKS_PRIVATE = ENV.webhooks_private
OPENKP_PASSPHRASE_FILE = ENV.passphrase_file
ALLOWED_HOSTS = ["*"] if DEBUG else [OPENKP_URL.split("://", 1)[1].split(":")[0], "localhost", "127.0.0.1", "[::1]"]
_HTTPS = OPENKP_URL.startswith("https://")
# Forms come from our own pages, whose address the installation knows even where a proxy does not tell the scheme.
CSRF_TRUSTED_ORIGINS = [OPENKP_URL]
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies  # whose X-Forwarded-For counts for limits by address
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None

ROOMS = (
    "events",
    "parties",
    "signing",
    "transparency",
    "documents",
    "mining",
    "ledger",
    "certificates",
    "shipments",
    "exchange",
    "check",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *(f"openkp.{room}" for room in ROOMS if (PACKAGE / room / "apps.py").exists()),
    *(["openkp.web"] if (PACKAGE / "web" / "apps.py").exists() else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "openkp.web.accounts.idle.Idle",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openkp.config.guards.Guards",
    "openkp.web.limits.Limits",
]
ROOT_URLCONF = "openkp.config.urls"
WSGI_APPLICATION = "openkp.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "openkp.web.context.page",
            ],
        },
    }
]

DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = list(LANGUAGE_NAMES.items())

STATIC_URL = "/static/"
STATIC_ROOT = OPENKP_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = OPENKP_HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = ENV.session_hours * 3600  # from the sign-in, however busy
OPENKP_IDLE_MINUTES = ENV.idle_minutes
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Shared by every process of the installation: sign-in limits count the same attempts everywhere.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": OPENKP_HOME / "cache" / "django",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # machines in offices are shared: closing the browser signs out
ACCOUNT_USER_DISPLAY = "openkp.web.accounts.adapter.display_name"
ACCOUNT_ADAPTER = "openkp.web.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "openkp.web.accounts.adapter.MFAAdapter"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/300s/key", "reset_password": "5/m/ip,3/m/key"}
CSRF_FAILURE_VIEW = "openkp.web.errors.csrf_failure"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Without TLS there is no origin to hold a key to; browsers then allow keys on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
MFA_TOTP_ISSUER = "OpenKP"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
