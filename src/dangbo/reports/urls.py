"""Route the pages of this area."""

app_name = "reports"

urlpatterns: list = []
