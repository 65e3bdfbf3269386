"""Side-by-side runs of our matching and answering against what a user would pick instead."""
