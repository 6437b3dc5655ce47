from django.apps import AppConfig


class ShipmentsConfig(AppConfig):
    name = "openkp.shipments"
    label = "shipments"
    default_auto_field = "django.db.models.BigAutoField"
