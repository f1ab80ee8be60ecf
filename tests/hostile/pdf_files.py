"""PDF files made to hurt whoever opens them: bombs, loops, lies, actions and disguises."""

import io
import zlib
from collections.abc import Callable
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from tests.unit.documents import bad_files as bad
from tests.unit.documents.drawn_resume import body, canvas_of, saved


@lru_cache(maxsize=1)
def honest() -> bytes:
    """A page that reads well, so that a file refused for something else cannot hide behind having no text."""
    canvas = canvas_of()
    body(canvas)
    return saved(canvas)


def changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The honest file with something done to it."""
    with pikepdf.open(io.BytesIO(honest())) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def written(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of raw objects (1 is the catalog) with a right table of places."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, text in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + text + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(data)


def stream(data: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>"


def one_page(content: bytes, *, packed: bool = True) -> bytes:
    return written(CATALOG, PAGES, PAGE, stream(content, packed=packed), FONT)


def locked_for_changes() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(honest())) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="", owner="owner"))
    return buffer.getvalue()


def many_pages(text: bool) -> bytes:
    canvas = Canvas(buffer := io.BytesIO(), pageCompression=1)
    for number in range(5_000):
        if text:
            canvas.drawString(50, 700, f"Page {number} of the life and work of a nurse in Porto")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def twice_packed() -> bytes:
    inner = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    content = stream(inner, b"/Filter [/FlateDecode /FlateDecode]")
    return written(CATALOG, PAGES, PAGE, content, FONT)


def run_length_bomb() -> bytes:
    return written(
        CATALOG, PAGES, PAGE,
        stream(zlib.compress(b"\x81 " * 2_000_000, 9), b"/Filter [/FlateDecode /RunLengthDecode]"), FONT,
    )  # fmt: skip


def deep_array() -> bytes:
    nested = b"[" * 200_000 + b"]" * 200_000
    return written(CATALOG, PAGES, PAGE[:-2] + b"/X " + nested + b" >>", stream(b"BT ET"), FONT)


def deep_page_tree() -> bytes:
    depth = 5_000
    levels = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(depth)]
    return written(CATALOG, *levels, b"<< /Type /Page /MediaBox [0 0 595 842] >>")


def deep_operators() -> bytes:
    return one_page(b"q " * 300_000 + b"Q " * 300_000)


def form_of_itself() -> bytes:
    form = stream(
        b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    return written(CATALOG, PAGES, page, stream(b"/X Do"), FONT, form)


def forms_of_forms() -> bytes:
    """Each form draws the next one ten times: ten to the tenth in all."""
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (n + 7),
        )
        for n in range(10)
    ]
    last = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    return written(CATALOG, PAGES, page, stream(b"/X Do"), FONT, *forms, last)


def huge_picture(bits: int, filter_name: bytes = b"/FlateDecode") -> bytes:
    """20,000 x 20,000 pixels on a page without text."""
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(bytes(20_000 * bits // 8)) for _ in range(20_000)) + rows.flush()
    picture = stream(
        data,
        b"/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /ColorSpace /DeviceGray "
        b"/BitsPerComponent %d /Filter %s" % (bits, filter_name),
    )
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    return written(CATALOG, PAGES, page, stream(b"595 0 0 842 0 0 cm /X Do"), FONT, picture)


def jpeg_that_lies() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (64, 64), 128).save(buffer, "JPEG")
    data = bytearray(buffer.getvalue())
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = b"\xff\xdc\xff\xdc"
    picture = stream(
        bytes(data),
        b"/Type /XObject /Subtype /Image /Width 65500 /Height 65500 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /DCTDecode",
    )
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    return written(CATALOG, PAGES, page, stream(b"595 0 0 842 0 0 cm /X Do"), FONT, picture)


def many_operators() -> bytes:
    return one_page(b"BT /F 9 Tf " + b"1 0 Td (a) Tj " * 700_000 + b"ET")


def many_shapes() -> bytes:
    return one_page(b"0 0 9 9 re f " * 900_000)


def huge_sheet() -> bytes:
    text = b"BT /F 4000 Tf 100 100000 Td (Ines Duarte, registered nurse in Porto) Tj ET"
    return written(CATALOG, PAGES, PAGE.replace(b"595 842", b"2000000 2000000"), stream(text), FONT)


def table_of_itself() -> bytes:
    data = written(CATALOG, PAGES, PAGE, stream(b"BT ET"), FONT, trailer=b"/Prev 0000000000")
    start = data.rindex(b"startxref") + 10
    place = data[start:].split(b"\n")[0]
    return data.replace(b"/Prev 0000000000", b"/Prev " + place.zfill(10))


def length_that_lies() -> bytes:
    return honest().replace(b"/Length ", b"/Length 99999999", 1)


def streams_of_themselves() -> bytes:
    objects = stream(b"7 0 << /Type /ObjStm >>", b"/Type /ObjStm /N 1000000 /First 4 /Extends 6 0 R")
    return written(CATALOG, PAGES, PAGE, stream(b"BT ET"), FONT, objects)


def opens_with(**action: object) -> bytes:
    """An action that a viewer would run on opening."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(Type=Name.Action, **action)
        pdf.pages[0].AA = Dictionary(O=Dictionary(Type=Name.Action, **action))

    return changed(change)


def javascript(address: str) -> bytes:
    return opens_with(S=Name.JavaScript, JS=String(f"app.launchURL('{address}'); while(true){{}}"))


