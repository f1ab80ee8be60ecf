"""Words are told from mixed-up letters, in many languages."""

import pytest

from services.documents.readable import is_garbled, readable_letters

WORDS = [
    "Ines Duarte, registered nurse (Porto), ines@example.org, +351 912 345 678, 2013 - 2017: led a ward of 12 beds",
    "C++/C#, .NET, Node.js, CI/CD, k8s, AWS (EC2, S3), OAuth2.0, iOS & macOS; GraphQL | PostgreSQL | JavaScript | ES6",
    "Krankenschwester in München-Süd, geprüfte Fachkraft für Straßenverkehr; Größe: 1,80 m; Note: «sehr gut»",
    "看護師として十二床の病棟を担当し、六人の同僚を指導しました。（二〇一八年三月〜現在）資格：看護師免許、救急救命。",
    "负责十二张床位的病房，培训六名新同事；2018年3月至今，波尔图医院。精通伤口护理、分诊、采血和排班，英语流利。",
    "Медсестра отделения, больница Порту, с марта 2018 года; обучила шесть новых коллег уходу за ранами",
    "ممرضة مسجلة في بورتو، قادت جناحًا من اثني عشر سريرًا ودربت ستة زملاء جدد على العناية بالجروح",
    "S K I L L S A N D L A N G U A G E S: wound care, triage, phlebotomy, handover, planning of rotas and stock",
]
NONSENSE = [
    "\ue021\ue052 \ue053\ue054 \ue055 \ue056\ue057 \ue058\ue059\ue05a \ue021\ue052 \ue053\ue054 \ue055",
    "\ufffd\ufffd\ufffd \ufffd\ufffd \ufffd\ufffd\ufffd\ufffd nurse \ufffd\ufffd\ufffd \ufffd\ufffd",
    "(cid:12)(cid:45)(cid:7) (cid:12)(cid:45)(cid:7) (cid:12)(cid:45)(cid:7) (cid:9)(cid:8) (cid:77)(cid:3)",
    "5HJLVWHUHG@QXUVH\\3RUWR /HG]D]ZDUG^RI^WZHOYH EHGV_DQG[WUDLQHG]VL[ QHZ{FROOHDJXHV] LQ}ZRXQG_FDUH [ 7ULDJH]DQG^",
]


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_nonsense(text):
    assert not is_garbled(text)
    assert readable_letters(text) > 0.55 * sum(char.isalnum() for char in text)


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_seen(text):
    assert is_garbled(text)
