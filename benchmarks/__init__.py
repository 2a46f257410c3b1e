"""How fast and how light the questionnaire is, each figure beside what it is measured against."""
