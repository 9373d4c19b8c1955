"""教师系列职称 (domain facts, 5.10): vocational schools, practice instructors, higher schools."""

from typing import Final

TITLES: Final = {
    "professor": "教授",
    "associate_professor": "副教授",
    "lecturer_higher": "讲师（高校）",
    "assistant_higher": "助教",
    "senior_1": "正高级讲师",
    "senior_2": "高级讲师",
    "lecturer": "讲师（中职）",
    "assistant_lecturer": "助理讲师",
    "instructor_senior_1": "正高级实习指导教师",
    "instructor_senior_2": "高级实习指导教师",
    "instructor_1": "一级实习指导教师",
    "instructor_2": "二级实习指导教师",
    "instructor_3": "三级实习指导教师",
    "teacher_senior_1": "正高级教师",
    "teacher_senior_2": "高级教师",
    "teacher_1": "一级教师",
    "teacher_2": "二级教师",
    "teacher_3": "三级教师",
    "none": "未评级",
}
