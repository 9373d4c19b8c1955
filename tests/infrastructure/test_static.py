"""Every static file that a template names is collected, under its hashed name."""

import json
import re
from pathlib import Path
from typing import Any

from django.core.management import call_command

from deploy.paths import ROOT

NAMED = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


def test_what_templates_name_is_collected(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    call_command("collectstatic", interactive=False, verbosity=0)
    collected = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    named = {name for text in texts for name in NAMED.findall(text)}
    assert named
    assert named - collected.keys() == set()


def test_no_template_asks_another_host() -> None:
    link = re.compile(r"""(?:src|href|action|srcset)\s*=\s*["']?(?:https?:)?//""")
    for path in (ROOT / "templates").rglob("*.html"):
        assert not link.search(path.read_text()), path
