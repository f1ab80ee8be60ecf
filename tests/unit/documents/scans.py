"""Pages as a scanner makes them: pictures of text, some turned, grey or mixed with pages of text."""

import io

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.unit.documents.drawn_resume import HEIGHT, LINES, WIDTH, body, canvas_of, saved, source_file, write

DOTS = 200
SCALE = DOTS / 72


def picture(lines: tuple[str, ...] = LINES, *, turn: float = 0.0, grey: bool = False, size: int = 11) -> Image.Image:
    """A sheet with lines of text."""
    image = Image.new("L", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), 235 if grey else 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(source_file(), round(size * SCALE))
    for number, line in enumerate(lines):
        pen.text((50 * SCALE, (50 + 1.8 * size * number) * SCALE), line, fill=40 if grey else 0, font=font)
    if turn:
        image = image.rotate(turn, fillcolor=235 if grey else 255, resample=Image.Resampling.BICUBIC, expand=turn == 90)
    return image.filter(ImageFilter.GaussianBlur(0.8)) if grey else image


def place(canvas: Canvas, image: Image.Image) -> None:
    """A page that the picture fills, wide or high as it is."""
    width, height = (WIDTH, HEIGHT) if image.height > image.width else (HEIGHT, WIDTH)
    canvas.setPageSize((width, height))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    buffer.seek(0)
    canvas.drawImage(ImageReader(buffer), 0, 0, width, height)


def scan(*sheets: Image.Image) -> bytes:
    canvas = canvas_of()
    for sheet in sheets:
        place(canvas, sheet)
        canvas.showPage()
    return saved(canvas)


def text_and_scan() -> bytes:
    canvas = canvas_of()
    body(canvas)
    canvas.showPage()
    place(
        canvas,
        picture(("Certificates", "Advanced life support, issued 2021 by the Red Cross", "Wound care expert, 2022")),
    )
    canvas.showPage()
    return saved(canvas)


def two_columns() -> Image.Image:
    image = picture(())
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(source_file(), round(11 * SCALE))
    left = ("SKILLS", "Wound care", "Triage", "Phlebotomy", "Rota planning", "LANGUAGES", "Portuguese", "English")
    for number, line in enumerate(left):
        pen.text((40 * SCALE, (60 + 20 * number) * SCALE), line, fill=0, font=font)
    for number, line in enumerate(("EXPERIENCE", *LINES[3:6], "EDUCATION", *LINES[7:])):
        pen.text((210 * SCALE, (63 + 23 * number) * SCALE), line, fill=0, font=font)
    return image


def drawn_letters() -> bytes:
    """A page whose letters are no text but shapes, as a drawing program may save it."""
    canvas = canvas_of()
    canvas.setFillGray(0)
    for row, line in enumerate(picture_rows()):
        for column, dark in enumerate(line):
            if dark:
                canvas.rect(50 + 0.5 * column, 780 - 0.5 * row, 0.5, 0.5, stroke=0, fill=1)
    return saved(canvas)


def picture_rows() -> list[list[bool]]:
    """Letters as small squares."""
    image = Image.new("L", (900, 200), 255)
    font = ImageFont.truetype(source_file(), 28)
    for number, line in enumerate(("Ines Duarte", "Registered nurse in Porto", "Led a ward of twelve beds")):
        ImageDraw.Draw(image).text((4, 4 + 44 * number), line, fill=0, font=font)
    pixels = image.load()
    return [[pixels[x, y] < 128 for x in range(image.width)] for y in range(image.height)]


def unlike_letters() -> bytes:
    """Text whose font says that each letter is another one: it looks right, and copies as nonsense."""
    import pikepdf

    canvas = canvas_of()
    for number, line in enumerate(LINES):
        write(canvas, 50, 790 - 18 * number, line, 12)
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(saved(canvas))) as pdf:
        rows = "\n".join(f"<{code:02X}> <{0xE000 + code:04X}>" for code in range(0x21, 0x7F))
        table = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def "
            f"1 begincodespacerange <00> <FF> endcodespacerange 94 beginbfchar\n{rows}\nendbfchar endcmap end end"
        )
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(table.encode())
        pdf.save(buffer)
    return buffer.getvalue()
