"""What the demo province publishes: announcements, and the questions teachers ask most."""

from django.db import transaction

from portal.audit.services import SystemActor
from portal.home import services
from portal.home.models import Announcement, Question
from portal.organisations.enums import BodyKind
from portal.organisations.models import Body

_MAKER = SystemActor("demo")

_ANNOUNCEMENTS = (
    (
        "关于启用教师业务服务平台的通知",
        True,
        "各市、县（区）教育局，各学校：\n\n教师业务服务平台自即日起启用。教师凭本人身份证和手机号注册，"
        "由所在学校（或所属基地、上级教育局）审核通过后登录使用。\n\n注册不限浏览器，手机、平板、电脑均可办理；"
        "每填一步自动保存，不必赶在同一天填完，也不必避开高峰。",
    ),
    (
        "注册审核时限的说明",
        False,
        "学校收到注册申请后，应在5个工作日内审核。退回修改的，应标明需要修改的项目和原因；"
        "教师在首页“进度查询”中修改后重新提交，已填写的内容全部保留。",
    ),
    (
        "提醒：不要把短信验证码告诉任何人",
        False,
        "平台工作人员不会以任何理由索要短信验证码。收到不是本人操作的验证码短信，请不要理会，"
        "并尽快登录修改密码。",
    ),
)

_QUESTIONS = (
    (
        "注册",
        "没有身份证照片可以注册吗？",
        "可以。第二步可以跳过上传，直接手工填写姓名、公民身份号码、性别、民族和出生日期。审核人员会看到这些内容是手工填写的。",
    ),
    (
        "注册",
        "身份证识别错了怎么办？",
        "直接在页面上改正即可，不必重新拍照。每项旁边都有照片中对应位置的截图，方便核对。改正的内容会标给审核人员看。",
    ),
    (
        "注册",
        "姓名里的生僻字打不出来怎么办？",
        "在身份证信息页点“查找生僻字”，按拼音或部件找到这个字，点一下就会填入。平台支持国家标准 GB 18030-2022 的全部汉字，"
        "少数民族姓名中的间隔号请用“·”。",
    ),
    (
        "注册",
        "填到一半要离开，会丢失吗？",
        "不会。填写的内容几秒钟内自动保存。以后用同一个手机号在“注册”页获取验证码，或在“进度查询”中查询，就能接着填，换一台设备也可以。",
    ),
    (
        "注册",
        "找不到我的学校怎么办？",
        "可以用学校全称、曾用名、拼音或拼音首字母查找，也可以清空“单位所属区域”后在全省范围查找。仍然找不到的，请联系所在县（区）教育局添加。",
    ),
    (
        "注册",
        "提交以后发现填错了怎么办？",
        "审核之前可以在“进度查询”中点“收回修改”，改好后重新提交。审核通过以后，登录后在“修改信息”中更改；姓名须通过实名核验更改。",
    ),
    (
        "登录",
        "收不到短信验证码怎么办？",
        "请核对手机号，60 秒后可以重新获取。页面会显示短信是否已送达；显示发送失败的，请检查手机是否停机或拦截了短信。登录也可以改用密码。",
    ),
    (
        "登录",
        "密码输错被锁定了怎么办？",
        "连续三次输错密码会锁定 15 分钟。不想等待的，用短信验证码登录即可立即解除锁定。",
    ),
    (
        "登录",
        "换了手机号怎么办？",
        "能登录的，在“修改手机号码”中更换。不能登录的，在“忘记密码”中通过实名核验更换，或请学校管理员协助（须由第二位管理员确认）。",
    ),
    (
        "照片",
        "1寸照片有什么要求？",
        "上传任何一张正面免冠照片即可，系统会自动找到面部、裁成 295×413 像素、压缩到规定大小。背景干净的照片效果最好；不能使用时会说明原因。",
    ),
    (
        "隐私",
        "谁能看到我的身份证号和照片？",
        "只有负责审核您的学校、基地和上级教育局的工作人员，且默认只显示部分号码；每次查看完整内容都有记录，您登录后可以在“谁看过我的信息”中看到。",
    ),
    (
        "证书",
        "怎样查询以前的证书？",
        "2008 年以前（广西为 2012 年以前）的教师资格证书，请向证书上写明的认定机构查询。",
    ),
)


@transaction.atomic
def load_content() -> None:
    """Publish once; what administrators changed since stays."""
    bureau = Body.objects.filter(kind=BodyKind.PROVINCE).first()
    if bureau is None or Announcement.objects.exists() or Question.objects.exists():
        return
    for title, pinned, text in reversed(_ANNOUNCEMENTS):
        services.publish(title=title, text=text, pinned=pinned, issuer=bureau, actor=_MAKER)
    for position, (topic, question, text) in enumerate(_QUESTIONS):
        services.answer(question, text=text, topic=topic, position=position, actor=_MAKER)
