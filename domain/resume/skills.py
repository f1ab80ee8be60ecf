"""Skills: what the skills section lists, and known skills mentioned elsewhere, each with the line it stands in."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from domain.resume.facts import Position, SkillFact
from domain.resume.paragraphs import paragraphs
from domain.resume.place_names import PLACES
from domain.resume.section_names import section_kind
from domain.resume.sections import SectionLines
from domain.resume.skill_lists import Edges, head_and_inside, items_of, known_as
from domain.resume.skill_words import CJK
from domain.resume.skill_years import last_used, years_used
from domain.resume.vocabulary import KEPT_ABOVE, SkillVocabulary, skill_key
from domain.resume.words import is_place

KNOWN, KNOWN_PLAIN, KNOWN_PARTS, LOOKS_RIGHT, SENTENCE, PLACE, NO_SKILL = 0.97, 0.95, 0.9, 0.75, 0.4, 0.3, 0.1
"""How sure we are that an item of the skills section is a skill. Only what is above 0.6 is kept."""

_OPENS_SENTENCE = re.compile(
    r"(?i)^(?:the|a|an|my|our|i|i'm|i’m|we|you|your|their|this|that|these|it|he|she|who|which|please|see|references?|"
    r"responsible for|able to|ability to be|passionate about|looking|available)\b(?!/)"
)
_FIRST_PERSON = re.compile(r"(?i)\b(?:i|my|me|we|our)\b(?![/.+#-])")
_DID_WORK = re.compile(
    r"(?i)^(?:led|managed|developed|designed|built|created|implemented|responsible|worked|helped|assisted|provided|"
    r"achieved|delivered|increased|reduced|improved|maintained|supported|coordinated|trained|wrote|ran|taught)\b"
)
_JAPANESE_SENTENCE = re.compile(
    r"を|(?:です|ます|した|する|あり|いる|いた|ない|できる|可能|使用|ため|から)$|して|する.|は.+で|できな"
)
_CONTACT = re.compile(r"@|https?:|www\.|\.com\b|\+?\d[\d ()-]{7,}|\b(?:19|20)\d\d\s*[-–—]")


def read_skills(
    sections: Sequence[SectionLines],
    edges: Edges,
    work: Sequence[Position],
    vocabulary: SkillVocabulary,
    today: date | None = None,
) -> tuple[SkillFact, ...]:
    """Listed skills in the words of the file, then known skills mentioned elsewhere by their usual names.

    Each has its line, category and confidence, and how long and until when the jobs that name it went; time in a job
    that is not over counts until `today`, and is unknown without it.
    """
    listed = listed_skills(sections, vocabulary, edges)
    known = {skill_key(_name(skill.name, vocabulary)) for skill in listed}
    known |= {skill_key(position.employer) for position in work}
    mentioned = [*_in_brackets(listed, vocabulary), *mentioned_skills(sections, vocabulary, work, edges)]
    mentioned = list({skill.name: skill for skill in reversed(mentioned)}.values())[::-1]
    jobs = _Jobs(work, vocabulary)
    skills = (*listed, *(skill for skill in mentioned if skill_key(skill.name) not in known))
    return tuple(_dated(skill, jobs.naming(skill.name), today) for skill in skills)


def listed_skills(sections: Sequence[SectionLines], vocabulary: SkillVocabulary, edges: Edges) -> list[SkillFact]:
    """What the skills sections list, in the words of the file."""
    found: dict[str, SkillFact] = {}
    chosen = [section for section in sections if section.kind == "skills"]
    if not chosen:
        chosen = [
            section
            for section in sections
            if section.kind == "other" and section.title and _reads_as_skills(section, vocabulary, edges)
        ]
    top = [line.text.casefold() for line in (sections[0].lines[:3] if sections else ())]
    for section in chosen:
        for text, line in items_of(section.lines, vocabulary, edges):
            key = skill_key(text) or text.lower()
            confidence = listed_confidence(text, vocabulary)
            if confidence <= LOOKS_RIGHT and _is_person(text, top):
                confidence = NO_SKILL
            if key not in found and confidence > KEPT_ABOVE:
                category = vocabulary.category(_name(text, vocabulary))
                found[key] = SkillFact(name=text, line=line, category=category, confidence=confidence)
    return list(found.values())


def _is_person(text: str, top: Sequence[str]) -> bool:
    """The person's name, which running heads repeat; `top` are the first lines of the file."""
    return len(text.split()) in (2, 3, 4) and any(line.startswith(text.casefold()) for line in top)


