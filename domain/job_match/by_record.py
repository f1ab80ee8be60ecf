"""Requirements that a record answers: degrees, certificates and languages."""

import re

from domain.job_match import advice
from domain.job_match.ad_words import folded
from domain.job_match.background import Background, Verdict
from domain.job_match.degrees import DegreeAsked, is_finished, level_of
from domain.job_match.resume_lines import Place, ResumeLine, school_of
from domain.job_match.spoken import LanguagesAsked, is_english, spoken_in
from domain.job_match.types import Evidence, Status
from domain.job_match.wording import coverage, initials, says
from domain.resume.facts import Education

SAME_FIELD, RELATED_FIELD = 0.62, 0.42
"""Cosine of two fields of study."""

_CERTIFICATE = re.compile(
    r"\b(?:certif\w+|zertifi\w+|certifica\w+|licen[cs]e[ds]?|licensure|accredit\w+|chartered|registered with|"
    r"registration|membership|"
    r"qualified(?: \w+ status)?|clearance|fuhrerschein|permis\b|carnet\b|carteira de)\b"
)
_LETTERS = re.compile(
    r"\b(?:PMP|CAPM|CPA|CFA|ACCA|CIMA|ACA|CMA|CISSP|CISM|CISA|CKA|CKAD|CCNA|CCNP|ITIL|PRINCE2|CSM|PSM|SAFe|BLS|ACLS|PALS|CPR|RN|LPN|LVN|"
    r"CNA|NMC|SHRM(?:-S?CP)?|S?PHR|CIPD|QTS|OSHA|LEED|CDL|NEBOSH|IOSH|CSCS|SIA|CompTIA|Security\+|CEH|OSCP|CEng|PE|EIT|TEFL|CELTA|"
    r"Six Sigma|Green Belt|Black Belt|Series 7|HIPAA|ServSafe)\b"
)
_OPEN = re.compile(r"(?i)\b(?:booked|in progress|expected|studying|pending|exam|candidate|expired|lapsed|"
                   r"working towards|planned|"
                   r"part[- ]qualified|enrolled|ongoing)\b")  # fmt: skip
_CERTIFICATE_WORDS = re.compile(
    r"(?i)\b(?:certif\w+|zertifi\w+|certificación|licen[cs]e[ds]?|licensure|accredit\w+|chartered|registered with|"
    r"registration|membership|member|"
    r"current|valid|active|full|clean|qualified(?!\s+\w+\s+status)|the state of|in good standing|provider|training|"
    r"cards?|holders?|relevant|professional|"
    r"must|hold|is|are|a|an|or|the|of|in|driver'?s?(?= licen))\b"
)


def asks_for_certificate(text: str) -> bool:
    """Whether a requirement is about a certificate, a licence or a membership."""
    return _CERTIFICATE.search(folded(text)) is not None or _LETTERS.search(text) is not None


def judge_certificate(text: str, background: Background) -> Verdict:
    """Strong when a record names it and it is held; part of its name, or one still to come, answers in part."""
    driving = re.search(r"(?i)\bdriv|fuhrerschein|permis b", folded(text)) is not None
    places = (Place.CERTIFICATE, Place.SCHOOL, Place.CLAIM, Place.HEADLINE, Place.HEAD)
    lines = background.at(*places, *((Place.LISTED, Place.DONE) if driving else ()))
    best: tuple[float, bool, ResumeLine | None] = (0.0, False, None)
    for name in _alternatives(text):
        for line in lines:
            share = (
                1.0
                if driving and re.search(r"(?i)driv\w+ licen|führerschein|permis b", line.text)
                else _named(name, line)
            )
            held = not _OPEN.search(line.text)
            if (share, held) > best[:2]:
                best = (share, held, line)
    share, held, found = best
    if found is None or share < 0.5:
        return Verdict(Status.MISSING, reason="Your resume names no such certificate, licence or membership.")
    if share < 1:
        return Verdict(
            Status.PARTIAL, (found.evidence,), "A related one is named, not exactly this one.", advice=advice.EXACT_NAME
        )
    if not held:
        return Verdict(
            Status.PARTIAL, (found.evidence,), "It is named, but not as held today.", advice=advice.WHEN_FINISHED
        )
    return Verdict(Status.STRONG, (found.evidence,))


def _alternatives(text: str) -> list[str]:
    """The names that will do: "ACCA, CIMA or ACA" is three."""
    bare = re.sub(r"(?i)\b(?:is|are|would be)\b.*$|\b(?:required|preferred|desirable|essential)\b", "", text)
    parts = (
        re.split(r",\s*(?:or\s+)?|\s+or\s+|\s+oder\s+|\s+ou\s+|\s+o\s+", bare)
        if re.search(r"(?i)\b(?:or|oder|ou|o)\b", bare)
        else [bare]
    )
    return [part.strip() for part in parts if part.strip()]


