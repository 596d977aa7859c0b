"""Settings of one machine: what `./run` and the console command use."""

from dangbo.config import env
from dangbo.config.settings.base import *  # noqa: F403

DEBUG = env.flag("DANGBO_DEBUG", default=False)
SHOW_COMPONENTS = True
ALLOWED_HOSTS = env.words("DANGBO_ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.words("DANGBO_TRUSTED_ORIGINS")
WHITENOISE_USE_FINDERS = True
# Passkeys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
