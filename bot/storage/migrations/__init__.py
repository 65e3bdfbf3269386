"""The history of the tables: numbered steps, each of which stays as it was when it was released.

A step may add tables, columns that may be empty and indexes, and takes nothing away that the version before it still
uses: while replicas are replaced one by one, old ones work on the new tables, and a version may be taken back.
"""

NEWEST = "0001"
"""The number of the last step."""