def _named(name: str, line: ResumeLine) -> float:
    """The share of a certificate's name that stands in a line; letters and the words they stand for are the same."""
    whole = initials(re.sub(r"[^\w\s]", " ", name))
    if len(whole) > 2 and says(whole, line.text):
        return 1.0
    tokens = [t for t in re.findall(r"[\w+#-]+", _CERTIFICATE_WORDS.sub(" ", name)) if len(t) > 1]
    if not tokens:
        return 0.0
    short = initials(re.sub(r"[^\w\s]", " ", line.text))
    hits = [t for t in tokens if says(t, line.text) or (t.isupper() and t in short)]
    return len(hits) / len(tokens)


def judge_degree(asked: DegreeAsked, background: Background) -> Verdict:
    """Level and field must both fit; a degree in another field, or not finished, answers in part."""
    best: tuple[int, Verdict] | None = None
    for index, entry in enumerate(background.facts.education):
        level = level_of(entry) or (3 if entry.degree and not re.search(r"(?i)course|certificate", entry.degree) else 0)
        if level < asked.level:
            continue
        evidence = (Evidence(path=f"education.{index}", text=school_of(entry)),)
        near = _field(asked, entry, background)
        if not is_finished(entry, background.today):
            rank, verdict = (
                1,
                Verdict(Status.PARTIAL, evidence, "This degree is not finished yet.", advice=advice.WHEN_FINISHED),
            )
        elif near:
            rank, verdict = 3, Verdict(Status.STRONG, evidence)
        else:
            reason = f"A degree, but not in {' or '.join(asked.fields)}."
            rank, verdict = 2, Verdict(Status.PARTIAL, evidence, reason, advice=advice.NEAR_FIELD)
        if best is None or rank > best[0]:
            best = (rank, verdict)
    if best is not None:
        return best[1]
    jobs = background.at(Place.HEAD)
    if asked.experience_counts and jobs and background.job_title:
        kin = max(jobs, key=lambda line: background.likeness(background.job_title, line.words))
        if background.likeness(background.job_title, kin.words) >= SAME_FIELD:
            reason = "No such degree is named. The advertisement also takes experience; this job is of the same kind."
            return Verdict(Status.PARTIAL, (kin.evidence,), reason, advice=advice.INSTEAD_OF_DEGREE)
    return Verdict(Status.MISSING, reason="Your resume names no degree of this level.")


def _field(asked: DegreeAsked, entry: Education, background: Background) -> bool:
    if not asked.fields:
        return True
    named = f"{entry.field} {entry.degree}"
    near = RELATED_FIELD if asked.related else SAME_FIELD
    return any(
        coverage(field, folded(named)) >= 1 or background.alike(field, folded(entry.field)) >= near
        for field in asked.fields
    )


def judge_languages(asked: LanguagesAsked, background: Background) -> Verdict:
    """By the level the resume states; a resume in English shows some English, not how well it is spoken."""
    spoken = spoken_in(background.facts)
    lines: list[Evidence] = []
    answers: list[Status] = []
    reasons: list[str] = []
    for name in asked.names:
        index, rank = spoken.get(name, (-1, 0))
        shown = name.capitalize()
        if index >= 0:
            entry = background.facts.languages[index]
            text = f"{entry.name}: {entry.level}" if entry.level else entry.name
            lines.append(Evidence(path=f"languages.{index}", text=text))
            answers.append(Status.STRONG if rank >= asked.rank else Status.PARTIAL)
            if rank < asked.rank:
                reasons.append(
                    f"{shown} at a lower level than asked." if rank else f"{shown} is listed without a level."
                )
        elif name == "english" and (english := _english_line(background)):
            lines.append(english)
            answers.append(Status.PARTIAL)
            reasons.append("Your resume is written in English, but does not say how well you speak it.")
        else:
            answers.append(Status.MISSING)
            reasons.append(f"Your resume does not list {shown}.")
    have = [answer for answer in answers if answer is not Status.MISSING]
    if not have:
        return Verdict(Status.MISSING, reason=" ".join(reasons))
    strong = Status.STRONG in answers if asked.either else answers == [Status.STRONG] * len(answers)
    if strong:
        return Verdict(Status.STRONG, tuple(lines))
    todo = advice.RAISE_LEVEL if any("lower level" in reason for reason in reasons) else advice.WRITE_LEVEL
    return Verdict(Status.PARTIAL, tuple(lines), " ".join(reasons), advice=todo)


def _english_line(background: Background) -> Evidence | None:
    """A sentence of a resume that is written in English."""
    lines = background.at(Place.CLAIM, Place.DONE)
    if not is_english(" ".join(line.words for line in lines)):
        return None
    return max(lines, key=lambda line: len(line.text.split())).evidence
