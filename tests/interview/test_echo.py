from greenroom.interview.echo import echoes

QUESTION = "How would you decide whether to roll back the new ranking model?"
CRITERIA = [
    "Gives a rollback trigger with a threshold and a named owner",
    "Separates a data fault from a model fault",
]


def test_the_question_and_the_rubric_handed_back_are_echoes():
    said = [
        "I would decide whether to roll back the new ranking model.",
        "I give a rollback trigger with a threshold and a named owner.",
        "I would be separating a data fault from a model fault.",
    ]
    assert echoes(said, QUESTION, CRITERIA) == (True, True, True)


def test_an_answer_that_uses_the_words_to_say_something_is_none():
    said = [
        "The rollback trigger is 2 % more refunds in an hour, and Mia owns it.",
        "First I check whether the feed or the model is at fault: I replay yesterday's data.",
        "Roll back.",
    ]
    assert echoes(said, QUESTION, CRITERIA) == (False, False, False)
