"""Why an upload is not taken."""

from typing import Final

MESSAGES: Final = {
    "empty": "这个文件是空的（0 字节）。请重新选择文件后再上传。",
    "too_large": "文件有 {size}，超过了 {limit} 的上限。请换一个较小的文件，或重新拍摄后再上传。",
    "wrong_type": "这不是可以使用的文件类型。请上传 {accepted} 格式的文件。",
    "svg": "不接受 SVG 矢量图。请上传 {accepted} 格式的文件。",
    "renamed": (
        "文件名的后缀是 .{suffix}，内容却是 {found}。请上传原始的 {accepted} 文件，不要只改后缀。"
    ),
    "bomb": (
        "图片的像素太多，无法处理。请重新拍摄，或把图片缩小到 {megapixels} 百万像素以内再上传。"
    ),
    "damaged": "文件不完整或已损坏，无法打开。请重新拍摄或重新导出后再上传。",
    "script": "文件里含有脚本或可自动运行的内容，为了安全不能上传。请重新扫描或导出一份普通文件。",
    "encrypted": "这份 PDF 设了密码，无法打开。请取消密码后重新上传。",
    "too_many_pages": "这份 PDF 有 {pages} 页，超过了 {limit} 页的上限。请只保留需要的页面。",
    "too_complex": "这份 PDF 的结构过于复杂，无法检查。请用“打印为 PDF”重新导出后再上传。",
    "too_small": "图片只有 {width}×{height} 像素，看不清内容。请上传清晰的原图。",
    "doubtful": "{doubt}，已隔离，等待安全管理员查看，现在不能使用。请导出一份普通 PDF 后再上传。",
    "unknown_kind": "系统不认识这类材料，请返回上一页重新选择。",
}


class UploadRefused(Exception):
    """An upload that is not taken: `code` for programs, `message` for the person (Chinese)."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.message = MESSAGES[code].format(**values)
        super().__init__(self.message)
