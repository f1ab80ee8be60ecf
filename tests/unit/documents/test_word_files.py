"""What a Word file holds beside plain paragraphs: headers, notes, controls, changes, boxes, pictures, hyperlinks."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from services.documents.docx_reader import read_docx
from tests.hostile.office_files import OFFICE, RELATIONS, archive
from tests.unit.documents import bad_files as bad
from tests.unit.documents.planted_text import text_box

W = nsdecls("w")


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _paragraph(*inside: str) -> str:
    return f"<w:p {W}>{''.join(inside)}</w:p>"


def _read(folder, document):
    path = folder / "resume.docx"
    document.save(str(path))
    return read_docx(path)


def _document(*paragraphs: str):
    document = Document()
    document.add_heading("Ines Duarte", 0)
    document.add_paragraph("Registered nurse, Porto, ines@example.org")
    for xml in paragraphs:
        document.element.body.insert(-1, parse_xml(xml))
    return document


def test_headers_and_footers_of_every_section_are_read_once_and_counted(tmp_path):
    document = _document()
    document.sections[0].header.paragraphs[0].text = "Ines Duarte, +351 912 345 678"
    document.sections[0].footer.paragraphs[0].text = "Portfolio: ines.example"
    document.sections[0].footer.add_paragraph("Page 1 of 2")
    document.add_section()
    document.sections[1].header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "Ines Duarte, +351 912 345 678"
    found = _read(tmp_path, document)
    assert [line.text for line in found.lines] == [
        "Ines Duarte, +351 912 345 678", "Ines Duarte", "Registered nurse, Porto, ines@example.org",
        "Portfolio: ines.example",
    ]  # fmt: skip
    assert found.header_lines == 2


def test_tracked_changes_are_read_as_if_accepted(tmp_path):
    gone = "<w:del w:id='1' w:author='x'><w:r><w:delText>nine</w:delText></w:r></w:del>"
    new = f"<w:ins w:id='2' w:author='x'>{_run('twelve ')}</w:ins>"
    found = _read(
        tmp_path,
        _document(
            _paragraph(_run("Led a ward of "), gone, new, _run("beds")),
            _paragraph(f"<w:moveFrom w:id='3' w:author='x'>{_run('Moved away')}</w:moveFrom>"),
            _paragraph(f"<w:moveTo w:id='4' w:author='x'>{_run('Moved here')}</w:moveTo>"),
        ),
    )
    assert [line.text for line in found.lines[2:]] == ["Led a ward of twelve beds", "Moved here"]
    assert found.hidden == ()


def test_deleted_rows_are_left_out(tmp_path):
    document = _document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "Triage", "Gone"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='1' w:author='x'/>"))
    found = _read(tmp_path, document)
    assert [line.text for line in found.lines[2:]] == ["Triage"]
    assert found.tables == 1


def test_content_controls_are_read(tmp_path):
    def control(inside: str) -> str:
        return f"<w:sdt {W}><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    row = f"<w:tr><w:tc>{_paragraph(_run('Porto'))}</w:tc></w:tr>"
    found = _read(
        tmp_path,
        _document(
            _paragraph(_run("Role: "), control(_run("Ward nurse"))),
            control(_paragraph(_run("Education"))),
            f"<w:tbl {W}>{control(row)}</w:tbl>",
        ),
    )
    assert [line.text for line in found.lines[2:]] == ["Role: Ward nurse", "Education", "Porto"]


def test_text_boxes_are_read_once_where_they_hang(tmp_path):
    box = text_box("<w:p><w:r><w:t>Triage and phlebotomy</w:t></w:r></w:p>")
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    )
    found = _read(tmp_path, _document(_paragraph(_run("Skills"), choice)))
    assert [line.text for line in found.lines[2:]] == ["Skills", "Triage and phlebotomy"]


def test_notes_follow_the_text(tmp_path):
    """Footnotes that the text points to, and not the rule Word draws above them."""
    note = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Prize of the city of Porto, 2019</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:t>Never pointed at</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = f"<w:p>{_run('Ines Duarte, registered nurse in Porto')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    relation = f'<Relationship Id="rId7" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
    types = bad.CONTENT_TYPES.replace(b"</Types>", b'<Default Extension="xml" ContentType="application/xml"/></Types>')
    path = tmp_path / "resume.docx"
    path.write_bytes(
        archive(
            ("[Content_Types].xml", types),
            ("_rels/.rels", bad.RELATIONS),
            ("word/document.xml", bad.BODY % body.encode()),
            ("word/footnotes.xml", note.encode()),
            ("word/_rels/document.xml.rels", RELATIONS.format(relation).encode()),
        )
    )
    assert [line.text for line in read_docx(path).lines] == [
        "Ines Duarte, registered nurse in Porto", "Prize of the city of Porto, 2019",
    ]  # fmt: skip


def test_hyperlinks_of_all_kinds_belong_to_their_line(tmp_path):
    document = _document()
    paragraph = document.add_paragraph("My page ")
    identity = document.part.relate_to("https://ines.example/me", f"{OFFICE}/hyperlink", is_external=True)
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {W} xmlns:r="{OFFICE}" r:id="{identity}"><w:r><w:t>here</w:t></w:r></w:hyperlink>')
    )
    document.element.body.insert(
        -1,
        parse_xml(
            f'<w:p {W}><w:r><w:instrText>HYPERLINK "https://code.example/ines"</w:instrText></w:r>'
            "<w:r><w:t>Code</w:t></w:r></w:p>"
        ),
    )
    found = _read(tmp_path, document)
    assert [(line.text, line.links) for line in found.lines[2:]] == [
        ("My page here", ("https://ines.example/me",)), ("Code", ("https://code.example/ines",)),
    ]  # fmt: skip
    assert found.links == ("https://ines.example/me", "https://code.example/ines")


def test_pictures_of_a_visible_size_are_counted(tmp_path):
    document = _document()
    for size in (80, 60, 8):
        document.add_picture(io.BytesIO(bad.picture()), width=Pt(size))
    assert _read(tmp_path, document).pictures == 2


def test_looks_come_from_styles_too(tmp_path):
    document = _document()
    document.styles["Normal"].font.size = Pt(9)
    document.styles["List Bullet"].font.bold = True
    document.add_paragraph("Wound care", style="List Bullet")
    document.add_heading("Experience", 1)
    found = _read(tmp_path, document).lines
    assert (found[1].size, found[1].bold, found[1].bullet) == (9, False, False)
    assert (found[2].size, found[2].bold, found[2].bullet) == (9, True, True)
    assert (found[3].heading, found[3].bullet, found[3].bold) == (True, False, True)


@pytest.mark.parametrize("text", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937"])
def test_joiners_that_belong_to_a_script_are_kept(text, tmp_path):
    document = _document()
    document.add_paragraph(f"Languages: {text}")
    assert _read(tmp_path, document).lines[2].text == f"Languages: {text}"
