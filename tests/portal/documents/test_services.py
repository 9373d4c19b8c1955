"""Keeping uploads: checked, sealed, found again, and let go in time."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.models import Entry
from portal.documents import queries, services, vault
from portal.documents.enums import DocumentState
from portal.documents.errors import UploadRefused
from portal.documents.models import Document
from portal.jobs.services import enqueue
from tests.factories.accounts import UserFactory
from tests.factories.documents import ACTOR, document, pdf, picture, upload, with_attachment
from tests.factories.faces import Person, encoded, photo

pytestmark = pytest.mark.django_db


def stored_files():
    return sorted(vault.stored_names())


def test_an_upload_is_kept_with_what_it_is(clock):
    user = UserFactory()
    kept = document(user, subject="accounts.signup:12", name="我的身份证.jpg")
    kept.refresh_from_db()
    assert (kept.mime, kept.width, kept.height) == ("image/jpeg", 480, 320)
    assert kept.size == len(picture())
    assert kept.original_name == "我的身份证.jpg"
    assert kept.state == DocumentState.OK
    assert kept.created_at == clock.now
    assert queries.content(kept) == picture()


def test_what_lies_on_the_disk_is_sealed_and_its_name_tells_nothing():
    kept = document(name="card.jpg")
    with default_storage.open(kept.storage_name) as stored:
        raw = stored.read()
    assert picture()[:200] not in raw
    assert b"JFIF" not in raw
    assert "card" not in kept.storage_name
    assert str(kept.pk).replace("-", "") not in kept.storage_name


@pytest.mark.parametrize("place", [0, 5, 40, -1])
def test_a_changed_file_is_not_served(place):
    kept = document()
    path = default_storage.path(kept.storage_name)
    with open(path, "r+b") as stored:
        raw = bytearray(stored.read())
        raw[place] ^= 1
        stored.seek(0)
        stored.write(raw)
    with pytest.raises(vault.FileLost):
        queries.content(kept)


def test_a_file_under_another_name_is_not_served():
    kept = document()
    moved = vault.new_name()
    with default_storage.open(kept.storage_name) as stored:
        default_storage.save(moved, ContentFile(stored.read()))
    with pytest.raises(vault.FileLost):
        vault.read(moved)


def test_a_refused_upload_leaves_nothing():
    with pytest.raises(UploadRefused):
        document(content=b"")
    assert not Document.objects.exists()
    assert stored_files() == []


def test_an_unknown_kind_is_refused():
    with pytest.raises(UploadRefused) as caught:
        document(kind="passport")
    assert caught.value.code == "unknown_kind"


def test_a_size_beyond_the_limit_is_refused_unread():
    file = upload()
    file.size = 41 * 1024 * 1024
    file.file.close()
    with pytest.raises(UploadRefused) as caught:
        services.store_upload(file, kind="id_card", token=uuid.uuid4(), actor=ACTOR)
    assert caught.value.code == "too_large"


def test_the_same_file_of_the_same_person_is_kept_once():
    user = UserFactory()
    assert document(user).pk == document(user).pk
    assert len(stored_files()) == 1
    assert document(user, kind="photo").pk != document(user).pk


def test_the_same_file_of_another_person_is_theirs():
    assert document(UserFactory()).pk != document(UserFactory()).pk


def test_a_doubtful_file_is_kept_but_shown_to_nobody():
    user = UserFactory()
    kept = document(user, content=pdf(with_attachment), kind="evidence", name="a.pdf")
    assert kept.state == DocumentState.QUARANTINED
    assert kept.doubt == "PDF 内嵌有其他文件"
    with pytest.raises(Document.DoesNotExist):
        queries.document_for(user, kept.pk)


def test_an_upload_is_on_record():
    kept = document(subject="accounts.signup:12")
    entry = Entry.objects.get(action="documents.upload")
    assert entry.subject == "accounts.signup:12"
    assert kept.original_name not in entry.content


def test_a_document_belongs_to_somebody():
    with pytest.raises(IntegrityError), transaction.atomic():
        services.store_upload(upload(), kind="id_card", actor=ACTOR)


def test_the_file_is_there_before_the_row_and_swept_if_the_row_never_comes(clock):
    clock.move_to(timezone.now())
    with transaction.atomic():
        document()
        transaction.set_rollback(True)
    assert not Document.objects.exists()
    kept = document(content=picture(seed=5))
    assert len(stored_files()) == 2
    assert services.sweep_orphans() == 0
    clock.advance(minutes=61)
    assert services.sweep_orphans() == 1
    assert stored_files() == [kept.storage_name]


def test_a_sign_ups_documents_become_the_users():
    token, user = uuid.uuid4(), UserFactory()
    card = document(token=token)
    document(token=uuid.uuid4(), content=picture(seed=2))
    assert services.hand_over(token, user, actor=ACTOR) == 1
    card.refresh_from_db()
    assert (card.owner, card.token) == (user, None)
    with pytest.raises(Document.DoesNotExist):
        queries.document_for(token, card.pk)
    assert queries.document_for(user, card.pk) == card


def test_a_card_goes_thirty_days_after_the_review(clock, django_capture_on_commit_callbacks):
    card = document()
    clock.advance(days=10)
    services.end_of_use([card.pk])
    clock.advance(days=30, seconds=-1)
    assert services.delete_expired() == 0
    clock.advance(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.delete_expired() == 1
    card.refresh_from_db()
    assert (card.state, card.storage_name, card.original_name) == (DocumentState.DELETED, "", "")
    assert stored_files() == []
    assert Entry.objects.filter(action="documents.delete").count() == 1
    assert services.delete_expired() == 0


def test_an_unused_upload_goes_after_half_a_year(clock):
    document()
    clock.advance(days=180, seconds=-1)
    assert services.delete_expired() == 0
    clock.advance(seconds=1)
    assert services.delete_expired() == 1


def test_a_portrait_in_use_stays(clock):
    photo_document = document(kind="photo", content=encoded(photo(Person())))
    portrait, _ = services.fit_photo(photo_document, actor=ACTOR)
    services.end_of_use([portrait.pk, photo_document.pk])
    clock.advance(days=4000)
    assert services.delete_expired() == 1
    portrait.refresh_from_db()
    assert portrait.expires_at is None
    assert portrait.state == DocumentState.OK


def test_deleting_twice_is_on_record_once():
    one = document()
    again = Document.objects.get(pk=one.pk)
    services.delete(one, actor=ACTOR)
    services.delete(again, actor=ACTOR)
    assert Entry.objects.filter(action="documents.delete").count() == 1


def test_the_bytes_go_only_when_the_deletion_is_committed(django_capture_on_commit_callbacks):
    kept = document()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        services.delete(kept, actor=ACTOR)
        transaction.set_rollback(True)
    assert len(stored_files()) == 1


def test_fitting_a_photo_makes_one_portrait():
    user = UserFactory()
    original = document(user, kind="photo", content=encoded(photo(Person())), subject="x.y:1")
    portrait, note = services.fit_photo(original, actor=ACTOR)
    again, _ = services.fit_photo(original, actor=ACTOR)
    assert portrait.pk == again.pk
    assert (portrait.owner, portrait.source, portrait.subject) == (user, original, "x.y:1")
    assert (portrait.width, portrait.height) == (295, 413)
    assert "白色" in note


def test_fitting_in_a_worker_counts_its_progress(run_jobs):
    original = document(kind="photo", content=encoded(photo(Person())))
    job = services.start_fitting(original)
    assert services.start_fitting(original).pk == job.pk
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 5, 5)
    assert Document.objects.get(pk=job.result["document"]).source == original


def test_fitting_says_why_it_cannot(run_jobs):
    original = document(kind="photo", content=encoded(photo()))
    job = services.start_fitting(original)
    run_jobs(may_fail=True)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 1)
    assert "正面人脸" in job.error


def test_fitting_a_lost_file_says_so(run_jobs):
    original = document(kind="photo", content=encoded(photo()))
    job = services.start_fitting(original)
    vault.delete(original.storage_name)
    run_jobs(may_fail=True)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "照片文件已经不在了，请重新上传。")


def test_the_periodic_jobs(clock, run_jobs):
    clock.move_to(timezone.now())
    document()
    with transaction.atomic():
        document(content=picture(seed=2))
        transaction.set_rollback(True)
    clock.advance(days=181)
    for kind in ("documents.delete_expired", "documents.sweep_orphans"):
        enqueue(kind, {})
    results = {job.kind: job.result for job in run_jobs()}
    assert results["documents.delete_expired"] == {"deleted": 1}
    assert results["documents.sweep_orphans"]["deleted"] >= 1
