"""Settings that hold in every place; the modules beside this one add what differs."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dangbo.config import env

PACKAGE = Path(__file__).resolve().parents[2]

SECRET_KEY = env.secret_key()
SECRET_KEYS = env.secret_keys()
AUDIT_KEYS = env.audit_keys()
DATABASES = {"default": env.database()}
DATA_DIRECTORY = env.data_directory()
MEDIA_ROOT = DATA_DIRECTORY / "media"
CLOSINGS_ROOT = DATA_DIRECTORY / "closings"
COLUMNS_ROOT = DATA_DIRECTORY / "cache" / "columns"
# From so many postings on members are counted from columns (docs/areas/columns.md says why).
COLUMNS_FROM = 50_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "dangbo.ops",
    "dangbo.config",
    "dangbo.returns",
    "dangbo.layouts",
    "dangbo.reports",
    "dangbo.history",
    "dangbo.rights",
    "dangbo.quality",
    "dangbo.cases",
    "dangbo.honours",
    "dangbo.intake",
    "dangbo.posts",
    "dangbo.sealed",
    "dangbo.columns",
    "dangbo.members",
    "dangbo.desk",
    "dangbo.orgs",
    "dangbo.papers",
    "dangbo.letters",
    "dangbo.audit",
    "dangbo.accounts",
    "dangbo.ui",
    "dangbo.base",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_linear_migrations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "dangbo.ui.clean_addresses.CleanAddressMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dangbo.accounts.middleware.ActorMiddleware",
    "dangbo.accounts.middleware.IdleMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "dangbo.accounts.middleware.SecondFactorMiddleware",
    "dangbo.accounts.middleware.RightsMiddleware",
    "dangbo.audit.middleware.LimitMiddleware",
    "dangbo.audit.middleware.AccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dangbo.ui.as_of.AsOfMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    # Innermost: it asks a page for its file a second time.
    "dangbo.audit.middleware.NarrowMiddleware",
]

ROOT_URLCONF = "dangbo.config.urls"
WSGI_APPLICATION = "dangbo.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "dangbo.accounts.handlers.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "accounts:signed_out"
ACCOUNT_SESSION_REMEMBER = False
# Failures are counted by axes, in the database, so that every process sees the same count.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_FORMS = {
    "login": "dangbo.accounts.forms.signing_in.LoginForm",
    "change_password": "dangbo.accounts.forms.signing_in.ChangePasswordForm",
    "reauthenticate": "dangbo.accounts.forms.signing_in.ReauthenticateForm",
}
MFA_ADAPTER = "dangbo.accounts.handlers.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dangbo"
# Clocks of phones go wrong: the code before and the one after count too.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "dangbo.accounts.forms.signing_in.AuthenticateForm",
    "reauthenticate": "dangbo.accounts.forms.signing_in.ReauthenticateByCodeForm",
    "activate_totp": "dangbo.accounts.forms.signing_in.ActivateTOTPForm",
    "add_webauthn": "dangbo.accounts.forms.signing_in.AddPasskeyForm",
    "edit_webauthn": "dangbo.accounts.forms.signing_in.RenamePasskeyForm",
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "dangbo.accounts.handlers.held_back"
AXES_CLIENT_IP_CALLABLE = "dangbo.accounts.access.origin_of"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# Minutes without use after which one is signed out.
# Days without use after which an account is locked, and how long before that it is marked.
ACCOUNT_UNUSED_LOCK_DAYS = 90
ACCOUNT_UNUSED_WARN_DAYS = 14
# How many rounds of the worker (a minute each) go by, on the average, from one row of the logs that
# covers the numbers of confidential acts to the next.
SEALED_COVER_ODDS = 120
# How many requests of a kind in how many seconds; by account, of entries and links by address.
RATE_LIMITS = {
    "sign_in": (30, 300),
    "link": (30, 600),
    "form": (120, 60),
    "search": (120, 60),
    "file": (40, 600),
}
# Used codes and the last use of sessions are shared by all processes of one machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIRECTORY / "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dangbo.accounts.phrases.LikenessValidator"},
    {"NAME": "dangbo.accounts.phrases.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "dangbo.accounts.phrases.KnownValidator"},
    {"NAME": "dangbo.accounts.phrases.DigitsValidator"},
]

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
                "dangbo.ui.context.page",
            ],
            "builtins": ["dangbo.ui.templatetags.ui"],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["dangbo.base.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIRECTORY / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
PROXIES = env.whole_number("DANGBO_PROXIES", default=0)
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dangbo.ui.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The editor of a statistical form sends all of its rows at once.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
FILE_UPLOAD_PERMISSIONS = 0o640
# Cells of one question over indicators.
QUESTION_CELLS = env.whole_number("DANGBO_QUESTION_CELLS", default=5_000)
PAPER_FILE_LIMIT = env.whole_number("DANGBO_FILE_LIMIT_MB", default=50) * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
