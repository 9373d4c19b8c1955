"""The pages of dual-qualified certification as teachers and reviewers use them."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from certification.dual_qualified.models import Application
from portal.approvals.models import Case
from tests.factories.documents import pdf, picture

ENTRY, MINE, REVIEW = "/dual-qualified/", "/dual-qualified/mine/", "/review/"
NEXT, BACK, RETURN = "保存，下一步", "保存并返回", "驳回（退回修改）"
SKILL = ("数控车工", "高级工（三级）", "1953001", "云岭省人社厅", "2014-05-20")
PRACTICE = ("云岭机床厂", "工艺员，参与产品试制", "2024年1月10日", "20240820", "罗工")
RESULT = ("指导学生参加技能大赛", "省级二等奖", "指导教师，第一", "云岭省教育厅", "2025-10-22")


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def stands(page: Page, state: str) -> None:
    """审核进度, as the applicant reads it."""
    progress = page.get_by_role("heading", name="审核进度")
    expect(progress).to_contain_text(state)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def confirm(page: Page, name: str) -> None:
    """A button that asks once more."""
    press(page, name)
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def fill_cells(page: Page, rows: str, cells: dict[str, str], row: int = 0) -> None:
    for column, value in cells.items():
        page.locator(f"#id_{rows}-{row}-{column}").fill(value)


@dataclass
class Looked:
    """`look(page, name)`: axe, nothing scrolls sideways; a picture when one is asked for."""

    axe: Callable[[Page], None]

    def __call__(self, page: Page, name: str) -> None:
        self.axe(page)
        size = page.viewport_size
        assert size is not None
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], f"{name} is {wide} px wide"
        if folder := os.environ.get("JOURNEY_PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)


def begin(page: Page) -> None:
    page.goto(ENTRY)
    press(page, "开始报名")
    heading(page, "“双师型”教师认定申请")


def open_section(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).click()
    heading(page, name)
    page.wait_for_load_state("networkidle")


def fill_kind(page: Page, look: Looked) -> None:
    heading(page, "认定类型和级别")
    page.get_by_role("radio", name="初级").check()
    press(page, NEXT)
    page.get_by_role("checkbox", name="近五年企业实践累计六个月以上").check()
    look(page, "kind")
    press(page, NEXT)


def fill_qualification(page: Page, look: Looked) -> None:
    heading(page, "教师资格和职称")
    page.locator("#id_certificate_kind").select_option(label="高等学校教师资格")
    page.locator("#id_certificate_subject").fill("数控技术")
    page.locator("#id_certificate_number").fill("2012530157200012")
    page.locator("#id_certificate_issuer").fill("云岭省教育厅")
    page.locator("#id_certificate_date").fill("2012年6月30日")
    page.locator("#id_title").select_option(label="讲师（高校）")
    page.locator("#id_title_date").fill("2015-12-01")
    press(page, NEXT)
    expect(page.get_by_role("alert")).to_contain_text("17 位数字")
    look(page, "qualification-wrong")
    page.locator("#id_certificate_number").fill("20125301572000123")
    press(page, NEXT)


def fill_skills(page: Page, look: Looked) -> None:
    heading(page, "职业资格和技能等级")
    names = ("name", "grade", "number", "issuer", "date")
    fill_cells(page, "skills", dict(zip(names, SKILL, strict=True)))
    look(page, "skills")
    press(page, NEXT)


def fill_teaching(page: Page, look: Looked) -> None:
    heading(page, "任教专业和课时")
    page.locator("#id_major").fill("数控技术")
    page.locator("#id_teaching_since").fill("2010-09-01")
    fill_cells(page, "courses", {"year": "2024-2025", "course": "数控编程", "hours": "72"})
    page.get_by_role("button", name="添加一行").click()
    expect(page.locator("#id_courses-1-course")).to_be_visible()
    fill_cells(page, "courses", {"year": "2025/2026", "course": "机械制图", "hours": "64"}, row=1)
    look(page, "teaching")
    press(page, NEXT)


def fill_practice(page: Page, look: Looked) -> None:
    heading(page, "企业工作和实践经历")
    names = ("company", "post", "started", "ended", "witness")
    fill_cells(page, "practices", dict(zip(names, PRACTICE, strict=True)))
    look(page, "practice")
    press(page, NEXT)


def fill_results(page: Page, look: Looked) -> None:
    heading(page, "教学业绩和成果")
    page.locator("#id_results-0-kind").select_option(label="指导学生获奖")
    names = ("name", "grade", "part", "issuer", "date")
    fill_cells(page, "results", dict(zip(names, RESULT, strict=True)))
    look(page, "results")
    press(page, NEXT)


def fill_everything(page: Page, look: Looked) -> None:
    """From the first section to the evidence."""
    for fill in (
        fill_kind, fill_qualification, fill_skills, fill_teaching, fill_practice, fill_results
    ):  # fmt: skip
        fill(page, look)
    heading(page, "证明材料")
    page.wait_for_load_state("networkidle")


def papers(folder: Path) -> dict[str, Path]:
    """A teacher's certificate as a picture, and a proof of two pages."""
    made = {"证书.jpg": picture(size=(900, 640), seed=5), "实践证明.pdf": pdf(pages=2)}
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in made}


def files(page: Page, code: str) -> list[str]:
    return page.locator(f"#attach-{code} .attached__name").all_inner_texts()


def send(page: Page, button: str = "提交申请") -> None:
    heading(page, "核对并提交")
    page.get_by_role("checkbox", name="我承诺").check()
    press(page, button)


def open_case(page: Page, name: str) -> None:
    page.goto(REVIEW)
    page.get_by_role("link", name=name, exact=True).click()
    heading(page, name)


def reason(page: Page, button: str, text: str) -> None:
    """One of the coded reasons of a decision."""
    page.locator("summary", has_text=f"{button}的原因").click()
    page.get_by_label(text).first.check()


def mark(page: Page, label: str, note: str) -> None:
    """A datum that is to be changed, and how."""
    named = page.locator("dt", has_text=re.compile(rf"^\s*{label}\s*$"))
    row = page.locator(".summary__row", has=named)
    row.get_by_role("checkbox").check()
    row.get_by_role("textbox").fill(note)


def stored() -> Application:
    return Application.objects.select_related("case", "person").get()


def state() -> tuple[str, int]:
    case = Case.objects.get(flow="dual_qualified")
    return case.state, case.level
