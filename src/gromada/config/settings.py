"""One settings file; everything that differs between machines comes from the environment (docs/operations/settings.md)."""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from gromada.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment.folder("GROMADA_DATA", Path.cwd() / "var")
DATA.mkdir(parents=True, exist_ok=True)
EDITIONS = environment.folder("GROMADA_EDITIONS", PACKAGE.parent.parent / "editions")
NETWORK = environment.folder("GROMADA_NETWORK", PACKAGE.parent.parent / "data" / "cal-network.csv")
FILES = DATA / "files"
KEYS = DATA / "keys"

DEBUG = environment.flag("GROMADA_DEBUG")
DEMO = environment.flag("GROMADA_DEMO")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "testserver")
ALLOWED_HOSTS = environment.words("GROMADA_HOSTS", ",".join(LOOPBACK))
if DEMO and not set(ALLOWED_HOSTS) <= set(LOOPBACK):
    raise ImproperlyConfigured(
        "The demo signs anybody in, so it runs only on this machine: leave GROMADA_HOSTS empty or unset GROMADA_DEMO."
    )
PUBLIC_URL = environment.text("GROMADA_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = environment.words(
    "GROMADA_TRUSTED_ORIGINS", PUBLIC_URL if PUBLIC_URL.startswith("https") else ""
)
SECURE = PUBLIC_URL.startswith("https://")


def _secret() -> str:
    said = environment.text("GROMADA_SECRET_KEY")
    if said:
        return said
    KEYS.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = KEYS / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = _secret()
# Seals the keys that sign credentials. Whoever steals the data folder should not have it; so it is to come from elsewhere.
KEYS_SECRET = environment.text("GROMADA_KEYS_SECRET") or SECRET_KEY
# The folder of the conformance service, made by “gromada conformance”; without it there is no such service.
CONFORMANCE = environment.folder("GROMADA_CONFORMANCE", DATA) if environment.text("GROMADA_CONFORMANCE") else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "gromada.kit",
    "gromada.ui",
    "gromada.journal",
    "gromada.people",
    "gromada.standards",
    "gromada.institutions",
    "gromada.records",
    "gromada.certification",
    "gromada.certificates",
    "gromada.paper",
    "gromada.register",
    "gromada.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gromada.config.middleware.SecurityHeaders",
    "gromada.config.middleware.RequestLimit",
    "gromada.register.middleware.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gromada.people.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "gromada.config.urls"
WSGI_APPLICATION = "gromada.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gromada.config.context.page",
            ],
            "builtins": ["gromada.ui.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "gromada.ui.forms.Renderer"
SOURCE_URL = environment.text("GROMADA_SOURCE_URL")

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "desk:desk"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "gromada.people.adapter.ClosedDoor"
MFA_ADAPTER = "gromada.people.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Gromada"
MFA_TOTP_TOLERANCE = 1  # the code before and after: old telephones go wrong, and typing takes time

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [PACKAGE / "config" / "locale"]  # for the words of addresses and of the frame; every app has its own

STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("GROMADA_STATIC", DATA / "static")
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "gromada.ui.bundle.Finder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES)}},
    "staticfiles": {
        "BACKEND": "gromada.ui.bundle.Storage" if not DEBUG else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# A token (PKCS#11) in which keys are made, where one is set. The name of the PIN keeps it off pages of errors.
PKCS11_MODULE = environment.text("GROMADA_PKCS11_MODULE")
PKCS11_TOKEN = environment.text("GROMADA_PKCS11_TOKEN")
environment.both_or_neither(GROMADA_PKCS11_MODULE=PKCS11_MODULE, GROMADA_PKCS11_TOKEN=PKCS11_TOKEN)
PKCS11_PIN_SECRET = environment.text("GROMADA_PKCS11_PIN")
PKCS11_PIN_FILE = environment.file("GROMADA_PKCS11_PIN_FILE")
SEAL_PASSWORD = environment.text("GROMADA_SEAL_PASSWORD")
TIMESTAMP_URL = environment.text("GROMADA_TIMESTAMP_URL")
TRUST_ROOTS = environment.text("GROMADA_TRUST_ROOTS")
REMARK_SENDER_MONTHS = environment.number("GROMADA_REMARK_SENDER_MONTHS", 12)  # after the end of the case
FILE_MAX_BYTES = environment.number("GROMADA_FILE_MAX_MB", 20) * 1024 * 1024
REQUEST_MAX_BYTES = environment.number("GROMADA_REQUEST_MAX_MB", 64) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_HANDLERS = ["gromada.kit.uploads.LimitedUpload"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if environment.text("GROMADA_SMTP_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = environment.text("GROMADA_SMTP_HOST")
EMAIL_PORT = environment.number("GROMADA_SMTP_PORT", 587)
EMAIL_HOST_USER = environment.text("GROMADA_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("GROMADA_SMTP_PASSWORD")
EMAIL_USE_TLS = environment.flag("GROMADA_SMTP_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("GROMADA_MAIL_FROM", "gromada@localhost")

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
BEHIND_PROXY = environment.flag("GROMADA_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": environment.text("GROMADA_LOG", "WARNING")},
}
