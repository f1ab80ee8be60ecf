"""Transcripts in the forms that Zoom, Teams and Meet save."""

import io

import docx
import pytest

from domain.errors import InvalidUpload
from services.call_files import read_text, read_transcript

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:04.500
Dana Kim: Tell me about a time you missed a deadline.

2
00:00:05.000 --> 00:00:09.000
Sam Okoye: In March I promised a report for Friday

3
00:00:09.000 --> 00:00:14.000
and I saw on Wednesday that the numbers were wrong.
"""
TEAMS = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Dana Kim>Why do you want this job &amp; why now?</v>

00:00:05.000 --> 00:00:06.000
<v Sam Okoye>Because I like maps.</v>
"""
SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\nDana: How are you?\n\n2\n00:00:03,000 --> 00:00:05,500\nSam: Fine, thank you.\n"
)
MEET = (
    "Attendees\nDana Kim, Sam Okoye\n\n00:00:00\n\nDana Kim: Describe your last project.\n"
    "Sam Okoye: We moved a warehouse.\n"
)
TEAMS_WORD = [
    "Dana Kim   0:03",
    "Describe your last project.",
    "Sam Okoye   0:09",
    "We moved a warehouse.",
    "It took May.",
]


def word(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def said(found):
    return [(u.speaker, u.text) for u in found]


def test_zoom_captions_name_the_speaker_once_and_go_on():
    found = read_transcript("call.vtt", ZOOM.encode())
    assert [u.speaker for u in found] == ["Dana Kim", "Sam Okoye", "Sam Okoye"]
    assert found[0].text == "Tell me about a time you missed a deadline."
    assert (found[1].start, found[2].end) == (5.0, 14.0)


def test_teams_captions_carry_voices():
    assert said(read_transcript("t.vtt", TEAMS.encode())) == [
        ("Dana Kim", "Why do you want this job & why now?"),
        ("Sam Okoye", "Because I like maps."),
    ]


def test_srt_and_pasted_srt_read_the_same():
    assert read_transcript("a.srt", SRT.encode("cp1252")) == read_text(SRT)
    assert said(read_text(SRT))[1] == ("Sam", "Fine, thank you.")


def test_meet_text_and_word_files_with_headers():
    assert ("Sam Okoye", "We moved a warehouse.") in said(read_text(MEET))
    found = read_transcript("meeting.docx", word(TEAMS_WORD))
    assert said(found) == [
        ("Dana Kim", "Describe your last project."),
        ("Sam Okoye", "We moved a warehouse."),
        ("Sam Okoye", "It took May."),
    ]
    assert found[0].start == 3.0


def test_a_sentence_with_a_colon_is_no_speaker():
    found = read_text("Sam: I had one rule: never guess.\nThat worked because of this: we measured.\n")
    assert {u.speaker for u in found} == {"Sam"}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.vtt", b"", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "unsupported"),
        ("a.srt", b"1\n00:00:aa --> 00:00:02,000\nhm\n", "empty"),
        ("a.txt", b"x" * 5_000_001, "too_large"),
        ("a.docx", b"PK\x03\x04 broken", "truncated"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name, data, code):
    with pytest.raises(InvalidUpload) as refused:
        read_transcript(name, data)
    assert len(refused.value.message) > 40
    assert refused.value.code == code
