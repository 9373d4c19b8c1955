"""Uploads: small real files, and documents made of them by the service."""

import io
import struct
import uuid
import zlib

import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from portal.audit.actors import SystemActor
from portal.documents.services import store_upload

ACTOR = SystemActor("tests")


def picture(format="JPEG", size=(480, 320), seed=1, **options):
    """Noise: a picture of which a cut-off half is missed."""
    width, height = size
    noise = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    target = io.BytesIO()
    Image.fromarray(noise).save(target, format, **options)
    return target.getvalue()


def png_claiming(width, height):
    """A PNG of a hundred bytes whose header promises width × height."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def pdf(change=None, pages=1):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if change:
        change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def with_script(writer):
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def with_launch(writer):
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("a.exe")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def with_attachment(writer):
    writer.add_attachment("list.txt", b"hidden")


def of_many_objects(count):
    """A PDF whose table of objects names so many."""

    def change(writer):
        for _ in range(count):
            writer._add_object(NameObject("/X"))

    return change


def upload(content=None, name="card.jpg"):
    return SimpleUploadedFile(name, picture() if content is None else content)


def document(owner=None, token=None, *, content=None, kind="id_card", name="card.jpg", **fields):
    """A stored document; without an owner or token it belongs to a new token."""
    token = token or (None if owner else uuid.uuid4())
    file = upload(content, name)
    return store_upload(file, kind=kind, owner=owner, token=token, actor=ACTOR, **fields)
