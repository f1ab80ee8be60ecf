"""The words and phrases that the offline signals look for, as compiled patterns."""

import re

from domain.evaluation.text import word_set


def _any(phrases: str) -> re.Pattern[str]:
    """Compile phrases (regular expressions, set apart by " / ") into one that matches any of them as whole words.

    A line that begins with "|" goes on with the phrase of the line before.
    """
    phrases = re.sub(r"\s*\n\s*(?=\|)", "", phrases)
    found = re.split(r"\s+/\s+|\s*/\n\s*", phrases.strip())
    return re.compile(r"\b(?:" + "|".join(found) + r")\b", re.I)


NUMBER = re.compile(
    r"(?<![\w.])[$€£]?\d[\d,.]*\s?(?:%|percent|per cent|k|m|ms|s|gb|tb|mb|x)?(?!\w)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|half|third|quarter|double[d]?|tripled?|twice)\b",
    re.I,
)
COMPARISON = _any(
    r"""
    from\s+(?:\S+\s+){1,6}to / compared (?:to|with) / by \S*\d\S* / by (?:half|a third|a quarter|\w+ percent) /
    up from / down from / instead of / halved / doubled / tripled / before .{3,40} after
    """
)
TIME_OR_PLACE = _any(
    r"""
    last (?:year|month|week|quarter|summer|winter|spring|autumn|term|semester) /
    (?:in|during|since) (?:19|20)\d\d /
    (?:in|during) (?:my|our|the|that) (?:\w+ ){0,2}(?:role|job|project|team|internship|year|term|shift|quarter
    |sprint|week|launch) /
    at (?:my|our|a|an) (?:\w+ ){0,3}(?:job|role|company|employer|firm|school|hospital|startup|agency|bank
    |clinic|store|university) /
    when (?:i|we|our|my|the) / while (?:i|we|our|working) /
    (?:two|three|a few|several|\d+) (?:years|months|weeks) (?:ago|before|into) /
    (?:one|that) (?:day|morning|night|evening|afternoon|friday|monday|weekend) /
    on (?:a|one|my) (?:\w+ ){0,2}(?:project|ward|shift|team) / at [A-Z]\w+ /
    as (?:a|an|the) (?:\w+ ){0,3}(?:engineer|analyst|manager|nurse|teacher|designer|lead|intern|student
    |developer|scientist|specialist|representative|agent|director|head)
    """
)
PEOPLE = _any(
    r"""
    (?:the|our|my|a|an|one|some|every|each|another|several|many|both|two|three|four|five|six|\d+)
    (?:\w+ ){0,2}(?:team|teams|customers?|clients?|users?
    |colleagues?|co-?workers?|managers?|engineers?|designers?|developers?|students?|pupils?|parents?|patients?|nurses?
    |doctors?|stakeholders?|sponsors?|suppliers?|vendors?|department|company|director|boss|analysts?|people|staff|account
    |families|family|owners?|drivers?|operators?|technicians?|volunteers?|trainees?|partners?|contractors?) /
    (?:a|an|one|the|my|another|every|each) (?:\w+ )?(?:boy|girl|man|woman|child|person|buyer|caller|guest|friend|mentor
    |intern|supervisor)
    """
)
PROBLEM = _any(
    r"""
    problems? / issues? / fail(?:ed|ing|s|ure)? / broke(?:n)? / late / behind / deadline / complain\w* /
    conflict / disagree\w* / risk\w* / errors? / wrong / slow\w* / miss(?:ed|ing) / need(?:ed)? to / had to /
    wanted / struggl\w+ / drop(?:ped|ping) / outage / incident / delay\w* / short(?:age|-staffed) / overdue /
    backlog / angry / unhappy / confus\w+ / blocked / stuck / pressure / churn\w* / cost(?:s|ing)? / refused /
    against / double-charg\w+ / did not|didn't|never / (?:was|were|is) (?:not|never|unable|lost|cut off|gone)
    / could not|couldn't / (?:had|has|have|does|was|were|is|would|will|ca)n['’]t / cannot / nobody|no one|no longer
    / mistakes? / typos? / overruns? / too (?:late|slow|long|many|much|few|little|high|low|big|small|often)
    """
)
VAGUE_VERBS = word_set(
    """
    helped worked tried talked handled dealt did managed communicated collaborated participated supported involved
    coordinated assisted thought felt wanted liked loved learned learnt believed needed used started stayed leveraged
    utilized utilised synergized facilitated empowered ensured strived focused enjoyed listened cared hoped
    """
)
STATE_VERBS = word_set(
    """
    was were had been felt knew thought wanted liked loved needed believed hoped enjoyed joined learned learnt
    realized realised noticed saw heard got received happened remembered understood assumed expected agreed
    """
)
IRREGULAR_PAST = (
    "said|built|wrote|rewrote|led|ran|set|took|cut|drew|chose|found|spoke|met|put|held|kept|brought|taught|went|made|gave|told"
    "|sat|sent|split|broke|began|dealt|drove|laid|shut|won|sold|bought|spent|paid|rode|sought|showed|asked|read|rebuilt"
    "|fed|stood|swept|threw|undid|withdrew|overrode|froze|rang|swapped|left|did|thought|felt|got|fixed|mapped|shot"
    "|let|hit|beat|bent|blew|caught|came|became|overcame|dug|fought|flew|forbade|forgot|forgave|ground|grew|hung|hid"
    "|lent|lit|lost|meant|mistook|oversaw|foresaw|rose|shook|slid|spun|spread|stuck|stole|struck|swore|swung|tore"
    "|undertook|upheld|woke|wore|wove|wound|reset|reran|redid|retook|reread|forecast|quit|bet|bound|bred|overheard"
)
_ED = r"(?!(?:need|feed|heed|speed|bleed|breed|embed|(?:pro|ex|suc)ceed)\b)[a-z]{2,}ed"
_PAST = rf"(?:{IRREGULAR_PAST}|{_ED})"
_PARTICIPLE = (
    "taken|given|written|rewritten|spoken|driven|drawn|chosen|broken|begun|done|redone|seen|shown|gone|thrown|withdrawn"
    "|frozen|known|overcome|rung|hidden|stolen|worn|woken|undertaken|overseen|foreseen"
)
_ADVERB = r"(?:(?:\w+ly|then|also|first|just|next|therefore|still|even|soon|once|only|myself|later|and) ){0,2}"
# "I'd put" is a plan, "I'd talked" is not.
_HAD = rf"(?:['’]ve| had| have|['’]d(?= {_ADVERB}(?:{_ED}|{_PARTICIPLE})\b))?"
I_DID = re.compile(rf"\bI{_HAD} {_ADVERB}({_PAST}|{_PARTICIPLE})\b", re.I)
I_WAS_DOING = re.compile(r"\bI (?:was|had been) (\w+ing)\b", re.I)
I_DO = re.compile(
    r"\bI (?:\w+ly |then |also |first |just )?([a-z]{3,}) "
    r"(?=(?:the|a|an|them|him|her|it|my|our|their|each|every|all|what|which|whether|one|two|three|with|to)\b)",
    re.I,
)
AND_DID = re.compile(rf"(?:,|\band|\bthen|, and)\s+{_ADVERB}({_PAST})\b", re.I)
WE_DID = re.compile(rf"\b(?:we|the team|they|everyone|our team) (?:{_ADVERB})({_PAST})\b", re.I)
RESULT = _any(
    r"""
    only (?:a few|one|two|three|four|five|\d+) \w+ / (?:a|one|two|three|\d+) (?:days?|weeks?|months?) (?:later|after) /
    after that / as a result / result(?:ed|s|ing)? / outcomes? / led to / in the end / ended up / finally / eventually /
    by the (?:summer|winter|spring|autumn|end|next|following|time) / gone from / at the end / wrote in / thanked /
    after (?:some|a few|\w+) (?:time|months?|weeks?|days?|hours?) / said thank / stopped / never (?:again|since) /
    (?:was|were) (?:\w+ )?(?:lower|higher|faster|shorter|fewer|calmer|better|smaller) /
    later (?:they|we|it|the|he|she) /
    helped to / increas\w+ / decreas\w+ / reduc\w+ / fell / dropped / rose / grew / cut / saved? / improv\w+ /
    halved / doubled / tripled / went (?:from|up|down) / stayed (?:under|below|above|with|on) /
    (?:no|zero|fewer|less|more) \w+ (?:since|after|complaints?|errors?|incidents?|tickets?) /
    deliver(?:ed|y) (?:on|in|early|it|two|a|the) / shipped / launched /
    (?:was|were|got) (?:\w+ly )?(?:adopted|approved|promoted|renewed|signed|restored|resolved|fixed|used
    |accepted|kept) /
    adopted / renewed / won / back to / on time / under budget / within (?:a|an|two|three|\d+) /
    now (?:use|uses|run|runs|take|takes|has|have) / passed / signed / met (?:the|our) / reached / hit /
    (?:went|worked|turned out) (?:well|fine|ok|okay|live|smoothly|great|good) / happy / satisfied / solved
    """
)
VAGUE_RESULT = _any(
    r"""
    (?:went|worked|turned out) (?:\w+ )?(?:well|fine|ok|okay|smoothly|great|good) /
    (?:was|were) (?:\w+ )?(?:happy|satisfied|pleased|successful|good|great|fine|ok|okay) / success(?:ful|fully)? /
    (?:is|be) (?:\w+ )?(?:fine|ok|okay|good|great) / in the end /
    solved / improved? (?:a lot|things|greatly) / everyone / better
    """
)
REFLECTION = _any(
    r"""
    i(?:'ve| have)? (?:also )?learn(?:ed|t) / (?:taught|showed) me / in hindsight / looking back / next time /
    since then,? i / (?:do|done|did|start|handle|plan|ask|say) (?:it |that |this |\w+ )?differently /
    i (?:now|always now|still)  / i should have /
    i would (?:have )?(?:\w+ ){0,4}(?:earlier|sooner|first|instead|next time) / my mistake / i was wrong /
    i had (?:assumed|underestimated|overestimated) / (?:the|one|a|my main) lesson (?:is|was|i|for|here|that) /
    what i (?:took|take) (?:away|from) / i realised|i realized / changed (?:how|the way) i / from then on /
    ever since
    """
)
REASON = _any(
    r"""
    because / so \w+ing / so that / since / therefore / thus / hence /
    which (?:means?|meant|lets?|makes?|made|avoids?|prevents?|keeps?|gives?|allows?|causes?|would) / due to /
    otherwise / in order to / as a result / leads? to / causes? / that way / the reason /
    this (?:means|lets|makes|avoids|prevents|keeps|gives|allows|ensures) /
    so (?:the|we|i|it|that|a|you|they|each|every|no|if|users?|customers?) / if .{5,80}?(?:,| then) /
    to (?:avoid|prevent|make sure|ensure|reduce|keep|protect|find out) /
    as (?:it|this|they|the) (?:\w+ )?(?:is|are|was|would|can) / unless / when .{5,60}?, / depends? on /
    by \w+ing / consequently / for this reason / without \w+ing
    """
)
TRADE_OFF = _any(
    r"""
    trade-?offs? / downsides? / drawbacks? / at the (?:cost|expense|price) of / however / although / though /
    whereas / while .{5,50}?, / on the other hand / instead of / rather than / depends? (?:on|upon) /
    compared (?:to|with) / versus|vs / limitations? / the risk / the price / the cost / alternatives? / unless /
    but / only (?:if|when|works?|for) / except / not (?:worth|suited|suitable|enough|needed) /
    costs? (?:more|less|extra|us) / slower / cheaper / simpler / more (?:complex|expensive|work) / in exchange /
    give up / accept
    """
)
CLARIFY = _any(
    r"""
    i(?:'d| would| will|'ll)? (?:first |start by |begin by |also |want to |like to )*(?:ask\w*|clarify\w*
    |confirm\w*|check\w*|find(?:ing)? out|understand\w*|listen\w*|establish\w*|gather\w*|look\w* (?:at|into)
    |speak\w*|talk\w* (?:to|with)|read\w*) /
    (?:start|begin) (?:by|with) \w+ / assum(?:e|ing|ption|ptions) / requirements? /
    how (?:many|much|often|long|big|soon) /
    (?:which|what|who|whether|why) (?:\w+ ){1,5}(?:is|are|was|were|need|needs|want|wants|does|do|has|have|can
    |must|matters?|happened|changed|uses?|depends?) /
    scope / constraints? / the facts / before (?:i|we|doing|deciding|acting|anything|changing) / find out /
    clarify / depends on
    """
)
PLAN = re.compile(
    r"\b(?:I would|I'd|I’d|I will|I'll|I’ll|we would|we'd|we’d|would|should)\s+"
    r"(?:\w+ly |then |also |first |next |not |never |still |start by |begin by |want to |try to )*([a-z]{2,})\b",
    re.I,
)
PLAN_VAGUE = word_set(
    """
    be have try do help make handle deal work talk communicate manage like love want think feel say get use need
    """
)
ORDER = _any(
    r"""
    first(?:ly)? / second(?:ly)? / third(?:ly)? / then / next / after (?:that|this|which) / afterwards / finally /
    lastly / to start / meanwhile / at the same time / in parallel / once / before / step \w+ / later /
    by the (?:end|time) / within the (?:hour|day|week) / start by / begin (?:by|with)
    """
)
FOLLOW_UP = _any(
    r"""
    monitor\w* / review\w* / measur\w+ / follow(?:ed|ing)?[- ]?up / track\w* / report(?:ed|ing)? back /
    document\w* / feedback / escalat\w+ / alert\w* / retro\w* / post-?mortem /
    check(?:ing|ed)? (?:in|again|back|that|whether|the|after|how) / a (?:week|month|day) later /
    after (?:a|one|two|the first) (?:\w+ )?(?:weeks?|months?|days?|hours?) /
    so (?:that )?it (?:does|did|would)(?:n't| not) happen again / prevent\w* / next time /
    write (?:it|this|that|them) (?:down|up) / tell \w+ / let \w+ know / update (?:the|my|our|them|everyone) /
    keep .{3,30} informed / audit\w* / log(?:ged|ging)? / handover|hand over
    """
)
SCALE = _any(
    r"""
    per (?:second|minute|hour|day|week|month|user|person|class|shift|team) /
    a (?:second|minute|day|week|month|year) / qps|rps|tps / latency / throughput / peak / p9\d /
    (?:gb|tb|mb|kb|gigabytes?|terabytes?) / million|thousand|billion / concurrent / capacity / growth / budget /
    headcount / hours? / seconds?|milliseconds?|ms / users? / requests? / percent|%
    """
)
FAILURE = _any(
    r"""
    fail(?:s|ed|ing|ure|ures|over)? / retr(?:y|ies|ied|ying) / time(?:s|d)? ?outs? / replicas?|replicat\w+ /
    back-?ups? / idempoten\w+ / fall ?backs? / circuit breakers? / dead[- ]letter / degrad\w+ / monitor\w* /
    alert\w* / rate[- ]limit\w* / outages? / recover\w* / rollback|roll(?:ed|ing)? back / duplicat\w+ / crash\w* /
    down(?:time)? / lost|loss / security|encrypt\w*|access control|permissions? / abuse / stale / inconsisten\w+ /
    what if / if .{3,40} (?:fails|breaks|goes|leaves|is down|is late|drops) / absent|sick|cover / escalat\w+ /
    contingenc\w+ / risk\w* / redundan\w+ / health checks? / manual / drift\w* / quarantin\w+
    """
)
EXAMPLE = _any(
    r"""
    for example / for instance / such as / e\.g / like (?:a|the|when) / say, / in one case / once,? (?:i|we) /
    one (?:customer|student|patient|case|example)
    """
)
EVASIVE = _any(
    r"""
    i guess / whatever / not (?:really )?sure / i don'?t (?:really )?know / no idea / anything / i suppose /
    it depends / kind of / sort of / or something / and stuff / maybe / etc
    """
)
FILLER = _any(
    r"""
    um+ / uh+ / er+m? / you know / i mean / kind of / sort of / basically / literally / actually / like, /
    and stuff / or something / whatever
    """
)
BUZZWORDS = _any(
    r"""
    synerg\w+ / leverag\w+ / holistic\w* / paradigms? / stakeholder\w* / ecosystems? / best[- ]in[- ]class /
    world[- ]class / cutting[- ]edge / state[- ]of[- ]the[- ]art / innovati\w+ / transformati\w+ / strategic\w* /
    strateg(?:y|ies) / align\w* / empower\w* / robust\w* / scalab\w+ / seamless\w* / agil\w+ / dynamic\w* /
    proactiv\w+ / passion\w* / excellence / optimi[sz]\w+ / streamlin\w+ / value[- ]add\w* / value[- ]driven /
    deliverables? / actionable / impactful / mindset / solution\w* / framework\w* / methodolog\w+ /
    best practices? / end[- ]to[- ]end / cross[- ]functional\w* / collaborat\w+ / teamwork / team player /
    results?[- ]driven / results?[- ]oriented / customer[- ]centric / data[- ]driven / thought leader\w* /
    game[- ]chang\w+ / disrupt\w+ / enterprise[- ]grade / next[- ]gen\w* / digital / vision\w* /
    mission[- ]critical / core competenc\w+ / bandwidth / granular\w* / visibility / sustainab\w+ / growth /
    landscape / journey / culture / quality / effective\w* / efficien\w+ / success\w* / dedicat\w+ /
    commit(?:ted|ment) / driven / motivat\w+ / leadership / communication / hard[- ]?work\w* / resilien\w+ /
    comprehensive\w* / cloud[- ]native / microservices / outcomes?
    """
)
NAMED = re.compile(
    r"(?<=[a-z,;:] )(?:[A-Z][a-z]+[A-Z]?\w*|[A-Z]{2,}s?|\w+\d\w*|\w+[_/]\w+)\b|\b[A-Z]{2,6}s?\b|\b[a-z]+[A-Z]\w+\b"
)
AND_DO = re.compile(
    r"(?:,|\band|\bthen|, and)\s+(?:then )?([a-z]{3,})\b "
    r"(?=(?:the|a|an|them|him|her|it|my|our|their|each|every|what|which|whether|one|two)\b)",
    re.I,
)
STRONG_TRADE_OFF = _any(
    r"""
    trade-?offs? / downsides? / drawbacks? / at the (?:cost|expense|price) of / whereas / rather than /
    on the other hand / limitations? / in exchange / the price / depends (?:on|upon) / compared (?:to|with) /
    alternatives? / instead of / only (?:if|when)
    """
)
PADDING = _any(
    r"""
    maybe / perhaps / kind of / sort of / somehow / something / anything / everything / things? / always / usually /
    generally / in general / basically / really / very / quite / a lot / lots of / various / many / different /
    important / it depends / of course / i think / i believe / i guess / i(?:'|’)d say / i would say / in a way /
    to some extent / as they say / you know / i mean / at the end of the day / people / everyone / everybody /
    somebody / someone / good / nice / well / great
    """
)
"""General words and hedges: an answer needs some, and one that is made of them says little."""
