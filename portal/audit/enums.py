from django.db import models


class ActorKind(models.TextChoices):
    USER = "user", "用户"
    APPLICANT = "applicant", "申请人"
    SYSTEM = "system", "系统"


class Look(models.TextChoices):
    """What of a person's data somebody opened; the action of its entry is `look.<value>`."""

    CASE = "case", "申请详情"
    DOCUMENT = "document", "材料"
    UNMASKED = "unmasked", "完整证件号码或联系方式"
    PROFILE = "profile", "个人信息"
    EXPORT = "export", "名单导出"


LOOK_PREFIX = "look."
