"""A PDF resume for the browser tests, made here so that no real person's file is in the repository."""

from io import BytesIO

LINES = [
    ("Helvetica-Bold", 18, "Ingrid Solvang"),
    ("Helvetica", 10, "ingrid.solvang@example.org | +47 555 01 234 | linkedin.com/in/ingrid-solvang-example"),
    ("Helvetica-Bold", 13, "Experience"),
    ("Helvetica-Bold", 11, "Operations manager, Fjordlogistikk AS"),
    ("Helvetica", 10, "March 2021 - Present"),
    ("Helvetica", 10, "- Cut late deliveries from 9 to 3 percent by moving the cut-off time and measuring each route"),
    ("Helvetica", 10, "- Trained six shift leads in inventory planning and daily stand-ups"),
    ("Helvetica-Bold", 11, "Warehouse supervisor, Nordkai Lager"),
    ("Helvetica", 10, "June 2017 - February 2021"),
    ("Helvetica", 10, "- Introduced cycle counting in Excel, which ended the yearly two-day stock closure"),
    ("Helvetica-Bold", 13, "Education"),
    ("Helvetica", 10, "BSc Logistics, Molde University College, 2014 - 2017"),
    ("Helvetica-Bold", 13, "Skills"),
    ("Helvetica", 10, "Inventory planning, Excel, Process improvement, Staff training, SAP"),
]


def pdf() -> bytes:
    """One page of text in one column."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    y = 800.0
    for font, size, text in LINES:
        y -= size + 8
        canvas.setFont(font, size)
        canvas.drawString(60, y, text)
    canvas.save()
    return out.getvalue()
