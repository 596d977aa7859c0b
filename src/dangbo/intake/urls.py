"""Route the pages of this area."""

from typing import Any

app_name = "intake"

urlpatterns: list[Any] = []
