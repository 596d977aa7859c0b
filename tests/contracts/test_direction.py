"""Prove what import-linter cannot see: relations, and that its contracts name every app."""

from contracts.sources import CONTRACTS, place_of
from django.apps import AppConfig, apps
from django.db.models import Field

WITHOUT_ROWS = {"base", "config", "ui"}


def our_apps() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.startswith("dangbo.")]


def test_relations_point_downwards() -> None:
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for app in our_apps()
        for model in app.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.is_relation and not points_downwards(app, field)
    ]

    assert upward == []


def points_downwards(app: AppConfig, field: Field) -> bool:
    target = field.related_model._meta.app_config
    if not target.name.startswith("dangbo."):
        return True
    return target is app or place_of(target.label) < place_of(app.label)


def test_every_app_with_rows_is_in_the_contract_of_layers_inside_an_app() -> None:
    contract = CONTRACTS["Inside an app: pages, acts, questions, access, rows"]
    domain = {app.name for app in our_apps() if app.label not in WITHOUT_ROWS}

    assert set(contract["containers"]) == domain
