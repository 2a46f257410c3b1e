"""What the app knows: the questionnaire, its rule, the proof. No Streamlit in here."""
