"""SOAP 1.1 messages: reading, checking against the schema, writing; and the two versions of the service.

Inside everything is version 1; version 2 is another namespace and other names for some elements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from simulators.messages import Reply
from simulators.shapes import Version

Element: TypeAlias = Any
Plain: TypeAlias = dict[str, Any]

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_NAMESPACES: Mapping[Version, str] = {
    "v1": "urn:foshan-chancheng:swj:fwjy:v1",
    "v2": "urn:foshan-chancheng:swj:fwjy:v2",
}
_RENAMES = {"mj": "jzmj", "ynse": "ybtse", "jfckh": "jkpzh", "fwtc": "jtzfts", "pzhm": "wspzhm"}
_LISTS = frozenset({"zrf", "csf", "jkmx"})
_HERE = Path(__file__).parent


class Fault(Exception):
    """A request that is refused: a code, a sentence, and whose mistake it is ("Client" or "Server")."""

    def __init__(self, code: str, sentence: str, whose: str = "Client") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.whose = whose


@dataclass(frozen=True, slots=True)
class Request:
    """The operation that was called and its fields; lists of parties and lines are lists."""

    operation: str
    fields: Plain


def wsdl(version: Version, location: str) -> Reply:
    """Serve the description of the service as it stands at an address."""
    text = _in_version((_HERE / "service.wsdl").read_text(), version).replace("{location}", location)
    return Reply(200, text.encode(), "text/xml; charset=utf-8")


def xsd(version: Version) -> Reply:
    """Serve the schema."""
    return Reply(200, _schema_text(version).encode(), "text/xml; charset=utf-8")


def read(body: bytes, version: Version) -> Request:
    """Read an envelope; raises Fault T01 when it is not what the schema says."""
    content = _content(_parsed(body))
    schema = etree.XMLSchema(etree.fromstring(_schema_text(version).encode()))
    if not schema.validate(etree.ElementTree(content)):
        raise Fault("T01", f"报文不符合接口定义（{version}）：{schema.error_log[0].message}"[:200])
    old_names = {new: old for old, new in _RENAMES.items()} if version == "v2" else {}
    return Request(etree.QName(content).localname, _plain(content, old_names))


def write(name: str, fields: Plain, version: Version) -> Reply:
    """Write an answer."""
    return Reply(200, _envelope(_element(name, fields, version)), "text/xml; charset=utf-8")


def write_fault(fault: Fault, version: Version) -> Reply:
    """Write a fault; SOAP 1.1 wants HTTP 500 for it."""
    told = etree.Element(f"{{{SOAP}}}Fault")
    etree.SubElement(told, "faultcode").text = f"soap:{fault.whose}"
    etree.SubElement(told, "faultstring").text = fault.sentence
    detail = etree.SubElement(told, "detail")
    detail.append(_element("cw", {"dm": fault.code, "sm": fault.sentence}, version))
    return Reply(500, _envelope(told), "text/xml; charset=utf-8")


def _schema_text(version: Version) -> str:
    return _in_version((_HERE / "service.xsd").read_text(), version)


def _in_version(text: str, version: Version) -> str:
    """Turn the text of version 1 into that of another version."""
    if version == "v1":
        return text
    text = text.replace(_NAMESPACES["v1"], _NAMESPACES["v2"]).replace("version 1.", "version 2.")
    return re.sub(r'(<xs:element name=")(\w+)"', lambda m: f'{m[1]}{_RENAMES.get(m[2], m[2])}"', text)


def _parsed(body: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as unreadable:
        raise Fault("T01", f"报文不是完整的XML：{unreadable.msg}"[:200]) from None
    if root.getroottree().docinfo.doctype:
        raise Fault("T01", "报文不得含有文档类型声明")
    return root


def _content(root: Element) -> Element:
    """Return the one element in the body of an envelope."""
    body = root.find(f"{{{SOAP}}}Body")
    children = [child for child in body if isinstance(child.tag, str)] if body is not None else []
    if root.tag != f"{{{SOAP}}}Envelope" or len(children) != 1:
        raise Fault("T01", "报文不是只含一个请求的SOAP 1.1信封")
    return children[0]


def _plain(element: Element, old_names: Mapping[str, str]) -> Plain:
    """Turn the children of an element into a dictionary with version 1 names."""
    fields: Plain = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        local = etree.QName(child).localname
        name = old_names.get(local, local)
        value = _plain(child, old_names) if len(child) else (child.text or "").strip()
        if name in _LISTS:
            fields.setdefault(name, []).append(value)
        else:
            fields[name] = value
    return fields


def _element(name: str, fields: Plain, version: Version) -> Element:
    element = etree.Element(_tag(name, version), nsmap={None: _NAMESPACES[version]})
    for key, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                element.append(_element(key, one, version))
            elif one is not None:
                etree.SubElement(element, _tag(key, version)).text = str(one)
    return element


def _tag(name: str, version: Version) -> str:
    local = _RENAMES.get(name, name) if version == "v2" else name
    return f"{{{_NAMESPACES[version]}}}{local}"


def _envelope(content: Element) -> bytes:
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soap": SOAP})
    etree.SubElement(envelope, f"{{{SOAP}}}Body").append(content)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="utf-8"))
