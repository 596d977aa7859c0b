"""Settings of the tests: SQLite in memory, or the PostgreSQL server that the run has started."""

import tempfile
from pathlib import Path

from dangbo.config import env
from dangbo.config.settings.base import *  # noqa: F403
from dangbo.config.settings.base import DATABASES

DEBUG = False
SHOW_COMPONENTS = True
SECRET_KEY = "only-for-tests"  # noqa: S105 - never used outside a test run
SECRET_KEYS = ["b25seS1mb3ItdGVzdHMtbmV2ZXItdXNlZC1lbHNlISE="]
AUDIT_KEYS = ["b25seS1mb3ItdGVzdHMtbmV2ZXItdXNlZC1jaGFpbiE="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.gettempdir()) / "dangbo-test-media"
CLOSINGS_ROOT = Path(tempfile.gettempdir()) / "dangbo-test-closings"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if not env.text("DANGBO_DATABASE_URL"):
    DATABASES["default"] = env.sqlite(MEDIA_ROOT.parent / "dangbo-test.sqlite3")
# Tests ask as fast as they can; those of the limits set their own.
RATE_LIMITS = {}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SEALED_COVER_ODDS = 0
