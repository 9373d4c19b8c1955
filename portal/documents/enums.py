from django.db import models


class DocumentKind(models.TextChoices):
    """What an upload is for; the rules of each kind are in `portal.documents.rules`."""

    ID_CARD = "id_card", "身份证人像面"
    PHOTO = "photo", "照片原图"
    PORTRAIT = "portrait", "1寸免冠照片"
    EVIDENCE = "evidence", "证明材料"
    CREDENTIAL = "credential", "教师资格证书"
    PUBLICATION = "publication", "公开资料"


class DocumentState(models.TextChoices):
    """Quarantined: kept for the security administrator, shown to nobody."""

    OK = "ok", "正常"
    QUARANTINED = "quarantined", "已隔离"
    DELETED = "deleted", "已删除"
