"""The documentation of flows is made from them, and a stale page is found."""

import pytest
from django.core.management import CommandError, call_command

from portal.approvals.flow.documentation import page
from tests.portal.approvals.paper import REGISTRATION
from tests.portal.approvals.sample import SAMPLE


def test_a_page_shows_states_transitions_and_the_diagram():
    text = page(SAMPLE, {"bureau_admin": "教育局管理员"})
    for line in (
        "# 样例审核（`sample`）",
        '  state "待审核" as pending',
        "  [*] --> pending",
        "  pending --> approved: 通过",
        "  returned --> pending: 重新提交",
        "  approved --> [*]",
        "| `pending` | 待审核 | 等待审核 | 机构 |  | 5 |  |",
    ):
        assert line in text.splitlines(), line
    assert "教育局管理员；本单位、所属基地及各级教育局" in text
    assert "`is_complete`" in text
    assert "同一人同时只能有一件" in text


def test_choices_levels_and_undoing_are_told():
    text = page(REGISTRATION, {})
    for part in ("注册合格", "上一环节机构", "本环节重做", "之前的状态", "系统"):
        assert part in text, part


def test_the_check_finds_what_is_missing_stale_or_left_over(ledger, tmp_path, capsys):
    def run(*options):
        call_command("flow_docs", *options, "--folder", str(tmp_path / "flows"))

    with pytest.raises(CommandError, match=r"sample\.md"):
        run("--check")
    run()
    run("--check")
    (tmp_path / "flows" / "sample.md").write_text("old")
    (tmp_path / "flows" / "gone.md").write_text("of no flow")
    with pytest.raises(CommandError, match=r"gone\.md, sample\.md"):
        run("--check")
    run()
    assert not (tmp_path / "flows" / "gone.md").exists()
    run("--check")
