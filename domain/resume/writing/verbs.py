"""Verbs that resume lines begin with, in their forms."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.evaluation.text import word_set

_REGULAR = """
    accelerate accompany achieve acquire act adapt add address adjust administer adopt advance advertise advise
    advocate aid align allocate amplify analyze anchor animate answer apply appoint appraise approve architect
    arrange assemble assess assign assist attain attend attract audit author automate award balance benchmark book
    boost brief budget calculate calibrate campaign care carry catalog catalogue centralize certify chair champion
    change chart check clarify classify clean clear close coach code collaborate collect combine communicate compare
    compile complete compose compute conceive conceptualize conclude condense conduct configure connect conserve
    consolidate construct consult contact contain contract contribute convert convey convince cook coordinate
    correct correspond craft create critique cultivate customize debug decide decorate decrease define delegate
    deliver demonstrate deploy derive describe design detect determine develop devise diagnose digitize direct
    discover dispatch dispense display distribute diversify document double draft earn edit educate elevate
    eliminate employ enable enact encourage enforce engage engineer enhance enlist enrich enroll ensure enter
    entertain establish estimate evaluate examine exceed execute exhibit expand expedite experiment explain explore
    expose extend extract fabricate facilitate fashion file filter finance finalize focus follow forge formalize
    formulate foster found fulfill fund furnish further gain gather generate govern grade grant greet guide halve
    handle harmonize harvest head help hire host identify illustrate implement import improve improvise inaugurate
    incorporate increase influence inform initiate innovate inspect inspire install institute instruct insure
    integrate interpret interview introduce invent inventory invest investigate invite involve issue join judge
    justify label launch learn lecture lessen leverage liaise license lift link list listen load localize locate log
    lower maintain manage manufacture map market master maximize measure mediate mentor merge migrate minimize
    mobilize model moderate modernize modify monitor motivate move multiply negotiate network nurse observe obtain
    offer onboard open operate optimize orchestrate order organize orient originate outline overhaul own pack
    partner perfect perform persuade photograph pilot pioneer place plan plant play populate position practice
    practise predict prepare prescribe present preserve prevent print prioritize process procure produce profile
    program project promote proofread propose prospect prototype prove provide provision publicize publish purchase
    pursue qualify question raise rank rate reach realize rearrange reassemble receive recognize recommend reconcile
    record recover recruit rectify recycle redesign reduce reengineer refactor refer refine refund register regulate
    rehabilitate reinforce release remodel remove renew renovate reorganize repair replace reply report represent
    rescue research reserve reshape resolve respond restock restore restructure retain retrieve revamp review revise
    revitalize reward roll route sample save scale schedule score screen secure select separate serve service share
    shape ship shorten simplify solicit solve sort source spearhead specialize specify sponsor staff standardize
    start steer stock stop store streamline strengthen structure study submit succeed suggest summarize supervise
    supply support surpass survey sustain synthesize systematize tackle tailor target teach test tighten time trace
    track trade train transcribe transfer transform translate transport travel treat triage trim triple troubleshoot
    tune tutor type uncover unify unite update upgrade use utilize validate value verify visit visualize volunteer
    weigh welcome weld widen witness work
    """
_IRREGULAR = {
    "become": "became", "begin": "began", "bind": "bound", "break": "broke", "bring": "brought", "build": "built",
    "buy": "bought", "catch": "caught", "choose": "chose", "cut": "cut", "deal": "dealt", "do": "did", "draw": "drew",
    "drive": "drove", "feed": "fed", "fight": "fought", "find": "found", "fly": "flew", "forecast": "forecast",
    "get": "got", "give": "gave", "go": "went", "grow": "grew", "have": "had", "hold": "held", "keep": "kept",
    "know": "knew", "lay": "laid", "lead": "led", "leave": "left", "make": "made", "meet": "met", "oversee": "oversaw",
    "pay": "paid", "proofread": "proofread", "put": "put", "read": "read", "rebuild": "rebuilt", "redo": "redid",
    "resell": "resold", "rewrite": "rewrote", "ride": "rode", "run": "ran", "see": "saw", "sell": "sold",
    "send": "sent", "set": "set", "shoot": "shot", "show": "showed", "sing": "sang", "speak": "spoke",
    "spend": "spent", "split": "split", "spread": "spread", "stand": "stood", "sweep": "swept", "take": "took",
    "teach": "taught", "tell": "told", "think": "thought", "troubleshoot": "troubleshot", "undertake": "undertook",
    "win": "won", "withdraw": "withdrew", "write": "wrote",
}  # fmt: skip
_PARTICIPLES = {
    "become": "become", "begin": "begun", "break": "broken", "choose": "chosen", "do": "done", "draw": "drawn",
    "drive": "driven", "fly": "flown", "give": "given", "go": "gone", "grow": "grown", "know": "known",
    "oversee": "overseen", "redo": "redone", "rewrite": "rewritten", "ride": "ridden", "run": "run", "see": "seen",
    "show": "shown", "sing": "sung", "speak": "spoken", "take": "taken", "undertake": "undertaken",
    "withdraw": "withdrawn", "write": "written",
}  # fmt: skip
_DOUBLED = word_set(
    """
    begin cut debug get map plan program put refer run set ship shop split stop submit transfer trim win log
    """
)
_TWO_SPELLINGS = word_set(
    """
    label model travel fulfill enroll
    """
)
"""Doubled in Britain only; which one the person writes cannot be known from the base form."""

NOUNS_TOO = word_set(
    """
    architect
    advance aid answer audit award balance benchmark book boost brief budget campaign care catalog catalogue
    chair champion change chart check code contact contract cook craft cut deal decrease design display document
    double draft draw drive engineer estimate exhibit experiment feed file filter finance focus forecast fund
    further grade grant guide head help host import increase influence interview inventory issue judge label
    launch lead lecture leave lecture license lift link list load log make map market master measure model
    monitor move network nurse offer order outline pack partner pilot pioneer place plan plant play position
    practice present process profile program project prospect prototype purchase question rank rate reach read
    record refund release repair report research reserve review reward ride roll route run sample scale schedule
    score screen secure separate service set share shape ship show sort source split sponsor spread staff stand
    start stock stop store structure study supply support survey target test time trace track trade train
    transfer transport travel treat trim triage tune tutor type update upgrade use value visit volunteer welcome
    weld witness work perfect direct clear clean open own lower light found correct complete orient photograph
    experience fashion
    """
)
"""Base forms that also begin a line as a noun or an adjective ("Lead engineer", "Open source")."""

_NO_VERB = word_set(
    """
    need seed speed feed breed embed united advanced skilled experienced certified licensed dedicated motivated
    required based related limited mixed applied distributed automated combined managed-service detailed varied
    interested accomplished seasoned qualified talented hundred red bed unlimited selected featured expected
    """
)


class Form(StrEnum):
    """How a verb stands."""

    BASE = "base"
    PAST = "past"
    THIRD = "third"
    """ "manages". """
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Verb:
    """A word read as a verb."""

    base: str
    form: Form


def past(base: str) -> str:
    """ "manage" -> "managed", "lead" -> "led"; the spelling (-ise, -ize) stays."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    return f"{_stem(base)}ed"


