"""The words and phrases that the offline signals look for, as compiled patterns."""

import re


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b", re.I)


NUMBER = re.compile(
    r"(?<![\w.])[$€£]?\d[\d,.]*\s?(?:%|percent|per cent|k|m|ms|s|gb|tb|mb|x)?(?!\w)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|half|third|quarter|double[d]?|tripled?|twice)\b",
    re.I,
)
COMPARISON = _any(
    r"from\s+(?:\S+\s+){1,6}to", r"compared (?:to|with)", r"by \S*\d\S*", r"by (?:half|a third|a quarter|\w+ percent)",
    r"up from", r"down from", r"instead of", r"halved", r"doubled", r"tripled", r"twice", r"before .{3,40} after",
)  # fmt: skip

TIME_OR_PLACE = _any(
    r"last (?:year|month|week|quarter|summer|winter|spring|autumn|term|semester)", r"(?:in|during|since) (?:19|20)\d\d",
    r"(?:in|during) (?:my|our|the|that) (?:\w+ ){0,2}(?:role|job|project|team|internship|year|term|shift|quarter|sprint|week|launch)",
    r"at (?:my|our|a|an) (?:\w+ ){0,3}(?:job|role|company|employer|firm|school|hospital|startup|agency|bank|clinic|store|university)",
    r"when (?:i|we|our|my|the)", r"while (?:i|we|our|working)", r"(?:two|three|a few|several|\d+) (?:years|months|weeks) (?:ago|before|into)",
    r"(?:one|that) (?:day|morning|night|evening|afternoon|friday|monday|weekend)", r"on (?:a|one|my) (?:\w+ ){0,2}(?:project|ward|shift|team)",
    r"at [A-Z]\w+", r"as (?:a|an|the) (?:\w+ ){0,3}(?:engineer|analyst|manager|nurse|teacher|designer|lead|intern|student|developer|scientist|specialist|representative|agent|director|head)",
)  # fmt: skip
PEOPLE = _any(
    r"(?:the|our|my|a|two|three|four|five|six|\d+) (?:\w+ ){0,2}(?:team|teams|customers?|clients?|users?|colleagues?|managers?|engineers?|designers?|developers?"
    r"|students?|pupils?|parents?|patients?|nurses?|doctors?|stakeholders?|suppliers?|vendors?|department|company|director|boss|analysts?|people|staff|account)",
)  # fmt: skip
PROBLEM = _any(
    r"problems?", r"issues?", r"fail(?:ed|ing|s|ure)?", r"broke(?:n)?", r"late", r"behind", r"deadline", r"complain\w*", r"conflict", r"disagree\w*",
    r"risk\w*", r"errors?", r"wrong", r"slow\w*", r"miss(?:ed|ing)", r"need(?:ed)? to", r"had to", r"wanted", r"struggl\w+", r"drop(?:ped|ping)",
    r"outage", r"incident", r"delay\w*", r"short(?:age|-staffed)", r"overdue", r"backlog", r"angry", r"unhappy", r"confus\w+", r"blocked", r"stuck",
    r"pressure", r"churn\w*", r"cost(?:s|ing)?", r"refused", r"against", r"double-charg\w+", r"(?:was|were|is) (?:not|never|unable)", r"could not|couldn't",
)  # fmt: skip

VAGUE_VERBS = frozenset(
    """helped worked tried talked handled dealt did managed communicated collaborated participated supported involved
    coordinated assisted thought felt wanted liked loved learned learnt believed needed used started stayed leveraged
    utilized utilised synergized facilitated empowered ensured strived focused enjoyed listened cared hoped""".split()
)
STATE_VERBS = frozenset(
    "was were had been felt knew thought wanted liked loved needed believed hoped enjoyed joined learned learnt "
    "realized realised noticed saw heard got received happened remembered understood assumed expected agreed".split()
)
IRREGULAR_PAST = (
    "built|wrote|rewrote|led|ran|set|took|cut|drew|chose|found|spoke|met|put|held|kept|brought|taught|went|made|gave|told"
    "|sat|sent|split|broke|began|dealt|drove|laid|shut|won|sold|bought|spent|paid|rode|sought|showed|asked|read|rebuilt"
    "|fed|stood|swept|threw|undid|withdrew|overrode|froze|rang|swapped|left|did|thought|felt|got|fixed|mapped|shot"
)
_PAST = rf"(?:{IRREGULAR_PAST}|[a-z]{{2,}}ed)"
_ADVERB = r"(?:(?:\w+ly|then|also|first|just|next|therefore|still|even|soon|once|only|myself|later|and) ){0,2}"
I_DID = re.compile(rf"\bI (?:{_ADVERB})({_PAST})\b", re.I)
I_WAS_DOING = re.compile(r"\bI (?:was|had been) (\w+ing)\b", re.I)
AND_DID = re.compile(rf"(?:,|\band|\bthen|, and)\s+{_ADVERB}({_PAST})\b", re.I)
WE_DID = re.compile(rf"\b(?:we|the team|they|everyone|our team) (?:{_ADVERB})({_PAST})\b", re.I)

