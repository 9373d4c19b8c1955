from django.db import models


class Track(models.TextChoices):
    """认定类型: follows from the school and the person's section, never chosen (manual, step 4)."""

    SECONDARY = "secondary", "中等职业教育"
    HIGHER = "higher", "高等职业教育"


class Level(models.TextChoices):
    """认定级别 (教师厅〔2022〕2号, annex)."""

    JUNIOR = "junior", "初级"
    INTERMEDIATE = "intermediate", "中级"
    SENIOR = "senior", "高级"


class Section(models.TextChoices):
    """The parts of the application, in their order."""

    KIND = "kind", "认定类型和级别"
    QUALIFICATION = "qualification", "教师资格和职称"
    SKILLS = "skills", "职业资格和技能等级"
    TEACHING = "teaching", "任教专业和课时"
    PRACTICE = "practice", "企业工作和实践经历"
    RESULTS = "results", "教学业绩和成果"
    EVIDENCE = "evidence", "证明材料"


class ConditionKind(models.TextChoices):
    """What can be asked of an applicant before anything is filled in (X6).

    The number of a condition is months, years or a code of the education table, as its name says.
    """

    TRACK = "track", "在职业院校任教，能确定认定类型"
    REAL_NAME = "real_name", "已实名核验"
    PHOTO = "photo", "已上传1寸免冠标准照片"
    EMPLOYED = "employed", "在本校任教满（月）"
    AGE = "age", "年龄不满（周岁）"
    EDUCATION = "education", "最高学历不低于"
    NO_CURRENT = "no_current", "没有同级或更高级别的有效证书"
    TEACHER_CERTIFICATE = "teacher_certificate", "有教师资格证书"
    PRACTICE = "practice", "近五年企业实践满（月）"


class CertificateState(models.TextChoices):
    VALID = "valid", "有效"
    REVOKED = "revoked", "已撤销"


class Standing(models.TextChoices):
    """What a certificate is worth today."""

    VALID = "valid", "有效"
    EXPIRED = "expired", "已过期"
    REVOKED = "revoked", "已撤销"


class ResultKind(models.TextChoices):
    """业绩和成果 (domain facts of the field: 双师 application form)."""

    TEACHING = "teaching", "教学业绩"
    CONTEST = "contest", "本人竞赛获奖"
    COACHING = "coaching", "指导学生获奖"
    PROJECT = "project", "课题、横向项目"
    PATENT = "patent", "专利、标准"
    TEXTBOOK = "textbook", "教材、著作"
    SERVICE = "service", "技术服务、成果转化"
    OTHER = "other", "其他"
