"""Prove what the pages of rights show to whom, and that acts pass through their verdict."""

import pytest
from django.test import Client

ROOT = "/lam-viec/quyen"
pytestmark = pytest.mark.by_grants


def test_smoke(clients: dict[str, Client], grants: dict[str, int]) -> None:
    one = clients["to-chuc"]
    for path in ("/", "/vai-tro/", "/giao/", "/cua-toi/", "/uy-quyen/", "/xem-nhu/"):
        answer = one.get(f"{ROOT}{path}")
        assert answer.status_code == 200, path
    for name, act in grants.items():
        assert one.get(f"{ROOT}/{act}/").status_code == 200
        assert one.get(f"{ROOT}/{act}/thu/").status_code == 200