RESULT = _any(
    r"as a result", r"result(?:ed|s|ing)?", r"outcomes?", r"led to", r"in the end", r"ended up", r"finally", r"eventually", r"since then",
    r"increas\w+", r"decreas\w+", r"reduc\w+", r"fell", r"dropped", r"rose", r"grew", r"cut", r"saved?", r"improv\w+", r"halved", r"doubled", r"tripled",
    r"went (?:from|up|down)", r"stayed|stayed under", r"(?:no|zero|fewer|less|more) \w+ (?:since|after|complaints?|errors?|incidents?|tickets?)",
    r"deliver(?:ed|y) (?:on|in|early|it|two|a|the)", r"shipped", r"launched", r"(?:was|were|got) (?:adopted|approved|promoted|renewed|signed|restored|resolved|fixed|used|accepted|kept)",
    r"adopted", r"renewed", r"won", r"kept", r"back to", r"on time", r"under budget", r"within (?:a|an|two|three|\d+)", r"now (?:use|uses|run|runs|take|takes|has|have)", r"passed", r"signed", r"met (?:the|our)", r"reached", r"hit",
    r"(?:went|worked|turned out) (?:well|fine|ok|okay|live|smoothly|great|good)", r"happy", r"satisfied", r"solved",
)  # fmt: skip
VAGUE_RESULT = _any(
    r"(?:went|worked|turned out) (?:\w+ )?(?:well|fine|ok|okay|smoothly|great|good)", r"(?:was|were) (?:\w+ )?(?:happy|satisfied|pleased|successful|good|great|fine|ok|okay)",
    r"success(?:ful|fully)?", r"solved", r"improved? (?:a lot|things|greatly)", r"everyone", r"better",
)  # fmt: skip

REFLECTION = _any(
    r"i(?:'ve| have)? (?:also )?learn(?:ed|t)", r"(?:taught|showed) me", r"in hindsight", r"looking back", r"next time", r"since then,? i", r"(?:do|done|did|start|handle|plan|ask|say) (?:it |that |this |\w+ )?differently",
    r"i (?:now|always now|still) ", r"i should have", r"i would (?:have )?(?:\w+ ){0,4}(?:earlier|sooner|first|instead|next time)", r"my mistake", r"i was wrong", r"i had (?:assumed|underestimated|overestimated)",
    r"(?:the|my|one|a) lessons?", r"what i (?:took|take) (?:away|from)", r"i realised|i realized", r"changed (?:how|the way) i", r"from then on", r"ever since",
)  # fmt: skip

