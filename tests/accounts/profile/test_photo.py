"""1寸照片 of somebody with an account: any photo is made right, seen, then used (X2)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.documents.models import Document
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.faces import Person as Face
from tests.factories.faces import photo as drawn
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db
URL = reverse("accounts:photo")


@pytest.fixture
def teacher():
    return UserFactory()


@pytest.fixture
def browser(client, teacher):
    return sign_in_as(client, teacher)


def upload(name="me.jpg", content=None):
    if content is None:
        target = io.BytesIO()
        drawn(Face()).save(target, "JPEG", quality=92)
        content = target.getvalue()
    return {"action": "upload", "photo": SimpleUploadedFile(name, content, "image/jpeg")}


def test_uploaded_fitted_seen_and_only_then_used(browser, teacher, run_jobs):
    assert "还没有照片" in browser.get(URL).content.decode()
    assert browser.post(URL, upload()).url == URL
    assert "正在裁剪照片" in browser.get(reverse("accounts:photo-state")).content.decode()
    run_jobs()
    teacher.person.refresh_from_db()
    assert teacher.person.photo is None
    assert "用这张照片" in browser.get(URL).content.decode()
    browser.post(URL, {"action": "use"})
    teacher.person.refresh_from_db()
    portrait = Document.objects.get(pk=teacher.person.photo)
    assert (portrait.kind, portrait.width, portrait.height) == ("portrait", 295, 413)
    assert portrait.expires_at is None
    assert "现在使用的照片" in browser.get(URL).content.decode()


def test_a_photo_that_cannot_be_used_says_why_and_the_old_one_stays(browser, teacher, run_jobs):
    target = io.BytesIO()
    drawn().save(target, "JPEG")
    browser.post(URL, upload(content=target.getvalue()))
    run_jobs(may_fail=True)
    page = browser.get(URL).content.decode()
    assert "这张照片用不了" in page
    assert "用这张照片</button>" not in page
    browser.post(URL, {"action": "use"})
    teacher.person.refresh_from_db()
    assert teacher.person.photo is None


def test_what_is_no_picture_is_refused_at_once(browser):
    answer = browser.post(URL, upload("me.jpg", b"no picture at all"))
    assert answer.status_code == 422
    assert browser.post(URL, {"action": "upload"}).status_code == 422
    assert not Document.objects.exists()


def test_another_one_s_attempt_is_not_taken(browser, client, teacher, run_jobs):
    browser.post(URL, upload())
    run_jobs()
    session = browser.session
    job = session["profile_photo_job"]
    other = UserFactory()
    foreign = sign_in_as(client.__class__(), other)
    stolen = foreign.session
    stolen["profile_photo_job"] = job
    stolen.save()
    assert "用这张照片" not in foreign.get(URL).content.decode()
    foreign.post(URL, {"action": "use"})
    other.person.refresh_from_db()
    assert other.person.photo is None


def test_an_account_without_a_person_has_no_photo(client):
    browser = sign_in_as(client, staff_user(SchoolFactory()))
    assert browser.get(URL).status_code == 404
