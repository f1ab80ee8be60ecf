"""Word files and archives made to hurt whoever opens them."""

import io
import random
import stat
import struct
import zipfile
from collections.abc import Callable

from tests.unit.documents import bad_files as bad
from tests.unit.documents.bad_files import BODY, package

TEXT = b"<w:p><w:r><w:t>Ines Duarte, registered nurse in Porto, led a ward of twelve beds</w:t></w:r></w:p>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)


def relation(kind: str, target: str, identity: str = "rId9", mode: str = "External") -> bytes:
    one = f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return RELATIONS.format(one).encode()


def archive(*members: tuple[str, bytes], store: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as target:
        for name, data in members:
            target.writestr(name, data)
    return buffer.getvalue()


def many_entries() -> bytes:
    return package(BODY % TEXT, *((f"word/media/{number}.bin", b"") for number in range(20_000)))


def entity(definition: bytes, encoding: str = "utf-8") -> bytes:
    text = TEXT.replace(b"Porto", b"Porto &e;")
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [{definition.decode()}]>{(BODY % text).decode()}'
    return package(xml.encode(encoding))


def quadratic_entities() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "' + b"a" * 50_000 + b'">]>'
    return package(xml + BODY % TEXT.replace(b"Porto", b"&e;" * 50_000))


def outside_entity(address: str) -> bytes:
    return entity(f'<!ENTITY e SYSTEM "{address}">'.encode())


def outside_entity_in_utf16(address: str) -> bytes:
    return entity(f'<!ENTITY e SYSTEM "{address}">'.encode(), "utf-16")


def outside_definitions(address: str) -> bytes:
    return package(f'<?xml version="1.0"?><!DOCTYPE d SYSTEM "{address}">'.encode() + BODY % TEXT)


def outside_parameter(address: str) -> bytes:
    return package(f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY % p SYSTEM "{address}"> %p;]>'.encode() + BODY % TEXT)


def outside_template(address: str) -> bytes:
    settings = (
        f'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}">'
        '<w:attachedTemplate r:id="rId9"/></w:settings>'
    )
    return package(
        BODY % TEXT,
        ("word/settings.xml", settings.encode()),
        ("word/_rels/settings.xml.rels", relation("attachedTemplate", address)),
        ("word/_rels/document.xml.rels", relation("settings", "settings.xml", mode="Internal")),
    )


def outside_picture(address: str) -> bytes:
    picture = (
        b'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="%s"><v:imagedata r:link="rId9"/>'
        b"</v:shape></w:pict></w:r></w:p>" % OFFICE.encode()
    )
    return package(BODY % (TEXT + picture), ("word/_rels/document.xml.rels", relation("image", address)))


def outside_chunk(address: str) -> bytes:
    chunk = b'<w:altChunk xmlns:r="%s" r:id="rId9"/>' % OFFICE.encode()
    return package(BODY % (TEXT + chunk), ("word/_rels/document.xml.rels", relation("aFChunk", address)))


def outside_object(address: str) -> bytes:
    return package(BODY % TEXT, ("word/_rels/document.xml.rels", relation("oleObject", address)))


