"""Files no resume should be, made on the spot."""

import io
import zipfile

import pikepdf
from docx import Document
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from tests.unit.resume.layouts import LAYOUTS

CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def good_pdf() -> bytes:
    return LAYOUTS["single_column.pdf"][0]()


def good_docx() -> bytes:
    return LAYOUTS["table.docx"][0]()


def encrypted_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(good_pdf())) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="owner"))
    return buffer.getvalue()


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(buffer, "PNG")
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    image = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(image).text((40, 40), "Nadia Okafor, engineer", fill="black")
    scan, buffer = io.BytesIO(), io.BytesIO()
    image.save(scan, "PNG")
    scan.seek(0)
    canvas = Canvas(buffer)
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(scan), 0, 0, 595, 842)
    canvas.save()
    return buffer.getvalue()


def blank_pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def package(document: bytes, *more: tuple[str, bytes], level: int = 9) -> bytes:
    """A DOCX around the given document.xml."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, data in more:
            archive.writestr(name, data)
    return buffer.getvalue()


def million_paragraphs() -> bytes:
    return package(BODY % (b"<w:p/>" * 3_000_000))


def quiet_paragraphs() -> bytes:
    """200,000 paragraphs that pack badly, so that neither size nor ratio gives them away."""
    import random

    random.seed(7)
    noise = b"".join(b'<w:p w:rsidR="%08X"/>' % random.getrandbits(32) for _ in range(200_000))
    return package(BODY % noise)


def zip_bomb() -> bytes:
    return package(BODY % b"", ("word/media/zeros.bin", b"\x00" * 90_000_000))


def entity_bomb() -> bytes:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return package(
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">' + levels + b"]>"
        + BODY % b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
    )  # fmt: skip


def reads_a_file() -> bytes:
    return package(
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        + BODY % (b"<w:p><w:r><w:t>Experience as a careful engineer of forty years &f;</w:t></w:r></w:p>")
    )


def with_macros() -> bytes:
    return package(BODY % b"<w:p/>", ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0macro"))


def docx_of_pictures() -> bytes:
    document = Document()
    document.add_picture(io.BytesIO(picture()))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def flate_bomb_pdf() -> bytes:
    """A page whose content unpacks to 200 MB of spaces and ends with a few words."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(b" " * 200_000_000 + b"BT ET")
    buffer = io.BytesIO()
    pdf.save(buffer, compress_streams=True)
    return buffer.getvalue()


def endless_pages_pdf() -> bytes:
    """A page tree that contains itself."""
    data = good_pdf()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.Root.Pages.Count = 2_000_000
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()
