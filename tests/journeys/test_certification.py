"""Manual: dual-qualified certification, steps 4 and 5: 报名, 审核进度查询, and who reviews."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from certification.dual_qualified.models import Application
from portal.approvals.models import BulkRun, Case
from portal.jobs.execution import execute
from portal.organisations.enums import Role, SchoolKind
from tests.certification.dual_qualified.world import World, build, coded_reasons
from tests.factories.accounts import staff_user
from tests.journeys import certification_pages as steps
from tests.journeys.certification_pages import ENTRY, MINE, REVIEW, Looked, press

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data", "live_server"),
]


@pytest.fixture
def world(transactional_db, reference_data, clock) -> World:
    coded_reasons()
    return build()


@pytest.fixture
def teacher(world):
    return world.teacher(name="陆𬭎")


@pytest.fixture
def look(axe):
    return Looked(axe)


@pytest.fixture
def as_teacher(teacher, sign_in):
    """`as_teacher(page)`: signed in as the teacher."""
    return lambda page: sign_in(page, teacher)


@pytest.fixture
def office(open_page, sign_in_staff):
    """`office(user)`: a page of somebody at work."""

    def enter(user) -> Page:
        page = open_page()
        sign_in_staff(page, user)
        return page

    return enter


@pytest.fixture
def papers(tmp_path):
    return steps.papers(tmp_path)


def test_before_the_window_opens(phone_page, world, as_teacher, clock, look):
    clock.move_to(world.plan.opens_at - timedelta(minutes=1))
    as_teacher(phone_page)
    phone_page.goto(ENTRY)
    expect(phone_page.get_by_text("未到报名时间").first).to_be_visible()
    expect(phone_page.get_by_text("2026年11月18日 10:00").first).to_be_visible()
    expect(phone_page.get_by_role("link", name="0990-5550100")).to_be_visible()
    expect(phone_page.get_by_role("button", name="开始报名")).to_have_count(0)
    look(phone_page, "before")
    phone_page.get_by_role("link", name="初级").click()
    steps.heading(phone_page, "高等职业教育 · 初级：认定条件")
    look(phone_page, "eligibility")
    clock.move_to(world.plan.opens_at)
    phone_page.goto(ENTRY)
    expect(phone_page.get_by_role("button", name="开始报名")).to_be_visible()


def test_a_teacher_fills_in_everything_on_a_phone(phone_page, as_teacher, papers, look):
    page = phone_page
    as_teacher(page)
    page.goto(ENTRY)
    look(page, "entry")
    steps.begin(page)
    look(page, "tasks-empty")
    steps.open_section(page, "认定类型和级别")
    steps.fill_everything(page, look)

    page.set_input_files("#files-E1", papers["证书.jpg"])
    expect(page.locator("#attach-E1 .attached")).to_have_count(1)
    page.set_input_files("#files-E2", [papers["实践证明.pdf"], papers["证书.jpg"]])
    expect(page.locator("#attach-E2 .attached")).to_have_count(2)
    expect(page.locator("#attach-E2")).to_contain_text("同一份文件用在了")
    assert steps.files(page, "E2") == ["实践证明.pdf", "证书.jpg"]
    page.locator("#attach-E2 .attached", has_text="证书.jpg").get_by_role(
        "button", name="上移"
    ).click()
    expect(page.locator("#attach-E2 .attached__name").first).to_have_text("证书.jpg")
    page.locator("#attach-E2 .attached", has_text="证书.jpg").get_by_role(
        "button", name="删除"
    ).click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.locator("#attach-E2 .attached")).to_have_count(1)
    expect(page.locator("#attach-E2 .attached__meta")).to_contain_text("2 页")
    look(page, "evidence")
    press(page, "下一步，核对")

    steps.heading(page, "核对并提交")
    for part in (
        "2025-2026 学年，机械制图，64 课时",
        "近五年企业实践累计六个月以上",
        "20 个工作日内",
    ):
        expect(page.get_by_text(part).first).to_be_visible()
    look(page, "check")
    press(page, "提交申请")
    expect(page.get_by_role("alert")).to_contain_text("请勾选承诺后再提交")
    steps.send(page)
    steps.stands(page, "待学校审核")
    look(page, "sent")
    sent = steps.stored().submitted
    assert sent["certificate_date"] == "2012-06-30"
    assert [row["year"] for row in sent["courses"]] == ["2024-2025", "2025-2026"]
    assert sent["practices"][0]["ended"] == "2024-08-20"

    page.goto(MINE)
    expect(page.get_by_text("待学校审核")).to_be_visible()
    expect(page.get_by_text("最迟 11月30日 前完成")).to_be_visible()
    look(page, "mine")
    page.get_by_role("link", name="查看详情").click()
    steps.confirm(page, "撤销")
    expect(page.get_by_text("已撤销，可以修改后重新提交")).to_be_visible()
    look(page, "taken-back")
    assert steps.state() == ("draft", 0)
    page.get_by_role("link", name="核对并提交").click()
    steps.send(page, "重新提交")
    steps.stands(page, "待学校审核")
    assert steps.state() == ("review", 1)


def test_typed_text_is_saved_by_itself_and_on_another_device(
    page, open_page, world, teacher, as_teacher
):
    as_teacher(page)
    steps.begin(page)
    steps.open_section(page, "教师资格和职称")
    page.locator("#id_certificate_subject").fill("数控技术")
    expect(page.get_by_text("已保存")).to_be_visible()
    phone = open_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    as_teacher(phone)
    phone.goto(ENTRY)
    phone.get_by_role("link", name="继续填写").click()
    steps.open_section(phone, "教师资格和职称")
    expect(phone.locator("#id_certificate_subject")).to_have_value("数控技术")
    phone.locator("#id_certificate_subject").fill("机电一体化")
    expect(phone.get_by_text("已保存")).to_be_visible()
    page.locator("#id_certificate_issuer").fill("云岭省教育厅")
    expect(page.get_by_text("在别处改过了")).to_be_visible()
    press(page, steps.NEXT)
    expect(page.get_by_text("在别处修改过").first).to_be_visible()
    expect(page.locator("#id_certificate_issuer")).to_have_value("云岭省教育厅")


def test_the_application_s_way_without_scripts(no_js_page, as_teacher, papers, look, world):
    page = no_js_page
    as_teacher(page)
    steps.begin(page)
    steps.open_section(page, "认定类型和级别")
    steps.fill_everything(page, Looked(lambda page: None))
    page.set_input_files("#files-E1", papers["证书.jpg"])
    page.locator("#attach-E1").get_by_role("button", name="上传").click()
    assert steps.files(page, "E1") == ["证书.jpg"]
    page.set_input_files("#files-E2", [papers["实践证明.pdf"], papers["证书.jpg"]])
    page.locator("#attach-E2").get_by_role("button", name="上传").click()
    page.locator("#attach-E2 .attached").last.get_by_role("button", name="上移").click()
    assert steps.files(page, "E2") == ["证书.jpg", "实践证明.pdf"]
    page.locator("#attach-E2 .attached").first.get_by_role("button", name="删除").click()
    assert steps.files(page, "E2") == ["实践证明.pdf"]
    press(page, "下一步，核对")
    steps.send(page)
    steps.stands(page, "待学校审核")
    press(page, "撤销")
    expect(page.get_by_text("已撤销，可以修改后重新提交")).to_be_visible()
    page.get_by_role("link", name="核对并提交").click()
    steps.send(page, "重新提交")
    world.decide(steps.stored(), "approve", world.school_admin)
    page.reload()
    page.locator("summary", has_text="申请退回修改").click()
    page.get_by_label("申请退回修改的原因").fill("职称写错了")
    press(page, "提交申请")
    expect(page.get_by_text("已申请退回修改，等待处理")).to_be_visible()
    page.goto("/dual-qualified/school-kind/")
    page.get_by_label("学校属性应该是什么").fill("本校是中等职业学校")
    press(page, "告诉学校管理员")
    expect(page.get_by_text("已转给学校管理员核实")).to_be_visible()


def test_through_three_levels_with_a_return(page, world, teacher, as_teacher, office, look):
    world.sent(teacher)
    name = teacher.person.name
    school = office(world.school_admin)
    steps.open_case(school, name)
    look(school, "case")
    press(school, "通过")
    expect(school.get_by_text("都办完了")).to_be_visible()

    base = office(world.base_admin)
    steps.open_case(base, name)
    expect(base.get_by_text("学校：审核通过")).to_be_visible()
    steps.mark(base, "教师系列职称", "请写全称")
    steps.mark(base, "教师资格证书", "封面缺失")
    steps.reason(base, steps.RETURN, "证明材料不清晰")
    look(base, "case-return")
    press(base, steps.RETURN)
    expect(base.get_by_text("都办完了")).to_be_visible()
    assert {m["field"] for m in Case.objects.get().marks} == {"title", "evidence-E1"}

    as_teacher(page)
    page.goto(MINE)
    expect(page.get_by_text("已退回，请修改")).to_be_visible()
    page.get_by_role("link", name="继续填写").click()
    expect(page.get_by_text("证明材料不清晰或缺页").first).to_be_visible()
    look(page, "returned")
    page.get_by_role("link", name="教师资格和职称").click()
    expect(page.get_by_text("请写全称")).to_be_visible()
    expect(page.locator("#id_certificate_number")).to_have_attribute("readonly", "")
    page.locator("#id_title").select_option(label="副教授")
    look(page, "returned-section")
    press(page, steps.NEXT)
    page.goto(page.url.split("/sections/")[0] + "/evidence/")
    expect(page.get_by_text("封面缺失")).to_be_visible()
    look(page, "returned-evidence")
    press(page, "下一步，核对")
    expect(page.get_by_text("标出的地方还没有修改")).to_be_visible()
    look(page, "returned-check")
    steps.send(page, "重新提交")
    assert steps.state() == ("review", 1)

    steps.open_case(school, name)
    expect(school.get_by_text("本次已修改，原为：讲师（高校）")).to_be_visible()
    look(school, "case-again")
    press(school, "通过")
    expect(school.get_by_text("都办完了")).to_be_visible()
    steps.open_case(base, name)
    press(base, "通过")
    expect(base.get_by_text("都办完了")).to_be_visible()
    province = office(world.province_admin)
    steps.open_case(province, name)
    expect(province.get_by_role("button", name="不同意，报上级审核")).to_have_count(0)
    press(province, "通过")
    expect(province.get_by_text("都办完了")).to_be_visible()
    assert steps.state() == ("passed", 3)

    page.goto(MINE)
    page.get_by_role("link", name="查看详情").click()
    steps.stands(page, "认定通过")
    expect(page.get_by_text("校管甲")).to_have_count(0)
    look(page, "passed")


def test_an_opinion_against_it_a_refusal_and_both_undone(
    page, world, teacher, as_teacher, office, look
):
    world.sent(teacher)
    name = teacher.person.name
    school = office(world.school_admin)
    steps.open_case(school, name)
    steps.reason(school, "不同意，报上级审核", "不符合申请级别的条件")
    press(school, "不同意，报上级审核")
    expect(school.get_by_text("都办完了")).to_be_visible()
    assert steps.state() == ("review", 2)
    school.goto(f"{REVIEW}cases/{Case.objects.get().reference}/")
    school.get_by_label("审核意见").fill("选错了")
    steps.confirm(school, "撤回审核")
    assert_soon(school, "待学校审核")
    assert steps.state() == ("review", 1)
    steps.open_case(school, name)
    press(school, "通过")
    expect(school.get_by_text("都办完了")).to_be_visible()
    world.decide(steps.stored(), "approve", world.base_admin)

    province = office(world.province_admin)
    steps.open_case(province, name)
    press(province, "不通过")
    expect(province.get_by_role("alert")).to_contain_text("请选择不通过的原因")
    province.get_by_label("证明材料不足以支持所选条款").first.check()
    press(province, "不通过")
    expect(province.get_by_text("都办完了")).to_be_visible()
    as_teacher(page)
    page.goto(MINE)
    page.get_by_role("link", name="查看详情").click()
    steps.stands(page, "认定未通过")
    expect(page.get_by_text("证明材料不足以支持所选条款")).to_be_visible()
    look(page, "declined")

    province.goto(f"{REVIEW}cases/{Case.objects.get().reference}/")
    province.get_by_label("审核意见").fill("材料已补齐")
    steps.confirm(province, "撤销审批（恢复）")
    assert_soon(province, "待省级审核")
    assert steps.state() == ("review", 3)
    page.reload()
    steps.stands(page, "待省级审核")


def assert_soon(page: Page, state: str) -> None:
    """The decision was taken, and this is where the case stands."""
    expect(page.get_by_role("status").first).to_contain_text("恢复原状态")
    page.goto(f"{REVIEW}cases/{Case.objects.get(flow='dual_qualified').reference}/")
    expect(page.get_by_text(state).first).to_be_visible()


def test_the_slower_reviewer_is_told_that_it_was_taken_back(
    page, world, teacher, as_teacher, office, look
):
    world.sent(teacher)
    school = office(world.school_admin)
    steps.open_case(school, teacher.person.name)
    as_teacher(page)
    page.goto(f"/dual-qualified/applications/{steps.stored().pk}/")
    steps.confirm(page, "撤销")
    expect(page.get_by_text("已撤销，可以修改后重新提交")).to_be_visible()
    school.get_by_label("审核意见").fill("材料齐全")
    press(school, "通过")
    expect(school.get_by_role("alert")).to_contain_text("申请人撤销")
    expect(school.get_by_label("您填写的意见")).to_have_value("材料齐全")
    look(school, "case-taken-back")
    assert steps.state() == ("draft", 0)


def test_the_school_approves_many_at_once(world, office, look):
    teachers = [world.teacher() for _ in range(4)]
    for teacher in teachers:
        world.sent(teacher)
    school = office(world.school_admin)
    school.goto(f"{REVIEW}?sort=oldest")
    look(school, "list")
    school.get_by_label("全选本页").check()
    press(school, "批量通过")
    expect(school.get_by_text("将对 4 件申请")).to_be_visible()
    look(school, "bulk")
    first = Application.objects.order_by("pk").first()
    second = staff_user(world.school, Role.SCHOOL_ADMIN, display_name="校管丁")
    world.decide(first, "return", second, reasons=["R01"])
    press(school, "开始办理 4 件")
    expect(school.get_by_role("heading", name="批量通过")).to_be_visible()
    run_bulk()
    expect(school.get_by_role("link", name="成功 3")).to_be_visible()
    expect(school.get_by_role("link", name="已被他人处理 1")).to_be_visible()
    look(school, "bulk-run")
    assert Case.objects.filter(level=2).count() == 3


def run_bulk() -> None:
    """Only the run: its messages go to no gateway here."""
    execute(BulkRun.objects.get().job, heartbeat=False)


def test_a_return_is_asked_for_and_granted(page, world, teacher, as_teacher, office, look):
    application = world.sent(teacher)
    world.decide(application, "approve", world.school_admin)
    as_teacher(page)
    page.goto(f"/dual-qualified/applications/{application.pk}/")
    expect(page.get_by_role("button", name="撤销", exact=True)).to_have_count(0)
    page.locator("summary", has_text="申请退回修改").click()
    press(page, "提交申请")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "ask-return")
    page.get_by_label("申请退回修改的原因").fill("职称写错了")
    press(page, "提交申请")
    expect(page.get_by_text("已申请退回修改，等待处理")).to_be_visible()
    base = office(world.base_admin)
    steps.open_case(base, teacher.person.name)
    expect(base.get_by_text("申请人申请退回修改")).to_be_visible()
    expect(base.get_by_text("职称写错了")).to_be_visible()
    look(base, "case-asked")
    press(base, "同意退回修改")
    expect(base.get_by_text("都办完了")).to_be_visible()
    page.reload()
    expect(page.get_by_text("已同意您的退回修改申请")).to_be_visible()
    page.get_by_role("link", name="教师资格和职称").click()
    page.locator("#id_title").select_option(label="副教授")
    press(page, steps.NEXT)
    page.goto(f"/dual-qualified/applications/{application.pk}/check/")
    steps.send(page, "重新提交")
    assert steps.state() == ("review", 1)


def test_a_wrong_kind_of_school_is_reported_and_corrected(
    phone_page, world, teacher, as_teacher, office, look
):
    page = phone_page
    as_teacher(page)
    page.goto(ENTRY)
    expect(page.get_by_text("高等职业教育").first).to_be_visible()
    page.get_by_role("link", name="学校属性有误").click()
    look(page, "report")
    page.get_by_label("学校属性应该是什么").fill("本校是中等职业学校")
    press(page, "告诉学校管理员")
    expect(page.get_by_text("待学校核实")).to_be_visible()
    look(page, "entry-reported")

    school = office(world.school_admin)
    steps.open_case(school, teacher.person.name)
    expect(school.get_by_text("本校是中等职业学校")).to_be_visible()
    look(school, "case-report")
    press(school, "属实，报主管部门改正")
    expect(school.get_by_text("都办完了")).to_be_visible()
    city = office(staff_user(world.city, Role.BUREAU_ADMIN, display_name="市局丁"))
    steps.open_case(city, teacher.person.name)
    expect(city.get_by_text("请先在“机构”里改正")).to_be_visible()
    world.school.school_kind = SchoolKind.SECONDARY_VOCATIONAL
    world.school.save()
    city.reload()
    press(city, "已改正")
    expect(city.get_by_text("都办完了")).to_be_visible()
    page.goto(ENTRY)
    expect(page.get_by_text("中等职业教育").first).to_be_visible()
    expect(page.get_by_text("学校属性已改正")).to_be_visible()
    look(page, "entry-corrected")
