"""OpenKP: the Kimberley Process as running software."""

__version__ = "0.1.0"
