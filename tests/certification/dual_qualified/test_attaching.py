"""Evidence: what is taken, what is refused and why, and the order it stands in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from certification.dual_qualified.errors import Refused, StaleApplication
from certification.dual_qualified.models import Attachment
from certification.dual_qualified.queries import applications
from certification.dual_qualified.services import attaching, drafting
from portal.approvals.flow import Mark
from portal.audit.models import Entry
from portal.documents.enums import DocumentState
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.documents.rules import MEBIBYTE
from tests.certification.dual_qualified.world import pdf
from tests.factories import documents as files


@pytest.fixture
def teacher(world):
    return world.teacher()


@pytest.fixture
def draft(world, teacher):
    """Begun, a level chosen, no file yet."""
    made = drafting.begin(world.plan, teacher)
    return drafting.save_answers(made, {"level": "junior"}, version=made.version)


def put(world, application, file, code="E1", **options):
    return attaching.attach(application, world.item(code), file, application.person.user, **options)


def names(application, code="E1"):
    """Marks of the files under a line, in their order."""
    keys = [each.document for each in applications.attachments_of(application).get(code, [])]
    found = {document.pk: document.original_name for document in Document.objects.all()}
    return [found[key].removeprefix("证明").removesuffix(".pdf") for key in keys]


def test_a_file_is_kept_under_its_line(world, draft):
    made = put(world, draft, pdf("甲"))
    assert (made.item, names(draft)) == ("E1", ["甲"])
    assert names(draft, "E2") == []
    assert Document.objects.get(pk=made.document).owner == draft.person.user
    assert Entry.objects.filter(action="dual_qualified.attach").count() == 1


@pytest.mark.parametrize(
    "name", ["证书.jpg", "证书.png", "证书.PDF"], ids=["picture", "png", "capitals"]
)
def test_pictures_and_pdf_are_taken(world, draft, name):
    content = {"jpg": files.picture(), "png": files.picture("PNG"), "PDF": files.pdf()}
    put(world, draft, SimpleUploadedFile(name, content[name[-3:]]))
    assert Attachment.objects.count() == 1


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
REFUSED = {
    "nothing in it": ("空.pdf", b"", "empty"),
    "a script in a PDF": ("证书.pdf", files.pdf(files.with_script), "script"),
    "a program started by a PDF": ("证书.pdf", files.pdf(files.with_launch), "script"),
    "a picture with a script": ("证书.svg", SVG, "svg"),
    "a picture by name only": ("证书.png", SVG, "svg"),
    "a page of script": ("证书.jpg", HTML, "wrong_type"),
    "a program": ("证书.exe", b"MZ" + bytes(300), "wrong_type"),
    "another type than its name says": ("证书.jpg", files.pdf(), "renamed"),
    "half a picture": ("证书.jpg", files.picture()[:4000], "damaged"),
    "half a PDF": ("证书.pdf", b"%PDF-1.7\n1 0 obj", "damaged"),
    "a picture that grows": ("证书.png", files.png_claiming(60_000, 60_000), "bomb"),
    "a PDF of 101 pages": ("证书.pdf", files.pdf(pages=101), "too_many_pages"),
}


@pytest.mark.parametrize(("name", "content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_taken(world, draft, name, content, code):
    with pytest.raises(UploadRefused) as refused:
        put(world, draft, SimpleUploadedFile(name, content))
    assert refused.value.code == code
    assert not Attachment.objects.exists()
    assert not Document.objects.exists()
    assert world.reread(draft).version == draft.version


class Sized(SimpleUploadedFile):
    """Says how large it is; its content is not to be read."""

    def __init__(self, size):
        super().__init__("大.pdf", b"%PDF-1.4")
        self.size = size

    def read(self, *args):
        raise AssertionError("read before its size was asked")


@pytest.mark.parametrize("size", [200 * MEBIBYTE, 20 * MEBIBYTE + 1])
def test_too_large_is_refused_unread(world, draft, size):
    with pytest.raises(UploadRefused, match=r"超过了 20\.0 MB"):
        put(world, draft, Sized(size))


def test_at_the_limit_it_is_read(world, draft):
    with pytest.raises(AssertionError):
        put(world, draft, Sized(20 * MEBIBYTE))


def test_a_doubtful_file_is_kept_apart_and_not_attached(world, draft):
    hidden = SimpleUploadedFile("证书.pdf", files.pdf(files.with_attachment))
    with pytest.raises(UploadRefused, match="内嵌有其他文件，已隔离"):
        put(world, draft, hidden)
    assert Document.objects.get().state == DocumentState.QUARANTINED
    assert not Attachment.objects.exists()


def test_the_same_file_twice_in_one_line_is_refused(world, draft):
    put(world, draft, pdf("甲"))
    with pytest.raises(Refused, match="已经在“教师资格证书”里了") as refused:
        put(world, draft, pdf("甲"))
    assert refused.value.field == "E1"
    assert names(draft) == ["甲"]


def test_the_same_file_in_two_lines_is_stored_once(world, draft):
    first, second = put(world, draft, pdf("甲")), put(world, draft, pdf("甲"), "E2")
    assert first.document == second.document
    assert Document.objects.count() == 1


def test_no_more_than_the_line_takes(world, draft):
    put(world, draft, pdf("甲"))
    put(world, draft, pdf("乙"))
    with pytest.raises(Refused, match="最多 2 个文件"):
        put(world, draft, pdf("丙"))
    assert names(draft) == ["甲", "乙"]


def test_a_full_line_still_takes_a_replacement_in_the_same_place(world, draft):
    first = put(world, draft, pdf("甲"))
    put(world, draft, pdf("乙"))
    put(world, draft, pdf("丙"), replacing=first.pk)
    assert names(draft) == ["丙", "乙"]


def test_replaced_by_itself_it_stays(world, draft):
    first = put(world, draft, pdf("甲"))
    with pytest.raises(Refused, match="不用再传"):
        put(world, draft, pdf("甲"), replacing=first.pk)
    assert names(draft) == ["甲"]


def test_what_another_line_holds_is_not_replaced(world, draft):
    other = put(world, draft, pdf("甲"), "E2")
    put(world, draft, pdf("乙"), replacing=other.pk)
    assert (names(draft), names(draft, "E2")) == (["乙"], ["甲"])


def test_after_a_removal_the_next_one_stands_last(world, draft, teacher):
    first = put(world, draft, pdf("甲"))
    put(world, draft, pdf("乙"))
    attaching.remove(draft, first.pk, teacher)
    put(world, draft, pdf("丙"))
    assert names(draft) == ["乙", "丙"]
    assert Entry.objects.filter(action="dual_qualified.detach").count() == 1


def test_removed_twice_is_removed_once(world, draft, teacher):
    first = put(world, draft, pdf("甲"))
    attaching.remove(draft, first.pk, teacher)
    version = world.reread(draft).version
    attaching.remove(draft, first.pk, teacher)
    assert world.reread(draft).version == version
    assert Entry.objects.filter(action="dual_qualified.detach").count() == 1


@pytest.mark.parametrize(
    ("which", "step", "wanted"),
    [
        (0, 1, ["乙", "甲", "丙"]),
        (2, -1, ["甲", "丙", "乙"]),
        (0, -1, ["甲", "乙", "丙"]),
        (2, 1, ["甲", "乙", "丙"]),
        (1, -1, ["乙", "甲", "丙"]),
        (1, 1, ["甲", "丙", "乙"]),
    ],
)
def test_one_place_up_or_down(world, draft, which, step, wanted):
    made = [put(world, draft, pdf(mark), "E2") for mark in ("甲", "乙", "丙")]
    attaching.move(draft, made[which].pk, step)
    assert names(draft, "E2") == wanted


def test_moving_what_is_gone_changes_nothing(world, draft):
    attaching.move(draft, 987654, 1)
    assert world.reread(draft).version == draft.version


def test_another_one_s_file_is_neither_removed_nor_moved(world, draft, teacher):
    colleague = world.teacher()
    theirs = put(world, drafting.begin(world.plan, colleague), pdf("甲"), "E2")
    attaching.remove(draft, theirs.pk, teacher)
    attaching.move(draft, theirs.pk, 1)
    assert Attachment.objects.get().pk == theirs.pk


def test_two_tabs_may_both_add_files(world, draft):
    """Each loaded the page before the other's file came."""
    before = world.reread(draft)
    put(world, draft, pdf("甲"))
    put(world, before, pdf("乙"))
    assert names(draft) == ["甲", "乙"]


