"""Short sentences and common words are plainer than long ones, and idioms are named."""

from domain.plain_language import plain_findings, plainness

SHORT = "Your main contact leaves the customer next week. What do you do?"
LONG = (
    "What makes an organisation-wide assessment trustworthy, and how would you get several departmental coordinators "
    "to administer it consistently?"
)


def test_short_sentences_of_common_words_are_plainer() -> None:
    assert plainness(SHORT) == 1.0
    assert plainness(LONG) < 0.4
    assert plainness("") == 0.0


def test_an_idiom_costs_half_and_is_named() -> None:
    text = "How do you get up to speed in a new job?"
    assert plainness(text) <= 0.5
    assert plain_findings(text) == ["“up to speed” is an idiom. Say it in plain words."]


def test_a_long_sentence_is_told_with_its_length() -> None:
    text = "How " + "very " * 22 + "long?"
    assert plain_findings(text) == ["A sentence has 24 words. Write none of more than 22."]
    assert not plain_findings(SHORT)
