"""Transcripts of calls as Zoom, Teams and Meet save them (VTT, SRT, Word, text), as utterances with their speakers."""

import html
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from domain.calls.types import UNKNOWN, Utterance
from domain.errors import InvalidUpload
from services.documents.reader import check_upload, read_document

MAX_BYTES = 5_000_000
MAX_UTTERANCES = 6_000
AUDIO_SUFFIXES = (".mp3", ".m4a", ".wav", ".webm", ".ogg", ".mp4", ".flac", ".aac")
SUPPORTED = "Upload a transcript saved by Zoom, Teams or Meet (VTT, SRT, Word or text), or paste it."
_SENTENCES = {
    "too_large": f"This transcript is over {MAX_BYTES // 1_000_000} MB. Cut it to the interview and upload that.",
    "empty": f"We found no words in this file. {SUPPORTED}",
    "damaged": f"This file says it holds captions, but they cannot be read. {SUPPORTED}",
    "unsupported": f"This is not a transcript we can read. {SUPPORTED}",
    "too_many": "This transcript is far longer than an interview. Cut it to the interview and upload that.",
}
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_][^:\n\[\]<>]{0,58}?"
_NAMED = re.compile(rf"^(?:\[?{_TIME}\]?\s+)?(?P<name>{_NAME})\s*(?:\(\d[^)]*\))?:\s+(?P<text>\S.*)$", re.S)
_HEADER = re.compile(rf"^(?P<name>{_NAME})\s+\[?(?P<time>{_TIME})\]?$")
_TIMED_HEADER = re.compile(rf"^\[?(?P<time>{_TIME})\]?\s+(?P<name>{_NAME})$")
_ONLY_TIME = re.compile(rf"^\[?{_TIME}\]?(?:\s*-->?\s*\[?{_TIME}\]?)?$")
_NOT_NAMES = re.compile(
    r"^(?:https?|note|so|and|but|first|second|example|question|transcript|attendees|date|time)$", re.I
)
_MAX_NAME_WORDS = 5
_PARTICLE = 3


def read_transcript(file_name: str, data: bytes) -> tuple[Utterance, ...]:
    """Return the utterances of a transcript in order; InvalidUpload with a sentence when there are none to read."""
    if len(data) > MAX_BYTES:
        raise _refused("too_large")
    suffix = PurePath(file_name).suffix.lower()
    if data.startswith((b"PK\x03\x04", b"%PDF-")) or suffix in (".docx", ".pdf"):
        return _checked(_from_lines(_document_lines(file_name, data)))
    return read_text(_decoded(data), suffix)


def read_text(text: str, suffix: str = "") -> tuple[Utterance, ...]:
    """The same for words that were pasted; captions are known by their look whatever the file was called."""
    start = text.lstrip("\ufeff \r\n\t")
    if start.startswith("WEBVTT") or suffix == ".vtt":
        return _checked(_from_captions(start, "vtt"))
    if suffix == ".srt" or re.match(r"\d+\s*\r?\n" + _TIME + r"\s*-->", start):
        return _checked(_from_captions(start, "srt"))
    return _checked(_from_lines(text.splitlines()))


def _refused(code: str) -> InvalidUpload:
    return InvalidUpload(code, _SENTENCES[code])


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4000]:
        raise _refused("unsupported")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _checked(found: Iterable[Utterance]) -> tuple[Utterance, ...]:
    kept = tuple(u for u in found if u.text)
    if not kept:
        raise _refused("empty")
    if len(kept) > MAX_UTTERANCES:
        raise _refused("too_many")
    return kept


def _from_captions(text: str, form: str) -> list[Utterance]:
    if form == "vtt" and not text.startswith("WEBVTT"):
        text = f"WEBVTT\n\n{text}"
    try:
        captions = webvtt.from_buffer(iter(text.splitlines(keepends=True)), format=form).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise _refused("damaged") from error
    found: list[Utterance] = []
    for caption in captions:
        words = _one_line(caption.text)
        named = _NAMED.match(words)
        speaker = caption.voice or ""
        if not speaker and named and _is_name(named["name"]):
            speaker, words = named["name"], named["text"]
        start, end = _seconds(caption.start), _seconds(caption.end)
        found.append(Utterance(speaker=_speaker(speaker), text=words.strip(), start=start, end=max(start, end)))
    return _carried(found)


def _carried(found: list[Utterance]) -> list[Utterance]:
    """Zoom names a speaker only where the voice changes in some settings: the next captions are still theirs."""
    if all(u.speaker == UNKNOWN for u in found):
        return found
    kept: list[Utterance] = []
    for one in found:
        before = kept[-1].speaker if kept else UNKNOWN
        kept.append(one if one.speaker != UNKNOWN else one.model_copy(update={"speaker": before}))
    return kept


def _from_lines(lines: Iterable[str]) -> list[Utterance]:
    """ "Name: words", or a line with the name and the time followed by lines of words (Teams and Meet)."""
    found: list[Utterance] = []
    speaker, at = UNKNOWN, None
    for line in (_one_line(raw) for raw in lines):
        if not line or _ONLY_TIME.fullmatch(line):
            continue
        header = _HEADER.match(line) or _TIMED_HEADER.match(line)
        if header and _is_name(header["name"]):
            speaker, at = _speaker(header["name"]), _seconds(header["time"])
            continue
        named = _NAMED.match(line)
        if named and _is_name(named["name"]):
            found.append(Utterance(speaker=_speaker(named["name"]), text=named["text"].strip()))
            speaker, at = found[-1].speaker, None
        else:
            found.append(Utterance(speaker=speaker, text=line, start=at))
            at = None
    return found


def _is_name(name: str) -> bool:
    name = name.strip()
    if _NOT_NAMES.match(name) or len(name.split()) > _MAX_NAME_WORDS:
        return False
    if re.match(r"(?:speaker|interviewer|candidate)\b", name, re.I):
        return True
    # "That worked because of this: ..." is a sentence; particles such as "van" and "de" are short.
    return (
        all(not w[:1].islower() or len(w) <= _PARTICLE for w in re.findall(r"[^\W\d_]+", name))
        and not name[0].islower()
    )


def _speaker(name: str) -> str:
    return " ".join(name.split())[:60] or UNKNOWN


def _one_line(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>\n]{1,80}>", "", text)).split())


def _seconds(stamp: str) -> float:
    seconds = 0.0
    for part in stamp.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def _document_lines(file_name: str, data: bytes) -> list[str]:
    try:
        media_type = check_upload(file_name, data)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "call"
            path.write_bytes(data)
            return [line.text for line in read_document(path, media_type).lines]
    except InvalidUpload as error:
        known = "too_large" if error.code in ("too_large", "too_long", "unpacks_too_large") else "unsupported"
        raise InvalidUpload(error.code, _SENTENCES[known]) from error
