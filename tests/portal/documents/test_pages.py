"""Pages of documents as pictures: who sees them, how they are drawn, kept and forgotten."""

import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from portal.audit.models import Entry
from portal.documents import access, drawing, page_images, queries, services, vault
from portal.documents.drawing import CannotDraw
from portal.documents.models import Document, PageImage
from portal.documents.rotation import DrawnPages
from tests.factories.accounts import UserFactory, sign_in_as
from tests.factories.documents import ACTOR, document, pdf, picture, with_attachment

pytestmark = pytest.mark.django_db


def printed(pages=1, size=A4):
    """A PDF whose n-th page has n black bars across the top."""
    target = io.BytesIO()
    canvas = Canvas(target, size, invariant=1)
    for number in range(1, pages + 1):
        for bar in range(number):
            canvas.rect(0, size[1] - 40 * (bar + 1), size[0], 20, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def evidence(owner=None, content=None, **fields):
    name = "a.pdf" if content is None or content.startswith(b"%PDF") else "a.jpg"
    return document(owner, content=content or printed(2), kind="evidence", name=name, **fields)


def address(kept, number=1, query=""):
    return reverse("documents:page", args=[kept.pk, number]) + query


def signed_in(client, user):
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    return client


def opened(content):
    return Image.open(io.BytesIO(content))


def bars(content):
    """How many black bars the picture begins with, down its middle."""
    grey = opened(content).convert("L")
    column = [grey.getpixel((grey.width // 2, y)) < 128 for y in range(grey.height)]
    return sum(1 for before, here in zip([False, *column], column, strict=False) if here > before)


@pytest.fixture
def reviewer():
    def rule(user, document):
        return user.display_name == "校办"

    access.register("evidence", rule)
    yield UserFactory(display_name="校办")
    access.unregister("evidence", rule)


# How many pages


@pytest.mark.parametrize(("content", "pages"), [(printed(3), 3), (pdf(), 1), (picture(), 1)])
def test_the_number_of_pages_is_kept(content, pages):
    kept = evidence(content=content)
    kept.refresh_from_db()
    assert kept.pages == pages
    assert queries.page_urls(kept) == [address(kept, n) for n in range(1, pages + 1)]
    assert queries.thumbnail_url(kept) == address(kept, 1, "?small=1")


def test_also_of_a_file_in_quarantine():
    assert evidence(content=pdf(with_attachment, pages=4)).pages == 4


# Who sees them


def test_the_owner_sees_each_page(client):
    user = UserFactory()
    kept = evidence(user)
    for number in (1, 2):
        answer = signed_in(client, user).get(address(kept, number))
        assert answer["Content-Type"] == "image/webp"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert opened(answer.content).size == (1400, 1980)
        assert bars(answer.content) == number
    assert not Entry.objects.filter(action__startswith="look.").exists()


@pytest.mark.parametrize("number", [0, 3])
def test_no_page_beyond_the_last(client, number):
    user = UserFactory()
    assert signed_in(client, user).get(address(evidence(user), number)).status_code == 404


def test_others_see_nothing(client):
    kept = evidence(UserFactory())
    assert client.get(address(kept)).status_code == 404
    assert signed_in(client, UserFactory()).get(address(kept)).status_code == 404
    assert client.get(reverse("documents:page", args=[uuid.uuid4(), 1])).status_code == 404


def test_a_file_in_quarantine_is_shown_to_nobody(client):
    user = UserFactory()
    kept = evidence(user, content=pdf(with_attachment))
    assert signed_in(client, user).get(address(kept)).status_code == 404


def test_pages_cannot_be_posted_to(client):
    user = UserFactory()
    assert signed_in(client, user).post(address(evidence(user))).status_code == 405


def test_leafing_by_office_is_one_look_an_hour(client, reviewer):
    owner = UserFactory()
    kept = evidence(owner)
    staff = sign_in_as(client, reviewer)
    for query in ("", "?small=1"):
        for number in (1, 2):
            assert staff.get(address(kept, number, query)).status_code == 200
    (look,) = Entry.objects.filter(action="look.document")
    assert (look.person_id, look.actor_user_id) == (owner.person_id, reviewer.pk)
    assert staff.get(address(evidence(owner, content=printed(1)))).status_code == 200
    assert Entry.objects.filter(action="look.document").count() == 2


def test_each_reviewers_look_is_their_own(client, reviewer):
    kept = evidence(UserFactory())
    for user in (reviewer, UserFactory(display_name="校办")):
        assert sign_in_as(client, user).get(address(kept)).status_code == 200
    assert Entry.objects.filter(action="look.document").count() == 2


def test_a_look_that_could_not_be_recorded_is_recorded_next_time(monkeypatch, reviewer):
    kept = evidence(UserFactory())
    with monkeypatch.context() as broken:
        broken.setattr(services, "record_look", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.record_leafing(kept, actor=reviewer)
    services.record_leafing(kept, actor=reviewer)
    assert Entry.objects.filter(action="look.document").count() == 1


# How they are drawn


@pytest.mark.parametrize(
    ("size", "drawn"),
    [(A4, (1400, 1980)), (landscape(A4), (1400, 990)), ((200, 2000), (200, 2000))],
)
def test_a_page_fits_into_its_box(size, drawn):
    assert opened(page_images.image(evidence(content=printed(1, size)), 1)).size == drawn


def test_a_picture_is_one_upright_page():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = evidence(content=picture(size=(2800, 1400), exif=exif))
    drawn = opened(page_images.image(kept, 1))
    assert drawn.format == "WEBP"
    assert drawn.size == (1000, 2000)
    assert not drawn.getexif()


def test_a_thumbnail_is_small():
    assert opened(page_images.image(evidence(), 1, small=True)).size == (226, 320)


def test_what_cannot_be_drawn_is_said_and_not_tried_again_at_once(client, monkeypatch):
    user = UserFactory()
    kept = evidence(user)
    tried = []

    def hopeless(content, mime, number):
        tried.append(number)
        raise CannotDraw

    monkeypatch.setattr(page_images, "draw", hopeless)
    for _ in range(2):
        answer = signed_in(client, user).get(address(kept))
        assert answer.status_code == 422
        assert "请下载原件" in answer.content.decode()
    assert tried == [1]


def test_a_file_that_breaks_the_drawing_breaks_nothing_else():
    with pytest.raises(CannotDraw):
        drawing.draw(b"%PDF-1.4 broken", "application/pdf", 1)
    with pytest.raises(CannotDraw):
        drawing.draw(printed(1), "application/pdf", 2)
    with pytest.raises(CannotDraw):
        drawing.draw(b"no picture", "image/png", 1)


def test_drawing_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(drawing.drawing, "_SECONDS", 0.01)
    with pytest.raises(CannotDraw):
        drawing.draw(printed(1), "application/pdf", 1)


def test_nobody_waits_for_a_turn_for_ever(monkeypatch):
    monkeypatch.setattr(drawing.drawing, "_LONGEST_WAIT", 0.01)
    with drawing.drawing._turn, pytest.raises(CannotDraw, match="busy"):
        drawing.draw(printed(1), "application/pdf", 1)
    assert drawing.draw(printed(1), "application/pdf", 1)


def test_a_page_of_absurd_size_stays_within_memory():
    writer = PdfWriter()
    writer.add_blank_page(14400, 14400)
    target = io.BytesIO()
    writer.write(target)
    assert opened(drawing.draw(target.getvalue(), "application/pdf", 1)).size == (1400, 1400)


# How they are kept


def test_a_page_is_drawn_once(monkeypatch):
    kept = evidence()
    first = page_images.image(kept, 2, small=True)
    monkeypatch.setattr(page_images, "draw", None)
    monkeypatch.setattr(page_images, "smaller", None)
    assert page_images.image(kept, 2, small=True) == first
    assert bars(page_images.image(kept, 2)) == 2
    assert PageImage.objects.count() == len(set(vault.stored_names(page_images.FOLDER))) == 2


def test_a_lost_picture_is_drawn_again():
    kept = evidence()
    page_images.image(kept, 1)
    vault.delete(PageImage.objects.get().storage_name)
    assert bars(page_images.image(kept, 1)) == 1
    assert bars(page_images.image(kept, 1)) == 1
    assert PageImage.objects.count() == 1


def test_two_who_draw_the_same_page_leave_one_picture(monkeypatch):
    kept = evidence()

    def drawn_meanwhile(content, mime, number):
        monkeypatch.undo()
        page_images.image(kept, 1)
        return b"mine"

    monkeypatch.setattr(page_images, "draw", drawn_meanwhile)
    assert page_images.image(kept, 1) == b"mine"
    assert len(list(vault.stored_names(page_images.FOLDER))) == 1


def test_a_document_deleted_meanwhile_keeps_no_picture(monkeypatch):
    kept = evidence()

    def deleted_meanwhile(content, mime, number):
        services.delete(kept, actor=ACTOR)
        return b"drawn"

    monkeypatch.setattr(page_images, "draw", deleted_meanwhile)
    page_images.image(kept, 1)
    assert not PageImage.objects.exists()
    assert list(vault.stored_names(page_images.FOLDER)) == []


def test_pictures_go_with_their_document(django_capture_on_commit_callbacks):
    kept = evidence()
    page_images.image(kept, 1, small=True)
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(kept, actor=ACTOR)
    assert not PageImage.objects.exists()
    assert list(vault.stored_names(page_images.FOLDER)) == []


def test_pictures_without_a_row_are_swept(clock):
    clock.move_to(timezone.now())
    kept = evidence()
    page_images.image(kept, 1)
    vault.write(b"left over", page_images.FOLDER)
    clock.advance(hours=2)
    assert services.sweep_orphans() == 1
    assert page_images.image(kept, 1)
    assert len(list(vault.stored_names(page_images.FOLDER))) == 1


def test_pictures_under_an_old_key_are_forgotten(settings, django_capture_on_commit_callbacks):
    kept = evidence()
    page_images.image(kept, 1, small=True)
    settings.FIELD_KEYS = f"k2:{'A' * 43}=,{settings.FIELD_KEYS}"
    store = DrawnPages()
    assert store.counts() == {"test1": 2}
    batches = list(store.stale(1))
    assert [len(batch) for batch in batches] == [1, 1]
    with django_capture_on_commit_callbacks(execute=True):
        assert all(store.turn(reference) for batch in batches for reference in batch)
    assert store.counts() == {}
    assert not store.turn(batches[0][0])
    assert list(vault.stored_names(page_images.FOLDER)) == []
    page_images.image(kept, 1)
    assert store.counts() == {"k2": 1}
    assert list(store.stale(1)) == []


# Ahead of the reviewers


def test_evidence_is_drawn_ahead_by_a_job(run_jobs):
    kept = evidence(content=printed(3))
    (job,) = run_jobs()
    assert job.result == {"pages": 3}
    assert (job.done, job.total) == (2, 3)
    assert PageImage.objects.filter(document=kept).count() == 6


@pytest.mark.parametrize(
    "content", [picture(), pdf(with_attachment)], ids=["a picture", "in quarantine"]
)
def test_what_is_not_drawn_ahead(run_jobs, content):
    evidence(content=content)
    assert run_jobs() == []


def test_a_page_that_cannot_be_drawn_does_not_stop_the_others(run_jobs, monkeypatch):
    evidence(content=printed(3))
    real = page_images.draw

    def second_is_broken(content, mime, number):
        if number == 2:
            raise CannotDraw
        return real(content, mime, number)

    monkeypatch.setattr(page_images, "draw", second_is_broken)
    (job,) = run_jobs()
    assert job.result == {"pages": 2}


def test_a_document_gone_before_its_job(run_jobs):
    gone, lost = evidence(), evidence(content=printed(1))
    services.delete(gone, actor=ACTOR)
    vault.delete(lost.storage_name)
    assert [job.result for job in run_jobs()] == [{"pages": 0}, {"pages": 0}]


# The same file elsewhere


def test_the_same_file_of_another_owner_or_for_another_subject(clock):
    me, other = UserFactory(), UserFactory()
    mine = evidence(me, subject="a:1")
    assert queries.same_elsewhere(mine) == []
    clock.advance(minutes=1)
    theirs = evidence(other, subject="a:2")
    clock.advance(minutes=1)
    early = evidence(token=uuid.uuid4(), subject="a:1")
    evidence(other, content=printed(3))
    document(other, content=printed(2), kind="publication", name="a.pdf")
    assert queries.same_elsewhere(mine) == [early, theirs]
    assert queries.same_elsewhere(theirs) == [early, mine]
    services.delete(early, actor=ACTOR)
    assert queries.same_elsewhere(mine) == [theirs]


def test_the_same_file_of_ones_own_for_another_subject():
    me = UserFactory()
    mine = evidence(me, subject="a:1")
    again = Document.objects.get(pk=mine.pk)
    again.pk, again.subject = uuid.uuid4(), "a:2"
    again.save(force_insert=True)
    assert queries.same_elsewhere(mine) == [again]
    again.subject = "a:1"
    again.save()
    assert queries.same_elsewhere(mine) == []
    assert again.created_at - mine.created_at == timedelta(0)
