"""The first coded reasons of sign-up review; bureaus keep them from then on."""

from django.db import migrations

_REASONS = (
    ("return", "R01", "姓名或证件号码与身份证不一致", False),
    ("return", "R02", "身份证照片不清晰或不是人像面", False),
    ("return", "R03", "工作单位填写错误", False),
    ("return", "R04", "学历学位信息填写有误", False),
    ("return", "R05", "照片不符合1寸免冠标准照要求", False),
    ("return", "R06", "联系方式填写有误", False),
    ("return", "R99", "其他（请说明）", True),
    ("decline", "D01", "不是本单位教师", False),
    ("decline", "D02", "冒用他人身份信息", False),
    ("decline", "D03", "重复注册", False),
    ("decline", "D99", "其他（请说明）", True),
)


def add(apps, schema_editor):
    reason_code = apps.get_model("approvals", "ReasonCode")
    for position, (transition, code, text, needs_text) in enumerate(_REASONS):
        reason_code.objects.get_or_create(
            flow="sign_up",
            transition=transition,
            code=code,
            defaults={"text": text, "needs_text": needs_text, "position": position},
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_recovery"), ("approvals", "0002_decisions_are_final")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
