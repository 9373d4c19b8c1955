from django.db import models


class Channel(models.TextChoices):
    PORTAL = "portal", "站内消息"
    SMS = "sms", "短信"
    EMAIL = "email", "邮件"


class MessageState(models.TextChoices):
    """Sent: the carrier or mail server took it. Delivered: it confirmed the receipt."""

    QUEUED = "queued", "正在发送"
    SENT = "sent", "已发送"
    DELIVERED = "delivered", "已送达"
    FAILED = "failed", "发送失败"


class CodePurpose(models.TextChoices):
    """What an SMS code is good for; a code of one purpose is wrong for every other."""

    SIGN_UP = "sign_up", "注册"
    SIGN_IN = "sign_in", "登录"
    UNLOCK = "unlock", "解除锁定"
    RECOVER = "recover", "找回密码"
    CHANGE_MOBILE = "change_mobile", "修改手机号码"
    PROGRESS = "progress", "进度查询"
    SECOND_FACTOR = "second_factor", "工作人员登录验证"
    QUERY = "query", "证书查询"
