"""Small words, and words that carry a certain kind of claim."""

from domain.resume.fabrication.lemmas import lemma


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(word if "_" in word else lemma(word) for word in text.split())


STOP = _lemmas(
    """
    a an the this that these those it its he she they them their theirs i me my mine we us our you your who whom whose
    which what there here of to in on at by for from with into onto as than then and or but nor so yet if when where
    while during between among amongst across within via per be have do will would can could may might shall should must
    also too both either up out off over_to through about not no and/or etc eg ie plus including include included use
    using utilise utilising leverage apply like well how where upon against toward towards along around after
    before until till since because due own_self itself themselves s t re ve m ll d each_other one's so to_date now_that
    successfully work based base serve related over above below around up_to at_least under_number nearly almost
    approximately roughly circa approx beyond regarding concerning behalf
    """
)
"""Words that add no claim of their own. Some of them are looked at by other rules (negation, "since", "as")."""
STOP_FORMS = frozenset(
    "covering spanning involving featuring containing comprising following consisting lasting during totalling".split()
)
"""Forms that are small words although their verbs say something ("tests covering the API")."""
NEGATIONS = _lemmas(
    "not no never without nor neither none cannot unable isn't wasn't didn't don't doesn't weren't fail failed"
)
STRONG_QUANTITY = _lemmas(
    "all every each entire whole always full fully sole solely only any everything everyone throughout"
)
VAGUE_QUANTITY = _lemmas(
    "several many multiple numerous various countless dozens hundreds thousands millions lots plenty myriad"
)
SCOPE = _lemmas(
    """
    global globally international internationally worldwide national nationally nationwide regional regionally european
    companywide enterprise enterprise-wide organisation-wide cross-functional multinational world wide overseas abroad
    citywide countrywide industry-wide large-scale
    """
)
SUPERLATIVE = frozenset(
    """
    best first top leading most only fastest largest biggest highest lowest greatest finest foremost premier unique
    unparalleled exceptional outstanding record-breaking flawless perfect expert world-class cutting-edge
    unprecedented number-one renowned acclaimed elite exemplary pioneer pioneering groundbreaking
    """.split()
)
"""By the written form: "leading" is one, "led" is not."""
AWARD = _lemmas(
    """
    award awarded award-winning prize prize-winning winner win won honour honoured medal medallist distinction
    certified chartered accredited licensed qualified certification accreditation fellow fellowship scholarship grant
    granted patented cum laude finalist champion championship michelin star named recognised nominated
    """
)
OWNERSHIP = _lemmas(
    """
    lead led leader head chief direct director manage manager management own owner architect found founder launch
    initiate establish pioneer spearhead champion chair oversee supervise supervisor command govern orchestrate drive
    introduce design decide approve single-handedly independently solely alone coordinate organise mastermind
    """
)
RESULT = _lemmas(
    """
    result lead_to cause drive boost increase improve revenue profit sales growth thereby thus consequently therefore
    hence ensure enable achieve saving save prevent contribute_to generate yield
    """
)
CONNECTORS = _lemmas("result thereby thus consequently therefore hence lead_to thanks")
NOW = _lemmas("currently now presently today nowadays still ongoing")
HEDGES: dict[str, int] = {}
"""How small a part a word claims: 0 looked on or learnt, 1 helped, 2 worked with others; everything else is more."""
for _rank, _text in (
    ("0", "observe shadow learn train_in watch attend study"),
    (
        "1",
        "help assist support aid contribute participate take_part involve involved member_of assistance contribution participation",
    ),
    ("2", "collaborate cooperate collaboration partner"),
):
    for _word in _lemmas(_text):
        HEDGES[_word] = int(_rank)
TOGETHER = _lemmas("together jointly alongside joint")
LIMITS = (
    _lemmas("acting interim temporary stand_in provisional"),
    _lemmas("proposal propose prototype pilot mock simulated"),
    _lemmas("patent_application pending"),
    _lemmas(
        "usually mostly mainly partly often generally normally typically sometimes occasionally largely frequently partially"
    ),
    _lemmas("enrolled_in work_towards expected pursuing papers anticipated"),
    _lemmas("under_supervision"),
    _lemmas("some basic basics limited elementary beginner introductory rudimentary partial"),
    _lemmas("days_off absence off"),
    _lemmas("attempted tried try attempt intended"),
)
"""Groups of words that take something back; where one stands in the source, the same claim may not stand without it."""
JUNIOR = _lemmas(
    "junior trainee apprentice intern assistant deputy associate student commis acting interim vice graduate volunteer part-time"
)
SENIOR = _lemmas("senior lead head chief principal master chartered executive managing vice staff general")
GENERIC_VERBS = _lemmas("be have do make put get go carry perform take give bring use work run set keep")
PEOPLE = _lemmas(
    "team group department colleague colleagues manager engineer engineers director staff people agency partner partners developer developers designer designers"
)
OTHERS = _lemmas(
    "team colleagues company client customer vendor firm school department agency restaurant group boss supervisor"
)
CHANGES = _lemmas("double triple quadruple halve grow increase decrease improve raise boost lift reduce cut lower")
CHANGE_NOUNS = _lemmas(
    "lower higher fewer reduction increase decrease improvement growth saving savings drop cut rise gain"
)
LIGHT_VERBS = _lemmas("achieve deliver realise secure obtain see")
DOING_VERBS = _lemmas("conduct perform carry_out do give provide execute undertake handle make undergo hold run take")
"""Verbs that say nothing beside the deed they go with ("conducted interviews")."""
LANGUAGES = _lemmas(
    """
    english french german spanish italian portuguese dutch polish swedish norwegian danish finnish russian ukrainian
    arabic hebrew turkish hindi urdu bengali punjabi mandarin cantonese chinese japanese korean vietnamese thai greek
    czech hungarian romanian welsh irish catalan
    """
)
