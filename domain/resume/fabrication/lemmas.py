"""One form for the forms of a word: number, tense, British and American spelling, and verbs beside their nouns."""

import re
from functools import lru_cache

_IRREGULAR_TEXT = """
use: used uses using
be: is are was were been being am
have: has had having
do: does did done
write: wrote written
build: built
lead: led
run: ran running
sell: sold
find: found
hold: held
bring: brought
grow: grew grown
make: made
give: gave given
rise: rose risen
fall: fell fallen
go: went gone
win: won
meet: met
choose: chose chosen
speak: spoke spoken
begin: began begun
oversee: oversaw overseen
spend: spent
buy: bought
deal: dealt
teach: taught
draw: drew drawn
drive: drove driven
keep: kept
take: took taken
get: got gotten
rewrite: rewrote rewritten
rebuild: rebuilt
think: thought
send: sent
set: setting
cut: cutting
put: putting
pay: paid
say: said
see: saw seen
show: shown
tell: told
know: knew known
leave: left
lose: lost
learn: learnt
read: reading
feed: fed
seek: sought
stand: stood
understand: understood
undertake: undertook undertaken
catch: caught
fly: flew flown
ride: rode ridden
break: broke broken
shrink: shrank shrunk
lay: laid
person: people persons
man: men
woman: women
child: children
analysis: analyses
criterion: criteria
series: series
staff: staff
sales: sales
news: news
hers: hers
lens: lens
less: less
business: business businesses
process: processes
"""
_IRREGULAR: dict[str, str] = {}
_PAST: set[str] = set()
for _line in _IRREGULAR_TEXT.strip().splitlines():
    _base, _forms = _line.split(":")
    for _form in _forms.split():
        _IRREGULAR[_form] = _base
        if not _form.endswith("ing") and _base not in ("person", "man", "woman", "child"):
            _PAST.add(_form)
_PAST -= {"is", "are", "am", "has", "does", "series", "staff", "sales", "news", "hers", "lens", "less", "business"}
_PAST -= {"businesses", "processes", "analyses", "criteria"}
_SAME_IN_PAST = frozenset("cut set put read let cost hit split spread quit".split())
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1$")
_SPELLINGS = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"(?<=..)is(e|ed|es|ing|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=..)ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=..)our(s|ed|ing|ite|able)?$"), r"or\1"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers|or|ors)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"gramme(s?)$"), r"gram\1"),
    (re.compile(r"(cent|met|theat|lit|fib)re(s?)$"), r"\1er\2"),
    (re.compile(r"(defen|offen|licen|practi)ce"), r"\1se"),
    (re.compile(r"(enrol|fulfil|instal|skil)l?(?=ment|ful|$)"), r"\1l"),
)


@lru_cache(maxsize=16384)
def lemma(word: str) -> str:
    """The form to compare by; it need not be a word ("organised", "Organizes" -> "organ")."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "")
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    if not word.isalpha() or len(word) < 4:
        return word
    return _stem(word)


def _stem(word: str) -> str:
    word = _without_plural(word)
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and not word.endswith("eed") and len(rest) >= 3 and re.search(r"[aeiouy]", rest):
            word = rest
            break
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("ment") and len(word) > 7:
        word = word[:-4]
    if word.endswith("ion") and len(word) > 6:
        word = word[:-3]
    word = _DOUBLE.sub(r"\1", word.removesuffix("e"))
    if word.endswith("at") and len(word) > 5:
        word = word[:-2]
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > 3 else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(?:ss|sh|ch|x|z)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_past(word: str) -> bool:
    """Whether a verb form can be past: "led", "wrote", "planned", "cut"."""
    word = word.lower().split()[0]
    return (
        word in _PAST
        or word in _SAME_IN_PAST
        or (word.endswith("ed") and len(word) > 3 and word not in ("need", "feed", "seed", "speed"))
    )


def is_base(word: str) -> bool:
    """Whether a verb form can stand in the present, and not in the past."""
    word = word.lower().split()[0]
    return not word.endswith(("ing", "ed")) and word not in _PAST and word not in _SAME_IN_PAST