REASON = _any(
    r"because", r"so that", r"since", r"therefore", r"thus", r"hence", r"which (?:means?|meant|lets?|makes?|made|avoids?|prevents?|keeps?|gives?|allows?|causes?|would)", r"due to", r"otherwise", r"in order to", r"as a result", r"leads? to",
    r"causes?", r"that way", r"the reason", r"this (?:means|lets|makes|avoids|prevents|keeps|gives|allows|ensures)", r"so (?:the|we|i|it|that|a|you|they|each|every|no|if|users?|customers?)", r"if .{5,80}?(?:,| then)", r"to (?:avoid|prevent|make sure|ensure|reduce|keep|protect|find out)", r"as (?:it|this|they|the) (?:\w+ )?(?:is|are|was|would|can)",
    r"unless", r"when .{5,60}?,", r"depends? on", r"by \w+ing", r"consequently", r"for this reason", r"without \w+ing",
)  # fmt: skip
TRADE_OFF = _any(
    r"trade-?offs?", r"downsides?", r"drawbacks?", r"at the (?:cost|expense|price) of", r"however", r"although", r"though", r"whereas", r"while .{5,50}?,", r"on the other hand", r"instead of", r"rather than", r"depends? (?:on|upon)", r"compared (?:to|with)",
    r"versus|vs", r"limitations?", r"the risk", r"the price", r"the cost", r"alternatives?", r"unless", r"but", r"only (?:if|when|works?|for)", r"except", r"not (?:worth|suited|suitable|enough|needed)", r"costs? (?:more|less|extra|us)", r"slower", r"cheaper", r"simpler", r"more (?:complex|expensive|work)", r"in exchange", r"give up", r"accept",
)  # fmt: skip
CLARIFY = _any(
    r"i(?:'d| would| will|'ll)? (?:first |start by |begin by |also |want to |like to )*(?:ask\w*|clarify\w*|confirm\w*|check\w*|find(?:ing)? out|understand\w*|listen\w*|establish\w*|gather\w*|look\w* (?:at|into)|speak\w*|talk\w* (?:to|with)|read\w*)",
    r"(?:start|begin) (?:by|with) \w+", r"assum(?:e|ing|ption|ptions)", r"requirements?", r"how (?:many|much|often|long|big|soon)", r"(?:which|what|who|whether|why) (?:\w+ ){1,5}(?:is|are|was|were|need|needs|want|wants|does|do|has|have|can|must|matters?|happened|changed|uses?|depends?)",
    r"scope", r"constraints?", r"the facts", r"before (?:i|we|doing|deciding|acting|anything|changing)", r"find out", r"clarify", r"depends on",
)  # fmt: skip
PLAN = re.compile(
    r"\b(?:I would|I'd|I’d|I will|I'll|I’ll|we would|we'd|we’d|would|should)\s+(?:\w+ly |then |also |first |next |not |never |still |start by |begin by |want to |try to )*([a-z]{2,})\b",
    re.I,
)
PLAN_VAGUE = frozenset("be have try do help make handle deal work talk communicate manage like love want think feel say get use need".split())
ORDER = _any(
    r"first(?:ly)?", r"second(?:ly)?", r"third(?:ly)?", r"then", r"next", r"after (?:that|this|which)", r"afterwards", r"finally", r"lastly", r"to start", r"meanwhile", r"at the same time", r"in parallel", r"once", r"before", r"step \w+", r"later", r"by the (?:end|time)", r"within the (?:hour|day|week)", r"start by", r"begin (?:by|with)",
)  # fmt: skip
FOLLOW_UP = _any(
    r"monitor\w*", r"review\w*", r"measur\w+", r"follow(?:ed|ing)?[- ]?up", r"track\w*", r"report(?:ed|ing)? back", r"document\w*", r"feedback", r"escalat\w+", r"alert\w*", r"retro\w*", r"post-?mortem", r"check(?:ing|ed)? (?:in|again|back|that|whether|the|after|how)", r"a (?:week|month|day) later",
    r"after (?:a|one|two|the first) (?:\w+ )?(?:weeks?|months?|days?|hours?)", r"so (?:that )?it (?:does|did|would)(?:n't| not) happen again", r"prevent\w*", r"next time", r"write (?:it|this|that|them) (?:down|up)", r"tell \w+", r"let \w+ know", r"update (?:the|my|our|them|everyone)", r"keep .{3,30} informed", r"audit\w*", r"log(?:ged|ging)?", r"handover|hand over",
)  # fmt: skip
SCALE = _any(
    r"per (?:second|minute|hour|day|week|month|user|person|class|shift|team)", r"a (?:second|minute|day|week|month|year)", r"qps|rps|tps", r"latency", r"throughput", r"peak", r"p9\d", r"(?:gb|tb|mb|kb|gigabytes?|terabytes?)", r"million|thousand|billion", r"concurrent", r"capacity", r"growth", r"budget", r"headcount", r"hours?", r"seconds?|milliseconds?|ms", r"users?", r"requests?", r"percent|%",
)  # fmt: skip
FAILURE = _any(
    r"fail(?:s|ed|ing|ure|ures|over)?", r"retr(?:y|ies|ied|ying)", r"time(?:s|d)? ?outs?", r"replicas?|replicat\w+", r"back-?ups?", r"idempoten\w+", r"fall ?backs?", r"circuit breakers?", r"dead[- ]letter", r"degrad\w+", r"monitor\w*", r"alert\w*", r"rate[- ]limit\w*", r"outages?", r"recover\w*", r"rollback|roll(?:ed|ing)? back", r"duplicat\w+", r"crash\w*", r"down(?:time)?", r"lost|loss",
    r"security|encrypt\w*|access control|permissions?", r"abuse", r"stale", r"inconsisten\w+", r"what if", r"if .{3,40} (?:fails|breaks|goes|leaves|is down|is late|drops)", r"absent|sick|cover", r"escalat\w+", r"contingenc\w+", r"risk\w*", r"redundan\w+", r"health checks?", r"manual", r"drift\w*", r"quarantin\w+",
)  # fmt: skip
EXAMPLE = _any(r"for example", r"for instance", r"such as", r"e\.g", r"like (?:a|the|when)", r"say,", r"in one case", r"once,? (?:i|we)", r"one (?:customer|student|patient|case|example)")
EVASIVE = _any(
    r"i guess", r"whatever", r"not (?:really )?sure", r"i don'?t (?:really )?know", r"no idea", r"anything", r"i suppose", r"it depends", r"kind of", r"sort of", r"or something", r"and stuff", r"maybe", r"etc",
)  # fmt: skip
FILLER = _any(r"um+", r"uh+", r"er+m?", r"you know", r"i mean", r"kind of", r"sort of", r"basically", r"literally", r"actually", r"like,", r"and stuff", r"or something", r"whatever")

