"""Who may open a stored file, and what leaves the portal of it."""

import io
import uuid

import pytest
from django.urls import reverse
from PIL import Image

from portal.audit.models import Entry
from portal.documents import access, vault
from tests.factories.accounts import UserFactory, sign_in_as
from tests.factories.documents import document, pdf, picture
from tests.factories.faces import Person, encoded, photo, turned

pytestmark = pytest.mark.django_db


def address(kept, query=""):
    return reverse("documents:show", args=[kept.pk]) + query


def signed_in(client, user):
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    return client


def holding(client, token):
    session = client.session
    session["document_tokens"] = [str(token)]
    session.save()
    return client


@pytest.fixture
def school_staff():
    """Whoever is named 校办 may see every ID card by office."""

    def rule(user, document):
        return user.display_name == "校办"

    access.register("id_card", rule)
    yield UserFactory(display_name="校办")
    access.unregister("id_card", rule)


def test_the_owner(client):
    user = UserFactory()
    answer = signed_in(client, user).get(address(document(user)))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert not Entry.objects.filter(action__startswith="look.").exists()


def test_another_user_and_nobody(client):
    kept = document(UserFactory())
    assert client.get(address(kept)).status_code == 404
    assert signed_in(client, UserFactory()).get(address(kept)).status_code == 404


def test_the_session_of_the_sign_up(client):
    token = uuid.uuid4()
    kept = document(token=token)
    assert client.get(address(kept)).status_code == 404
    assert holding(client, uuid.uuid4()).get(address(kept)).status_code == 404
    assert holding(client, token).get(address(kept)).status_code == 200


def test_a_session_remembers_and_forgets_tokens(rf):
    request = rf.get("/")
    request.session = {}
    one, other = uuid.uuid4(), uuid.uuid4()
    for token in (one, other, one):
        access.remember_token(request, token)
    assert access.tokens_of(request) == {one, other}
    assert len(request.session["document_tokens"]) == 2
    access.forget_tokens(request)
    assert access.tokens_of(request) == frozenset()


def test_staff_by_office_and_the_look_is_on_record(client, school_staff):
    owner = UserFactory()
    kept = document(owner)
    assert signed_in(client, school_staff).get(address(kept)).status_code == 404
    # Only past the second factor.
    assert sign_in_as(client, school_staff).get(address(kept)).status_code == 200
    look = Entry.objects.get(action="look.document")
    assert look.person_id == owner.person_id
    assert look.actor_user_id == school_staff.pk


def test_a_rule_counts_for_its_kind_only(client, school_staff):
    kept = document(UserFactory(), kind="photo")
    assert sign_in_as(client, school_staff).get(address(kept)).status_code == 404


def test_a_number_that_does_not_exist(client):
    path = reverse("documents:show", args=[uuid.uuid4()])
    assert signed_in(client, UserFactory()).get(path).status_code == 404


def test_a_lost_file_is_not_found(client):
    user = UserFactory()
    kept = document(user)
    vault.delete(kept.storage_name)
    assert signed_in(client, user).get(address(kept)).status_code == 404


def test_it_cannot_be_posted_to(client):
    user = UserFactory()
    assert signed_in(client, user).post(address(document(user))).status_code == 405


def test_headers_of_a_picture(client):
    user = UserFactory()
    answer = signed_in(client, user).get(address(document(user, name="我的 身份证.jpg")))
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "documents/" not in str(answer.headers)


def test_saving_a_picture(client):
    user = UserFactory()
    answer = signed_in(client, user).get(address(document(user), "?download=1"))
    assert answer["Content-Disposition"].startswith("attachment;")


def test_a_pdf_is_always_saved(client):
    user = UserFactory()
    kept = document(user, content=pdf(), kind="evidence", name="a.pdf")
    answer = signed_in(client, user).get(address(kept))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == pdf()


def test_a_served_picture_tells_no_place_and_stands_upright(client):
    user = UserFactory()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "PhoneMaker"
    kept = document(user, content=picture(size=(480, 320), exif=exif))
    served = Image.open(io.BytesIO(signed_in(client, user).get(address(kept)).content))
    assert served.size == (320, 480)
    assert not served.getexif()
    assert b"PhoneMaker" not in served.tobytes()
    assert set(served.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


@pytest.mark.parametrize("format", ["PNG", "WEBP", "HEIF"])
def test_every_picture_is_served_as_jpeg(client, format):
    user = UserFactory()
    kept = document(user, content=picture(format))
    answer = signed_in(client, user).get(address(kept))
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"
    assert answer["Content-Type"] == "image/jpeg"


def test_a_large_picture_is_served_small_enough(client):
    user = UserFactory()
    kept = document(user, content=picture(size=(3000, 400)))
    served = Image.open(io.BytesIO(signed_in(client, user).get(address(kept)).content))
    assert served.size == (2400, 320)


def test_a_portrait_is_served_byte_for_byte(client):
    from portal.documents import services
    from tests.factories.documents import ACTOR

    user = UserFactory()
    original = document(user, kind="photo", content=turned(photo(Person()), 6))
    portrait, _ = services.fit_photo(original, actor=ACTOR)
    answer = signed_in(client, user).get(address(portrait))
    assert len(answer.content) == portrait.size
    assert encoded(photo(Person())) != answer.content
