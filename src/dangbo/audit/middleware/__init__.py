"""Note what requests read and take away, and hold back whoever asks too often."""

from dangbo.audit.middleware.limiting import LimitMiddleware
from dangbo.audit.middleware.narrowing import NarrowMiddleware
from dangbo.audit.middleware.noting import AccessMiddleware, PastTheDoor, masked

__all__ = ["AccessMiddleware", "LimitMiddleware", "NarrowMiddleware", "PastTheDoor", "masked"]
