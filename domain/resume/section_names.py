"""What the sections of a resume are called, and which kind each name means."""

import re
import unicodedata
from functools import lru_cache

_WHOLE: dict[str, str] = {
    "summary": "about|about me|profile|my profile|career profile|professional profile|personal profile|"
    "personal statement|"
    "objective|career objective|career goal|goal|overview|introduction|who i am|bio|biography|summary|in short|info|"
    "statement|profil|kurzprofil|uber mich|a propos|perfil|resumen|acerca de mi|sobre mi|sobre mim|resumo|objetivo|"
    "profilo|chi sono|o mnie|podsumowanie|samenvatting|om mig|om meg|"
    "自己紹介|自己pr|概要|職務要約|个人简介|自我评价|о себе",
    "contact": "contact|contacts|contact me|contact info|contact information|contact details|personal details|"
    "personal information|personal info|personal data|details|personalia|profiles|social|social media|links|online|"
    "find me online|find me|websites|online profiles|social profiles|get in touch|address|"
    "kontakt|kontaktdaten|personliche daten|coordonnees|contacto|datos personales|informacion personal|contato|"
    "dados pessoais|contatti|dati personali|dane osobowe|contactgegevens|連絡先|联系方式|контакты",
    "work": "experience|experiences|work|work history|employment|employment history|career|career history|"
    "career summary|"
    "professional background|work background|positions|positions held|jobs|job history|professional history|"
    "internship|internships|appointments|clinical placements|placements|work placements|practicum|practica|"
    "berufserfahrung|berufliche erfahrung|berufspraxis|beruflicher werdegang|praktika|experience professionnelle|"
    "experiences professionnelles|parcours professionnel|experiencia|experiencia laboral|experiencia profesional|"
    "experiencia profissional|historico profissional|esperienza|esperienze|esperienza lavorativa|esperienze lavorative|"
    "esperienze professionali|esperienza professionale|doswiadczenie|doswiadczenie zawodowe|werkervaring|"
    "arbetslivserfarenhet|"
    "erhvervserfaring|arbeidserfaring|tyokokemus|is deneyimi|職歴|職務経歴|経歴|工作经历|工作经验|опыт работы",
    "education": "education|academics|academic background|academic qualifications|academic history|academic record|"
    "qualifications|educational qualifications|education and qualifications|educational background|studies|schooling|"
    "degrees|"
    "ausbildung|bildung|bildungsweg|schulbildung|studium|akademische ausbildung|formation|formations|etudes|diplomes|"
    "formation academique|educacion|formacion|formacion academica|estudios|educacao|formacao|formacao academica|"
    "istruzione|formazione|istruzione e formazione|wyksztalcenie|edukacja|opleiding|opleidingen|utbildning|uddannelse|"
    "utdanning|koulutus|egitim|学歴|教育|教育背景|образование",
    "skills": "skills|skill|abilities|competencies|competences|competencies and skills|expertise|areas of expertise|"
    "core competencies|core skills|key skills|strengths|key strengths|proficiencies|technologies|tech stack|"
    "technical stack|"
    "tools|tools and technologies|toolbox|technical proficiencies|technical knowledge|programming|"
    "programming languages|capabilities|"
    "areas of knowledge|knowledge|specialties|specialities|professional skills|what i do|skillset|skill set|"
    "skill highlights|"
    "kenntnisse|fahigkeiten|fachkenntnisse|kenntnisse und fahigkeiten|edv kenntnisse|it kenntnisse|kompetenzen|"
    "competences techniques|habilidades|aptitudes|competencias|conocimientos|competenze|competenze tecniche|"
    "umiejetnosci|vaardigheden|kompetenser|ferdigheter|taidot|yetenekler|スキル|技能|技術|专业技能|навыки",
    "projects": "projects|project|portfolio|open source|open source projects|side projects|samples|selected work|"
    "my work|"
    "open source contributions|contributions|hackathons|projekte|projets|proyectos|projetos|progetti|projekty|"
    "projecten|"
    "プロジェクト|制作実績|项目经历|项目经验|проекты",
    "certificates": "certificates|certificate|certifications|certification|licenses|licences|licensure|"
    "licenses and certifications|"
    "licences and certifications|registrations|credentials|courses|course|training|trainings|professional development|"
    "continuing education|additional training|courses and certifications|zertifikate|weiterbildung|weiterbildungen|"
    "certificats|certificaciones|certificacoes|certificazioni|certyfikaty|certificaten|cursos|szkolenia|資格|証書|证书",
    "publications": "publications|publication|papers|articles|writing|research papers|selected publications|books|"
    "patents|"
    "presentations|talks|speaking|conferences|conference presentations|lectures|publikationen|publicaciones|"
    "publicacoes|"
    "pubblicazioni|publikacje|conferencias|著書|出版",
    "languages": "languages|language|language skills|foreign languages|sprachen|sprachkenntnisse|langues|idiomas|"
    "lingue|"
    "jezyki|jezyki obce|talen|sprak|kielet|diller|語学|言語|语言|языки",
    "other": "interests|hobbies|hobbies and interests|interests and hobbies|personal interests|awards|honors|honours|"
    "achievements|key achievements|accomplishments|recognition|awards and honors|honors and awards|volunteer|"
    "volunteering|"
    "volunteer work|volunteer experience|voluntary work|community|community service|community involvement|service|"
    "professional service|references|referees|testimonials|recommendations|activities|extracurricular|"
    "extracurricular activities|extra curricular activities|leadership|leadership and activities|affiliations|"
    "affiliation|"
    "memberships|membership|professional memberships|professional affiliations|organizations|organisations|governance|"
    "military|military service|additional information|other information|other|miscellaneous|additional|misc|reading|"
    "relevant coursework|coursework|scholarships|grants|funding|research interests|teaching interests|declaration|"
    "driving licence|driving license|more about me|fun facts|motto|philosophy|interessen|hobbys|auszeichnungen|"
    "ehrenamt|referenzen|interets|centres d interet|loisirs|benevolat|distinctions|intereses|premios|voluntariado|"
    "referencias|interesses|premios e reconhecimentos|interessi|premi|volontariato|referenze|zainteresowania|nagrody|"
    "wolontariat|interesses pessoais|interesses en hobbys|intressen|referenser|"
    "趣味|受賞|受賞歴|志望動機|获奖情况|兴趣爱好|интересы",
}
_NAMES = {name: kind for kind, names in _WHOLE.items() for name in names.split("|")}

