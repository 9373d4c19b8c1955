"""What is taken and what is refused, by content and never by name."""

import io

import pytest
from PIL import Image

from portal.documents.enums import DocumentKind
from portal.documents.errors import MESSAGES, UploadRefused
from portal.documents.inspection import check_bytes, inspect
from portal.documents.inspection.picture import Size
from portal.documents.rules import KINDS, MEBIBYTE, KindRules
from portal.documents.signatures import PDF, mime_of
from tests.factories.documents import (
    of_many_objects,
    pdf,
    picture,
    png_claiming,
    with_attachment,
    with_launch,
    with_script,
)

CARD = KINDS[DocumentKind.ID_CARD]
EVIDENCE = KINDS[DocumentKind.EVIDENCE]


def refused(content, name="card.jpg", rules=CARD):
    with pytest.raises(UploadRefused) as caught:
        inspect(content, name, rules)
    return caught.value


@pytest.mark.parametrize(
    ("format", "mime"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("HEIF", "image/heic")],
)
def test_pictures_of_every_taken_type(format, mime):
    findings = inspect(picture(format), "card", CARD)
    assert (findings.mime, findings.size, findings.doubt) == (mime, Size(480, 320), "")


def test_the_name_of_a_picture_may_be_of_another_picture_type():
    assert inspect(picture("HEIF"), "IMG_0001.JPG", CARD).mime == "image/heic"


def test_an_empty_file():
    error = refused(b"")
    assert error.code == "empty"
    assert "重新选择" in error.message


def test_a_pdf_renamed_jpg():
    error = refused(pdf(), "card.jpg")
    assert error.code == "renamed"
    assert ".jpg" in error.message
    assert "PDF" in error.message


def test_a_picture_renamed_pdf():
    assert refused(picture(), "proof.PDF", EVIDENCE).code == "renamed"


def test_a_pdf_where_pictures_are_wanted():
    error = refused(pdf(), "card.pdf")
    assert error.code == "wrong_type"
    assert "JPEG、PNG、HEIC、WebP" in error.message


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        b'<?xml version="1.0"?>\n<!-- x -->\n<SVG xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
@pytest.mark.parametrize("name", ["a.svg", "a.jpg"])
def test_svg_is_refused_under_any_name(content, name):
    assert refused(content, name).code == "svg"


@pytest.mark.parametrize(
    "content", [b"plain text", b"GIF89a" + bytes(99), b"PK\x03\x04" + bytes(99), bytes(2000)]
)
def test_other_types(content):
    assert refused(content).code == "wrong_type"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_truncated_picture(format):
    whole = picture(format)
    assert refused(whole[: len(whole) * 2 // 3]).code == "damaged"


def test_a_picture_of_a_head_only():
    assert refused(b"\xff\xd8\xff\xe0" + bytes(40)).code == "damaged"


@pytest.mark.parametrize(("width", "height"), [(8000, 6251), (50_000, 50_000), (200_000, 2)])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(width, height):
    code = refused(png_claiming(width, height)).code
    assert code == ("bomb" if width * height > 50_000_000 else "damaged")


def test_the_largest_allowed_header_is_not_called_a_bomb():
    assert refused(png_claiming(8000, 6250)).code == "damaged"


def test_a_script_behind_the_picture():
    assert refused(picture() + b"<ScRipt>alert(1)</script>").code == "script"
    assert refused(picture() + b"<?php system('x')").code == "script"


def test_a_script_in_the_comment_of_a_picture():
    assert refused(picture(comment=b"<script>")).code == "script"


@pytest.mark.parametrize(("size", "ok"), [((300, 300), True), ((299, 400), False)])
def test_a_card_needs_enough_pixels(size, ok):
    if ok:
        assert inspect(picture(size=size), "a.jpg", CARD).size == Size(*size)
    else:
        assert refused(picture(size=size)).code == "too_small"


@pytest.mark.parametrize(("count", "ok"), [(40 * MEBIBYTE, True), (40 * MEBIBYTE + 1, False)])
def test_the_largest_size(count, ok):
    if ok:
        check_bytes(count, CARD)
        return
    with pytest.raises(UploadRefused) as caught:
        check_bytes(count, CARD)
    assert caught.value.code == "too_large"
    assert "40.0 MB" in caught.value.message


def test_small_limits_are_told_in_kilobytes():
    with pytest.raises(UploadRefused) as caught:
        check_bytes(191 * 1024, KINDS[DocumentKind.PORTRAIT])
    assert "190 KB" in caught.value.message


def test_a_plain_pdf():
    findings = inspect(pdf(), "proof.pdf", EVIDENCE)
    assert (findings.mime, findings.size, findings.doubt) == (PDF, None, "")


@pytest.mark.parametrize("change", [with_script, with_launch])
def test_a_pdf_that_does_something_by_itself(change):
    assert refused(pdf(change), "proof.pdf", EVIDENCE).code == "script"


def test_a_pdf_with_a_file_inside_is_doubtful():
    assert inspect(pdf(with_attachment), "proof.pdf", EVIDENCE).doubt == "PDF 内嵌有其他文件"


def test_a_locked_pdf():
    locked = pdf(lambda writer: writer.encrypt("secret"))
    assert refused(locked, "proof.pdf", EVIDENCE).code == "encrypted"


@pytest.mark.parametrize("content", [pdf()[:150], b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(3000)])
def test_a_damaged_pdf(content):
    assert refused(content, "proof.pdf", EVIDENCE).code == "damaged"


@pytest.mark.parametrize(("pages", "ok"), [(100, True), (101, False)])
def test_the_most_pages(pages, ok):
    content = pdf(pages=pages)
    if ok:
        assert inspect(content, "a.pdf", EVIDENCE).mime == PDF
    else:
        assert "101 页" in refused(content, "a.pdf", EVIDENCE).message


def test_a_pdf_of_too_many_objects():
    from portal.documents.inspection import pdf as pdf_checks

    limit = pdf_checks._MOST_OBJECTS
    assert limit == 200_000
    content = pdf(of_many_objects(limit))
    assert refused(content, "a.pdf", EVIDENCE).code == "too_complex"


def test_a_pdf_without_pages():
    assert refused(pdf(pages=0), "a.pdf", EVIDENCE).code == "damaged"


def test_a_script_in_a_packed_object_is_found():
    def packed(writer):
        with_script(writer)
        writer.compress_identical_objects()

    assert refused(pdf(packed), "a.pdf", EVIDENCE).code == "script"


def test_an_animation_counts_by_its_first_picture():
    frames = [Image.new("RGB", (320, 320), colour) for colour in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:])
    assert inspect(target.getvalue(), "a.webp", CARD).size == Size(320, 320)


def test_the_accept_attribute_lists_every_suffix():
    assert {".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp"} <= set(CARD.extensions)
    assert ".pdf" not in CARD.extensions
    assert ".pdf" in EVIDENCE.extensions


def test_every_kind_has_rules():
    assert set(KINDS) == set(DocumentKind.values)
    assert all(isinstance(rules, KindRules) for rules in KINDS.values())
    assert (CARD.max_bytes, CARD.keep_days) == (40 * 1024 * 1024, 30)


def test_every_refusal_says_what_to_do():
    assert all("请" in message for message in MESSAGES.values())


def test_signatures_need_their_whole_mark():
    assert mime_of(b"\xff\xd8") == ""
    assert mime_of(b"RIFF1234WAVE") == ""
    assert mime_of(b"....ftypmp42") == ""
    assert mime_of(b" %PDF-1.7") == ""
