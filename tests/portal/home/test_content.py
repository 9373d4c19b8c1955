"""门户内容: kept by bureau administrators, each for their own bureaus."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.documents.models import Document
from portal.documents.services import delete
from portal.home.models import Announcement, Download
from portal.organisations.enums import BodyKind, Role
from tests.factories.accounts import sign_in_as, staff_user
from tests.factories.documents import ACTOR, pdf, with_attachment
from tests.factories.organisations import BodyFactory, CountyFactory


def keeper(client: Client, county=None):
    county = county or CountyFactory()
    sign_in_as(client, staff_user(county, Role.BUREAU_ADMIN))
    return county


def values(county, **changes):
    return {"title": "停机通知", "text": "周六维护", "issuer": county.pk, "version": 1, **changes}


def test_publish_change_withdraw(client: Client, db: None):
    county = keeper(client)
    client.post(reverse("home:new-announcement"), values(county))
    item = Announcement.objects.get()
    assert (item.title, item.issuer) == ("停机通知", county)
    edit = reverse("home:edit-announcement", args=[item.pk])
    client.post(edit, values(county, title="停机公告"))
    assert Announcement.objects.get().title == "停机公告"
    client.post(reverse("home:withdraw-announcement", args=[item.pk]))
    assert client.get(edit).status_code == 404


def test_a_stale_edit_keeps_what_was_typed(client: Client, db: None):
    county = keeper(client)
    client.post(reverse("home:new-announcement"), values(county))
    edit = reverse("home:edit-announcement", args=[Announcement.objects.get().pk])
    client.post(edit, values(county, title="甲"))
    response = client.post(edit, values(county, title="乙"))
    assert response.status_code == 409
    assert 'value="乙"' in response.content.decode()
    assert client.post(edit, values(county, title="乙", version=2)).status_code == 302


def test_nobody_publishes_for_another_bureau(client: Client, db: None):
    keeper(client)
    foreign = BodyFactory()
    response = client.post(reverse("home:new-announcement"), values(foreign))
    assert response.status_code == 422
    assert not Announcement.objects.exists()


def test_a_question_is_kept(client: Client, db: None):
    keeper(client, BodyFactory(kind=BodyKind.PROVINCE))
    data = {"question": "怎样注册", "text": "拍身份证", "topic": "注册", "position": 1}
    client.post(reverse("home:new-question"), data)
    assert "怎样注册" in client.get(reverse("home:questions")).content.decode()


def test_a_file_for_everybody_is_a_pdf(client: Client, db: None):
    county = keeper(client)
    form = {"title": "手册", "note": "", "issuer": county.pk}
    bad = SimpleUploadedFile("a.pdf", b"<svg/>")
    assert client.post(reverse("home:new-download"), form | {"file": bad}).status_code == 422
    assert not Download.objects.exists()


def test_a_file_in_quarantine_is_not_published(client: Client, db: None, var_dir: Path):
    county = keeper(client)
    doubtful = SimpleUploadedFile("a.pdf", pdf(with_attachment))
    form = {"title": "手册", "note": "", "issuer": county.pk, "file": doubtful}
    response = client.post(reverse("home:new-download"), form)
    assert response.status_code == 422
    assert "已隔离" in response.content.decode()
    assert not Download.objects.exists()


def test_a_long_file_name_keeps_its_suffix(client: Client, db: None, var_dir: Path):
    county = keeper(client)
    file = SimpleUploadedFile(f"{'手' * 130}.pdf", pdf())
    form = {"title": "手册", "note": "", "issuer": county.pk, "file": file}
    assert client.post(reverse("home:new-download"), form).status_code == 302
    name = Download.objects.get().file_name
    assert (len(name), name[-5:]) == (120, "手.pdf")


def test_a_file_that_is_gone_is_not_found(client: Client, db: None, var_dir: Path):
    county = keeper(client)
    form = {"title": "手册", "note": "", "issuer": county.pk}
    client.post(reverse("home:new-download"), form | {"file": SimpleUploadedFile("a.pdf", pdf())})
    item = Download.objects.get()
    url = reverse("home:download", args=[item.pk])
    assert client.get(url).status_code == 200
    delete(Document.objects.get(pk=item.document), actor=ACTOR)
    assert client.get(url).status_code == 404