_FILLERS_TEXT = """
professional relevant selected recent key core main additional other further my personal employment and of the in
with industry industrial clinical nursing academic general current previous past related paid technical computer it
software digital design creative business administrative & featured notable independent major career full time part
online highlights information history details background section list creative special specialized formal hard soft
transferable practical hands-on domain work job
"""
_FILLERS = frozenset(_FILLERS_TEXT.split())
_HEADS: tuple[tuple[str, str], ...] = (
    ("other", ("volunteer volunteering voluntary awards honors honours achievements accomplishments interests hobbies "
    "activities "
     "references leadership affiliations memberships extracurricular community scholarships coursework military")),
    ("publications", "publications papers patents presentations talks conferences"),
    ("certificates", ("certifications certificates certification licenses licences licensure training courses "
    "trainings")),
    ("languages", "languages"),
    ("projects", "projects portfolio"),
    ("skills", ("skills skill competencies competences expertise proficiencies abilities technologies tools strengths "
    "toolkit "
     "qualifications-summary")),
    ("summary", "summary objective profile statement overview"),
    ("education", "education qualifications studies degrees"),
    ("work", "experience experiences internship internships employment teaching research"),
)  # fmt: skip
_HEAD_KIND = {word: kind for kind, words in reversed(_HEADS) for word in words.split()}
_RANK = {kind: rank for rank, (kind, _) in enumerate(_HEADS)}


def fold(text: str) -> str:
    """Lower case without accents or punctuation, single spaces; CJK is kept."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = unicodedata.normalize("NFC", text.casefold().replace("ß", "ss").replace("ł", "l").replace("ø", "o"))
    return re.sub(r"[^\w&-]+", " ", text.replace("&", " and ").replace("/", " and ")).strip(" -_")


@lru_cache(maxsize=4096)
def section_kind(text: str) -> str | None:
    """The kind of section this line names, or None when it is no known heading."""
    if len(text) > 60:
        return None
    name = re.sub(r"\s+", " ", fold(re.sub(r"\(.*?\)|^\W*\d{1,2}[.)]\s", "", text)))
    if not name:
        return None
    if name in _NAMES:
        return _NAMES[name]
    words = [word for word in name.split() if word != "and"]
    if not words or len(words) > 5:
        return None
    heads = [word for word in words if word in _HEAD_KIND]
    if not heads or any(word not in _HEAD_KIND and word not in _FILLERS for word in words):
        return None
    if heads == ["teaching"] or heads == ["research"]:
        return "work" if len(words) > 1 else None
    if words[-1] == "summary":
        return "summary"
    if words[-1] in ("experience", "internships") and heads[0] not in ("volunteer", "voluntary", "volunteering"):
        return "work" if heads[0] != "leadership" else "other"
    if "and" in name.split():
        return _HEAD_KIND[heads[0]]
    return min((_HEAD_KIND[word] for word in heads), key=_RANK.__getitem__)
