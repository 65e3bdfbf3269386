"""How updates arrive and answers leave: in order, at Telegram's pace, and through a network that fails."""
