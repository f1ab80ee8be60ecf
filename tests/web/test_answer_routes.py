"""POST /answers and POST /drafts: who may send, what is taken, and what is passed on."""

from uuid import uuid4

import pytest

from domain.errors import DatabaseBusy, InvalidInput, NotFound
from domain.interview import MAX_ANSWER_CHARS
from tests.web.doubles import client_for, opened
from web.startup import Startup

OURS = {"sec-fetch-site": "same-origin"}
SENT = {"interview": str(uuid4()), "turn": str(uuid4()), "text": "I asked, measured and told them.", "key": "k" * 32}


class Interviews:
    """Notes what it is given, or raises `fault`."""

    def __init__(self, fault=None):
        self.fault, self.taken = fault, []

    def submit_answer(self, user, interview_id, turn_id, text, client_key, *, by_clock):
        self._take(user, str(interview_id), str(turn_id), text, client_key, by_clock)

    def save_draft(self, user, turn_id, text):
        self._take(user, str(turn_id), text)

    def _take(self, *what):
        if self.fault:
            raise self.fault
        self.taken.append(what)


def a_client(fault=None, cookie="session-token"):
    startup, interviews = opened(), Interviews(fault)
    startup.services.interviews = interviews
    startup.services.accounts.person_for = {"session-token": "Ada"}.get
    return client_for(startup, cookies={"im_session": cookie}), interviews


def test_an_answer_and_a_draft_reach_the_service_as_the_person_of_the_cookie():
    client, interviews = a_client()
    assert client.post("/answers", json=SENT | {"by_clock": True}, headers=OURS).status_code == 204
    assert client.post("/drafts", json={k: SENT[k] for k in ("turn", "text")}, headers=OURS).status_code == 204
    assert interviews.taken == [
        ("Ada", SENT["interview"], SENT["turn"], SENT["text"], SENT["key"], True),
        ("Ada", SENT["turn"], SENT["text"]),
    ]


@pytest.mark.parametrize("path", ["/answers", "/drafts"])
def test_nothing_is_taken_from_strangers_or_other_sites(path):
    for cookie, headers, status in (
        ("", OURS, 401),
        ("forged", OURS, 401),
        ("session-token", {"sec-fetch-site": "cross-site"}, 403),
        ("session-token", {"origin": "http://evil.invalid"}, 403),
        ("session-token", {}, 403),
    ):
        client, interviews = a_client(cookie=cookie)
        assert client.post(path, json=SENT, headers=headers).status_code == status
        assert interviews.taken == []
    assert a_client()[0].get(path).status_code == 405
    assert client_for(Startup(dict)).post(path, json=SENT, headers=OURS).status_code == 503


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "text",
        SENT | {"turn": "not an id"},
        SENT | {"text": None},
        SENT | {"key": ""},
        SENT | {"key": "k" * 300},
        SENT | {"text": "x" * 200_000},
    ],
)
def test_what_the_box_does_not_send_is_refused(body):
    client, interviews = a_client()
    assert client.post("/answers", json=body, headers=OURS).status_code == 400
    assert interviews.taken == []


def test_the_longest_answer_fits_however_it_is_written():
    client, interviews = a_client()
    assert client.post("/answers", json=SENT | {"text": "é" * MAX_ANSWER_CHARS}, headers=OURS).status_code == 204
    assert len(interviews.taken[0][3]) == MAX_ANSWER_CHARS


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (NotFound("This question no longer exists."), 404),
        (InvalidInput("This question is already skipped; it cannot become answered."), 400),
        (DatabaseBusy("The app is very busy right now."), 503),
    ],
)
def test_a_refusal_of_the_service_is_its_sentence(fault, status):
    answer = a_client(fault)[0].post("/answers", json=SENT, headers=OURS)
    assert (answer.status_code, answer.json()) == (status, {"error": fault.message})