def fields(address: str) -> bytes:
    code = f'INCLUDEPICTURE "{address}" INCLUDETEXT "{address}" DDEAUTO cmd "/c calc"'
    return package(BODY % (TEXT + f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>".encode()))


def nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    return package(BODY % (TEXT + opening * depth + TEXT + closing * depth))


def nested_tables() -> bytes:
    return nested(b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>", 1_500)


def text_node() -> bytes:
    return package(BODY % (b"<w:p><w:r><w:t>" + b"a" * 300_000_000 + b"</w:t></w:r></w:p>"))


def long_text() -> bytes:
    """11 MB of text that packs badly, in one paragraph: under every limit of size."""
    chance = random.Random(3)
    words = " ".join(f"{chance.getrandbits(40):x}" for _ in range(1_000_000))
    return package(BODY % (TEXT + b"<w:p><w:r><w:t>" + words.encode() + b"</w:t></w:r></w:p>"))


def many_runs() -> bytes:
    return package(BODY % (TEXT + b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 300_000 + b"</w:p>",), level=1)


def many_attributes() -> bytes:
    attributes = b" ".join(b'w:a%d="1"' % number for number in range(100_000))
    return package(BODY % (TEXT + b"<w:p " + attributes + b"/>"))


def size_that_lies() -> bytes:
    """The table of contents says that the document is small."""
    data = bytearray(package(BODY % (TEXT + b" " * 150_000_000)))
    place = data.rindex(b"PK\x01\x02")
    while data[place + 46 : place + 63] != b"word/document.xml":
        place = data.rindex(b"PK\x01\x02", 0, place)
    data[place + 24 : place + 28] = struct.pack("<I", 2_000)
    return bytes(data)


def link_member() -> bytes:
    buffer = io.BytesIO(package(BODY % TEXT))
    with zipfile.ZipFile(buffer, "a") as target:
        link = zipfile.ZipInfo("word/media/picture.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def twice_the_same() -> bytes:
    buffer = io.BytesIO(package(BODY % TEXT))
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as target:
        warnings.simplefilter("ignore")
        target.writestr("word/document.xml", BODY % b"<w:p/>")
    return buffer.getvalue()


def locked_members() -> bytes:
    data = bytearray(package(BODY % TEXT))
    place = -1
    while (place := data.find(b"PK\x01\x02", place + 1)) != -1:
        data[place + 8] |= 1
    return bytes(data)


def zip_in_zip() -> bytes:
    bomb = archive(*((f"{number}.bin", bytes(10_000_000)) for number in range(20)))
    return package(BODY % TEXT, ("word/embeddings/inner.zip", bomb))


def style_loop() -> bytes:
    styles = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = TEXT.replace(b"<w:p>", b'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>')
    types = bad.CONTENT_TYPES.replace(
        b"</Types>",
        b'<Override PartName="/word/styles.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
    )
    return archive(
        ("[Content_Types].xml", types),
        ("_rels/.rels", bad.RELATIONS),
        ("word/document.xml", BODY % body),
        ("word/styles.xml", styles),
        ("word/_rels/document.xml.rels", relation("styles", "styles.xml", mode="Internal")),
    )


def spreadsheet() -> bytes:
    return archive(("[Content_Types].xml", bad.CONTENT_TYPES), ("xl/workbook.xml", b"<x/>"))


PLAIN: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "nothing": (lambda: b"", {"empty"}),
    "zeros": (lambda: bytes(5_000), {"empty"}),
    "half": (lambda: bad.good_docx()[: len(bad.good_docx()) // 2], {"truncated"}),
    "program": (lambda: b"MZ\x90\x00" + bytes(range(256)) * 40, {"program"}),
    "web page": (lambda: b"<html><body>" + b"hello " * 200, {"unsupported"}),
    "picture": (bad.picture, {"image"}),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), {"old_word"}),
    "archive": (lambda: archive(("notes.txt", b"hello")), {"unsupported"}),
    "empty archive": (lambda: b"PK\x05\x06" + bytes(18), {"damaged"}),
    "spreadsheet": (spreadsheet, {"other_office"}),
    "macros": (bad.with_macros, {"macros"}),
    "zip bomb": (bad.zip_bomb, {"unpacks_too_large"}),
    "20,000 entries": (many_entries, {"unpacks_too_large"}),
    "zip in zip": (zip_in_zip, {"", "unpacks_too_large"}),
    "3 million paragraphs": (bad.million_paragraphs, {"unpacks_too_large"}),
    "200,000 quiet paragraphs": (bad.quiet_paragraphs, {"too_long"}),
    "text of 300 MB": (text_node, {"unpacks_too_large"}),
    "text of 11 MB": (long_text, {"too_long"}),
    "300,000 runs": (many_runs, {"", "too_long", "too_slow", "too_heavy", "unpacks_too_large"}),
    "100,000 attributes": (many_attributes, {"", "damaged", "too_slow"}),
    "file of the machine": (bad.reads_a_file, {"", "damaged"}),
    "billion laughs": (bad.entity_bomb, {"damaged"}),
    "quadratic entities": (quadratic_entities, {"", "damaged"}),
    "nested tables": (nested_tables, {"", "damaged"}),
    "nested controls": (lambda: nested(b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", 30_000), {"", "damaged"}),
    "nested runs": (lambda: nested(b"<w:p><w:ins>", b"</w:ins></w:p>", 200), {"", "damaged"}),
    "size that lies": (size_that_lies, {"damaged", "unpacks_too_large"}),
    "link member": (link_member, {"", "damaged"}),
    "member twice": (twice_the_same, {"damaged"}),
    "locked members": (locked_members, {"encrypted_docx"}),
    "path upwards": (lambda: package(BODY % TEXT, ("../../evil.txt", b"x")), {"damaged"}),
    "path from the root": (lambda: package(BODY % TEXT, ("/etc/evil.txt", b"x")), {"damaged"}),
    "path with a drive": (lambda: package(BODY % TEXT, ("C:\\evil.txt", b"x")), {"damaged"}),
    "style loop": (style_loop, {"", "damaged"}),
    "zip behind a zip": (lambda: bad.good_docx() + archive(("a.txt", b"x")), {"", "unsupported", "damaged"}),
}  # fmt: skip

REACHING_OUT: dict[str, Callable[[str], bytes]] = {
    "entity": outside_entity, "entity in UTF-16": outside_entity_in_utf16, "definitions": outside_definitions,
    "parameter entity": outside_parameter, "template": outside_template, "linked picture": outside_picture,
    "chunk": outside_chunk, "object": outside_object, "fields": fields,
}  # fmt: skip
