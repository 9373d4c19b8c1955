"""The vendor's own worked example, and the rules it does not show.

Example: https://help.aliyun.com/document_detail/101343.html (短信服务 · 请求签名).
"""

import pytest

from portal.connectors.aliyun.signature import (
    canonical_query,
    is_signed,
    percent_encode,
    sign,
    string_to_sign,
)

EXAMPLE = {
    "AccessKeyId": "testId",
    "Action": "SendSms",
    "Format": "XML",
    "OutId": "123",
    "PhoneNumbers": "15300000001",
    "RegionId": "cn-hangzhou",
    "SignName": "阿里云短信测试专用",
    "SignatureMethod": "HMAC-SHA1",
    "SignatureNonce": "45e25e9b-0a6f-4070-8c85-2956eda1b466",
    "SignatureVersion": "1.0",
    "TemplateCode": "SMS_71390007",
    "TemplateParam": '{"customer":"test"}',
    "Timestamp": "2017-07-12T02:42:19Z",
    "Version": "2017-05-25",
}


def test_the_documented_example():
    assert sign("GET", EXAMPLE, "testSecret") == "zJDF+Lrzhj/ThnlvIToysFRq6t4="


def test_the_order_of_parameters_does_not_matter():
    backwards = dict(reversed(EXAMPLE.items()))
    assert sign("GET", backwards, "testSecret") == sign("GET", EXAMPLE, "testSecret")


@pytest.mark.parametrize(
    ("plain", "encoded"),
    [("a b", "a%20b"), ("*", "%2A"), ("~", "~"), ("+", "%2B"), ("/", "%2F"), ("王", "%E7%8E%8B")],
)
def test_percent_encoding_of_rfc_3986(plain, encoded):
    assert percent_encode(plain) == encoded


def test_the_signature_itself_is_not_signed():
    signed = {**EXAMPLE, "Signature": "x"}
    assert canonical_query(signed) == canonical_query(EXAMPLE)
    assert string_to_sign("POST", EXAMPLE).startswith("POST&%2F&AccessKeyId%3DtestId%26")


def test_any_changed_parameter_key_or_method_breaks_the_signature():
    signed = {**EXAMPLE, "Signature": sign("POST", EXAMPLE, "testSecret")}
    assert is_signed("POST", signed, "testSecret")
    assert not is_signed("GET", signed, "testSecret")
    assert not is_signed("POST", signed, "testSecret2")
    assert not is_signed("POST", {**signed, "PhoneNumbers": "15300000002"}, "testSecret")
    assert not is_signed("POST", EXAMPLE, "testSecret")
