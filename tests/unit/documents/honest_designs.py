"""Designs of honest resumes that a careless search for hidden text would accuse."""

import io
from collections.abc import Callable
from functools import partial

import pikepdf
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.unit.documents.drawn_resume import HEIGHT, WIDTH, a_picture, body, canvas_of, saved, source_font, write
from tests.unit.documents.planted_text import text_box

Draw = Callable[[Canvas], None]
DARK = ("#000000", "#1f3864", "#2d2d2d", "#7b1e3b", "#0b6623", "#3b3b98", "#444444")


def _on_sidebar(canvas: Canvas, colour: str) -> None:
    canvas.setFillColor(HexColor(colour))
    canvas.rect(400, 0, 195, HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(1)
    for number, skill in enumerate(("Wound care", "Triage", "Phlebotomy", "Rota planning")):
        write(canvas, 415, 600 - 18 * number, skill)


def _on_band(canvas: Canvas, colour: str) -> None:
    canvas.setFillColor(HexColor(colour))
    canvas.rect(0, 640, WIDTH, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    write(canvas, 50, 650, "PROFESSIONAL SKILLS", 14)


def _in_colour(canvas: Canvas, colour: str, size: float = 10) -> None:
    canvas.setFillColor(HexColor(colour))
    write(canvas, 50, 600, "Languages: Portuguese, English, Spanish", size)


def _superscript(canvas: Canvas, size: float) -> None:
    write(canvas, 50, 600, "Ranked 1")
    write(canvas, 92, 604, "st", size)
    write(canvas, 110, 600, "in the regional simulation contest of nursing students")
    write(canvas, 50, 580, "References and certificates are handed over on request", size)


def _on_picture(canvas: Canvas, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    canvas.drawImage(a_picture(first, last), 0, 560, WIDTH, 100)
    canvas.setFillGray(1)
    write(canvas, 50, 600, "Patient safety first, and always", 16)


def _whole_page_picture(canvas: Canvas) -> None:
    canvas.drawImage(a_picture((250, 250, 248), (235, 240, 245)), 0, 0, WIDTH, HEIGHT)
    body(canvas)
    for number in range(12):
        write(canvas, 50, 500 - number * 14, f"Ward {number}: planned rotas, kept stock, and wrote handover notes")


def _scan_with_text_layer(canvas: Canvas, mode: int) -> None:
    if mode != 3:
        body(canvas)
    canvas.drawImage(a_picture((250, 250, 250), (240, 240, 240)), 0, 0, WIDTH, HEIGHT)
    if mode == 3:
        text = canvas.beginText(50, 790)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(3)
        for line in ("Ines Duarte", "Registered nurse in Porto", "Led a ward of twelve beds and trained colleagues"):
            text.textLine(line)
        canvas.drawText(text)


def _watermark(canvas: Canvas, grey: float) -> None:
    canvas.saveState()
    canvas.translate(150, 250)
    canvas.rotate(45)
    canvas.setFillGray(grey)
    write(canvas, 0, 0, "CONFIDENTIAL", 60)
    canvas.restoreState()


def _twice_for_bold(canvas: Canvas) -> None:
    for shift in (0, 0.3):
        write(canvas, 50 + shift, 600, "SKILLS AND LANGUAGES", 13)


def _shadow(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    write(canvas, 51, 599, "SKILLS AND LANGUAGES", 18)
    canvas.setFillGray(0)
    write(canvas, 50, 600, "SKILLS AND LANGUAGES", 18)


def _white_halo(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    write(canvas, 50.4, 600, "SKILLS AND LANGUAGES", 18)
    canvas.setFillGray(0)
    write(canvas, 50, 600, "SKILLS AND LANGUAGES", 18)


def _mode(canvas: Canvas, mode: int) -> None:
    text = canvas.beginText(50, 600)
    text.setFont("Helvetica", 20)
    text.setTextRenderMode(mode)
    text.textOut("Wound care and triage")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def _white_with_outline(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.setStrokeGray(0)
    _mode(canvas, 2)


def _table(canvas: Canvas) -> None:
    for number, row in enumerate(("Wound care", "Triage", "Phlebotomy", "Handover", "Rota planning")):
        canvas.setFillGray(0.92 if number % 2 else 0.25)
        canvas.rect(45, 594 - 20 * number, 400, 20, stroke=0, fill=1)
        canvas.setFillGray(0 if number % 2 else 1)
        write(canvas, 50, 600 - 20 * number, row)


def _gradient(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 560, WIDTH, 100)
    canvas.clipPath(path, stroke=0)
    canvas.linearGradient(0, 600, WIDTH, 600, (HexColor("#102040"), HexColor("#406090")))
    canvas.setFillGray(1)
    write(canvas, 50, 600, "Patient safety first, and always", 16)
    canvas.restoreState()


def _pills(canvas: Canvas) -> None:
    for number, skill in enumerate(("Triage", "Rota planning", "Teaching")):
        canvas.setFillColor(HexColor("#2a6f97"))
        canvas.roundRect(50 + 110 * number, 594, 100, 20, 9, stroke=0, fill=1)
        canvas.setFillGray(1)
        write(canvas, 58 + 110 * number, 600, skill)


def _under_glass(canvas: Canvas) -> None:
    write(canvas, 50, 600, "Wound care and triage in a ward of twelve beds")
    canvas.saveState()
    canvas.setFillColor(HexColor("#ffcc00"))
    canvas.setFillAlpha(0.25)
    canvas.rect(45, 595, 300, 16, stroke=0, fill=1)
    canvas.restoreState()


def _half_clear(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.45)
    write(canvas, 50, 600, "Wound care and triage in a ward of twelve beds")


def _underlined(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor("#0563c1"))
    write(canvas, 50, 600, "linkedin.com/in/ines-duarte")
    canvas.rect(50, 598, 130, 0.6, stroke=0, fill=1)


def _unusual_letters(canvas: Canvas) -> None:
    canvas.setFont(source_font(), 11)
    texts = (
        "e\ufb03cient and \ufb02exible, o\ufb00ering \ufb01rst aid",
        "co\u00adoperation in the team\u00adwork of wards",
        "na\u00efve, \u0160koda, \u0141\u00f3d\u017a, S\u00e3o Jo\u00e3o, Krak\u00f3w",
        "100\u2009% \u2192 50\u202f%, 5\u00a0years\u200b of care",
    )
    for number, text in enumerate(texts):
        canvas.drawString(50, 600 - 16 * number, text)


def _japanese(canvas: Canvas) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    canvas.setFont("HeiseiMin-W3", 11)
    canvas.drawString(50, 600, "看護師として十二床の病棟を担当し、六人の同僚を指導しました")


def _in_form(canvas: Canvas) -> None:
    canvas.beginForm("block")
    canvas.setFillColor(HexColor("#1f3864"))
    canvas.rect(0, 0, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    write(canvas, 8, 10, "PROFESSIONAL SKILLS", 14)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(50, 560)
    canvas.doForm("block")
    canvas.restoreState()


def _page_clip(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, WIDTH, HEIGHT)
    canvas.clipPath(path, stroke=0)
    body(canvas)


def _card_over_text(canvas: Canvas) -> None:
    """A coloured page, a white card on it, and the text on the card."""
    canvas.setFillColor(HexColor("#dde7f0"))
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.rect(30, 400, 535, 420, stroke=0, fill=1)
    body(canvas)


def _on_a_page(width: float, height: float, size: float, turn: int = 0) -> bytes:
    canvas = canvas_of(width, height)
    body(canvas, top=height - 40, left=width * 0.06, size=size)
    canvas.setPageRotation(turn)
    return saved(canvas)


def _turned() -> bytes:
    """Text drawn sideways on a page that is shown turned, so that it stands upright."""
    canvas = canvas_of(HEIGHT, WIDTH)
    canvas.rotate(90)
    canvas.translate(0, -HEIGHT)
    body(canvas, top=780)
    canvas.setPageRotation(90)
    return saved(canvas)


def _cropped() -> bytes:
    with pikepdf.open(io.BytesIO(_drawn(lambda canvas: None))) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array([-100, -100, 700, 950])
        pdf.pages[0].CropBox = pikepdf.Array([20, 400, 560, 830])
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def _highlighted() -> bytes:
    with pikepdf.open(io.BytesIO(_drawn(lambda canvas: None))) as pdf:
        look = pdf.make_stream(
            b"/G gs 1 1 0 rg 0 0 400 14 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 400, 14]),
            Resources=pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G=pikepdf.Dictionary(BM=pikepdf.Name.Multiply))),
        )  # fmt: skip
        mark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, Rect=pikepdf.Array([48, 786, 448, 800]), F=4,
            QuadPoints=pikepdf.Array([48, 800, 448, 800, 48, 786, 448, 786]), AP=pikepdf.Dictionary(N=look),
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(mark)])
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def _drawn(draw: Draw) -> bytes:
    canvas = canvas_of()
    body(canvas)
    draw(canvas)
    return saved(canvas)


def _alone(draw: Draw) -> bytes:
    canvas = canvas_of()
    draw(canvas)
    return saved(canvas)


PDF_DESIGNS: dict[str, Callable[[], bytes]] = {
    **{f"white on a sidebar {c}": partial(_drawn, partial(_on_sidebar, colour=c)) for c in DARK},
    **{f"white on a band {c}": partial(_drawn, partial(_on_band, colour=c)) for c in DARK},
    **{
        f"text in {c}": partial(_drawn, partial(_in_colour, colour=c))
        for c in ("#555555", "#888888", "#aaaaaa", "#c8c8c8", "#ffff00", "#00ffff", "#ffc0cb", "#add8e6", "#f4a261")
    },
    **{f"{s} point": partial(_drawn, partial(_superscript, size=s)) for s in (4, 5, 6, 7)},
    **{
        f"on a picture {number}": partial(_drawn, partial(_on_picture, first=first, last=last))
        for number, (first, last) in enumerate([((20, 30, 40), (90, 90, 90)), ((120, 30, 40), (40, 90, 160))])
    },
    "picture behind the page": partial(_alone, _whole_page_picture),
    "scan with text in mode 3": partial(_alone, partial(_scan_with_text_layer, mode=3)),
    "scan with text behind": partial(_alone, partial(_scan_with_text_layer, mode=0)),
    "watermark": partial(_drawn, partial(_watermark, grey=0.9)),
    "faint watermark": partial(_drawn, partial(_watermark, grey=0.95)),
    "drawn twice": partial(_drawn, _twice_for_bold),
    "shadow": partial(_drawn, _shadow),
    "halo": partial(_drawn, _white_halo),
    "outline": partial(_drawn, partial(_mode, mode=1)),
    "outline and fill": partial(_drawn, partial(_mode, mode=2)),
    "white with an outline": partial(_drawn, _white_with_outline),
    "table": partial(_drawn, _table),
    "gradient": partial(_drawn, _gradient),
    "pills": partial(_drawn, _pills),
    "under glass": partial(_drawn, _under_glass),
    "half clear": partial(_drawn, _half_clear),
    "underlined": partial(_drawn, _underlined),
    "unusual letters": partial(_drawn, _unusual_letters),
    "font that is not in the file": partial(_drawn, _japanese),
    "form": partial(_drawn, _in_form),
    "clipped to the page": partial(_alone, _page_clip),
    "white card": partial(_alone, _card_over_text),
    "postcard": partial(_on_a_page, 298, 420, 4.5),
    "poster": partial(_on_a_page, 1684, 2384, 28),
    "wide": partial(_on_a_page, 842, 595, 10),
    "upside down": partial(_on_a_page, 595, 842, 10, 180),
    "turned": _turned,
    "cropped": _cropped,
    "highlighted": _highlighted,
}


def _docx(change: Callable[[Document], None]) -> bytes:
    document = Document()
    document.add_heading("Ines Duarte", 0)
    document.add_paragraph("Registered nurse, ines@example.org, Porto")
    document.add_paragraph("Led a ward of twelve beds and trained six new colleagues in wound care")
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _run(properties: str, text: str = "Wound care and triage", paragraph: str = "") -> Callable[[Document], None]:
    def change(document: Document) -> None:
        xml = f"<w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"
        document.element.body.insert(3, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))

    return change


def _cell(fill: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        cell = document.add_table(1, 2).cell(0, 0)
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))
        cell.paragraphs[0].add_run("Wound care and triage").font.color.rgb = RGBColor(255, 255, 255)

    return change


def _styled_table(document: Document) -> None:
    table = document.add_table(2, 2, style="Medium Shading 1 Accent 1")
    table.cell(0, 0).paragraphs[0].add_run("Wound care and triage").font.color.rgb = RGBColor(255, 255, 255)


def _box(fill: str) -> Callable[[Document], None]:
    inside = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Wound care and triage</w:t></w:r></w:p>'

    def change(document: Document) -> None:
        document.paragraphs[1]._p.append(parse_xml(text_box(inside, fill=fill)))

    return change


def _behind_the_text(document: Document) -> None:
    """A dark rectangle floats behind a heading in white."""
    shape = text_box("<w:p/>", fill="1F3864").replace('behindDoc="0"', 'behindDoc="1"')
    heading = document.add_paragraph()
    heading._p.append(parse_xml(shape))
    heading.add_run("Wound care and triage").font.color.rgb = RGBColor(255, 255, 255)


def _small(size: float) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document.add_paragraph().add_run("Wound care and triage").font.size = Pt(size)

    return change


CONTENTS = (
    '<w:hyperlink w:anchor="_Toc1"><w:r><w:t>Wound care and triage</w:t></w:r>'
    "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>3 of many</w:t></w:r></w:hyperlink>"
)


def _contents(document: Document) -> None:
    document.element.body.insert(3, parse_xml(f"<w:p {nsdecls('w')}>{CONTENTS}</w:p>"))


WHITE = '<w:color w:val="FFFFFF"/>'
DOCX_DESIGNS: dict[str, Callable[[], bytes]] = {
    name: partial(_docx, change)
    for name, change in {
        "white in a dark cell": _cell("1F3864"),
        "white in a green cell": _cell("00B050"),
        "white in a table style": _styled_table,
        "white on shaded letters": _run(WHITE + '<w:shd w:val="clear" w:color="auto" w:fill="404040"/>'),
        "white on a highlight": _run(WHITE + '<w:highlight w:val="darkBlue"/>'),
        "white in a shaded paragraph": _run(WHITE, paragraph='<w:shd w:val="clear" w:fill="1F3864"/>'),
        "white on a pattern": _run(WHITE, paragraph='<w:shd w:val="pct75" w:color="000000" w:fill="FFFFFF"/>'),
        "white on a theme colour": _run(WHITE, paragraph='<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>'),
        "white in a dark text box": _box("1F3864"),
        "white over a shape": _behind_the_text,
        "grey": _run('<w:color w:val="A6A6A6"/>'),
        "yellow": _run('<w:color w:val="FFFF00"/>'),
        "automatic colour": _run('<w:color w:val="auto"/>'),
        "outlined": _run(WHITE + "<w:outline/>"),
        "not vanished": _run('<w:vanish w:val="0"/>'),
        "table of contents": _contents,
        "4 points": _small(4),
        "6 points": _small(6),
        "raised": _run('<w:vertAlign w:val="superscript"/>'),
        "narrow": _run('<w:w w:val="66"/>'),
        "exact lines": _run("", paragraph='<w:spacing w:line="200" w:lineRule="exact"/>'),
        "hanging": _run("", paragraph='<w:ind w:left="720" w:hanging="720"/>'),
        "Persian": _run("", "Wound care and triage, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        "Hindi": _run("", "Wound care and triage, \u0915\u094d\u200d\u0937"),
        "emoji": _run("", "Wound care and triage \U0001f469\u200d\u2695\ufe0f \U0001f3f4" + "".join(
            chr(0xE0000 + ord(char)) for char in "gbsct") + "\U000e007f"),
        "directions": _run("", "\u200fWound care and triage\u200e \u2066shalom\u2069"),
        "soft hyphens": _run("", "Wo\u00adund ca\u00adre and\u200b\u200b\u200b tri\u00adage"),
        "many blanks": _run("", "Wound care and triage" + "\u200b" * 20),
    }.items()
}  # fmt: skip
