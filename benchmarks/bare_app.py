"""The peer: the same eleven questions in plain Streamlit, one a page, and nothing else."""

import streamlit as st

QUESTIONS = (
    (
        "How deep are the folds from your nose to your mouth?",
        ("No fold, or a faint line", "A shallow fold", "A deep fold", "A very deep fold"),
    ),
    (
        "How does your jawline look?",
        (
            "Firm, one clear line",
            "A little soft",
            "Loose, with pouches",
            "Very loose, full pouches",
        ),
    ),
    (
        "How does your neck look?",
        ("Smooth", "Some fine lines", "Clear lines or cords", "Skin that hangs"),
    ),
    (
        "How many lines do you see over your whole face?",
        ("Hardly any lines", "Lines when it moves", "Lines at rest", "Deep lines over most of it"),
    ),
    (
        "How far have your cheeks, jaw and neck dropped?",
        ("Where they always were", "A little lower", "Clearly lower", "Much lower, skin hangs"),
    ),
    (
        "How much do you dislike the shape of your face?",
        ("Not at all", "A little", "Quite a lot", "A great deal"),
    ),
    (
        "How strong a change would you like?",
        ("A subtle change", "A clear change", "A powerful change"),
    ),
    (
        "How long would you like the change to last?",
        ("A few years", "Longer than a few years", "As long as it can"),
    ),
    (
        "How much time could you take to heal?",
        ("As much as it takes", "Back sooner", "The shortest only"),
    ),
    (
        "Is there anything about your health to tell?",
        ("I smoke", "I take blood thinners", "I have high blood pressure", "None of these"),
    ),
    (
        "What do you hope for?",
        ("A fresher look", "Less sagging", "No lines at all", "A change in my life"),
    ),
)


def go_on() -> None:
    """Move to the next question."""
    st.session_state.number += 1


number = st.session_state.setdefault("number", 0)
if number < len(QUESTIONS):
    ask, answers = QUESTIONS[number]
    st.title(ask)
    st.radio(f"Question {number + 1} of {len(QUESTIONS)}", answers, index=None, key=f"q{number}")
    st.button("Continue", on_click=go_on)
else:
    st.title("Thank you")
