"""What made-up fact bases are asked about, and in which words: frames of questions, and the nouns that fill them.

In a frame, `{n}` stands for the noun and `{}` for the name that is asked about. Each noun stands in one aspect only,
so that a phrasing asks for one fact.
"""

_COUNT = (
    "how many {n} does {} have", "what is the number of {n} at {}", "{} {n}", "number of {n} of {}",
    "how many {n} are there in {}", "total of {n} in {}", "count the {n} of {}",
)  # fmt: skip
_PERSON = (
    "who is the {n} of {}", "what is the name of the {n} of {}", "{} {n}", "current {n} of {}",
    "which person is the {n} at {}", "who serves as {n} of {}",
)  # fmt: skip
_AMOUNT = (
    "what is the {n} of {}", "how much is the {n} of {}", "{} {n}", "how big is the {n} for {}",
    "size of the {n} of {}", "what {n} does {} have",
)  # fmt: skip
_TIME = (
    "when is the {n} of {}", "on which day is the {n} of {}", "{} {n}", "date of the {n} of {}",
    "in what year was the {n} of {}", "when did the {n} of {} happen",
)  # fmt: skip
_PLACE = (
    "where is the {n} of {}", "what is the address of the {n} of {}", "{} {n}", "in which street is the {n} of {}",
    "how do i get to the {n} of {}", "directions to the {n} of {}",
)  # fmt: skip
_RULE = (
    "what does {} say about {n}", "what are the rules on {n} at {}", "{} {n}", "how does {} handle {n}",
    "where can i read about {n} of {}", "is there any {n} at {}",
)  # fmt: skip

_NOUNS = (
    (_COUNT, "employees", "staff members", "workers"),
    (_COUNT, "offices", "branches", "outposts"),
    (_COUNT, "vehicles", "trucks", "cars"),
    (_COUNT, "volunteers", "helpers", "unpaid people"),
    (_COUNT, "police officers", "constables", "policemen"),
    (_COUNT, "languages", "tongues", "official languages"),
    (_COUNT, "projects", "programmes", "undertakings"),
    (_COUNT, "visitors", "guests", "tourists"),
    (_PERSON, "leader", "director", "chief"),
    (_PERSON, "deputy", "second in command", "vice director"),
    (_PERSON, "spokesperson", "press officer", "speaker for the media"),
    (_PERSON, "treasurer", "accountant", "keeper of the accounts"),
    (_PERSON, "founder", "initiator", "creator"),
    (_PERSON, "legal adviser", "lawyer", "attorney"),
    (_AMOUNT, "budget", "expenditure", "spending"),
    (_AMOUNT, "income", "revenue", "earnings"),
    (_AMOUNT, "debt", "liabilities", "unpaid loans"),
    (_AMOUNT, "territory", "surface area", "extent"),
    (_AMOUNT, "population", "inhabitants", "residents"),
    (_AMOUNT, "salary level", "average wage", "monthly wages"),
    (_AMOUNT, "membership price", "subscription rate", "yearly dues"),
    (_TIME, "founding", "establishment", "setting up"),
    (_TIME, "next meeting", "coming session", "upcoming assembly"),
    (_TIME, "latest report", "newest publication", "most recent review"),
    (_TIME, "election", "ballot", "voting"),
    (_TIME, "closure", "shutdown", "winding up"),
    (_TIME, "anniversary", "jubilee", "yearly celebration"),
    (_TIME, "reform", "overhaul", "restructuring"),
    (_PLACE, "headquarters", "main building", "central seat"),
    (_PLACE, "warehouse", "depot", "storage site"),
    (_PLACE, "training centre", "academy", "school"),
    (_PLACE, "archive", "records room", "library"),
    (_PLACE, "clinic", "hospital", "medical centre"),
    (_PLACE, "front desk", "reception", "information counter"),
    (_RULE, "human rights", "civil liberties", "basic freedoms"),
    (_RULE, "complaints", "grievances", "objections"),
    (_RULE, "recruitment", "hiring", "vacancies"),
    (_RULE, "environment protection", "climate action", "pollution"),
    (_RULE, "gender equality", "women in leadership", "equal treatment"),
    (_RULE, "corruption", "bribery", "fraud"),
    (_RULE, "travel permits", "visas", "border crossings"),
    (_RULE, "data privacy", "confidentiality", "personal records"),
)

ASPECTS = tuple(
    tuple(frame.replace("{n}", noun) for frame in frames for noun in nouns)
    for frames, *nouns in _NOUNS
)  # fmt: skip
"""All the ways to ask for each aspect, with `{}` for the name."""

PLACES = (
    "Avondale", "Brightwater", "Carrowmore", "Dunhaven", "Eastmarch", "Fernhill", "Greystone", "Harrowgate",
    "Ironbridge", "Juniper Bay", "Kingsferry", "Longmeadow", "Millbrook", "Northwick", "Oakridge", "Pinecrest",
    "Queensport", "Ravenscar", "Silverlake", "Thornbury", "Upperton", "Valemouth", "Westerly", "Yarrow",
)  # fmt: skip

COURTESIES = (
    ("hi,", ""), ("hello, could you tell me", ""), ("", "please"), ("good morning,", "thank you"), ("hey,", "thanks"),
    ("can you tell me", "please"), ("i would like to know", ""), ("sorry,", ""),
)  # fmt: skip
"""What stands before a question and after it."""
