"""The other captcha: five digits to read in a picture, or to hear."""

import secrets
import shutil
import subprocess

LENGTH = 5
_SPOKEN = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_VOICE_SECONDS = 5


def challenge() -> tuple[str, str]:
    """(what is drawn, what is right) for django-simple-captcha."""
    digits = "".join(secrets.choice("0123456789") for _ in range(LENGTH))
    return digits, digits


def voice() -> str | None:
    """The program that can speak Mandarin, when it is installed."""
    return shutil.which("espeak-ng")


def spoken(digits: str) -> bytes:
    """A WAV of the digits read slowly in Mandarin; OSError when there is no voice."""
    program = voice()
    if program is None:
        raise OSError("espeak-ng is not installed")
    text = "，".join(_SPOKEN[digit] for digit in digits)
    speech = [program, "-v", "cmn", "-s", "110", "-g", "12", "--stdout", text]
    done = subprocess.run(speech, capture_output=True, check=True, timeout=_VOICE_SECONDS)  # noqa: S603
    return done.stdout