def third(base: str) -> str:
    """ "manage" -> "manages"."""
    if base == "have":
        return "has"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ies"
    return f"{base}es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else f"{base}s"


def gerund(base: str) -> str:
    """ "manage" -> "managing"."""
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    return f"{_stem(base)}ing"


def past_is_certain(base: str) -> bool:
    """False where two spellings of the past are right and the person's own is not known."""
    return base not in _TWO_SPELLINGS


def _stem(base: str) -> str:
    return base + base[-1] if base in _DOUBLED else base


def _british(base: str) -> str:
    return re.sub(r"yze$", "yse", re.sub(r"ize$", "ise", base))


@lru_cache(maxsize=1)
def _forms() -> dict[str, Verb]:
    bases = dict.fromkeys([*_REGULAR.split(), *_IRREGULAR])
    bases.update(dict.fromkeys(_british(base) for base in list(bases)))
    bases.update(dict.fromkeys(("enrol", "fulfil", "programme")))
    found: dict[str, Verb] = {}
    for base in bases:
        found.setdefault(past(base), Verb(base, Form.PAST))
    for base in bases:
        for word, form in ((third(base), Form.THIRD), (gerund(base), Form.GERUND), (base, Form.BASE)):
            if form is not Form.BASE or past(base) != base:
                found.setdefault(word, Verb(base, form))
    for base in [*_TWO_SPELLINGS, "enrol", "fulfil"]:
        found[f"{base}{base[-1]}ed"] = Verb(base, Form.PAST)
        found[f"{base}{base[-1]}ing"] = Verb(base, Form.GERUND)
    return found


def read_verb(word: str) -> Verb | None:
    """The verb a word is a form of; None for a word that is none of ours.

    Words of two forms ("cut", "read", "set") count as past, so no tense is ever found wrong in them.
    """
    folded = word.lower().replace("\u2019", "'")
    folded = re.sub(r"^(?:co|re|pre|cross|self)-", "", folded)
    known = _forms().get(folded)
    if known or folded in _NO_VERB:
        return known
    return Verb(folded, Form.PAST) if re.fullmatch(r"[a-z]{3,}ed", folded) and not folded.endswith("eed") else None


@lru_cache(maxsize=1)
def _participles() -> frozenset[str]:
    pasts = {word for word, verb in _forms().items() if verb.form is Form.PAST}
    return frozenset((pasts - {past(base) for base in _PARTICIPLES}) | set(_PARTICIPLES.values()))


def is_participle(word: str) -> bool:
    """Whether the word can stand after "was" in a passive ("prepared", "written")."""
    folded = word.lower()
    return folded in _participles() or bool(re.fullmatch(r"[a-z]{3,}ed", folded) and folded not in _NO_VERB)
