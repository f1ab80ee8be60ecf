"""Names of sections and skill groups in the language of the resume."""

import re
from collections import Counter

from domain.resume.facts import ResumeFacts, SkillCategory
from domain.resume.section_names import fold

KINDS = ("summary", "work", "projects", "education", "skills", "certificates", "publications", "languages")
_HEADINGS = {
    "en": ("Summary", "Work experience", "Projects", "Education", "Skills", "Certificates", "Publications",
           "Languages"),
    "de": ("Profil", "Berufserfahrung", "Projekte", "Ausbildung", "Kenntnisse", "Zertifikate", "Publikationen",
           "Sprachen"),
    "fr": ("Profil", "Expérience professionnelle", "Projets", "Formation", "Compétences", "Certifications",
           "Publications", "Langues"),
    "es": ("Perfil", "Experiencia laboral", "Proyectos", "Formación académica", "Habilidades", "Certificaciones",
           "Publicaciones", "Idiomas"),
    "pt": ("Perfil", "Experiência profissional", "Projetos", "Formação acadêmica", "Competências", "Certificações",
           "Publicações", "Idiomas"),
    "zh": ("个人简介", "工作经历", "项目经历", "教育背景", "专业技能", "证书", "出版", "语言"),
    "ja": ("職務要約", "職務経歴", "プロジェクト", "学歴", "スキル", "資格", "著書", "語学"),
}  # fmt: skip
_OTHER_NAMES = {
    "en": "profile|about me|experience|professional experience|employment|work history|certifications|key skills",
    "de": "kurzprofil|uber mich|beruflicher werdegang|bildungsweg|studium|fahigkeiten|sprachkenntnisse|kontakt|"
    "weiterbildung|personliche daten|interessen",
    "fr": "a propos|experiences professionnelles|parcours professionnel|formations|diplomes|coordonnees|"
    "centres d interet|certificats",
    "es": "resumen|sobre mi|experiencia|experiencia profesional|formacion|educacion|estudios|aptitudes|conocimientos|"
    "contacto|certificados|cursos",
    "pt": "resumo|sobre mim|experiencia|historico profissional|formacao|educacao|habilidades|certificados|contato",
    "zh": "自我评价|工作经验|教育|教育经历|技能|项目经验|联系方式|语言能力",
    "ja": "自己紹介|自己pr|概要|職歴|経歴|教育|技能|連絡先|言語|語学力",
}
_SMALL_WORDS = {
    "en": "the and of with for by from an which",
    "de": "und der die das mit für von bei auf eine einen im",
    "fr": "et les des une avec pour dans sur du aux",
    "es": "y los las el del una con por para",
    "pt": "e os da do das dos uma com em para",
}
_LABELS = {
    # in the order of SkillCategory: technical, tool, soft, language, other
    "en": ("Technical", "Tools", "Soft skills", "Languages", "More"),
    "de": ("Fachlich", "Werkzeuge", "Persönlich", "Sprachen", "Weiteres"),
    "fr": ("Techniques", "Outils", "Savoir-être", "Langues", "Autres"),
    "es": ("Técnicas", "Herramientas", "Personales", "Idiomas", "Otras"),
    "pt": ("Técnicas", "Ferramentas", "Pessoais", "Idiomas", "Outras"),
    "zh": ("专业", "工具", "软技能", "语言", "其他"),
    "ja": ("専門", "ツール", "ソフトスキル", "言語", "その他"),
}


def language_of(facts: ResumeFacts) -> str:
    """The language of the resume's own headings, else of its sentences (two letters); English where neither tells."""
    names = {fold(section.title) for section in facts.sections}
    votes = Counter[str]()
    for language, headings in _HEADINGS.items():
        known = {*map(fold, headings), *_OTHER_NAMES[language].split("|")}
        votes[language] = len(names & known)
    best, count = votes.most_common(1)[0]
    if count > 1:
        return best if count > votes["en"] else "en"
    return _language_of_text(" ".join([facts.summary, *(bullet for job in facts.work for bullet in job.bullets)]))


def _language_of_text(text: str) -> str:
    """By script for Japanese and Chinese, else by the small words that only one of our languages has."""
    if re.search("[\u3040-\u30ff]", text):
        return "ja"
    if re.search("[\u4e00-\u9fff]", text):
        return "zh"
    counted = Counter(re.findall(r"\w+", text.casefold()))
    votes = {language: sum(counted[word] for word in words.split()) for language, words in _SMALL_WORDS.items()}
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] > 3 and votes[best] > 2 * votes["en"] else "en"


def headings_in(language: str) -> dict[str, str]:
    """Kind of section -> its heading, in the order of a resume."""
    return dict(zip(KINDS, _HEADINGS[language], strict=True))


def labels_in(language: str) -> dict[SkillCategory, str]:
    """Category of skills -> the label of its line."""
    return dict(zip(SkillCategory, _LABELS[language], strict=True))
