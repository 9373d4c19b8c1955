"""Why a photo cannot be fitted."""

from typing import Final

MESSAGES: Final = {
    "unreadable": "照片无法打开，文件可能已损坏。请重新选择照片。",
    "no_face": "没有在照片里找到正面人脸。请正对镜头、露出双眼和双耳，重新拍摄一张免冠照片。",
    "several_faces": "照片里有 {faces} 张人脸。请使用只有您一个人的照片。",
    "too_small": "照片里的人脸太小（约 {pixels} 像素宽），放大后会模糊。请靠近一些重新拍摄。",
    "too_dark": "照片太暗，看不清面部。请在光线充足的地方重新拍摄。",
    "too_bright": "照片过亮，面部细节已经丢失。请避开强光重新拍摄。",
    "too_close": "头顶或下巴被裁掉了。请离镜头远一些，让头部和双肩完整入镜。",
}


class CannotFit(Exception):
    """`code` for programs, `message` for the person: what is wrong and what to do (Chinese)."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.message = MESSAGES[code].format(**values)
        super().__init__(self.message)
