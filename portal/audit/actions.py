"""Actions in words. One table for the whole portal: the trail is read in one place."""

from portal.audit.enums import LOOK_PREFIX, Look

LABELS: dict[str, str] = {
    **{f"{LOOK_PREFIX}{look.value}": f"查看{look.label}" for look in Look},
    "accounts.disable": "停用用户",
    "accounts.export": "导出用户名单",
    "accounts.enable": "启用用户",
    "accounts.locked": "密码连续输错，登录锁定",
    "accounts.mobile": "修改手机号码",
    "accounts.mobile_change.approve": "同意更换手机号码",
    "accounts.mobile_change.ask": "申请更换手机号码",
    "accounts.mobile_change.refuse": "不同意更换手机号码",
    "accounts.open": "开通用户",
    "accounts.password": "修改密码",
    "accounts.real_name_check": "实名核验",
    "accounts.recovery_link": "发送找回密码邮件",
    "accounts.reset": "重置用户密码",
    "accounts.sign_in": "登录",
    "accounts.sign_out": "退出登录",
    "accounts.sign_up.begin": "开始注册",
    "accounts.sign_up.consent": "同意处理个人信息",
    "accounts.unlocked": "解除登录锁定",
    "accounts.wrong_password": "密码输错",
    "approvals.bulk": "批量办理",
    "approvals.decide": "办理申请",
    "approvals.export": "导出名单",
    "approvals.export_downloaded": "下载导出的名单",
    "approvals.open": "新建申请",
    "approvals.revise": "更新申请数据",
    "audit.find_person": "按证件号码查审计记录",
    "connectors.real_name": "调用实名核验系统",
    "connectors.sms": "调用短信网关",
    "demo.hire_teachers": "生成演示教师",
    "documents.delete": "删除材料",
    "documents.hand_over": "移交材料",
    "documents.upload": "上传材料",
    "home.answer": "修改常见问题",
    "home.change": "修改公告",
    "home.offer": "提供下载资料",
    "home.publish": "发布公告",
    "home.withdraw": "撤下公告",
    "identity.complete_person": "补全个人信息",
    "identity.create_person": "登记人员",
    "identity.employ": "登记任职",
    "identity.end_employment": "结束任职",
    "identity.rename_person": "实名核验后更名",
    "identity.set_vocational_section": "设置是否属于高职中专部",
    "identity.update_person": "修改个人信息",
    "identity.verify_name": "实名核验通过",
    "organisations.close_body": "停用机构",
    "organisations.create_body": "新建机构",
    "organisations.end_role": "收回角色",
    "organisations.grant_role": "授予角色",
    "organisations.move_body": "调整机构隶属",
    "organisations.reopen_body": "恢复机构",
    "organisations.update_body": "修改机构",
    "plans.change": "修改计划",
    "plans.create": "新建计划",
    "plans.end_entrustment": "结束计划委托",
    "plans.entrust": "委托制定计划",
    "plans.publish": "发布计划",
    "plans.withdraw": "撤回计划",
    "printing.cancel": "取消打印",
    "printing.download": "下载打印文件",
    "printing.order": "批量打印",
    "printing.render": "生成打印件",
    "reference.replace_holidays": "更新节假日",
}


def label_of(action: str) -> str:
    """In words; an action that has none is shown by its name."""
    return LABELS.get(action, action)


def choices() -> list[tuple[str, str]]:
    return sorted(LABELS.items(), key=lambda item: item[1])