BUZZWORDS = re.compile(
    r"\b(?:synerg\w+|leverag\w+|holistic\w*|paradigms?|stakeholder\w*|ecosystems?|best[- ]in[- ]class|world[- ]class|cutting[- ]edge|state[- ]of[- ]the[- ]art"
    r"|innovati\w+|transformati\w+|strategic\w*|strateg(?:y|ies)|align\w*|empower\w*|robust\w*|scalab\w+|seamless\w*|agil\w+|dynamic\w*|proactiv\w+|passion\w*|excellence"
    r"|optimi[sz]\w+|streamlin\w+|value[- ]add\w*|value[- ]driven|deliverables?|actionable|impactful|mindset|solution\w*|framework\w*|methodolog\w+|best practices?|end[- ]to[- ]end"
    r"|cross[- ]functional\w*|collaborat\w+|teamwork|team player|results?[- ]driven|results?[- ]oriented|customer[- ]centric|data[- ]driven|thought leader\w*|game[- ]chang\w+|disrupt\w+|enterprise[- ]grade"
    r"|next[- ]gen\w*|digital|vision\w*|mission[- ]critical|core competenc\w+|bandwidth|granular\w*|visibility|sustainab\w+|growth|landscape|journey|culture|quality|effective\w*|efficien\w+|success\w*|dedicat\w+|commit(?:ted|ment)|driven|motivat\w+|leadership|communication|hard[- ]?work\w*|resilien\w+|comprehensive\w*|cloud[- ]native|microservices|outcomes?)\b",
    re.I,
)

NAMED = re.compile(r"(?<=[a-z,;:] )(?:[A-Z][a-z]+[A-Z]?\w*|[A-Z]{2,}s?|\w+\d\w*|\w+[_/]\w+)\b|\b[A-Z]{2,6}s?\b|\b[a-z]+[A-Z]\w+\b")
AND_DO = re.compile(r"(?:,|\band|\bthen|, and)\s+(?:then )?([a-z]{3,})\b (?=(?:the|a|an|them|him|her|it|my|our|their|each|every|what|which|whether|one|two)\b)", re.I)
STRONG_TRADE_OFF = _any(r"trade-?offs?", r"downsides?", r"drawbacks?", r"at the (?:cost|expense|price) of", r"whereas", r"rather than", r"on the other hand", r"limitations?", r"in exchange", r"the price", r"depends (?:on|upon)", r"compared (?:to|with)", r"alternatives?", r"instead of", r"only (?:if|when)")
