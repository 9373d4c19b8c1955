"""The bar fills by itself, and at the end the page goes on."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from portal.jobs.claims import claim
from portal.jobs.run import JobRun


def test_counted_work_then_the_next_page(
    page: Page, sign_in: Any, make_user: Any, probe: Any, run_jobs: Any, axe: Any
) -> None:
    owner = make_user("owner")
    sign_in(page, owner)
    job = probe("probe.counts", options={"owner": owner, "next_url": "/healthz"})
    page.goto(f"/jobs/{job.pk}/progress/")
    expect(page.get_by_text("正在排队")).to_be_visible()
    axe(page)
    claimed = claim(job.pk)
    assert claimed is not None
    JobRun(claimed).progress(30, 120, "第 30 行")
    expect(page.get_by_text("30 / 120")).to_be_visible()
    expect(page.locator("progress")).to_have_attribute("value", "25")
    type(job).objects.filter(pk=job.pk).update(state="queued")
    run_jobs()
    page.wait_for_url(re.compile("/healthz$"))


def test_without_scripts_it_is_followed_by_hand(
    no_js_page: Page, sign_in: Any, make_user: Any, probe: Any, run_jobs: Any
) -> None:
    owner = make_user("owner")
    sign_in(no_js_page, owner)
    job = probe("probe.counts", options={"owner": owner, "next_url": "/healthz"})
    no_js_page.goto(f"/jobs/{job.pk}/progress/")
    run_jobs()
    no_js_page.get_by_role("link", name="刷新查看进度").click()
    no_js_page.get_by_role("link", name="查看结果").click()
    no_js_page.wait_for_url(re.compile("/healthz$"))
