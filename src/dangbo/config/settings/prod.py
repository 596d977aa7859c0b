"""Settings of a server reached over HTTPS; it does not start without its hosts."""

from dangbo.config import env
from dangbo.config.settings.base import *  # noqa: F403
from dangbo.config.settings.base import STORAGES

DEBUG = False
SHOW_COMPONENTS = False
ALLOWED_HOSTS = env.words("DANGBO_ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    raise env.EnvError("DANGBO_ALLOWED_HOSTS takes the server's host names, separated by commas")
CSRF_TRUSTED_ORIGINS = env.words("DANGBO_TRUSTED_ORIGINS")
STORAGES |= {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
