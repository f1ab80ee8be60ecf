"""Whether a text is a job description at all."""

import re

from domain.errors import InvalidInput
from domain.job_match.ad_words import CUES, folded
from domain.job_match.experience import years_asked
from domain.job_match.types import MAX_JOB_CHARS
from domain.resume.dates import find_dates
from domain.resume.vocabulary import SkillVocabulary

_SIGNS = re.compile(
    r"\b(?:(?P<a>experience|experienced)|(?P<b>requirements?|required|must have)|(?P<c>responsibilit\w+|duties)|"
    r"(?P<d>skills?)|"
    r"(?P<e>qualifications?|qualified|degree|bachelor\w*|diploma)|(?P<f>role|position|post\b|vacancy|job)|(?P<g>candidates?|applicants?)|"
    r"(?P<h>salary|compensation|benefits|pension|pto)|(?P<i>apply|application|cv|resume)|(?P<j>we(?:'re|"
    r" are) (?:looking|hiring|seeking)|"
    r"hiring|join (?:us|our))|(?P<k>full[- ]time|part[- ]time|permanent|contract|remote|hybrid|on-site)|"
    r"(?P<l>years?)|(?P<m>knowledge|"
    r"proficien\w+|familiar\w*|understanding of)|(?P<n>you (?:will|have|are|must|should|bring)|you'll)|"
    r"(?P<o>preferred|nice to have|"
    r"desirable|a plus)|(?P<p>certif\w+|licen[cs]e)|(?P<q>erfahrung|berufserfahrung|experiencia|experiência)|"
    r"(?P<r>kenntnisse|"
    r"conocimientos|conhecimentos|competences|maitrise)|(?P<s>anforderungen|profil|requisitos|perfil)|(?P<t>aufgaben|missions|funciones|"
    r"responsabilidades|atividades)|(?P<u>wir (?:bieten|suchen)|nous (?:offrons|recherchons)|ofrecemos|oferecemos|"
    r"buscamos)|"
    r"(?P<v>jahre|ans|anos)|(?P<w>ausbildung|studium|formation|formacion|formacao|grado|licenciatura|diplome)|(?P<x>teams?|equipo|equipe)|"
    r"(?P<y>m/w/d|h/f|f/m|m/f))\b"
)
_OWN = re.compile(r"\b(?:you|your|you'll|we|our|us|du|dein\w*|sie|ihr\w*|wir|vous|votre|nous|tu|nosotros|voce|nos)\b")
_PERSON = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ().-]{8,}\d")
LEAST_CHARS, LEAST_SIGNS, MOST_OWN = 15, 3, 2
EMPTY = "Paste or upload a job description first."
TOO_LONG = "This text has {length:,} characters; the limit is {limit:,}. Leave out what is not about the job."
TOO_SHORT = "This is too short to compare with. Paste the whole job description."
A_RESUME = "This reads like a resume, not like a job description. Paste the text of the job."
NO_AD = (
    "This does not read like a job description: it names no role, no requirements and no tasks. "
    "Paste the text of the job."
)


def check_job_text(text: str, vocabulary: SkillVocabulary) -> str:
    """The text without white space around it; InvalidInput with the reason when it cannot be a job description."""
    bare = text.replace("\x00", "").strip()
    if not bare:
        raise InvalidInput(EMPTY, field="job_text")
    if len(bare) > MAX_JOB_CHARS:
        raise InvalidInput(TOO_LONG.format(length=len(bare), limit=MAX_JOB_CHARS), field="job_text")
    if len(bare) < LEAST_CHARS:
        raise InvalidInput(TOO_SHORT, field="job_text")
    plain = folded(bare)
    if _is_resume(bare, plain):
        raise InvalidInput(A_RESUME, field="job_text")
    signs = {match.lastgroup for match in _SIGNS.finditer(plain)}
    skills = min(2, len(vocabulary.in_text(bare)))
    cued = CUES.search(plain) is not None and (skills > 0 or years_asked(bare) is not None)
    if len(signs) + skills < LEAST_SIGNS and not cued:
        raise InvalidInput(NO_AD, field="job_text")
    return bare


def _is_resume(text: str, plain: str) -> bool:
    """Several dated lines and a way to reach somebody, and nobody who is spoken to."""
    dated = sum(1 for line in text.splitlines() if (dates := find_dates(line)) is not None and dates.is_range)
    return dated >= 2 and _PERSON.search(text) is not None and len(_OWN.findall(plain)) <= MOST_OWN
