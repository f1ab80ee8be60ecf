"""Answers that the fault tests submit."""

GOOD_ANSWER = (
    "In my last school the reading group for weaker pupils had stopped because nobody owned it. I asked the head "
    "for one hour a week, tested each child first, and paired them with older pupils whom I trained in two short "
    "sessions. I kept a simple chart of words read a minute. After ten weeks fourteen of sixteen children had "
    "moved up a level, and two other classes copied the plan. I learned to measure at the start, because the "
    "numbers kept the group alive."
)
