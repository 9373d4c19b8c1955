"""Reading PDFs with poppler: text, fonts."""

import re
import subprocess


def text_of(content, *options):
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def squeezed(content):
    """All text in the order it was drawn, without any space."""
    return re.sub(r"\s+", "", text_of(content, "-raw"))


def fonts_of(content):
    """(name, embedded, subset, has ToUnicode) of each font."""
    listed = subprocess.run(
        ["pdffonts", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    rows = [line.split() for line in listed.splitlines()[2:]]
    return [(row[0], *(flag == "yes" for flag in row[-5:-2])) for row in rows]
