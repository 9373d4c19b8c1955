"""The first coded reasons of dual-qualified certification; the province keeps them from then on."""

from django.db import migrations

_REASONS = (
    ("return", "R01", "证明材料不清晰或缺页（封面、正文、盖章页、封底须齐全）", False),
    ("return", "R02", "证明材料与填写内容不一致", False),
    ("return", "R03", "所选条款与证明材料不对应", False),
    ("return", "R04", "教师资格证书信息有误", False),
    ("return", "R05", "职称、职业资格或技能等级信息有误", False),
    ("return", "R06", "企业实践经历信息不完整", False),
    ("return", "R07", "认定类型或学校属性有误", False),
    ("return", "R99", "其他（请说明）", True),
    ("disagree", "G01", "不符合申请级别的条件", False),
    ("disagree", "G02", "证明材料不足以支持所选条款", False),
    ("disagree", "G03", "材料不实", True),
    ("disagree", "G99", "其他（请说明）", True),
    ("decline", "D01", "不符合申请级别的条件", False),
    ("decline", "D02", "证明材料不足以支持所选条款", False),
    ("decline", "D03", "材料不实", True),
    ("decline", "D04", "师德考核不合格", False),
    ("decline", "D05", "不属于认定范围", False),
    ("decline", "D99", "其他（请说明）", True),
)


def add(apps, schema_editor):
    reason_code = apps.get_model("approvals", "ReasonCode")
    for position, (transition, code, text, needs_text) in enumerate(_REASONS):
        reason_code.objects.get_or_create(
            flow="dual_qualified",
            transition=transition,
            code=code,
            defaults={"text": text, "needs_text": needs_text, "position": position},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("dual_qualified", "0001_initial"),
        ("approvals", "0004_export_filters_encrypted"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
