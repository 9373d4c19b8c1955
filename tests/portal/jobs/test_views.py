import uuid
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.jobs.claims import claim
from portal.jobs.models import Job
from portal.jobs.run import JobRun
from portal.jobs.services import cancel, give_to_session

HTMX = {"HX-Request": "true"}


def look(client: Client, job: Job, *, htmx: bool = True) -> Any:
    return client.get(reverse("jobs:progress", args=[job.pk]), headers=HTMX if htmx else {})


@pytest.fixture
def owner(client: Client, make_user: Any) -> Any:
    user = make_user("owner")
    client.force_login(user)
    return user


def test_the_owner_sees_counted_work(client: Client, owner: Any, probe: Any) -> None:
    job = probe("probe.counts", options={"owner": owner})
    run = JobRun(claim(job.pk))
    run.progress(30, 120, "第 30 行")
    page = look(client, job).content.decode()
    assert "30 / 120" in page
    assert "第 30 行" in page
    assert 'value="25"' in page
    assert "<html" not in page


def test_without_htmx_it_is_a_page(client: Client, owner: Any, probe: Any) -> None:
    assert b"<html" in look(client, probe(options={"owner": owner}), htmx=False).content


def test_nobody_else_finds_it(client: Client, make_user: Any, probe: Any) -> None:
    job = probe(options={"owner": make_user("owner")})
    assert look(client, job).status_code == 404
    client.force_login(make_user("other"))
    assert look(client, job).status_code == 404


def test_an_unowned_job_is_its_sessions(
    client: Client, probe: Any, make_user: Any, rf: RequestFactory
) -> None:
    job = probe()
    assert look(client, job).status_code == 404
    request = rf.get("/")
    request.session = client.session
    give_to_session(request, job)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    assert look(client, job).status_code == 200
    assert look(Client(), job).status_code == 404


def test_the_token_in_a_session_does_not_open_an_owned_job(
    client: Client, probe: Any, make_user: Any, rf: RequestFactory
) -> None:
    job = probe(options={"owner": make_user("owner")})
    request = rf.get("/")
    request.session = client.session
    give_to_session(request, job)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    assert look(client, job).status_code == 404


def test_an_unknown_id_is_not_found(client: Client, owner: Any) -> None:
    assert client.get(reverse("jobs:progress", args=[uuid.uuid4()])).status_code == 404


def test_at_the_end_htmx_is_led_on(client: Client, owner: Any, probe: Any, run_jobs: Any) -> None:
    job = probe(options={"owner": owner, "next_url": "/me/?step=2"})
    assert "HX-Redirect" not in look(client, job).headers
    run_jobs()
    assert look(client, job).headers["HX-Redirect"] == "/me/?step=2"
    assert 'href="/me/?step=2"' in look(client, job, htmx=False).content.decode()


def test_a_failure_says_why_and_leads_nowhere(
    client: Client, owner: Any, probe: Any, run_jobs: Any
) -> None:
    job = probe("probe.gives_up", options={"owner": owner, "next_url": "/me/"})
    run_jobs(may_fail=True)
    answer = look(client, job)
    assert "表格里没有一行数据" in answer.content.decode()
    assert "HX-Redirect" not in answer.headers


def test_a_cancelled_job_says_so(client: Client, owner: Any, probe: Any) -> None:
    job = probe(options={"owner": owner})
    cancel(job.pk)
    assert "已取消" in look(client, job).content.decode()


def test_it_is_never_cached_and_takes_no_post(client: Client, owner: Any, probe: Any) -> None:
    job = probe(options={"owner": owner})
    assert "no-store" in look(client, job).headers["Cache-Control"]
    assert client.post(reverse("jobs:progress", args=[job.pk])).status_code == 405