def listed_confidence(text: str, vocabulary: SkillVocabulary) -> float:
    """How sure we are that an item of a skills section is a skill, 0-1."""
    skill = known_as(text, vocabulary)
    if skill is not None:
        return KNOWN_PLAIN if any(skill_key(p) == skill_key(text) for p in skill.plain) else KNOWN
    if _CONTACT.search(text):
        return NO_SKILL
    if text.casefold() in PLACES or is_place(text):
        return PLACE
    words = text.split()
    if len(words) > 7 or _OPENS_SENTENCE.match(text) or _FIRST_PERSON.search(text):
        return SENTENCE
    if len(words) > 3 and _DID_WORK.match(text):
        return SENTENCE
    if len(text) > 5 and re.search(f"[{CJK}]", text) and _JAPANESE_SENTENCE.search(text):
        return SENTENCE
    parts = vocabulary.find(text, in_list=True)
    if parts and all(known for _, _, known in parts):
        return KNOWN_PARTS
    return LOOKS_RIGHT


def mentioned_skills(
    sections: Sequence[SectionLines], vocabulary: SkillVocabulary, work: Sequence[Position], edges: Edges
) -> list[SkillFact]:
    """Known skills in titles and bullets of jobs, projects, the summary and certificates, by their usual names.

    Of a title only what stands before the role counts: "Java developer" names a skill, "Barista" does not.
    """
    kinds = ("projects", "summary", "certificates")
    texts = [bullet for position in work for bullet in position.bullets]
    texts += [text for s in sections if s.kind in kinds for text in paragraphs(s.lines, edges)]
    titles = {position.title for position in work}
    found: dict[str, SkillFact] = {}
    for text in dict.fromkeys([*texts, *(position.title for position in work)]):
        for mention in vocabulary.mentions(text):
            before = found.get(mention.name)
            says_role = text in titles and mention.end == len(text)
            if mention.confidence > (before.confidence if before else KEPT_ABOVE) and not says_role:
                found[mention.name] = SkillFact(
                    name=mention.name,
                    line=text,
                    listed=False,
                    category=vocabulary.category(mention.name),
                    confidence=mention.confidence,
                )
    return list(found.values())


def _in_brackets(listed: Sequence[SkillFact], vocabulary: SkillVocabulary) -> list[SkillFact]:
    """PostgreSQL of the listed "SQL (Postgres)"."""
    found = []
    for skill in listed:
        for part in head_and_inside(skill.name)[1]:
            inner = vocabulary.skill(part)
            if inner is not None:
                found.append(
                    SkillFact(
                        name=inner.name,
                        line=skill.line,
                        listed=False,
                        category=inner.category,
                        confidence=KNOWN_PARTS,
                    )
                )
    return found


class _Jobs:
    """The jobs, and which of them name a skill in their title or bullets."""

    def __init__(self, work: Sequence[Position], vocabulary: SkillVocabulary) -> None:
        self._vocabulary = vocabulary
        self._jobs = [(job, (job.title, *job.bullets)) for job in work]
        self._known = [{name for text in texts for name in vocabulary.in_text(text)} for _, texts in self._jobs]
        self._words = [" ".join(f" {skill_key(text)} " for text in texts) for _, texts in self._jobs]

    def naming(self, skill: str) -> list[Position]:
        wanted = set(_parts(skill, self._vocabulary))
        if wanted:
            return [job for (job, _), known in zip(self._jobs, self._known, strict=True) if wanted & known]
        key = f" {skill_key(skill)} "
        return [job for (job, _), words in zip(self._jobs, self._words, strict=True) if key in words]


def _dated(skill: SkillFact, jobs: Sequence[Position], today: date | None) -> SkillFact:
    if not jobs:
        return skill
    return skill.model_copy(update={"years": years_used(jobs, today), "last_used": last_used(jobs)})


def _name(text: str, vocabulary: SkillVocabulary) -> str:
    skill = known_as(text, vocabulary)
    return skill.name if skill else text


def _parts(text: str, vocabulary: SkillVocabulary) -> Iterable[str]:
    """The usual name of a skill, or of its parts when all of "C/C++" are known."""
    skill = known_as(text, vocabulary)
    if skill is not None:
        return [skill.name]
    parts = vocabulary.find(text, in_list=True)
    return [name for _, name, _ in parts] if all(known for _, _, known in parts) else []


def _reads_as_skills(section: SectionLines, vocabulary: SkillVocabulary, edges: Edges) -> bool:
    """A list of known skills under a heading of its own, such as "Web development"."""
    items = items_of(section.lines, vocabulary, edges)
    known = sum(known_as(text, vocabulary) is not None for text, _ in items)
    return section_kind(section.title) is None and len(items) > 1 and known * 2 >= len(items)
