"""Which kind of section a heading names."""

import re
import unicodedata
from functools import lru_cache

from domain.resume.section_words import NAMES

_FILLERS_TEXT = """
professional relevant selected recent key core main additional other further my personal employment and of the in
with industry industrial clinical nursing academic general current previous past related paid technical computer it
software digital design creative business administrative & featured notable independent major career full time part
online highlights information history details background section list creative special specialized formal hard soft
transferable practical hands-on domain work job top
experience-of y e et und o ou en de del des du da do das dos la las los le les el di della dei con mit in im
profesional profesionales laboral laborales academica academicas academico academicos relevante relevantes tecnicas
tecnicos tecnica tecnico informaticas informaticos personales complementaria adicional principales otras otros
professionnelle professionnelles professionnel academique academiques techniques informatiques linguistiques
personnels personnelles complementaires principales autres cles
berufliche beruflicher akademische schulische fachliche technische personliche relevante praktische sonstige weitere
profissional profissionais academicas academicos complementar outras outros
professionale professionali accademica tecniche informatiche linguistiche personali altre
relevante professionele
"""
_FILLERS = frozenset(_FILLERS_TEXT.split())
_HEADS_TEXT = """
other: volunteer volunteering voluntary awards honors honours achievements accomplishments interests hobbies
other: activities references leadership affiliations memberships extracurricular community scholarships
other: coursework military premios logros intereses voluntariado referencias distinctions interets loisirs
other: benevolat auszeichnungen interessen hobbys ehrenamt premiacoes interesses voluntario premi interessi
other: prizes fellowships societies
publications: publications papers patents presentations talks conferences publicaciones publicacoes pubblicazioni
publications: publikationen veroffentlichungen
certificates: certifications certificates certification licenses licences licensure training courses trainings
certificates: certificaciones certificados cursos certificats zertifikate zertifizierungen weiterbildung
certificates: weiterbildungen certificacoes certificazioni corsi accreditations
languages: languages idiomas langues sprachen sprachkenntnisse lingue linguas
projects: projects portfolio proyectos projets projekte projetos progetti
skills: skills skill competencies competences expertise proficiencies abilities technologies tools strengths
skills: toolkit habilidades competencias conocimientos aptitudes herramientas tecnologias outils logiciels
skills: kenntnisse fahigkeiten kompetenzen conhecimentos ferramentas competenze conoscenze vaardigheden
summary: summary objective profile statement overview perfil resumen profil resumo profilo
education: education qualifications studies degrees educacion formacion estudios formation formations etudes
education: diplomes ausbildung studium bildung educacao formacao istruzione formazione opleiding
work: experience experiences internship internships employment teaching research experiencia experiencias
work: erfahrung erfahrungen berufserfahrung practicas stages esperienza esperienze estagios werkervaring praktika
"""
_HEADS = [(kind, words) for kind, _, words in (line.partition(": ") for line in _HEADS_TEXT.strip().split("\n"))]
_HEAD_KIND = {word: kind for kind, words in reversed(_HEADS) for word in words.split()}
_RANK = {kind: rank for rank, kind in enumerate(dict.fromkeys(kind for kind, _ in _HEADS))}
_CJK_HEADS = (
    ("work", r"(?:工作|实习|職務|業務|职业|従事|就業)(?:经历|经验|経歴|履历|経験|内容)|職歴"),
    ("education", r"教育(?:背景|经历|经验)|学歴|学历"),
    ("projects", r"项目(?:经历|经验)|プロジェクト|開発実績"),
    ("certificates", r"証書|证书|資格|免許|培训"),
    ("languages", r"语言|語学|外语"),
    ("skills", r"技能|スキル|技術|活かせる"),
    ("summary", r"自我(?:评价|介绍)|自己(?:PR|pr|紹介)|職務要約|个人(?:简介|总结|优势)"),
    ("publications", r"论文|論文|著作"),
    ("contact", r"个人信息|基本信息|基本情報|联系方式|連絡先"),
    ("other", r"荣誉|获奖|受賞|兴趣|趣味|校园|志望|本人希望"),
)
_CJK_LIST = re.compile("[、，；]")
_CJK_TITLE = re.compile(
    r"(?:マネージャー?|リーダー|エンジニア|ディレクター|デザイナー|コンサルタント|工程师|经理|总监|主管|专员)$"
)
"""What a person is ("プロジェクトマネージャー") names no section."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


_KANA_MARKS = "\u3099\u309a"
"""They turn ハ into バ and パ: letters of their own, not accents."""


def fold(text: str) -> str:
    """Lower case without accents or punctuation, single spaces; CJK is kept."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if c in _KANA_MARKS or not unicodedata.combining(c))
    text = unicodedata.normalize("NFC", text.casefold().replace("ß", "ss").replace("ł", "l").replace("ø", "o"))
    return re.sub(r"[^\w&-]+", " ", text.replace("&", " and ").replace("/", " and ")).strip(" -_")


_KNOWN = {name if name.isascii() else fold(name): kind for name, kind in NAMES.items()}
_SQUEEZED = {name.replace(" ", ""): kind for name, kind in _KNOWN.items() if len(name) > 4}
"""For "E X P E R I E N C E", and for files whose spaces were lost."""


@lru_cache(maxsize=4096)
def section_kind(text: str) -> str | None:
    """The kind of section this line names, or None when it is no known heading."""
    if len(text) > 60:
        return None
    name = re.sub(r"\s+", " ", fold(re.sub(r"\(.*?\)|^\W*(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s", "", text, flags=re.I)))
    if not name:
        return None
    if name in _KNOWN:
        return _KNOWN[name]
    if re.fullmatch(r"(?:[\w&] ){3,}[\w&]", name) or (" " not in name and len(name) > 5):
        squeezed = name.replace(" ", "")
        if squeezed in _SQUEEZED:
            return _SQUEEZED[squeezed]
    if _CJK.search(name):
        return _cjk_kind(name, text)
    return _kind_by_words(name)


def _cjk_kind(name: str, text: str) -> str | None:
    """Chinese and Japanese headings are short and often stand beside an English one."""
    own = "".join(c for c in name if not c.isascii())
    if own in _KNOWN:
        return _KNOWN[own]
    if len(own) > 14 or _CJK_TITLE.search(own) or len(_CJK_LIST.findall(text)) > 1:
        return None
    return next((kind for kind, words in _CJK_HEADS if re.search(words, own)), None)


def _kind_by_words(name: str) -> str | None:
    words = [word for word in name.split() if word != "and"]
    if not words or len(words) > 5:
        return None
    heads = [word for word in words if word in _HEAD_KIND]
    if not heads or any(word not in _HEAD_KIND and word not in _FILLERS for word in words):
        return None
    if heads in (["teaching"], ["research"]):
        return "work" if len(words) > 1 else None
    if words[-1] == "summary":
        return "summary"
    if _HEAD_KIND[heads[0]] == "projects":
        return "projects"
    if words[-1] in ("experience", "internships") and heads[0] not in ("volunteer", "voluntary", "volunteering"):
        return "work" if heads[0] != "leadership" else "other"
    if {"and", "y", "e", "et", "und", "en"} & set(name.split()):
        return _HEAD_KIND[heads[0]]
    return min((_HEAD_KIND[word] for word in heads), key=_RANK.__getitem__)
