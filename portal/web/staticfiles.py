"""Which static files are collected."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out what our pages do not name: packages bring other builds of the same files."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap.*",
        "bootstrap-utilities*",
        "*.rtl.*",
        "bootstrap-grid.css*",
        "bootstrap-reboot.css*",
        "htmx-4*",
        "htmax-4*",
        "htmx-2.js",
        "django_htmx/ext",
    ]
