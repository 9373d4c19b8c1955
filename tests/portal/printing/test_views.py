"""Prints and orders in the browser's hands: by right, on record, never kept."""

import io
import uuid

import pytest
from django.urls import reverse
from PIL import Image

from portal.audit.models import Entry
from portal.documents import vault
from portal.organisations.enums import Role
from portal.printing.enums import RunForm
from portal.printing.services import order, render
from tests.factories.accounts import UserFactory, sign_in_as, staff_user
from tests.factories.organisations import BodyFactory
from tests.portal.printing.probes import subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return UserFactory(display_name="李梅")


@pytest.fixture
def made(teacher):
    return render("probe", subject_of(teacher), actor=teacher)


@pytest.fixture
def office():
    """Whoever is named 校办 may see every card by office (see the probes)."""
    return staff_user(BodyFactory(), Role.SCHOOL_ADMIN, display_name="校办")


def signed_in(client, user):
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    return client


def show(made):
    return reverse("printing:show", args=[made.pk])


def page(made, number=1, query=""):
    return reverse("printing:page", args=[made.pk, number]) + query


def looks():
    return Entry.objects.filter(action__startswith="look.")


def test_the_owner_gets_the_pdf(client, teacher, made):
    answer = signed_in(client, teacher).get(show(made))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert not looks().exists()


def test_nobody_is_sent_to_the_sign_in_and_others_find_nothing(client, made):
    assert reverse("accounts:sign-in") in client.get(show(made)).url
    stranger = signed_in(client, UserFactory())
    assert stranger.get(show(made)).status_code == 404
    assert stranger.get(page(made)).status_code == 404
    assert stranger.get(reverse("printing:show", args=[uuid.uuid4()])).status_code == 404


def test_by_office_it_is_on_record(client, office, made, teacher):
    assert sign_in_as(client, office).get(show(made)).status_code == 200
    entry = looks().get()
    assert (entry.person_id, entry.subject) == (teacher.person_id, made.subject)


def test_without_the_second_factor_staff_see_nothing(client, office, made):
    answer = signed_in(client, office).get(show(made))
    assert answer.status_code == 302
    assert reverse("accounts:second-factor") in answer.url
    assert not looks().exists()


@pytest.mark.parametrize("width", [480, 960, 1440])
def test_a_page_as_a_picture(client, teacher, made, width):
    answer = signed_in(client, teacher).get(page(made, query=f"?width={width}"))
    assert answer["Content-Type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.width == pytest.approx(width, abs=1)


def test_only_pages_there_are_and_widths_we_offer(client, teacher, made):
    signed_in(client, teacher)
    assert client.get(page(made, 2)).status_code == 404
    assert client.get(page(made, 0)).status_code == 404
    assert client.get(page(made, query="?width=99999")).status_code == 404


def test_pages_by_office_count_as_one_look(client, office, made):
    sign_in_as(client, office)
    client.get(page(made))
    assert looks().count() == 1


def test_a_lost_file_is_not_found(client, teacher, made):
    vault.delete(made.storage_name)
    assert signed_in(client, teacher).get(show(made)).status_code == 404


# Orders


@pytest.fixture
def run(teacher):
    return ordered(teacher)


def ordered(teacher, *names, **options):
    people = [teacher, *(UserFactory(display_name=name) for name in names)]
    return order("probe", [subject_of(each) for each in people], owner=teacher, **options)


def address(run, what="run", *more):
    return reverse(f"printing:{what}", args=[run.pk, *more])


def test_an_order_under_way_shows_its_progress(client, teacher, run):
    html = signed_in(client, teacher).get(address(run)).content.decode()
    assert reverse("jobs:progress", args=[run.job]) in html
    assert address(run, "cancel") in html
    assert address(run, "download") not in html


def test_a_finished_one_is_downloaded_by_its_owner(client, teacher, run, run_jobs):
    run_jobs()
    signed_in(client, teacher)
    assert address(run, "download") in client.get(address(run)).content.decode()
    answer = client.post(address(run, "download"))
    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.filter(action="printing.download").count() == 1


def test_an_order_is_nobody_elses(client, run, run_jobs, office):
    run_jobs()
    sign_in_as(client, office)
    assert client.get(address(run)).status_code == 404
    assert client.post(address(run, "download")).status_code == 404
    assert client.post(address(run, "cancel")).status_code == 404
    assert client.get(address(run, "run-page", 1)).status_code == 404


def test_a_get_changes_nothing(client, teacher, run):
    signed_in(client, teacher)
    assert client.get(address(run, "cancel")).status_code == 405
    assert client.get(address(run, "download")).status_code == 405


def test_calling_off(client, teacher, run, run_jobs):
    answer = signed_in(client, teacher).post(address(run, "cancel"), follow=True)
    assert "已取消" in answer.content.decode()
    run_jobs()
    answer = client.post(address(run, "cancel"), follow=True)
    assert "不能再取消" in answer.content.decode()


def test_too_early_and_too_late(client, teacher, run, run_jobs):
    signed_in(client, teacher)
    assert "还没有生成" in client.post(address(run, "download"), follow=True).content.decode()
    run_jobs()
    run.refresh_from_db()
    vault.delete(run.storage_name)
    assert "已经不在了" in client.post(address(run, "download"), follow=True).content.decode()


def test_an_expired_one_says_so(client, teacher, run, run_jobs):
    run_jobs()
    type(run).objects.update(storage_name="")
    assert "过期删除" in signed_in(client, teacher).get(address(run)).content.decode()


def test_what_failed_is_listed_with_its_reason(client, teacher, run_jobs):
    run = ordered(teacher, "坏")
    run_jobs()
    html = signed_in(client, teacher).get(address(run)).content.decode()
    assert "测试卡 坏" in html
    assert "姓名有误，不能打印。" in html


def test_specimens_are_shown_and_not_downloaded(client, teacher, run_jobs):
    run = ordered(teacher, "甲", form=RunForm.PREVIEW)
    run_jobs()
    html = signed_in(client, teacher).get(address(run)).content.decode()
    assert html.count("样张第") == 2
    assert address(run, "download") not in html
    assert client.get(address(run, "run-page", 2))["Content-Type"] == "image/webp"
    assert client.get(address(run, "run-page", 3)).status_code == 404


def test_pages_of_real_prints_are_not_shown_by_the_order(client, teacher, run, run_jobs):
    run_jobs()
    assert signed_in(client, teacher).get(address(run, "run-page", 1)).status_code == 404


def test_the_number_of_queries_does_not_grow(
    client, teacher, run_jobs, django_assert_max_num_queries
):
    small, large = ordered(teacher), ordered(teacher, "甲", "乙")
    run_jobs()
    signed_in(client, teacher)
    client.get(address(small))
    for run in (small, large):
        with django_assert_max_num_queries(16):
            client.get(address(run))
