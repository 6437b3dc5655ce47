from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "openkp.web"
    label = "web"