def launches() -> bytes:
    return opens_with(S=Name.Launch, F=String("/bin/sh"), Win=Dictionary(F=String("cmd.exe"), P=String("/c calc")))


def goes_to(address: str) -> bytes:
    return opens_with(S=Name.URI, URI=String(address))


def submits_to(address: str) -> bytes:
    return opens_with(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String(address)))


def with_attachment() -> bytes:
    return changed(lambda pdf: pdf.attachments.__setitem__("run.exe", b"MZ" + bytes(5_000)))


def content_elsewhere(address: str) -> bytes:
    """The page's content and picture are said to lie at an address and in a file of the machine."""

    def change(pdf: pikepdf.Pdf) -> None:
        far = pdf.make_stream(b"", F=Dictionary(Type=Name.Filespec, FS=Name.URL, F=String(address)))
        near = pdf.make_stream(b"", F=Dictionary(Type=Name.Filespec, F=String("/etc/passwd")))
        pdf.pages[0].Contents = Array([pdf.pages[0].Contents, far, near])

    return changed(change)


def xfa_form(address: str) -> bytes:
    form = f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><config><uri>{address}</uri></config></xdp:xdp>'

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(form.encode()), Fields=Array([]))

    return changed(change)


def noise_for_eyes() -> bytes:
    """Pages of noise, on which text recognition finds something everywhere."""
    from PIL import Image

    sheets = [Image.effect_noise((1240, 1754), 120).convert("L") for _ in range(4)]
    buffer = io.BytesIO()
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:], resolution=150)
    return buffer.getvalue()


def with_zip_behind() -> bytes:
    return honest() + bad.good_docx()


PLAIN: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "encrypted": (bad.encrypted_pdf, {"encrypted"}),
    "locked for changes only": (locked_for_changes, {""}),
    "half": (lambda: honest()[: len(honest()) // 2], {"truncated"}),
    "last bytes missing": (lambda: honest()[:-400], {"truncated"}),
    "header only": (lambda: b"%PDF-1.7\n", {"truncated"}),
    "header and end": (lambda: b"%PDF-1.7\n" + b" " * 300 + b"%%EOF", {"damaged"}),
    "11 MB": (lambda: honest() + b"\n" * (11 * 1024 * 1024), {"too_large"}),
    "5,000 pages": (lambda: many_pages(text=True), {""}),
    "5,000 blank pages": (lambda: many_pages(text=False), {"empty_document"}),
    "flate bomb": (bad.flate_bomb_pdf, {"too_heavy", "empty_document"}),
    "flate bomb packed twice": (twice_packed, {"too_heavy", "empty_document", "damaged"}),
    "run length bomb": (run_length_bomb, {"too_heavy", "empty_document", "damaged"}),
    "deep array": (deep_array, {"damaged", "empty_document"}),
    "deep page tree": (deep_page_tree, {"damaged", "empty_document"}),
    "deep operators": (deep_operators, {"damaged", "empty_document"}),
    "page tree loop": (bad.endless_pages_pdf, {"", "damaged"}),
    "form of itself": (form_of_itself, {"empty_document", "damaged", "too_heavy"}),
    "forms of forms": (forms_of_forms, {"empty_document", "damaged", "too_heavy", "too_slow", "scan", "scan_unread"}),
    "400 megapixels": (lambda: huge_picture(8), {"scan", "scan_unread", "too_heavy"}),
    "400 megapixels in black and white": (lambda: huge_picture(1), {"scan", "scan_unread", "too_heavy"}),
    "400 megapixels of JBIG2": (lambda: huge_picture(1, b"/JBIG2Decode"), {"scan", "scan_unread", "too_heavy"}),
    "JPEG of 4,000 megapixels": (jpeg_that_lies, {"scan", "scan_unread", "too_heavy", "damaged"}),
    "700,000 operators": (many_operators, {"", "too_heavy", "too_slow"}),
    "900,000 shapes": (many_shapes, {"empty_document", "scan", "scan_unread", "too_heavy", "too_slow"}),
    "sheet of 700 metres": (huge_sheet, {"", "damaged", "empty_document"}),
    "table that points at itself": (table_of_itself, {"damaged", "empty_document"}),
    "length that lies": (length_that_lies, {"", "damaged", "empty_document"}),
    "streams of themselves": (streams_of_themselves, {"damaged", "empty_document"}),
    "pages of noise": (noise_for_eyes, {"scan", "scan_unread", "too_slow", ""}),
    "launch": (launches, {""}),
    "attachment": (with_attachment, {""}),
    "zip behind a PDF": (with_zip_behind, {"", "truncated"}),
    "PDF behind a program": (lambda: b"MZ" + b"\x00" * 60 + honest(), {"unsupported"}),
    "PDF behind a web page": (lambda: b"<html><script>1</script>" + honest(), {"unsupported"}),
    "PDF behind a zip": (lambda: b"PK\x03\x04" + honest(), {"unsupported"}),
    "PDF behind a picture": (lambda: b"\x89PNG\r\n\x1a\n" + honest(), {"unsupported"}),
    "PDF behind a script": (lambda: b"#!/bin/sh\nrm -rf /\n" + honest(), {"unsupported"}),
}
"""Kind -> (how it is made, the codes it may end with; "" is read)."""

REACHING_OUT: dict[str, Callable[[str], bytes]] = {
    "JavaScript": javascript,
    "address": goes_to,
    "form that is sent": submits_to,
    "content elsewhere": content_elsewhere,
    "XFA": xfa_form,
}
"""Kind -> how it is made with an address it would like to open; each is read without it."""
