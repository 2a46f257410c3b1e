"""What there is: a questionnaire, an option, a source, a text, a set of answers.

Imports no other room.
"""