def test_what_was_typed_before_a_file_came_is_not_saved_over_it(world, draft):
    put(world, draft, pdf("甲"))
    with pytest.raises(StaleApplication):
        drafting.save_answers(draft, {"major": "x"}, version=draft.version)


def test_what_is_under_review_takes_no_file(world, teacher):
    application = world.sent(teacher)
    there = application.attachments.get()
    for refused in (
        lambda: put(world, application, pdf("新")),
        lambda: put(world, application, pdf("新"), replacing=there.pk),
        lambda: attaching.remove(application, there.pk, teacher),
        lambda: attaching.move(application, there.pk, 1),
    ):
        with pytest.raises(Refused, match="现在不能修改"):
            refused()
    assert Attachment.objects.get().document == there.document


@pytest.fixture
def returned(world, teacher):
    """Returned with the practice's proof marked; the certificate is locked (Y2)."""
    application = world.sent(teacher)
    world.decide(
        application, "return", world.school_admin, reasons=["R01"], marks=[Mark("evidence-E2")]
    )
    return world.reread(application)


def test_after_a_return_only_the_marked_line_is_open(world, returned, teacher):
    there = returned.attachments.get()
    put(world, returned, pdf("新"), "E2")
    for refused in (
        lambda: put(world, returned, pdf("别的")),
        lambda: attaching.remove(returned, there.pk, teacher),
        lambda: attaching.move(returned, there.pk, 1),
    ):
        with pytest.raises(Refused, match="没有被退回"):
            refused()
    assert names(returned, "E2") == ["新"]
    assert returned.attachments.get(item="E1").pk == there.pk


def test_a_file_for_a_locked_line_is_not_even_stored(world, returned):
    stored = Document.objects.count()
    with pytest.raises(Refused):
        put(world, returned, pdf("别的"))
    assert Document.objects.count() == stored
