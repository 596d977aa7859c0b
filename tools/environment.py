"""Keep tests and checks away from anybody's register."""

import os

KEPT = {"DANGBO_REQUIRE"}


def bare_environment(data: str) -> dict[str, str]:
    """Return the environment without our own and Django's variables, its data in `data`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or not name.startswith(("DANGBO_", "DJANGO_"))
    }
    return {**kept, "DANGBO_DATA": data}
