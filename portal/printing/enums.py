from django.db import models


class RunForm(models.TextChoices):
    """What a run makes of its prints."""

    MERGED = "merged", "一个 PDF 文件"
    ZIP = "zip", "压缩包，每份一个 PDF"
    PREVIEW = "preview", "样张"


class ItemState(models.TextChoices):
    QUEUED = "queued", "未打印"
    DONE = "done", "已生成"
    FAILED = "failed", "未能生成"


class ProofState(models.TextChoices):
    """What the public check says of a paper."""

    VALID = "valid", "有效"
    REVOKED = "revoked", "已撤销"
    EXPIRED = "expired", "已过期"
    OUTDATED = "outdated", "已变更，请重打"
