"""The terms of an advertisement, counted in it and in the resume."""

import re
from collections import Counter

from domain.evaluation.text import STOPWORDS, stem
from domain.job_match.ad_lines import AdLine, ad_lines
from domain.job_match.ad_words import DROPPED, Part, folded
from domain.job_match.resume_lines import ResumeLine
from domain.job_match.wording import says
from domain.resume.vocabulary import SkillVocabulary

MOST = 40
_WORD = re.compile(r"[^\W\d_][\w'’+#-]*[^\W_]")
_ABOUT = frozenset((Part.INTRO, Part.REQUIRED, Part.PREFERRED, Part.DUTIES, Part.OTHER))
_EMPTY_TEXT = """
experience experienced work working job role team teams year years skill skills ability strong good excellent
great knowledge degree required preferred requirements responsibilities qualifications must will plus including
related relevant similar equivalent new well use using used make help support within across every day days week
months time people person company business environment opportunity candidate candidates position looking join
full part able need needs least minimum understanding proven first best high level ideal ideally nice essential
desirable person's take run keep like love also what which your you'll we're they're who's build built own get
give come want know would could please apply other others real right small large many much more most one two
three four five six seven eight nine ten hours proficiency familiarity erfahrung kenntnisse jahre mindestens
sehr gute und oder mit der die das von vorteil für bei unsere deine wir dein eine experiencia conocimientos años
mínimo para con los las una por como más profil expérience ans pour les des dans une avec conhecimentos anos
mais com uma
"""
_EMPTY = frozenset(_EMPTY_TEXT.split())


def count_keywords(ad: str, lines: list[ResumeLine], vocabulary: SkillVocabulary) -> list[tuple[str, int, int]]:
    """(term, times in the advertisement, times in the resume): known skills, and other nouns that stand there twice.

    The commonest first; terms of equal count in the order of the advertisement.
    """
    told = [line for line in ad_lines(ad) if line.part in _ABOUT and not DROPPED.search(folded(line.text))]
    shown = list(dict.fromkeys(line.text for line in lines))
    skills = Counter(name for line in told for name, _ in _skills(line.text, vocabulary))
    spelled = {name: written for line in reversed(told) for name, written in _skills(line.text, vocabulary)}
    have = Counter(name for text in shown for name, _ in _skills(text, vocabulary))
    for line in lines:
        usual = vocabulary.usual_name(line.words)
        if usual and usual not in have:
            have[usual] = 1
    for name in skills:
        have[name] = max(have[name], sum(says(name, text) or says(spelled[name], text) for text in shown))
    found = [(spelled.get(name, name), times, have[name]) for name, times in skills.items()]
    covered = {stem(word.lower()) for name in skills for word in (*name.split(), *spelled[name].split())}
    found += _repeated(told, shown, covered)
    return sorted(found, key=lambda entry: -entry[1])[:MOST]


def _skills(text: str, vocabulary: SkillVocabulary) -> list[tuple[str, str]]:
    return [(name, written) for written, name, known in vocabulary.find(text) if known]


def _repeated(told: list[AdLine], shown: list[str], covered: set[str]) -> list[tuple[str, int, int]]:
    words = [word.lower().replace("’", "'") for line in told for word in _WORD.findall(line.text)]
    usable = [
        w for w in words if len(w) > 3 and w not in STOPWORDS and w not in _EMPTY and not w.endswith(("ly", "n't"))
    ]
    counts = Counter(stem(word) for word in usable)
    first = {stem(word): word for word in reversed(usable)}
    mine = Counter(stem(word.lower()) for text in shown for word in _WORD.findall(text))
    return [(first[key], times, mine[key]) for key, times in counts.items() if times > 1 and key not in covered]
