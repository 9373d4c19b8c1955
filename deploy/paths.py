"""Where things are. Everything made at run time lies in .venv/ and var/."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("PORTAL_VAR", ROOT / "var")).resolve()
LOGS = VAR / "log"
MODELS = Path(os.environ.get("OCR_MODEL_DIR", VAR / "models")).resolve()
FONTS = Path(os.environ.get("FONT_DIR", VAR / "fonts")).resolve()
REQUIREMENTS = ROOT / "requirements"


def tool(name: str) -> str:
    """A program that the locks installed."""
    return str(VENV / "bin" / name)
